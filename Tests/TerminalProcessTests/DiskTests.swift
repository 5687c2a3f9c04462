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
        /// How a visit ended.
        private static func visit(_ device: Device, afterMounting shell: String) throws -> String {
            var citizen = try Citizen.arriving()
            try citizen.thinks { $0.stage == .receipt }
            let terminal = try RunningTerminal(state: device.state, log: device.log, afterMounting: shell)
            let last =
                try citizen.walks(at: terminal, until: [unsaved, outOfOrder], leaving: 1)
                ?? citizen.sends(at: terminal, until: [saved, unsaved, outOfOrder])
            let root = "/proc/\(terminal.identifier)/root"
            let found = PlaintextSearch([Citizen.familyName, Citizen.givenName]).count(below: root + device.state)
            #expect(found == 0)
            if last == unsaved {
                #expect(!terminal.text.contains(Citizen.familyName))
                // Whoever comes next finds nothing of it.
                terminal.press([.enter])
                #expect(terminal.waits { $0.rows == citizen.firstScreen })
            }
            #expect(terminal.isRunning && terminal.end(by: SIGTERM))
            return last
        }

        @Test(arguments: ["journal", "outbox"])
        func `On a disk that fills up the visit stops with a sentence, whenever that happens`(part: String)
            async throws
        {
            var ends: [String: Int] = [:]
            for size in [16, 128, 192, 224, 512] {
                try await Device.with { device in
                    try await device.enrol()
                    let last = try Self.visit(
                        device,
                        afterMounting: """
                            mkdir -p "$STATE/\(part)"
                            mount -t tmpfs -o size=\(size)k,mode=700 tmpfs "$STATE/\(part)"
                            """)
                    ends[last, default: 0] += 1
                }
            }
            #expect(ends[outOfOrder, default: 0] > 0 && ends[unsaved, default: 0] > 0 && ends[saved, default: 0] > 0)
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
