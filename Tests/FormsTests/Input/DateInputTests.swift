import Expressions
import Forms
import Testing

@Suite("Dates and times")
struct DateInputTests {
    @Test(
        "The first of February is read however people write it",
        arguments: [
            "1.2.2026", "01.02.2026", "01022026", "2026-02-01", "1/2/2026", "01/02/2026", "1. Februar 2026",
            "1. Feb. 2026", "1 Feb 2026", "1 February 2026", "February 1, 2026", "1st February 2026", "1. 2. 2026",
            "1-2-2026", "1 2 2026", "1.Februar 2026", "1. FEBRUAR 2026", "2026/02/01", "2026.2.1", "1.2.2026.",
            "01 02 2026", " 1.2.2026 ", "1.\u{A0}Februar\u{A0}2026",
        ])
    func dates(_ raw: String) {
        #expect(DateInput.parse(raw).map(\.description) == .success("2026-02-01"))
        #expect(PartialDateInput.parse(raw).map(\.description) == .success("2026-02-01"))
    }

    @Test(
        "Months are read by name",
        arguments: [
            ("März", 3), ("Maerz", 3), ("Mrz", 3), ("mär", 3), ("March", 3), ("Mar", 3), ("Mai", 5), ("May", 5),
            ("Juni", 6), ("June", 6), ("Juli", 7), ("July", 7), ("Sept.", 9), ("Okt", 10), ("Oct", 10), ("Dez.", 12),
            ("December", 12), ("Jänner", 1), ("JANUAR", 1), ("Mär\u{7A}", 3), ("Ma\u{308}rz", 3),
        ] as [(String, Int)])
    func months(_ name: String, _ month: Int) {
        #expect(DateInput.parse("2 \(name) 1985").map(\.month) == .success(month))
    }

    @Test(
        "What is no date says what to write",
        arguments: [
            ("", InputFault.empty), ("gestern", .dateExpected), ("1.2.26", .dateYear), ("010226", .dateYear),
            ("1.2.198", .dateYear), ("31.02.2026", .dateDay(month: 2, year: 2026)), ("1.2.20266", .dateYear),
            ("29.2.2023", .dateDay(month: 2, year: 2023)), ("31.4.1985", .dateDay(month: 4, year: 1985)),
            ("0.4.1985", .dateDay(month: 4, year: 1985)), ("2/13/2026", .dateMonth), ("1.0.2026", .dateMonth),
            ("1.2.", .dateExpected), ("1985", .dateExpected), ("03.1985", .dateExpected), ("XX.02.2026", .dateExpected),
            ("1.2.0000", .dateExpected), ("-1.2.2026", .dateExpected), ("1.2.2026 15:00", .dateExpected),
            ("1 Ma 2026", .dateExpected), ("1.2.3.2026", .dateExpected), ("101.2.2026", .dateExpected),
            ("1+2+2026", .dateExpected), ("Februar März 2026", .dateExpected), ("1 Februarx 2026", .dateExpected),
            ("1. Februar", .dateExpected), ("st 1 2 2026", .dateExpected), ("99999999", .dateMonth),
        ] as [(String, InputFault)])
    func notDates(_ raw: String, _ fault: InputFault) {
        #expect(DateInput.parse(raw) == .failure(fault))
    }

    @Test("A leap day is a day")
    func leapDay() {
        #expect(DateInput.parse("29.2.2024").map(\.description) == .success("2024-02-29"))
    }

    @Test("Bounds of dates are named")
    func bounds() throws {
        let from = try #require(CivilDate(year: 2026, month: 2, day: 1))
        let until = try #require(CivilDate(year: 2026, month: 2, day: 28))
        #expect(DateInput.parse("31.1.2026", min: from, max: until) == .failure(.dateTooEarly(min: from)))
        #expect(DateInput.parse("1.3.2026", min: from, max: until) == .failure(.dateTooLate(max: until)))
        #expect(DateInput.parse("1.2.2026", min: from, max: until) == .success(from))
        #expect(PartialDateInput.parse("2026", min: from, max: until).map(\.year) == .success(2026))
        #expect(PartialDateInput.parse("2025", min: from, max: until) == .failure(.dateTooEarly(min: from)))
        #expect(PartialDateInput.parse("3.2026", min: from, max: until) == .failure(.dateTooLate(max: until)))
    }

