/// Number plates of German vehicles.
package enum PlateInput {
    /// The plate as `GR-AB 123`, `GR-AB 12H` or, without middle letters, `GR-1234`; or what to change.
    ///
    /// District of one to three letters, one or two letters without umlauts, one to four digits without leading 0, at
    /// most eight characters with the E or H at the end. Authorities and the Bundeswehr have up to six digits after the
    /// district. Source: FZV (2023) § 9 (1), Anlagen 1 and 2. Short-term and red plates begin their digits with 0.
    package static func parse(_ raw: String) -> Result<String, InputFault> {
        Result { () throws(InputFault) in
            let runs = try runs(of: InputLine.read(raw))
            guard let district = runs.first, district.isLetters else { throw .plateExpected }
            switch runs.dropFirst().map(\.isLetters) {
            case [false], [false, true]:
                // GR 1234 could be G-R 1234 as well: only a hyphen says where the district ends.
                guard district.text.count == 1 || runs[1].hyphened && district.text.count <= 3
                else { throw .plateSeparator }
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
        /// Whether a hyphen stands in front.
        let hyphened: Bool
    }

    private static func runs(of line: String) throws(InputFault) -> [Run] {
        var runs: [Run] = []
        var separators = ""
        for character in line {
            guard let character = raised(character) else {
                guard " -–·.".contains(character) else { throw .plateExpected }
                separators.append(character)
                continue
            }
            if !separators.isEmpty || runs.last?.isLetters != !character.isDigit {
                let hyphened = separators.contains { "-–".contains($0) }
                runs.append(Run(text: "", isLetters: !character.isDigit, hyphened: hyphened))
            }
            runs[runs.count - 1].text.append(character)
            separators = ""
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
