/// Number plates of German vehicles.
package enum PlateInput {
    /// The plate as `GR-AB 123`, `GR-AB 12H` or, without middle letters, `GR-1234`; or what to change.
    ///
    /// District of one to three letters, one or two letters, one to four digits without leading 0, E or H at the end,
    /// at most eight characters (FZV § 9, Anlage 2). Authorities and the Bundeswehr have only digits after the district
    /// (FZV § 9 (5), Anlage 3); short-term and red plates begin them with 0.
    package static func parse(_ raw: String) -> Result<String, InputFault> {
        Result { () throws(InputFault) in
            let runs = try runs(of: InputLine.read(raw))
            guard let district = runs.first, district.isLetters else { throw .plateExpected }
            switch runs.dropFirst().map(\.isLetters) {
            case [false], [false, true]:
                guard district.text.count == 1 || runs[1].separated else { throw .plateSeparator }
                return try plate(district, letters: nil, digits: runs[1], suffix: runs.dropFirst(2).first)
            case [true, false], [true, false, true]:
                return try plate(district, letters: runs[1], digits: runs[2], suffix: runs.dropFirst(3).first)
            default: throw .plateExpected
            }
        }
    }

    /// Letters or digits that stand together.
    private struct Run {
        var text: String
        let isLetters: Bool
        /// Whether a space or hyphen stands in front.
        let separated: Bool
    }

    private static func runs(of line: String) throws(InputFault) -> [Run] {
        var runs: [Run] = []
        var separated = false
        for character in line {
            guard let character = raised(character) else {
                guard " -–·.".contains(character) else { throw .plateExpected }
                separated = true
                continue
            }
            if separated || runs.last?.isLetters != !character.isDigit {
                runs.append(Run(text: "", isLetters: !character.isDigit, separated: separated))
            }
            runs[runs.count - 1].text.append(character)
            separated = false
        }
        return runs
    }

    /// A digit or a capital of plates; nothing for other characters.
    private static func raised(_ character: Character) -> Character? {
        switch character {
        case "ä", "Ä": "Ä"
        case "ö", "Ö": "Ö"
        case "ü", "Ü": "Ü"
        default: character.isDigit || character.isPlainLetter ? Character(character.uppercased()) : nil
        }
    }

    private static func plate(
        _ district: Run, letters: Run?, digits: Run, suffix: Run?
    ) throws(InputFault) -> String {
        let middle = letters?.text ?? ""
        let end = suffix?.text ?? ""
        guard district.text.count <= 3, middle.count <= 2, middle.allSatisfy(\.isASCII), ["", "E", "H"].contains(end)
        else { throw .plateExpected }
        let isOrdinary = letters != nil
        guard digits.text.count <= (isOrdinary ? 4 : 6) else { throw .plateTooLong }
        guard !isOrdinary || !digits.text.hasPrefix("0") else { throw .plateExpected }
        guard district.text.count + middle.count + digits.text.count + end.count <= 8 else { throw .plateTooLong }
        return district.text + "-" + (isOrdinary ? middle + " " : "") + digits.text + end
    }
}
