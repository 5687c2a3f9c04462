import Expressions
import Foundation
import Forms
import Testing
import UnicodeText

/// SplitMix64: the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Whatever is typed")
struct InputFuzzTests {
    typealias Reading = @Sendable (String) -> Result<String, InputFault>

    /// Every question type as a function from text to the text of its value.
    static let readings: [(name: String, read: Reading)] = [
        ("din91379", { TextInput.normalise($0, charset: .din91379, maxLength: 300, multiline: true) }),
        ("line", { TextInput.normalise($0, charset: .din91379, maxLength: 300, multiline: false) }),
        ("name", { TextInput.normalise($0, charset: .name, maxLength: 300, multiline: false) }),
        ("digits", { TextInput.normalise($0, charset: .digits, maxLength: 300, multiline: false) }),
        ("alphanumeric", { TextInput.normalise($0, charset: .alphanumeric, maxLength: 300, multiline: false) }),
        ("integer", { IntegerInput.parse($0).map { String($0) } }),
        ("euro", { EuroInput.parse($0, min: .min).map { Format(language: "de").euro(cents: $0) } }),
        ("euro, English", { EuroInput.parse($0, min: .min).map { Format(language: "en").euro(cents: $0) } }),
        ("date", { DateInput.parse($0).map(\.description) }),
        ("date, written", { DateInput.parse($0).map { Format(language: "en").date($0) } }),
        ("partial date", { PartialDateInput.parse($0).map(\.description) }),
        ("time", { TimeInput.parse($0).map { Format(language: "de").time($0) } }),
        ("time, English", { TimeInput.parse($0).map { Format(language: "en").time($0) } }),
        ("bool", { BoolInput.parse($0).map { String($0) } }),
        ("email", { EmailInput.parse($0) }),
        ("phone", { PhoneInput.parse($0) }),
        ("phone, written", { PhoneInput.parse($0).map { Format(language: "de").phone($0) } }),
        ("iban", { IBANInput.parse($0).map { Format(language: "de").iban($0) } }),
        ("plate", { PlateInput.parse($0) }),
        ("postal code", { PostalCodeInput.parse($0) }),
        ("house number", { HouseNumberInput.parse($0) }),
        ("street", { StreetInput.parse($0) }),
    ]

    private static let seeds = [
        "1.234,56 €", "EUR 12.50", "12. März 1985", "2026-02-01", "XX.03.1985", "3:30 p.m.", "15 Uhr 30", "ja", "nein",
        "Anna.Maria@Beispiel.de", "info@Bücher.de", "+49 (0) 351 / 123456", "0151 12345678", "+44 20 7946 0958",
        "DE89 3704 0044 0532 0130 00", "GR-AB 123E", "Y-123456", "LÖB-X 1", "D-02826", "5 a", "12a – 14 B", "7 1/2",
        "10 Haus B", "Straße des 17. Juni", "Nguyễn d’Arc", "M̂ K͟hālid S̛̄ Ụ̈", "„Zitat“ – …\nZeile", "-12", "1 200",
    ].map { Array($0.unicodeScalars) }

    private static let odd: [Unicode.Scalar] = [
        "\u{0}", "\u{1B}", "\u{9}", "\u{A}", "\u{D}", "\u{7F}", "\u{85}", "\u{9B}", "\u{A0}", "\u{AD}", "\u{200B}",
        "\u{200D}", "\u{202E}", "\u{2028}", "\u{2066}", "\u{FEFF}", "\u{FE0F}", "\u{302}", "\u{308}", "\u{323}",
        "\u{35F}", "\u{489}", "\u{130}", "\u{131}", "\u{DF}", "\u{1E9E}", "\u{212B}", "\u{37E}", "\u{1FEF}", "\u{340}",
        "\u{1F600}", "\u{1F1E9}", "\u{FFFD}", "\u{10FFFF}", "\u{E0041}", "\u{FF11}", "\u{663}", "\u{BD}", "\u{3000}",
        "'", "’", ".", ",", "-", "–", "/", "(", ")", "@", "+", " ", "0", "1", "9", "a", "E", "H", "K", "h", "x", "?",
        "€",
    ]

    private func expectSound(_ raw: String) {
        for (name, read) in Self.readings {
            switch read(raw) {
            case .success(let value):
                let categories = value.unicodeScalars.filter { $0 != "\n" || name != "din91379" }
                    .map(\.properties.generalCategory)
                #expect(!categories.contains(.control) && !categories.contains(.format), "\(name)")
                #expect(
                    value.unicodeScalars.elementsEqual(value.precomposedStringWithCanonicalMapping.unicodeScalars),
                    "\(name): form C")
                #expect(!value.isEmpty && value.first != " " && value.last != " ", "\(name)")
                #expect(read(value) == .success(value), "\(name): \(raw.debugDescription) gives \(value), then another")
            case .failure(let fault):
                for argument in fault.arguments.values {
                    let hidden = argument.unicodeScalars.contains {
                        [.control, .format].contains($0.properties.generalCategory)
                    }
                    #expect(!hidden && argument.unicodeScalars.count <= 40 && !argument.isEmpty, "\(name)")
                }
            }
        }
        #expect(
            Words.fold(Words.fold(raw)) == Words.fold(raw), "\(raw.unicodeScalars.map { String($0.value, radix: 16) })")
        if let parts = StreetInput.split(streetAndNumber: raw) {
            #expect(HouseNumberInput.parse(parts.houseNumber) == .success(parts.houseNumber))
        }
    }

    @Test("Random characters never break a question", arguments: 0..<8)
    func randomScalars(_ seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        for _ in 0..<150 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let any = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random))
                let low = Unicode.Scalar(UInt32.random(in: 0...0x2FF, using: &random))
                switch Int.random(in: 0...3, using: &random) {
                case 0: text.append(any ?? "a")
                case 1: text.append(low ?? "b")
                default: text.append(Self.odd.randomElement(using: &random) ?? "c")
                }
            }
            expectSound(String(text))
        }
    }

    @Test("Good input with a few characters changed never breaks a question", arguments: 0..<8)
    func changedInput(_ seed: Int) {
        var random = SplitMix(state: UInt64(seed) &+ 1000)
        for _ in 0..<150 {
            var scalars = Self.seeds.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let place = Int.random(in: 0...scalars.count, using: &random)
                let new = Self.odd.randomElement(using: &random) ?? "c"
                if place < scalars.count, Bool.random(using: &random) {
                    scalars[place] = new
                } else {
                    scalars.insert(new, at: place)
                }
            }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            expectSound(String(text))
        }
    }

    @Test("Ten thousand of any character are refused", .timeLimit(.minutes(20)), arguments: odd.map(String.init))
    func manyOfOne(_ character: String) {
        let raw = String(repeating: character, count: 10_000)
        for (name, read) in Self.readings {
            if case .success = read(raw) { Issue.record("\(name) accepted 10,000 times \(character)") }
        }
    }
}
