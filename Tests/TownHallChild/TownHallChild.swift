import Foundation
import Glibc
import TownHall
import TownHallFaults

/// Works until it is killed, and says what the storage said; or cuts the power of its own disk, and says what was left.
@main enum TownHallChild {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else { exit(2) }
        switch arguments[1] {
        case "work":
            let path = arguments[2]
            let storage =
                FileManager.default.fileExists(atPath: path)
                ? try SQLiteStorage.open(at: path) : try SQLiteStorage.create(at: path)
            let workload = Workload(storage: storage) { said in
                let line = Array("\(said)\n".utf8)
                // One call: a line is there as a whole or not at all.
                _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            }
            while true { try await workload.run(senders: 4, submissions: 50) }
        case "power-cuts", "full-disks":
            guard let rounds = Int(arguments[2]), let seed = UInt64(arguments[3]) else { exit(2) }
            let verdict =
                arguments[1] == "power-cuts"
                ? try await PowerCuts.rounds(rounds, seed: seed)
                : try await PowerCuts.fullDisks(rounds, seed: seed)
            print(String(decoding: try JSONEncoder().encode(verdict), as: UTF8.self))
        default: exit(2)
        }
    }
}
