/// Language codes as directories write them, as tags of this system.
enum LanguageCode {
    /// `de-DE` is `de`, `de-LEICHT` is `de-x-leicht`, a missing code is German.
    static func tag(of code: String?) -> String {
        guard let code = code?.lowercased(), !code.isEmpty else { return "de" }
        if code.hasPrefix("de"), code.contains("leicht") || code.contains("simple") { return "de-x-leicht" }
        return String(code.prefix { $0 != "-" && $0 != "_" })
    }
}
