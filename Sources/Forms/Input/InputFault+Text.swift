import Expressions

extension InputFault {
    /// The key of the sentence in `Config/texts`, such as `input.iban.checksum`.
    package var textKey: String {
        switch self {
        case .empty: "input.empty"
        case .textTooLong: "input.text.too_long"
        case .textInvisible: "input.text.invisible"
        case .textOneLine: "input.text.one_line"
        case .textLetter: "input.text.letter"
        case .textSign: "input.text.sign"
        case .nameSign: "input.name.sign"
        case .digitsOnly: "input.digits.character"
        case .alphanumericOnly: "input.alphanumeric.character"
        case .numberExpected: "input.number.expected"
        case .numberDecimals: "input.number.decimals"
        case .numberTooLong: "input.number.too_long"
        case .numberTooSmall: "input.number.too_small"
        case .numberTooLarge: "input.number.too_large"
        case .euroExpected: "input.euro.expected"
        case .euroDecimals: "input.euro.decimals"
        case .euroTooSmall: "input.euro.too_small"
        case .euroTooLarge: "input.euro.too_large"
        case .dateExpected: "input.date.expected"
        case .partialDateExpected: "input.date.partial_expected"
        case .dateYear: "input.date.year"
        case .dateMonth: "input.date.no_such_month"
        case .dateDayAlone: "input.date.day_without_month"
        case .dateDay: "input.date.no_such_day"
        case .dateTooEarly: "input.date.too_early"
        case .dateTooLate: "input.date.too_late"
        case .timeExpected: "input.time.expected"
        case .timeOutsideDay: "input.time.outside_day"
        case .timeTooEarly: "input.time.too_early"
        case .timeTooLate: "input.time.too_late"
        case .boolExpected: "input.bool.expected"
        case .emailAt: "input.email.at"
        case .emailOneAt: "input.email.one_at"
        case .emailLocal: "input.email.local"
        case .emailDomain: "input.email.domain"
        case .emailSpace: "input.email.space"
        case .emailCharacter: "input.email.character"
        case .emailTooLong: "input.email.too_long"
        case .phoneCharacter: "input.phone.character"
        case .phoneAreaCode: "input.phone.area_code"
        case .phoneService: "input.phone.service"
        case .phoneCountry: "input.phone.country"
        case .phoneTooShort: "input.phone.too_short"
        case .phoneTooLong: "input.phone.too_long"
        case .ibanAccountNumber: "input.iban.account_number"
        case .ibanStart: "input.iban.start"
        case .ibanCountry: "input.iban.country"
        case .ibanCharacter: "input.iban.character"
        case .ibanDigits: "input.iban.digits"
        case .ibanChecksum: "input.iban.checksum"
        case .ibanTooShort: "input.iban.too_short"
        case .ibanTooLong: "input.iban.too_long"
        case .plateExpected: "input.plate.expected"
        case .plateSeparator: "input.plate.separator"
        case .plateTooLong: "input.plate.too_long"
        case .postalCodeExpected: "input.postal_code.expected"
        case .postalCodeUnknown: "input.postal_code.unknown"
        case .houseNumberExpected: "input.house_number.expected"
        case .streetExpected: "input.street.expected"
        }
    }

    /// What stands for the `{name}` places of the sentence, in German.
    package var arguments: [String: String] { arguments(in: Format(language: "de")) }

    /// What stands for the `{name}` places of the sentence, with dates, sums and numbers as this format writes them.
    package func arguments(in format: Format) -> [String: String] {
        switch self {
        case .textLetter(let character), .textSign(let character), .nameSign(let character),
            .digitsOnly(let character), .alphanumericOnly(let character), .emailCharacter(let character),
            .phoneCharacter(let character), .ibanCharacter(let character), .ibanDigits(let character):
            ["character": character]
        case .textTooLong(let max), .numberTooLarge(let max): ["max": format.integer(max)]
        case .numberTooSmall(let min): ["min": format.integer(min)]
        case .euroTooSmall(let min): ["min": format.euro(cents: min)]
        case .euroTooLarge(let max): ["max": format.euro(cents: max)]
        case .dateDay(let month, let year):
            [
                "month": format.month(month), "year": String(year),
                "last": String(CivilDate.days(inMonth: month, of: year)),
            ]
        case .dateTooEarly(let min): ["min": format.date(min)]
        case .dateTooLate(let max): ["max": format.date(max)]
        case .timeTooEarly(let min): ["min": format.time(min)]
        case .timeTooLate(let max): ["max": format.time(max)]
        case .ibanCountry(let country): ["country": country]
        case .ibanTooShort(let country, let length, let count), .ibanTooLong(let country, let length, let count):
            ["country": country, "length": String(length), "count": String(count)]
        default: [:]
        }
    }
}
