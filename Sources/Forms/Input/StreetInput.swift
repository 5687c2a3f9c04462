import UnicodeText

/// Names of streets.
package enum StreetInput {
    /// The name as it is kept, or what to change; at least one letter.
    package static func parse(_ raw: String, maxLength: Int = 55) -> Result<String, InputFault> {
        TextInput.normalise(raw, charset: .din91379, maxLength: maxLength, multiline: false).flatMap { name in
            name.unicodeScalars.contains(where: DIN91379.isLetter) ? .success(name) : .failure(.streetExpected)
        }
    }

    /// Takes `Hauptstr. 5 a` apart into `Hauptstr.` and `5a`; nothing where no house number ends the line.
    ///
    /// For a line whose house number was left empty. `Straße des 17. Juni` has none; `Straße des 17. Juni 135` has.
    package static func split(streetAndNumber raw: String) -> (street: String, houseNumber: String)? {
        guard let line = try? InputLine.read(raw) else { return nil }
        var index = line.startIndex
        while index < line.endIndex {
            let before = line[..<index]
            if line[index].isDigit, let last = before.last, " .,".contains(last),
                let number = HouseNumberInput.plain(String(line[index...]))
            {
                let street = String(before).trimmed(of: " ,")
                return street.contains(where: \.isLetter) ? (street, number) : nil
            }
            index = line.index(after: index)
        }
        return nil
    }

    /// The name for comparing with a street list: `Berliner Straße`, `berliner-str.` and `BERLINER STR` are the same.
    package static func fold(_ name: String) -> String {
        Words.fold(name).split(separator: " ").map { word in
            word.hasSuffix("strasse") ? word.dropLast("asse".count) : word
        }.joined()
    }
}

extension String {
    /// Without these characters at its end.
    fileprivate func trimmed(of characters: String) -> String {
        var text = self[...]
        while let last = text.last, characters.contains(last) { text.removeLast() }
        return String(text)
    }
}
