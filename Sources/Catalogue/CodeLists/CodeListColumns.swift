import Expressions

/// What the first line of a code list says its columns are.
struct CodeListColumns {
    let header: [String]
    private(set) var code: Int?
    private(set) var labels: [Language: Int] = [:]
    private(set) var attributes: [String: Int] = [:]
    private let location: Location
    private var faults: [String] = []
    /// What misspelt columns were meant to be: these are not told as missing too.
    private var slips: Set<String> = []
    /// One wording for all languages.
    private var neutral = false

    init(_ header: [String], file: String) {
        self.header = header
        location = Location(file: file)
        for (index, name) in header.enumerated() {
            if header[..<index].contains(name) {
                faults.append("The column “\(shortened(name))” stands twice. Delete one.")
            } else if name == "code" {
                code = index
            } else if name == "label" {
                neutral = true
                labels[.german] = index
            } else if name.hasPrefix("label.") {
                let language = Language(String(name.dropFirst(6)))
                if Language.known.contains(language) {
                    labels[language] = index
                } else {
                    faults.append(
                        "“\(shortened(name))” names no language. "
                            + suggestion(for: language.tag, among: Language.known.map(\.tag)))
                }
            } else if TextPattern.identifier.matches(name) {
                attributes[name] = index
            } else {
                let near = NearestName.of(name, among: ["code", "label"] + Language.known.map { "label.\($0)" })
                if let near { slips.insert(near) }
                let help = near.map { "Did you mean “\($0)”?" } ?? "Wanted is \(TextPattern.identifier.description)."
                faults.append("“\(shortened(name))” cannot name a column. \(help)")
            }
        }
    }

    mutating func check(requiredLanguages: [Language], log: inout FaultLog) {
        for fault in faults { log.error(fault, at: location) }
        if code == nil, !slips.contains("code") {
            log.error("The first line must name a column “code”: code,label.de,label.en,…", at: location)
        }
        guard !neutral else { return }
        // Names are the same in easy German; other languages must be there.
        for language in requiredLanguages where labels[language] == nil && !slips.contains("label.\(language)") {
            if language == .easyGerman, labels[.german] != nil { continue }
            log.error(
                "The column “label.\(language)” is missing. Add it to the first line and to each row.", at: location)
        }
    }

    /// What separates the columns of a first line without commas, as office programs write it in German.
    static func foreignSeparator(_ text: [UInt8]) -> String? {
        let header = text.prefix { $0 != 0x0A }
        if header.contains(UInt8(ascii: ",")) { return nil }
        return header.contains(UInt8(ascii: ";")) ? "semicolon" : header.contains(0x09) ? "tab" : nil
    }
}
