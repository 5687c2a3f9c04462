/// Where telephone numbers part, for reading only: no number is refused by these tables.
enum PhonePlan {
    /// Two in `30` (Berlin), five in `35822`; three for mobile and service numbers.
    ///
    /// Source: Bundesnetzagentur, Vorwahlverzeichnis (area codes) and Nummernräume (1xx, 700, 800, 900).
    static func areaCodeLength(_ national: Substring) -> Int {
        if ["30", "32", "40", "69", "89"].contains(national.prefix(2)) { return 2 }
        let three = national.prefix(3)
        if national.hasPrefix("1") || ["700", "800", "900"].contains(three) || isThreeDigitArea(three) { return 3 }
        guard national.hasPrefix("3") else { return 4 }
        let fourth = national.dropFirst(3).first
        return fourth.map { fourDigitAreas[String(three)]?.contains($0) ?? false } ?? false ? 4 : 5
    }

    private static func isThreeDigitArea(_ code: Substring) -> Bool {
        let odd = "201 202 203 208 209 212 214 228 234 335 340 345 355 365 375 385 395 906".split(separator: " ")
        if odd.contains(code) { return true }
        // The large places of each region end in 1: 221 Köln, 351 Dresden, 711 Stuttgart.
        guard code.last == "1", let region = Int(code.prefix(2)) else { return false }
        return switch region / 10 {
        case 2, 5, 7, 9: region % 10 > 0
        case 3: region % 10 > 2
        case 4: region % 10 > 1
        case 6, 8: (1...8).contains(region % 10)
        default: false
        }
    }

    /// The fourth digits that end a code of four, by the first three; others that begin with 3 have five.
    private static let fourDigitAreas: [String: String] = [
        "330": "123467", "332": "12789", "333": "124578", "334": "1246", "336": "1246", "337": "125789",
        "338": "1256", "339": "145", "342": "135", "343": "1357", "344": "13578", "346": "1246", "347": "1356",
        "349": "1346", "350": "14", "352": "123589", "353": "1357", "354": "1246", "356": "1234", "357": "13468",
        "358": "13568", "359": "1246", "360": "1356", "362": "123489", "363": "12456", "364": "1347", "366": "13",
        "367": "12579", "368": "12356", "369": "135", "372": "1234567", "373": "1357", "374": "145", "376": "12345",
        "377": "1234", "382": "1", "383": "1468", "384": "1347", "386": "0123456789", "387": "1467", "388": "136",
        "390": "12479", "392": "1358", "393": "1357", "394": "134679", "396": "123456789", "397": "136", "398": "147",
        "399": "1468",
    ]

    /// One to three digits. Source: ITU-T, List of E.164 assigned country codes.
    static func countryCodeLength(_ digits: Substring) -> Int {
        if digits.hasPrefix("1") || digits.hasPrefix("7") { return 1 }
        let two: Set = [
            20, 27, 28, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58,
            60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
        ]
        return Int(digits.prefix(2)).map(two.contains) ?? false ? 2 : 3
    }

    /// Groups of three; a rest of one digit joins the last group.
    static func threes(_ digits: Substring) -> String {
        var groups: [Substring] = []
        var rest = digits
        while rest.count > 4 {
            groups.append(rest.prefix(3))
            rest = rest.dropFirst(3)
        }
        return (groups + [rest]).joined(separator: " ")
    }
}
