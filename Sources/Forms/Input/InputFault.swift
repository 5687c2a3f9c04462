package import Expressions

/// What is wrong with something typed, as a case that names a sentence in `Config/texts`.
///
/// A fault never holds the whole input: at most the one character that does not fit, and only if it can be seen.
package enum InputFault: Error, Hashable, Sendable {
    /// Nothing was typed; whether that is allowed is for the form to know.
    case empty
    /// Any text; the character is the first that does not fit.
    case textTooLong(max: Int), textInvisible, textOneLine, textLetter(String), textSign(String)
    /// Names, digits, letters and digits.
    case nameSign(String), digitsOnly(String), alphanumericOnly(String)
    /// Whole numbers.
    case numberExpected, numberDecimals, numberTooLong, numberTooSmall(min: Int), numberTooLarge(max: Int)
    /// Sums; bounds are in cents.
    case euroExpected, euroDecimals, euroTooSmall(min: Int), euroTooLarge(max: Int)
    /// Dates that could not be read.
    case dateExpected, partialDateExpected, dateYear, dateMonth, dateDayAlone
    /// Dates that do not exist, or lie outside their bounds.
    case dateDay(month: Int, year: Int), dateTooEarly(min: CivilDate), dateTooLate(max: CivilDate)
    /// Times of day.
    case timeExpected, timeOutsideDay, timeTooEarly(min: TimeOfDay), timeTooLate(max: TimeOfDay)
    /// Yes or no.
    case boolExpected
    /// E-mail addresses.
    case emailAt, emailOneAt, emailLocal, emailDomain, emailSpace, emailCharacter(String), emailTooLong
    /// Telephone numbers.
    case phoneCharacter(String), phoneAreaCode, phoneService, phoneCountry, phoneTooShort, phoneTooLong
    /// Bank accounts.
    case ibanAccountNumber, ibanStart, ibanCountry(String), ibanCharacter(String), ibanDigits(String), ibanChecksum
    /// Bank accounts; the lengths are the country's and the one typed, in characters without spaces.
    case ibanTooShort(country: String, length: Int, count: Int), ibanTooLong(country: String, length: Int, count: Int)
    /// Number plates.
    case plateExpected, plateSeparator, plateTooLong
    /// Addresses.
    case postalCodeExpected, postalCodeUnknown, houseNumberExpected, streetExpected

    /// One of every case, for tests and for goldens that show each sentence.
    package static let examples: [InputFault] =
        [
            .empty, .textTooLong(max: 40), .textInvisible, .textOneLine, .textLetter("Я"), .textSign("☂"),
            .nameSign("3"), .digitsOnly("x"), .alphanumericOnly("-"), .numberExpected, .numberDecimals, .numberTooLong,
            .numberTooSmall(min: 1), .numberTooLarge(max: 1200), .euroExpected, .euroDecimals, .euroTooSmall(min: 0),
            .euroTooLarge(max: 123_450), .dateExpected, .partialDateExpected, .dateYear, .dateMonth, .dateDayAlone,
            .dateDay(month: 2, year: 2026), .timeExpected, .timeOutsideDay, .boolExpected, .emailAt, .emailOneAt,
            .emailLocal, .emailDomain, .emailSpace, .emailCharacter("ü"), .emailTooLong, .phoneCharacter("x"),
            .phoneAreaCode, .phoneService, .phoneCountry, .phoneTooShort, .phoneTooLong, .ibanAccountNumber, .ibanStart,
            .ibanCountry("XX"), .ibanCharacter("ü"), .ibanDigits("O"), .ibanChecksum,
            .ibanTooShort(country: "DE", length: 22, count: 21), .ibanTooLong(country: "DE", length: 22, count: 23),
            .plateExpected, .plateSeparator, .plateTooLong, .postalCodeExpected, .postalCodeUnknown,
            .houseNumberExpected, .streetExpected,
        ]
        + (CivilDate(year: 2026, month: 2, day: 1).map { [.dateTooEarly(min: $0), .dateTooLate(max: $0)] } ?? [])
        + (TimeOfDay(hour: 8, minute: 0).map { [.timeTooEarly(min: $0), .timeTooLate(max: $0)] } ?? [])

    /// Every key that a fault can name, each once.
    package static let textKeys: [String] = examples.map(\.textKey)
}
