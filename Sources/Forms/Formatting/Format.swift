package import Expressions

/// Dates, sums and numbers as people of a language write them.
///
/// Source: Unicode CLDR, de and en-GB; times of day in English with am and pm. `de-x-leicht` is written like `de`,
/// as is every language not yet known here. Spaces are plain ones.
package struct Format: Hashable, Sendable {
    private let isEnglish: Bool

    /// - Parameter language: a tag as in the names of `Config/texts`.
    package init(language: String) {
        isEnglish = language == "en" || language.hasPrefix("en-")
    }

    /// `März`, `March`; nothing outside 1 to 12.
    package func month(_ month: Int) -> String {
        let names = isEnglish ? MonthNames.english : MonthNames.german
        return names.indices.contains(month - 1) ? names[month - 1] : ""
    }

    /// `12. März 1985`, `12 March 1985`.
    package func date(_ date: CivilDate) -> String {
        "\(date.day)\(isEnglish ? "" : ".") \(month(date.month)) \(date.year)"
    }

    /// `12.03.1985`, `12/03/1985`.
    package func shortDate(_ date: CivilDate) -> String {
        [twoDigits(date.day), twoDigits(date.month), String(date.year)].joined(separator: isEnglish ? "/" : ".")
    }

    /// As much as is known: `12. März 1985`, `März 1985`, `1985`.
    package func partialDate(_ date: PartialDate) -> String {
        if let complete = date.complete { return self.date(complete) }
        return date.month.map { "\(month($0)) \(date.year)" } ?? String(date.year)
    }

    /// `15:30 Uhr`, `3:30 pm`.
    package func time(_ time: TimeOfDay) -> String {
        guard isEnglish else { return "\(time.hour):\(twoDigits(time.minute)) Uhr" }
        let hour = (time.hour + 11) % 12 + 1
        return "\(hour):\(twoDigits(time.minute)) \(time.hour < 12 ? "am" : "pm")"
    }

    /// `12. März 1985 um 15:30 Uhr`, `12 March 1985 at 3:30 pm`.
    package func moment(_ moment: Moment) -> String {
        date(moment.date) + (isEnglish ? " at " : " um ") + time(moment.time)
    }

    /// Cents as `1.234,50 €`, `€1,234.50`.
    package func euro(cents: Int) -> String {
        let (euros, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = cents < 0 ? "-" : ""
        let sum = grouped(String(euros)) + (isEnglish ? "." : ",") + twoDigits(Int(rest))
        return isEnglish ? "\(sign)€\(sum)" : "\(sign)\(sum) €"
    }

    /// `1.200`, `1,200`.
    package func integer(_ number: Int) -> String {
        (number < 0 ? "-" : "") + grouped(String(number.magnitude))
    }

    /// In groups of four. Source: ISO 13616-1:2020 (print format).
    package func iban(_ iban: String) -> String {
        groups(of: 4, in: Array(iban.filter { $0 != " " }))
    }

    /// An E.164 number for reading: German ones as `0351 123456` (DIN 5008), foreign as `+44 207 946 0958`.
    package func phone(_ number: String) -> String {
        guard number.hasPrefix("+"), number.dropFirst().allSatisfy(\.isDigit) else { return number }
        let digits = number.dropFirst()
        if digits.hasPrefix("49") {
            let national = digits.dropFirst(2)
            let area = national.prefix(PhonePlan.areaCodeLength(national))
            return "0\(area) \(national.dropFirst(area.count))"
        }
        let country = digits.prefix(PhonePlan.countryCodeLength(digits))
        return "+\(country) " + PhonePlan.threes(digits.dropFirst(country.count))
    }

    private func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

    private func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(isEnglish ? "," : ".") }
            text.append(digit)
        }
        return text
    }

    private func groups(of size: Int, in characters: [Character]) -> String {
        stride(from: 0, to: characters.count, by: size)
            .map { String(characters[$0..<min($0 + size, characters.count)]) }
            .joined(separator: " ")
    }
}
