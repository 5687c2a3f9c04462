import Expressions
import Forms
import Testing

@Suite("Formats")
struct FormatTests {
    private let german = Format(language: "de")
    private let plain = Format(language: "de-x-leicht")
    private let english = Format(language: "en")

    @Test("Dates are written out, short and in part")
    func dates() throws {
        let date = try #require(CivilDate(year: 1985, month: 3, day: 12))
        #expect(german.date(date) == "12. März 1985")
        #expect(plain.date(date) == "12. März 1985")
        #expect(english.date(date) == "12 March 1985")
        #expect(german.shortDate(date) == "12.03.1985")
        #expect(english.shortDate(date) == "12/03/1985")
        #expect(german.partialDate(PartialDate(date)) == "12. März 1985")
        #expect(german.partialDate(try #require(PartialDate(year: 1985, month: 3))) == "März 1985")
        #expect(english.partialDate(try #require(PartialDate(year: 1985, month: 3))) == "March 1985")
        #expect(german.partialDate(try #require(PartialDate(year: 1985))) == "1985")
    }

    @Test("What a format writes, the question reads", arguments: ["de", "de-x-leicht", "en"], 1...12)
    func roundTrip(_ language: String, _ month: Int) throws {
        let format = Format(language: language)
        let date = try #require(CivilDate(year: 1985, month: month, day: 2))
        #expect(DateInput.parse(format.date(date)) == .success(date))
        #expect(DateInput.parse(format.shortDate(date)) == .success(date))
        let time = try #require(TimeOfDay(hour: month * 2 - 1, minute: month))
        #expect(TimeInput.parse(format.time(time)) == .success(time))
        #expect(EuroInput.parse(format.euro(cents: month * 123_456)) == .success(month * 123_456))
    }

    @Test(
        "Times are written with the word or with am and pm",
        arguments: [
            (0, 0, "0:00 Uhr", "12:00 am"), (9, 5, "9:05 Uhr", "9:05 am"), (12, 0, "12:00 Uhr", "12:00 pm"),
            (15, 30, "15:30 Uhr", "3:30 pm"), (23, 59, "23:59 Uhr", "11:59 pm"),
        ] as [(Int, Int, String, String)])
    func times(_ hour: Int, _ minute: Int, _ inGerman: String, _ inEnglish: String) throws {
        let time = try #require(TimeOfDay(hour: hour, minute: minute))
        #expect(german.time(time) == inGerman)
        #expect(english.time(time) == inEnglish)
    }

    @Test("Moments join date and time")
    func moments() throws {
        let moment = try #require(Moment(iso: "2026-02-01T15:30"))
        #expect(german.moment(moment) == "1. Februar 2026 um 15:30 Uhr")
        #expect(english.moment(moment) == "1 February 2026 at 3:30 pm")
    }

    @Test(
        "Sums are written with two digits of cents",
        arguments: [
            (123_450, "1.234,50 €", "€1,234.50"), (0, "0,00 €", "€0.00"), (5, "0,05 €", "€0.05"),
            (-123_456_789, "-1.234.567,89 €", "-€1,234,567.89"), (100_000, "1.000,00 €", "€1,000.00"),
            (.min, "-92.233.720.368.547.758,08 €", "-€92,233,720,368,547,758.08"),
        ] as [(Int, String, String)])
    func sums(_ cents: Int, _ inGerman: String, _ inEnglish: String) {
        #expect(german.euro(cents: cents) == inGerman)
        #expect(english.euro(cents: cents) == inEnglish)
    }

    @Test("Numbers are grouped by three")
    func integers() {
        #expect(german.integer(1200) == "1.200")
        #expect(english.integer(1_234_567) == "1,234,567")
        #expect(german.integer(999) == "999")
        #expect(german.integer(-1000) == "-1.000")
        #expect(german.integer(.min) == "-9.223.372.036.854.775.808")
    }

    @Test("IBANs stand in groups of four")
    func ibans() {
        #expect(german.iban("DE89370400440532013000") == "DE89 3704 0044 0532 0130 00")
        #expect(german.iban("") == "")
    }

    @Test(
        "Telephone numbers stand with their area code",
        arguments: [
            ("+49351123456", "0351 123456"), ("+4930901820", "030 901820"), ("+493581670", "03581 670"),
            ("+4935822123", "035822 123"), ("+4915112345678", "0151 12345678"), ("+498001234567", "0800 1234567"),
            ("+49714112345", "07141 12345"), ("+49221123456", "0221 123456"), ("+442079460958", "+44 207 946 0958"),
            ("+15550109999", "+1 555 010 9999"), ("+420221111122", "+420 221 111 122"), ("unbekannt", "unbekannt"),
        ] as [(String, String)])
    func phones(_ number: String, _ written: String) {
        #expect(german.phone(number) == written)
    }
}