    @Test(
        "Dates with unknown parts are read as cards write them",
        arguments: [
            ("1985", "1985"), ("03.1985", "1985-03"), ("3/1985", "1985-03"), ("03/1985", "1985-03"),
            ("März 1985", "1985-03"), ("00.00.1985", "1985"), ("00.03.1985", "1985-03"), ("XX.XX.1985", "1985"),
            ("xx.03.1985", "1985-03"), ("??.??.1985", "1985"), ("1985-03", "1985-03"), ("00001985", "1985"),
            ("12.03.1985", "1985-03-12"), ("1985-XX-XX", "1985"), ("March 1985", "1985-03"), ("1985-00-00", "1985"),
        ] as [(String, String)])
    func partialDates(_ raw: String, _ iso: String) {
        #expect(PartialDateInput.parse(raw).map(\.description) == .success(iso))
    }

    @Test(
        "What is no partial date says what to write",
        arguments: [
            ("12.00.1985", InputFault.dateDayAlone), ("12.XX.1985", .dateDayAlone), ("85", .dateYear),
            ("13.1985", .dateMonth), ("31.02.1985", .dateDay(month: 2, year: 1985)),
            ("unbekannt", .partialDateExpected),
            ("XX.XX.XXXX", .partialDateExpected), ("0000", .partialDateExpected), ("März", .partialDateExpected),
            ("12. März", .partialDateExpected), ("", .empty), ("3.85", .dateYear),
        ] as [(String, InputFault)])
    func notPartialDates(_ raw: String, _ fault: InputFault) {
        #expect(PartialDateInput.parse(raw) == .failure(fault))
    }

    @Test(
        "Times are read however people write them",
        arguments: [
            ("15:00", "15:00"), ("15.00", "15:00"), ("15 Uhr", "15:00"), ("15:30 Uhr", "15:30"), ("9", "09:00"),
            ("0930", "09:30"), ("930", "09:30"), ("3 pm", "15:00"), ("3:30 p.m.", "15:30"), ("3PM", "15:00"),
            ("12 am", "00:00"), ("12 pm", "12:00"), ("15 Uhr 30", "15:30"), ("15h30", "15:30"), ("0:00", "00:00"),
            ("00:00", "00:00"), ("23:59", "23:59"), ("15,30", "15:30"), ("9:05 a. m.", "09:05"), ("15 30", "15:30"),
            ("8.", "08:00"),
        ] as [(String, String)])
    func times(_ raw: String, _ iso: String) {
        #expect(TimeInput.parse(raw).map(\.description) == .success(iso))
    }

    @Test(
        "What is no time says what to write",
        arguments: [
            ("24:00", InputFault.timeOutsideDay), ("25", .timeOutsideDay), ("24 Uhr", .timeOutsideDay),
            ("9:60", .timeOutsideDay), ("13 pm", .timeOutsideDay), ("0 am", .timeOutsideDay), ("9:5", .timeExpected),
            ("halb drei", .timeExpected), ("15:30:00", .timeExpected), ("", .empty), ("12345", .timeExpected),
            ("-9", .timeExpected), ("9-17", .timeExpected), ("15 Uhr morgens", .timeExpected), ("pm 3", .timeExpected),
        ] as [(String, InputFault)])
    func notTimes(_ raw: String, _ fault: InputFault) {
        #expect(TimeInput.parse(raw) == .failure(fault))
    }

    @Test("Bounds of times are named")
    func timeBounds() throws {
        let from = try #require(TimeOfDay(hour: 8, minute: 0))
        let until = try #require(TimeOfDay(hour: 16, minute: 0))
        #expect(TimeInput.parse("7:59", min: from, max: until) == .failure(.timeTooEarly(min: from)))
        #expect(TimeInput.parse("16:01", min: from, max: until) == .failure(.timeTooLate(max: until)))
        #expect(TimeInput.parse("16 Uhr", min: from, max: until) == .success(until))
    }
}
