import Forms
import Testing

@Suite("Numbers, sums, yes and no")
struct NumberInputTests {
    @Test(
        "Whole numbers are read as people group them",
        arguments: [
            ("12", 12), ("1.200", 1200), ("1 200", 1200), ("+3", 3), ("−3", -3), ("-3", -3), ("– 3", -3), ("0", 0),
            ("007", 7), (" 12 ", 12), ("1.234.567", 1_234_567), ("1'200", 1200), ("1\u{202F}200", 1200),
            ("-9223372036854775808", .min), ("9223372036854775807", .max),
        ] as [(String, Int)])
    func integers(_ raw: String, _ number: Int) {
        #expect(IntegerInput.parse(raw) == .success(number))
    }

    @Test(
        "What is no whole number says so",
        arguments: [
            ("", InputFault.empty), ("zwölf", .numberExpected), ("12 Jahre", .numberExpected), ("1.5", .numberDecimals),
            ("1,5", .numberDecimals), ("1,200", .numberDecimals), ("1.200,00", .numberDecimals), ("-", .numberExpected),
            ("1 20", .numberExpected), ("0.123", .numberDecimals), ("--3", .numberExpected), ("1..2", .numberDecimals),
            ("99999999999999999999", .numberTooLong), ("-99999999999999999999", .numberTooLong), ("٣", .numberExpected),
            ("1e3", .numberExpected), ("½", .numberExpected), ("1.200 300", .numberExpected),
            ("3\u{302}", .numberExpected),
        ] as [(String, InputFault)])
    func notIntegers(_ raw: String, _ fault: InputFault) {
        #expect(IntegerInput.parse(raw) == .failure(fault))
    }

    @Test("Bounds are named, also when the number is beyond all bounds")
    func bounds() {
        #expect(IntegerInput.parse("0", min: 1, max: 9) == .failure(.numberTooSmall(min: 1)))
        #expect(IntegerInput.parse("10", min: 1, max: 9) == .failure(.numberTooLarge(max: 9)))
        #expect(IntegerInput.parse("9", min: 1, max: 9) == .success(9))
        #expect(IntegerInput.parse("99999999999999999999", min: 1, max: 9) == .failure(.numberTooLarge(max: 9)))
        #expect(IntegerInput.parse("-99999999999999999999", min: 1, max: 9) == .failure(.numberTooSmall(min: 1)))
    }

    @Test(
        "Sums are read in the German and the English way",
        arguments: [
            ("12", 1200), ("12,5", 1250), ("12,50 €", 1250), ("EUR 12.50", 1250), ("1.234,56", 123_456),
            ("1,234.56", 123_456), ("1.234", 123_400), ("€5", 500), ("5€", 500), ("5 Euro", 500), ("12,-", 1200),
            ("12,-- €", 1200), ("12,–", 1200), (",50", 50), ("0,05", 5), ("0.5", 50), ("1 234,56", 123_456),
            ("1'234.50", 123_450), ("1.234.567", 123_456_700), ("1,234,567", 123_456_700), ("+3", 300), ("0", 0),
            ("12.50 eur", 1250), ("1.234.567,89", 123_456_789), ("€ +5", 500),
        ] as [(String, Int)])
    func sums(_ raw: String, _ cents: Int) {
        #expect(EuroInput.parse(raw) == .success(cents))
    }

    @Test(
        "What is no sum says so",
        arguments: [
            ("", InputFault.empty), ("viel", .euroExpected), ("€", .euroExpected), ("12,345", .euroDecimals),
            ("1,234", .euroDecimals), ("0.123", .euroDecimals), ("1.2345", .euroDecimals), ("12,", .euroExpected),
            ("12.", .euroExpected), ("1,2,3", .euroExpected), ("12 50", .euroExpected), ("1.23,45", .euroExpected),
            ("5 $", .euroExpected), ("50 Cent", .euroExpected), ("-5", .euroTooSmall(min: 0)),
            (",", .euroExpected), (",-", .euroExpected), ("99999999999999999999", .numberTooLong),
            ("92233720368547758,08", .numberTooLong), ("€€5", .euroExpected), ("€-€5", .euroExpected),
            ("5 € €", .euroExpected),
        ] as [(String, InputFault)])
    func notSums(_ raw: String, _ fault: InputFault) {
        #expect(EuroInput.parse(raw) == .failure(fault))
    }

    @Test("Sums below zero need a bound below zero")
    func negativeSums() {
        #expect(EuroInput.parse("-5", min: -1000) == .success(-500))
        #expect(EuroInput.parse("€ -5", min: -1000) == .success(-500))
        #expect(EuroInput.parse("-€5", min: -1000) == .success(-500))
        #expect(EuroInput.parse("-99999999999999999999", min: -1000) == .failure(.euroTooSmall(min: -1000)))
        #expect(EuroInput.parse("−5,50 €", min: -1000) == .success(-550))
        #expect(EuroInput.parse("-11", min: -1000) == .failure(.euroTooSmall(min: -1000)))
        #expect(EuroInput.parse("11", max: 1000) == .failure(.euroTooLarge(max: 1000)))
        #expect(EuroInput.parse("99999999999999999", max: 1000) == .failure(.euroTooLarge(max: 1000)))
        #expect(EuroInput.parse("99999999999999999999", max: 1000) == .failure(.euroTooLarge(max: 1000)))
    }

    @Test(
        "Yes and no are read in three languages",
        arguments: [
            ("ja", true), ("Ja", true), ("J", true), ("yes", true), ("Y", true), ("true", true), (" JA ", true),
            ("nein", false), ("N", false), ("no", false), ("False", false),
        ] as [(String, Bool)])
    func booleans(_ raw: String, _ value: Bool) {
        #expect(BoolInput.parse(raw) == .success(value))
    }

    @Test("Numbers are no answer to yes or no", arguments: ["1", "2", "0", "vielleicht", "jein", "ja nein"])
    func notBooleans(_ raw: String) {
        #expect(BoolInput.parse(raw) == .failure(.boolExpected))
    }
}
