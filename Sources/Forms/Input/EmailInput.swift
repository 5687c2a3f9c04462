import UnicodeText

/// E-mail addresses.
package enum EmailInput {
    /// The address with its domain in lower case, or what to change.
    ///
    /// Before the @: the unquoted form of RFC 5321, 4.1.2 (ASCII). After it: at least two labels of RFC 1035, 2.3.1;
    /// letters of DIN 91379 are left as typed (RFC 5890 U-labels), so the sender must encode them. At most 254
    /// characters (RFC 3696, erratum 1690), 64 of them before the @ (RFC 5321, 4.5.3.1.1).
    package static func parse(_ raw: String) -> Result<String, InputFault> {
        Result { () throws(InputFault) in
            let line = try InputLine.read(raw, limit: 1000)
            guard !line.contains(" ") else { throw .emailSpace }
            let parts = line.split(separator: "@", omittingEmptySubsequences: false)
            guard parts.count > 1 else { throw .emailAt }
            guard parts.count == 2 else { throw .emailOneAt }
            let local = try checkedLocal(parts[0])
            let domain = try checkedDomain(Normalization.composed(parts[1].lowercased()))
            guard local.utf8.count <= 64, local.utf8.count + 1 + domain.utf8.count <= 254 else { throw .emailTooLong }
            return local + "@" + domain
        }
    }

    private static func checkedLocal(_ local: Substring) throws(InputFault) -> String {
        if let odd = local.first(where: { !isAtom($0) && $0 != "." }) { throw .emailCharacter(InputFault.shown(odd)) }
        let atoms = local.split(separator: ".", omittingEmptySubsequences: false)
        guard atoms.allSatisfy({ !$0.isEmpty }) else { throw .emailLocal }
        return String(local)
    }

    private static func isAtom(_ character: Character) -> Bool {
        character.isDigit || character.isPlainLetter || character.isASCII && "!#$%&'*+-/=?^_`{|}~".contains(character)
    }

    private static func checkedDomain(_ domain: String) throws(InputFault) -> String {
        if let odd = domain.first(where: { !isHostLetter($0) && $0 != "-" && $0 != "." }) {
            throw .emailCharacter(InputFault.shown(odd))
        }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        let whole = labels.allSatisfy { (1...63).contains($0.utf8.count) && $0.first != "-" && $0.last != "-" }
        guard labels.count >= 2, whole, let last = labels.last, last.count >= 2, !last.allSatisfy(\.isDigit)
        else { throw .emailDomain }
        return domain
    }

    private static func isHostLetter(_ character: Character) -> Bool {
        let scalars = character.unicodeScalars
        return character.isDigit || scalars.count == 1 && scalars.allSatisfy(DIN91379.isLetter)
    }
}
