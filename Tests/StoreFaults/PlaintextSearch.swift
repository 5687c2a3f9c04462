import CPowerCut
package import Foundation

/// Looks for planted names and numbers in every spelling in which a program might leave them behind.
package struct PlaintextSearch: Sendable {
    /// What a citizen might have typed, none of which may be found.
    package static let planted = [
        "Grünwald-Příkopová", "Schneckenpfad 47b", "Zwiebelfisch", "PIN 583920", "483920175566", "12.03.1985",
        "DE89370400440532013000",
    ]

    private let needles: [[UInt8]]

    /// Prepares UTF-8, UTF-16 in both orders, and base64 of each in every alignment.
    package init(_ words: [String] = planted) {
        var needles: Set<[UInt8]> = []
        for word in words {
            let utf16 = Array(word.utf16)
            let plain: [[UInt8]] = [
                Array(word.utf8), utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
                utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] },
            ]
            for bytes in plain {
                needles.insert(bytes)
                for shift in 0..<3 {
                    // Leave out the characters that bytes before and behind share.
                    let text = Data(Array(repeating: 0, count: shift) + bytes).base64EncodedString()
                    let clean = text.dropFirst([0, 2, 3][shift]).prefix { $0 != "=" }.dropLast()
                    needles.insert(Array(clean.utf8))
                    needles.insert(Array(clean.replacing("+", with: "-").replacing("/", with: "_").utf8))
                }
            }
        }
        self.needles = needles.filter { $0.count >= 6 }
    }

    /// How often any of them stands in bytes.
    package func count(in data: Data) -> Int {
        data.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            return needles.count { powercut_contains(start, bytes.count, $0, $0.count) != 0 }
        }
    }

    /// How often any of them stands in any file below a directory.
    package func count(below directory: String) -> Int {
        guard let walk = FileManager.default.enumerator(atPath: directory) else { return 0 }
        return walk.compactMap { $0 as? String }.reduce(0) { sum, path in
            sum + (FileManager.default.contents(atPath: directory + "/" + path).map(count(in:)) ?? 0)
        }
    }
}
