import ClerkDesk
import DeskFaults
import Foundation
import Glibc

/// Takes in what waits in a folder, until it is killed or nothing waits.
@main
struct DeskChild {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            print("usage: DeskChild DESK SERVICE")
            exit(2)
        }
        let desk = TestDesk(directory: DeskDirectory(arguments[1]))
        let store = try desk.store()
        let intake = Intake(
            from: try FolderService(path: arguments[2]), keyrings: try await desk.keyrings(), into: store,
            services: KnownServices([]), now: { Date() })
        let word = Array("ready\n".utf8)
        write(STDOUT_FILENO, word, word.count)
        try store.forgetOrphans()
        while true {
            let report = try await intake.round()
            if report.isIdle { return }
        }
    }
}
