import CPowerCut
import ClerkDesk
import DeskFaults
import Foundation
import Glibc

/// Takes in what waits in a folder, until it is killed or nothing waits; or on a disk that fails at an operation.
@main
struct DeskChild {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 || arguments.count == 6 else {
            print("usage: DeskChild DESK SERVICE [KIND OPERATION SEED]")
            exit(2)
        }
        let desk = TestDesk(directory: DeskDirectory(arguments[1]))
        let service = try FolderService(path: arguments[2])
        guard arguments.count == 6, let kind = Int32(arguments[3]), let at = Int(arguments[4]),
            let seed = UInt64(arguments[5])
        else {
            let store = try desk.store()
            let word = Array("ready\n".utf8)
            write(STDOUT_FILENO, word, word.count)
            return try await work(desk, service, store)
        }
        powercut_install()
        powercut_watch(desk.directory.desk, kind, at)
        if let store = try? desk.store() {
            // On a dead disk all of it fails; on one that has failed once the next round goes on.
            for _ in 0..<3 { try? await work(desk, service, store) }
            store.close()
        }
        print(powercut_happened() != 0 ? "happened" : "did not happen")
        if kind == Int32(POWERCUT_CUT) { powercut_leave(seed) } else { powercut_repair() }
    }

    private static func work(_ desk: TestDesk, _ service: FolderService, _ store: CaseStore) async throws {
        let intake = Intake(
            from: service, keyrings: try await desk.keyrings(), into: store, services: KnownServices([]),
            now: { Date() })
        try store.forgetOrphans()
        while try await !intake.round().isIdle {}
    }
}
