/// The name of a service of the administration: `urn:de:fim:leika:leistung:` and fourteen digits.
///
/// A service whose LeiKa key the town has not entered yet bears fourteen zeros, which no service of the catalogue has: see
/// <doc:ServicesWithoutAKey>.
/// Source: FIT-Connect Submission API 2, `publicService.identifier`; FIM, Leistungsschlüssel.
package struct ServiceIdentifier: Hashable, Sendable {
    /// As it travels.
    package let text: String

    private static let prefix = "urn:de:fim:leika:leistung:"
    private static let keyless = String(repeating: "0", count: 14)

    /// Names a service by its key; one without a key by zeros.
    package init(key: String?) { text = Self.prefix + (key ?? Self.keyless) }

    /// Reads an identifier; nothing where it has another form.
    package init?(_ text: String) {
        let digits = text.utf8.dropFirst(Self.prefix.utf8.count)
        guard text.hasPrefix(Self.prefix), digits.count == 14, digits.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        self.text = text
    }

    /// Whether it names a service of the catalogue.
    package var hasKey: Bool { !text.hasSuffix(Self.keyless) }
}
