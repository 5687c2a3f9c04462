import Expressions

/// A simple kind of text, with a linear check, a regular expression for the JSON Schema, and words for messages.
package struct TextPattern: Sendable {
    /// “an id: lower-case letters, digits, - and _”.
    package let description: String
    /// ECMA 262, as JSON Schema wants it.
    package let expression: String
    package let matches: @Sendable (String) -> Bool

    static let identifier = TextPattern(
        description: "an id of lower-case letters, digits and _, beginning with a letter",
        expression: "^[a-z][a-z0-9_]*$"
    ) { text in
        text.utf8.first.map(isLowercase) == true
            && text.utf8.allSatisfy { isLowercase($0) || isDigit($0) || $0 == 0x5F }
    }

    static let serviceIdentifier = TextPattern(
        description: "an id of lower-case letters, digits, - and _, beginning with a letter",
        expression: "^[a-z][a-z0-9_-]*$"
    ) { text in
        text.utf8.first.map(isLowercase) == true
            && text.utf8.allSatisfy { isLowercase($0) || isDigit($0) || $0 == 0x5F || $0 == 0x2D }
    }

    static let serviceKey = TextPattern(
        description: "a FIM/LeiKa key of 14 digits, in quotes", expression: "^[0-9]{14}$"
    ) { $0.utf8.count == 14 && $0.utf8.allSatisfy(isDigit) }

    static let municipalityKey = TextPattern(
        description: "an AGS of 8 digits, in quotes", expression: "^[0-9]{8}$"
    ) { $0.utf8.count == 8 && $0.utf8.allSatisfy(isDigit) }

    static let postalCode = TextPattern(
        description: "a postal code of 5 digits, in quotes", expression: "^[0-9]{5}$"
    ) { $0.utf8.count == 5 && $0.utf8.allSatisfy(isDigit) }

    static let deviceCode = TextPattern(
        description: "two to four capital letters or digits", expression: "^[0-9A-Z]{2,4}$"
    ) { text in
        (2...4).contains(text.utf8.count) && text.utf8.allSatisfy { isDigit($0) || (0x41...0x5A).contains($0) }
    }

    static let uuid = TextPattern(
        description: "a UUID in lower case, such as 7e3a1c52-40b8-4a86-9a0d-2f5d6c1b0e11",
        expression: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
    ) { text in
        let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12]
            && parts.joined().allSatisfy { isDigit($0) || (0x61...0x66).contains($0) }
    }

    static let telephone = TextPattern(
        description: "a telephone number as +49…, or a short number, in quotes", expression: "^\\+?[0-9]{3,15}$"
    ) { text in
        let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
        return (3...15).contains(digits.utf8.count) && digits.utf8.allSatisfy(isDigit)
    }

    static let uri = TextPattern(
        description: "an address that begins with https:// or urn:", expression: "^(https://|urn:)[^ ]+$"
    ) { text in
        (text.hasPrefix("https://") || text.hasPrefix("urn:")) && !text.utf8.contains(0x20) && text.utf8.count > 8
    }

    static let colour = TextPattern(
        description: "a colour such as \"#0b0f14\", in quotes", expression: "^#[0-9a-fA-F]{6}$"
    ) { text in
        text.utf8.count == 7 && text.hasPrefix("#") && text.dropFirst().allSatisfy(\.isHexDigit)
    }

    static let path = TextPattern(
        description: "a file below the configuration directory, such as codelists/staaten.csv",
        expression: "^[A-Za-z0-9_-]+(/[A-Za-z0-9_.-]+)*\\.csv$"
    ) { text in
        text.hasSuffix(".csv") && !text.hasPrefix("/") && !text.contains("..") && !text.utf8.contains(0x20)
    }

    static let directory = TextPattern(
        description: "a path such as /var/lib/buergerterminal", expression: "^[^ ]+$"
    ) { !$0.isEmpty && !$0.utf8.contains(0x20) }

    static let date = TextPattern(
        description: "a day such as 2026-01-31", expression: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    ) { CivilDate(iso: $0) != nil }

    static let time = TextPattern(
        description: "a time such as 15:30", expression: "^[0-2][0-9]:[0-5][0-9]$"
    ) { TimeOfDay(iso: $0) != nil }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLowercase(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
