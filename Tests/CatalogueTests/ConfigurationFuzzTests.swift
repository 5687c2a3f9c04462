import Catalogue
import Testing

@Suite("Whatever happens to a file, the outcome is a sound configuration or an error")
struct ConfigurationFuzzTests {
    @Test(
        "A service cut off anywhere is told or still sound, and the others go on", arguments: Shipped.paths("services/")
    )
    func cut(_ path: String) {
        let bytes = Shipped.files[path] ?? []
        for part in 0..<12 { expectTold(path, Array(bytes.prefix(bytes.count * part / 12 + part))) }
    }

    @Test(
        "A file cut off anywhere is told or still sound",
        arguments: ["terminal.yaml"] + Shipped.paths("texts/")
            + Shipped.paths("themes/") + Shipped.paths("codelists/"))
    func cutOther(_ path: String) {
        let bytes = Shipped.files[path] ?? []
        for part in 0..<6 { expectTold(path, Array(bytes.prefix(bytes.count * part / 6 + part))) }
    }

    @Test("Lines and bytes deleted, doubled, swapped and replaced", arguments: 0..<8)
    func mutation(_ seed: UInt64) {
        var dice = Dice(state: seed &* 7919 + 1)
        let path = Shipped.bystander(of: "")
        let original = Shipped.files[path] ?? []
        for _ in 0..<40 {
            var bytes = original
            for _ in 0...dice.roll(3) { bytes = dice.mutated(bytes) }
            expectTold(path, bytes)
        }
    }

    /// No crash, an end, and: an error in this file, or the service.
    private func expectTold(_ path: String, _ bytes: [UInt8]) {
        let outcome = Shipped.load(path, bytes)
        let isFaulty = outcome.faults.contains { $0.severity == .error }
        guard path.hasPrefix("services/") else {
            #expect(isFaulty || outcome.configuration != nil)
            return
        }
        let id = String(path.dropFirst("services/".count).dropLast(".yaml".count))
        let isThere = outcome.configuration?.services.contains { $0.id == id } == true
        #expect(isThere != isFaulty, "\(outcome.faults)")
        #expect(outcome.configuration != nil)
    }
}

/// Random numbers that are the same in each run. Source: SplitMix64.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<max(1, sides), using: &self) }

    private static let signs = Array(":-#&*!|>'\"%@`{}[],?\t\r\n \\<=.\0é".utf8)

    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let line = roll(lines.count)
        let column = roll(lines[line].count)
        switch roll(8) {
        case 0: lines.remove(at: line)
        case 1: lines.insert(lines[line], at: line)
        case 2: lines.swapAt(line, roll(lines.count))
        case 3: lines[line] = lines[roll(lines.count)]
        case 4 where !lines[line].isEmpty: lines[line].remove(at: column)
        case 5: lines[line].insert(Self.signs[roll(Self.signs.count)], at: column)
        case 6 where !lines[line].isEmpty: lines[line][column] = UInt8(roll(256))
        default: lines[line].insert(contentsOf: [0x20, 0x20], at: 0)
        }
        return Array(lines.joined(separator: [0x0A]))
    }
}
