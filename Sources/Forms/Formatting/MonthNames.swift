import UnicodeText

/// Names of the months. Source: Unicode CLDR, de and en, `months/format/wide`.
enum MonthNames {
    static let german = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ]

    static let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static let folded = [german, english].map { $0.map(Words.fold) }

    /// The month (1 to 12) whose German or English name begins with these three or more letters, in any case.
    static func month(named word: some StringProtocol) -> Int? {
        guard word.count >= 3 else { return nil }
        let word = Words.fold(String(word))
        switch word {
        case "mrz": return 3
        case "jaenner": return 1
        default: break
        }
        for names in folded {
            if let index = names.firstIndex(where: { $0.hasPrefix(word) }) { return index + 1 }
        }
        return nil
    }
}
