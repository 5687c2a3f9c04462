import Foundation
import Glibc
import Store
import StoreFaults

/// Works on a directory and says what the store has acknowledged, until it is killed.
@main
struct StoreChild {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let seed = UInt64(arguments[2]), let run = UInt64(arguments[3]) else {
            print("usage: StoreChild DIRECTORY SEED RUN")
            exit(2)
        }
        let store = try TerminalStore(StorePlaces(dataDirectory: arguments[1]), at: .now())
        var workload = Workload(seed: run, store: store, key: try Workload.key(seed: seed)) { acknowledgement in
            let line = Array((acknowledgement.line + "\n").utf8)
            write(STDOUT_FILENO, line, line.count)
        }
        try workload.runForever()
    }
}
