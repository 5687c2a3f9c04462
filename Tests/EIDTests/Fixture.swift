import EID
import Foundation
import Testing

/// The files that other tools made (`Fixtures/make.sh`), and bytes written as hexadecimal digits.
enum Fixture {
    static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: directory.appendingPathComponent(path)))
    }

    static func certificate(_ name: String) throws -> CVCertificate {
        try CVCertificate(decoding: try bytes("cv/\(name).cvcert"))
    }

    /// The day by which the tests go.
    static func today() throws -> CalendarDate { try day(2026, 12, 1) }

    static func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDate {
        try #require(CalendarDate(year: year, month: month, day: day))
    }

    static func hex(_ text: String) -> [UInt8] {
        let digits = text.utf8.filter { $0 != 0x20 && $0 != 0x0A }
        return stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<min($0 + 2, digits.count)], as: UTF8.self), radix: 16)
        }
    }

    /// The same bytes with one bit changed, for every bit or every n-th.
    static func flipped(_ bytes: [UInt8], every step: Int = 1) -> some Sequence<[UInt8]> {
        stride(from: 0, to: bytes.count * 8, by: step).lazy.map { bit in
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            return changed
        }
    }

    /// Directories and files for one test, gone with it.
    final class Folder {
        let path: String

        init() throws {
            path = NSTemporaryDirectory() + "eid-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func write(_ bytes: [UInt8], _ name: String) throws {
            let target = URL(fileURLWithPath: path).appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: target)
        }

        func copy(_ fixture: String, _ name: String? = nil) throws {
            try write(try Fixture.bytes(fixture), name ?? String(fixture.split(separator: "/").last ?? ""))
        }
    }
}
