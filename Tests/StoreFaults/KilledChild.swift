package import Foundation
import Glibc
import Sealing
import Store

/// A process that works until it is killed.
package struct KilledChild {
    private let program: URL

    /// - Parameter program: `StoreChild`, as built.
    package init(program: URL) { self.program = program }

    /// Kills the process at random moments, several times on the same directory.
    package func rounds(_ rounds: Int, seed: UInt64) throws -> Verdict {
        var random = SplitMix(seed: seed)
        var verdict = Verdict()
        while verdict.rounds < rounds {
            try DiskFaults.withDirectory { directory in
                var truth = Truth()
                let key = try Workload.key(seed: seed)
                for _ in 0..<min(10, rounds - verdict.rounds) {
                    let output = try kill(
                        in: directory, seed: seed, run: random.next(), after: random.below(120_000))
                    for line in output.split(separator: "\n", omittingEmptySubsequences: true) {
                        if let told = Acknowledgement(line: line) { truth.note(told) }
                    }
                    verdict.judge(StorePlaces(dataDirectory: directory), &truth, key: key)
                    if !verdict.isClean { verdict.others.append("seed \(seed)") }
                }
                verdict.plaintexts += PlaintextSearch().count(below: directory)
            }
        }
        return verdict
    }

    /// Starts the process, waits for its first word, then so many microseconds, and kills it.
    /// - Returns: What it said, up to the last whole line.
    private func kill(in directory: String, seed: UInt64, run: UInt64, after delay: Int) throws -> Substring {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = program
        process.arguments = [directory, String(seed), String(run)]
        process.standardOutput = pipe
        process.standardError = FileHandle(forWritingAtPath: "/dev/null")
        // Temporary files of the child are searched too.
        process.environment = ["TMPDIR": directory, "SWIFT_BACKTRACE": "enable=no"]
        try process.run()
        try pipe.fileHandleForWriting.close()
        usleep(UInt32(15_000 + delay))
        Glibc.kill(process.processIdentifier, SIGKILL)
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: output, as: UTF8.self)
        return text[..<(text.lastIndex(of: "\n") ?? text.startIndex)]
    }
}
