/// The number under which a case can be asked for: device, counter, two check characters.
///
/// Unique by construction, as device codes are; made offline. Each single wrong character and each exchange of two
/// neighbours is noticed: a weighted sum modulo 31, of which both digits of the weights differ. At most 25 characters.
package struct ReferenceNumber: Hashable, Sendable, CustomStringConvertible {
    /// Digits and capital letters without those that look alike: no 0 and O, no 1, I and L.
    static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ")

    /// Without spaces.
    package let text: String

    /// Makes the number of a case, whose counter goes up on this device, from 1.
    package init(device: String, counter: Int) {
        var digits: [Character] = []
        var rest = max(0, counter)
        repeat {
            digits.append(Self.alphabet[rest % Self.alphabet.count])
            rest /= Self.alphabet.count
        } while rest > 0
        while digits.count < 6 { digits.append(Self.alphabet[0]) }
        let body = device.map { Self.alphabet.contains($0) ? $0 : "Z" } + digits.reversed()
        text = String(body) + Self.check(body)
    }

    /// Takes a number that was made before.
    package init(grouping text: String) { self.text = text }

    /// Whether a text that somebody reads out or types is a reference; spaces do not matter.
    package static func isValid(_ text: String) -> Bool {
        let characters = text.uppercased().filter { $0 != " " }
        guard (10...25).contains(characters.count), characters.allSatisfy(alphabet.contains) else { return false }
        return String(characters.suffix(2)) == check(Array(characters.dropLast(2)))
    }

    private static func check(_ body: [Character]) -> String {
        var (first, second) = (0, 0)
        for (index, character) in body.enumerated() {
            let value = alphabet.firstIndex(of: character) ?? 0
            first += value * (index + 1)
            second += value * (index * index + 3 * index + 1)
        }
        return String([alphabet[first % alphabet.count], alphabet[second % alphabet.count]])
    }

    /// In groups of four.
    package var description: String {
        stride(from: 0, to: text.count, by: 4).map { start in
            String(Array(text)[start..<min(start + 4, text.count)])
        }.joined(separator: " ")
    }
}
