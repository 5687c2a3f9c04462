import Foundation
import Glibc
import StoreFaults
import TestSupport
import Testing
import Visit

extension TerminalProcessTests {
    /// A state directory that takes nothing more.
    @Suite(.enabled(if: Namespace.isAvailable, "Needs mounts of its own: unshare -m."))
    struct DiskTests {
        private static let unready = Citizen.text("screen.unready.title")

        /// How a visit ended.
        /// - Parameters:
        ///   - device: where.
        ///   - shell: what is mounted before.
        ///   - filled: what is filled after the visit has begun, and how much is left.
        /// - Returns: the title at which it ended.
        /// - Throws: where another screen came.
        private static func visit(
            _ device: Device, afterMounting shell: String, thenFilling filled: (part: String, left: Int)? = nil
        ) throws -> String {
            var citizen = try Citizen.arriving()
            try citizen.thinks { $0.stage == .receipt }
            let terminal = try RunningTerminal(state: device.state, log: device.log, afterMounting: shell)
            var last: String?
            if let filled {
                let begun = Citizen.text("screen.privacy.title")
                last = try citizen.walks(at: terminal, until: [begun, unready, outOfOrder], leaving: 1)
                if last == begun {
                    try fill("/proc/\(terminal.identifier)/root\(device.state)/\(filled.part)", leaving: filled.left)
                    last = nil
                }
            }
            last =
                try last ?? citizen.walks(at: terminal, until: [unsaved, unready, outOfOrder], leaving: 1)
                ?? citizen.sends(at: terminal, until: [saved, unsaved, outOfOrder])
            let root = "/proc/\(terminal.identifier)/root"
            let found = PlaintextSearch([Citizen.familyName, Citizen.givenName]).count(below: root + device.state)
            #expect(found == 0)
            if last == unsaved || last == unready {
                #expect(!terminal.text.contains(Citizen.familyName))
                // Whoever comes next finds nothing of it.
                terminal.press([.enter])
                #expect(terminal.waits { $0.rows == citizen.firstScreen })
            }
            #expect(terminal.isRunning && terminal.end(by: SIGTERM))
            return try #require(last)
        }

        /// Takes all the room of a file system but so many kB.
        private static func fill(_ directory: String, leaving kilobytes: Int) throws {
            var room = statvfs()
            try #require(statvfs(directory, &room) == 0)
            let count = Int(room.f_bavail) * Int(room.f_frsize) - kilobytes * 1024
            try Data(count: max(0, count)).write(to: URL(fileURLWithPath: directory + "/filler"))
        }

        @Test(arguments: ["journal", "outbox"])
        func `On a disk that fills up the visit stops with a sentence, whenever that happens`(part: String)
            async throws
        {
            var ends: [String: Int] = [:]
            for (size, left) in [(16, 0), (2048, 0), (80_000, 0), (80_000, 16), (80_000, 96), (80_000, 1024)] {
                try await Device.with { device in
                    try await device.enrol()
                    let last = try Self.visit(
                        device,
                        afterMounting: """
                            mkdir -p "$STATE/\(part)"
                            mount -t tmpfs -o size=\(size)k,mode=700 tmpfs "$STATE/\(part)"
                            """, thenFilling: (part, left))
                    ends[last, default: 0] += 1
                }
            }
            #expect(ends[outOfOrder] == 1 && ends[Self.unready] == 1)
            #expect(ends[unsaved, default: 0] > 0 && ends[saved, default: 0] > 0)
            print("⇒ full \(part): \(ends.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" })")
        }

        @Test(arguments: ["journal", "outbox"])
        func `On a disk that cannot be written nobody is served`(part: String) async throws {
            try await Device.with { device in
                try await device.enrol()
                let first = try device.start()
                let welcome = try Citizen.arriving().firstScreen
                #expect(first.waits { $0.rows == welcome })
                #expect(first.end(by: SIGTERM))
                let last = try Self.visit(
                    device,
                    afterMounting: """
                        mount --bind "$STATE/\(part)" "$STATE/\(part)"
                        mount -o remount,ro,bind "$STATE/\(part)"
                        """)
                #expect(last == outOfOrder)
            }
        }

        @Test func `A document that cannot be made loses nothing and ends nothing but the visit`() async throws {
            try await Device.with { device in
                try await device.enrol()
                let last = try Self.visit(
                    device,
                    afterMounting: """
                        printf '#!/bin/sh\\nexit 1\\n' > "$STATE/none"
                        chmod 755 "$STATE/none"
                        mount --bind "$STATE/none" "\(RunningTerminal.program.deletingLastPathComponent().path)/buergerdruck"
                        """)
                #expect(last == unsaved)
            }
        }
    }
}
