/// What a service file refers to outside itself.
struct ServiceEnvironment {
    /// By id; nothing where `terminal.yaml` cannot be read, and then nothing is said about offices.
    let offices: [String: Office]?
    let requiredLanguages: [Language]
    let texts: Texts
    /// The sound ones, by path below the configuration directory.
    let codeLists: [String: CodeList]
    /// The paths of all code lists there are, sound or not.
    let codeListPaths: Set<String>
    /// The ids of all service files there are, sound or not.
    let services: Set<String>

    /// The sentence for a path that is no sound code list.
    func missingCodeList(_ path: String) -> String {
        codeListPaths.contains(path)
            ? "The code list “\(path)” has errors of its own. Mend it first."
            : "There is no code list “\(shortened(path))”. \(suggestion(for: path, among: codeListPaths))"
    }
}
