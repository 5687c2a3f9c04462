/// Checks what a service file refers to, and what its parts demand of each other.
struct ServiceReferences {
    let assembly: ServiceAssembly
    private var root: SourceNode { assembly.root }
    private var terminal: TerminalConfiguration { assembly.environment.terminal }

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
        checkCodeListUse()
    }

    private func error(_ message: String, at node: SourceNode?) {
        assembly.log.error(message, at: node?.location ?? root.location)
    }

    private func checkIdentity() {
        if let id = root.string("id"), !ServiceFileName.matches(assembly.file, id: id) {
            error("The file must be called like the id: services/\(id).yaml, or services/\(id).v2.yaml.", at: root["id"])
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
            for key in forms + ["fee", "checks", "examples", "blocks"] where key != "privacy" && root[key] != nil {
                error("A built-in service has no “\(key)”. Delete it.", at: root[key])
            }
        } else {
            for key in forms where root[key] == nil {
                let help = FileFormat.service.root.keys.first { $0.name == key }?.help ?? ""
                error("In a form the key “\(key)” is missing: \(help)", at: root)
            }
        }
    }

    private func checkProfiles() {
        let named = root.words("profiles", as: Profile.self)
        let profiles = named.isEmpty ? Profile.allCases : named
        for profile in profiles where root["identification"]?[profile.rawValue] == nil {
            error("“identification” says nothing for “\(profile.rawValue)”.", at: root["identification"])
        }
        for item in assembly.outline.items {
            if item.node.flag("staff_only"), !profiles.contains(.koffer) {
                error("Only staff would see this, but the service is not offered in the case (koffer).", at: item.node["staff_only"])
            }
            let own = item.node.words("profiles", as: Profile.self)
            if !own.isEmpty, !own.contains(where: profiles.contains) {
                error("This is shown nowhere: the service is offered only for \(profiles.map(\.rawValue).joined(separator: ", ")).",
                    at: item.node["profiles"])
            }
        }
    }

    private func checkOffices() {
        let submit = root["submit"]?["destination"]
        if let name = submit?.text, terminal.offices[name] == nil {
            error("terminal.yaml has no office “\(shortened(name))”. \(suggestion(for: name, among: terminal.offices.keys))", at: submit)
        }
        let controller = root["privacy"]?["controller"]
        if let name = controller?.text, name != "municipality", terminal.offices[name] == nil {
            let known = ["municipality"] + terminal.offices.keys
            error("terminal.yaml has no office “\(shortened(name))”. \(suggestion(for: name, among: known))", at: controller)
        }
    }

    private func checkPeriods() {
        for (node, from, until) in [(root, "valid_from", "valid_until"), (root["available"] ?? root, "from", "until")] {
            guard let first = node.day(from), let last = node.day(until), last < first else { continue }
            error("“\(until)” is before “\(from)”.", at: node[until])
        }
    }

    private func checkPages() {
        let pages = assembly.outline.pages.map { assembly.outline[$0].place.id }
        for check in root["checks"]?.items ?? [] {
            guard let name = check.string("page"), !pages.contains(name) else { continue }
            error("There is no page “\(shortened(name))”. \(suggestion(for: name, among: pages))", at: check["page"])
        }
    }

    private func checkStops() {
        for item in assembly.outline.items {
            for stop in item.node["stop_if"]?.items ?? [] {
                guard let name = stop.string("service"), !assembly.environment.services.contains(name) else { continue }
                error(
                    "There is no service “\(shortened(name))”. \(suggestion(for: name, among: assembly.environment.services))",
                    at: stop["service"])
            }
        }
    }

    /// Two questions of one container must not share a key in the payload.
    private func checkNames() {
        for container in assembly.outline.items {
            var seen: [String: String] = [:]
            for child in container.children.map({ assembly.outline[$0] }) {
                if let first = seen.updateValue(child.place.id, forKey: child.place.name) {
                    error("“\(first)” has the key “\(child.place.name)” in the payload already.", at: child.node["name"] ?? child.node)
                }
            }
        }
    }

    private func checkCodeListUse() {
        var used: Set<String> = []
        for item in assembly.outline.items {
            for key in ["codelist", "street_codelist", "country_codelist"] {
                if let name = item.node.string(key) { used.insert(name) }
            }
        }
        for entry in root["codelists"]?.entries ?? [] where !used.contains(entry.key) {
            assembly.log.warning("The code list “\(entry.key)” is used nowhere.", at: entry.keyLocation)
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
