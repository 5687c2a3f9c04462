import Foundation
import TownHallFaults

/// Ten thousand faults of each kind below the town hall's storage: `./Kiosk/bench --long`.
enum TownHallEndurance {
    static func run(rounds: Int) throws -> [Measurement] {
        let seed = UInt64(Date().timeIntervalSince1970)
        return try ["power-cuts", "full-disks"].map { kind in
            let output = try Beside.run("TownHallChild", [kind, "\(rounds)", "\(seed)"])
            let verdict = try JSONDecoder().decode(Verdict.self, from: Data(output.utf8))
            return Measurement(
                name: kind == "power-cuts"
                    ? "town hall: power cut at a random write" : "town hall: disk full at a write",
                limit: "nothing lost", isWithin: verdict.isClean, figure: "\(verdict.rounds) rounds",
                comparison: "\(verdict), seed \(seed)")
        }
    }
}
