/// Reads the files of `texts/` and holds them against each other and against the keys that the program knows.
struct TextsReader {
    let requiredLanguages: [Language]
    /// Every key that the program asks for; `category.` keys are free.
    let knownKeys: Set<String>
    /// Whether it is told that nothing uses a text: looking for what was meant takes a while.
    let tellsUnused: Bool
    private var texts: [String: [Language: String]] = [:]
    private var locations: [String: [Language: Location]] = [:]
    /// The languages that there is a file of, with whether it could be read.
    private var languages: [Language: Bool] = [:]
    private(set) var log = FaultLog()

    init(requiredLanguages: [Language], knownKeys: Set<String>, tellsUnused: Bool) {
        self.requiredLanguages = requiredLanguages
        self.knownKeys = knownKeys
        self.tellsUnused = tellsUnused
    }

    mutating func read(_ bytes: [UInt8], file: String) {
        let language = Language(String(file.dropFirst("texts/".count).dropLast(".yaml".count)))
        guard Language.known.contains(language) else {
            return log.error(
                "The file's name is no language. \(suggestion(for: language.tag, among: Language.known.map(\.tag)))",
                at: Location(file: file))
        }
        languages[language] = false
        guard let root = YAMLSource.read(bytes, file: file, log: &log) else { return }
        guard case .map(let entries) = root.content else {
            return log.error("Here stands \(root.kind); wanted is a map from key to text.", at: root.location)
        }
        languages[language] = true
        for entry in entries {
            guard let text = entry.value.text, !text.isEmpty else {
                log.error("Here stands \(entry.value.kind); wanted is a text.", at: entry.value.location)
                locations[entry.key, default: [:]][language] = entry.value.location
                continue
            }
            if tellsUnused, !knownKeys.contains(entry.key) && !Self.isFree(entry.key) {
                log.warning(
                    "Nothing uses the key “\(shortened(entry.key))”. \(suggestion(for: entry.key, among: knownKeys))",
                    at: entry.keyLocation)
            }
            texts[entry.key, default: [:]][language] = text
            locations[entry.key, default: [:]][language] = entry.value.location
        }
    }

    /// All texts, after every file was read.
    mutating func finish() -> Texts {
        for language in requiredLanguages {
            let file = Location(file: "texts/\(language).yaml")
            guard let isReadable = languages[language] else {
                log.error("The texts in “\(language)” are missing. Write them into this file.", at: file)
                continue
            }
            // What is said of a file that cannot be read is enough.
            guard isReadable else { continue }
            for key in knownKeys.union(texts.keys.filter(Self.isFree)).sorted() where locations[key]?[language] == nil {
                log.error("The text “\(key)” is missing.", at: file)
            }
        }
        for (key, wordings) in texts { checkPlaceholders(key, wordings) }
        return Texts(texts.mapValues(LocalizedText.init))
    }

    private mutating func checkPlaceholders(_ key: String, _ wordings: [Language: String]) {
        guard let german = wordings[.german] else { return }
        let wanted = Set(Template(german).placeholders)
        for (language, text) in wordings where Set(Template(text).placeholders) != wanted {
            let names = wanted.sorted().map { "{\($0)}" }.joined(separator: ", ")
            log.error(
                "The text “\(key)” must have the same placeholders as in “de”: \(names.isEmpty ? "none" : names).",
                at: locations[key]?[language] ?? Location(file: "texts/\(language).yaml"))
        }
    }

    private static func isFree(_ key: String) -> Bool { key.hasPrefix("category.") || key.hasPrefix("language.") }
}
