import Catalogue

/// The service directory: what is not offered here can at least be read here.
extension Visit {
    /// Asks the directory anew where something else is looked for than before.
    mutating func lookingUp(_ body: (inout Visit) -> [VisitEffect]) -> [VisitEffect] {
        let effects = body(&self)
        guard stage == .search, query.text != lookedUp else { return effects }
        lookedUp = query.text
        findings = []
        return query.isEmpty ? effects : effects + [.lookUp(query.text)]
    }

    /// Takes what the directory has found, if it is still what one looks for. What is offered here is not told twice.
    mutating func take(_ found: [DirectoryFinding], for text: String) -> [VisitEffect] {
        guard stage == .search, query.text == text else { return [] }
        let keys = Set(offered.compactMap(\.key))
        findings = found.filter { finding in !(finding.key.map(keys.contains) ?? false) }
        return []
    }

    /// Those that have room beside what is offered here.
    package var listedFindings: [DirectoryFinding] { Array(findings.prefix(max(0, Self.mostFound - found.count))) }

    mutating func show(_ description: DirectoryDescription, of id: String) -> [VisitEffect] {
        guard stage == .search else { return [] }
        reading = description
        described = id
        go(to: .description)
        return []
    }

    mutating func backToSearch() {
        go(to: .search)
        reading = nil
        focus = targets.firstIndex { $0.intent == .read(described) } ?? 0
    }

    /// As many as digits can choose.
    static let mostFound = 9
}
