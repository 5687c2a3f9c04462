/// What a service file refers to outside itself.
struct ServiceEnvironment {
    let terminal: TerminalConfiguration
    let texts: Texts
    /// By path below the configuration directory.
    let codeLists: [String: CodeList]
    /// The ids of all service files there are, sound or not.
    let services: Set<String>

    var requiredLanguages: [Language] { terminal.requiredLanguages }
}
