/// What the first line of a code list says its columns are.
struct CodeListColumns {
    let header: [String]
    private(set) var code: Int?
    private(set) var labels: [Language: Int] = [:]
    private(set) var attributes: [String: Int] = [:]
    private let location: Location
    private var faults: [String] = []
    /// One wording for all languages.
    private var neutral = false

    init(_ header: [String], file: String) {
        self.header = header
        location = Location(file: file)
        for (index, name) in header.enumerated() {
            if header[..<index].contains(name) {
                faults.append("The column “\(shortened(name))” stands twice.")
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
                faults.append("“\(shortened(name))” cannot name a column; wanted is \(TextPattern.identifier.description).")
            }
        }
    }

    mutating func check(requiredLanguages: [Language], log: inout FaultLog) {
        for fault in faults { log.error(fault, at: location) }
        if code == nil { log.error("The first line must name a column “code”: code,label.de,label.en,…", at: location) }
        guard !neutral else { return }
        // Names are the same in easy German; other languages must be there.
        for language in requiredLanguages where labels[language] == nil && !(language == .easyGerman && labels[.german] != nil) {
            log.error("The column “label.\(language)” is missing.", at: location)
        }
    }
}
