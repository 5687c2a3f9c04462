/// Checks what a service file refers to, and what its parts demand of each other.
struct ServiceReferences {
    let assembly: ServiceAssembly
    private var root: SourceNode { assembly.root }

    init(assembly: ServiceAssembly) { self.assembly = assembly }

    func check() {
        checkIdentity()
        checkKind()
        checkProfiles()
        checkOffices()
        checkPeriods()
        checkPages()
        checkStops()
        checkNames()
    }

    private func error(_ message: String, at node: SourceNode?) {
        assembly.log.error(message, at: node?.location ?? root.location)
    }

    private func checkIdentity() {
        if let id = root.string("id"), !ServiceFileName.matches(assembly.file, id: id) {
            error(
                "The file must be called like the id: services/\(id).yaml, or services/\(id).v2.yaml.", at: root["id"])
        }
        if let category = root.string("category"), assembly.environment.texts["category." + category] == nil {
            let known = assembly.environment.texts.keys(startingWith: "category.").map { String($0.dropFirst(9)) }
            error(
                "The texts have no “category.\(shortened(category))”. \(suggestion(for: category, among: known))",
                at: root["category"])
        }
    }

    private func checkKind() {
        let forms = ["privacy", "next_steps", "submit", "retention_days", "pages"]
        if root["kind"]?.string("builtin") != nil {
            let foreign = Set(forms + ["fee", "checks", "examples", "blocks"]).subtracting(["privacy"])
            for entry in root.entries where foreign.contains(entry.key) {
                assembly.log.error("A built-in service has no “\(entry.key)”. Delete it.", at: entry.keyLocation)
            }
        } else {
            let known = FileFormat.service.root.keys.map(\.name)
            for key in forms where root[key] == nil && !root.misspells(key, among: known) {
                let help = FileFormat.service.root.keys.first { $0.name == key }?.help ?? ""
                error("In a form the key “\(key)” is missing: \(help)", at: root)
            }
        }
    }

    private func checkProfiles() {
        let named = root.words("profiles", as: Profile.self)
        let profiles = named.isEmpty ? Profile.allCases : named
        if let identification = root["identification"], case .map = identification.content {
            for profile in profiles where identification[profile.rawValue] == nil {
                error(
                    "“identification” says nothing for “\(profile.rawValue)”. Add it, or narrow “profiles”.",
                    at: identification)
            }
        }
        for item in assembly.outline.items {
            if item.node.flag("staff_only"), !profiles.contains(.koffer) {
                error(
                    "Only staff would see this, but the service is not offered in the case (koffer).",
                    at: item.node["staff_only"])
            }
            let own = item.node.words("profiles", as: Profile.self)
            if !own.isEmpty, !own.contains(where: profiles.contains) {
                let names = profiles.map(\.rawValue).joined(separator: ", ")
                error("This is shown nowhere: the service is offered only for \(names).", at: item.node["profiles"])
            }
        }
    }

    private func checkOffices() {
        guard let offices = assembly.environment.offices?.keys else { return }
        check(root["submit"]?["destination"], among: Array(offices))
        check(root["privacy"]?["controller"], among: ["municipality"] + offices)
    }

    private func check(_ node: SourceNode?, among offices: [String]) {
        guard let name = node?.text, !offices.contains(name) else { return }
        error("terminal.yaml has no office “\(shortened(name))”. \(suggestion(for: name, among: offices))", at: node)
    }

    private func checkPeriods() {
        for (node, from, until) in [(root, "valid_from", "valid_until"), (root["available"] ?? root, "from", "until")] {
            guard let first = node.day(from), let last = node.day(until), last < first else { continue }
            error("“\(until)” is before “\(from)”. Set a later day.", at: node[until])
        }
    }

    private func checkPages() {
        let pages = assembly.outline.pages.map { assembly.outline[$0].place.id }
        if pages.isEmpty { return }
        for check in root["checks"]?.items ?? [] {
            guard let name = check.string("page"), !pages.contains(name) else { continue }
            error("There is no page “\(shortened(name))”. \(suggestion(for: name, among: pages))", at: check["page"])
        }
    }

    private func checkStops() {
        for item in assembly.outline.items {
            for stop in item.node["stop_if"]?.items ?? [] {
                guard let name = stop.string("service"), !assembly.environment.services.contains(name) else { continue }
                let help = suggestion(for: name, among: assembly.environment.services)
                error("There is no service “\(shortened(name))”. \(help)", at: stop["service"])
            }
        }
    }

    /// Two questions of one container must not share a key in the payload.
    private func checkNames() {
        for container in assembly.outline.items {
            var seen: [String: String] = [:]
            for child in container.children.map({ assembly.outline[$0] }) {
                if let first = seen.updateValue(child.place.id, forKey: child.place.name) {
                    error(
                        "“\(first)” has the key “\(child.place.name)” in the payload already. Choose another “name”.",
                        at: child.node["name"] ?? child.node)
                }
            }
        }
    }

    /// Warns of what is used nowhere; for a file without errors, since they can be the reason.
    func checkUse(blocks used: Set<String>) {
        for entry in root["blocks"]?.entries ?? [] where !used.contains(entry.key) {
            assembly.log.warning(
                "The block “\(entry.key)” is used nowhere. Delete it, or use it.", at: entry.keyLocation)
        }
        checkCodeListUse()
    }

    private func checkCodeListUse() {
        var used: Set<String> = []
        for item in assembly.outline.items {
            for key in ["codelist", "street_codelist", "country_codelist"] {
                if let name = item.node.string(key) { used.insert(name) }
            }
        }
        for entry in root["codelists"]?.entries ?? [] where !used.contains(entry.key) {
            assembly.log.warning(
                "The code list “\(entry.key)” is used nowhere. Delete it, or use it.", at: entry.keyLocation)
        }
    }
}

/// How service files are called.
package enum ServiceFileName {
    /// `services/<id>.yaml`, or `services/<id>.v2.yaml` for a further version.
    static func matches(_ file: String, id: String) -> Bool { serviceID(of: file) == id }

    /// The id that a file's name says.
    package static func serviceID(of file: String) -> String {
        let name = file.dropFirst("services/".count).dropLast(".yaml".count)
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].first == "v", Int(parts[1].dropFirst()) != nil else { return String(name) }
        return String(parts[0])
    }
}
