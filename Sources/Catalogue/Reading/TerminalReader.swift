/// Reads `terminal.yaml`.
enum TerminalReader {
    /// The configuration; nothing where it has an error, and then the log tells all of them.
    static func read(_ bytes: [UInt8], file: String, log: inout FaultLog) -> TerminalConfiguration? {
        guard let root = YAMLSource.read(bytes, file: file, log: &log) else { return nil }
        let required = root["languages"]?.strings("required").map(Language.init) ?? []
        var check = ShapeCheck(format: .terminal, requiredLanguages: required)
        check.check(root)
        log.append(check.log.faults)
        checkRelations(root, log: &log)
        return log.hasErrors ? nil : configuration(root)
    }

    private static func checkRelations(_ root: SourceNode, log: inout FaultLog) {
        let offered = root["languages"]?.strings("offered") ?? []
        for node in root["languages"]?["required"]?.items ?? [] {
            guard let tag = node.text, !offered.contains(tag) else { continue }
            log.error("“\(tag)” is required, but not offered. Put it under “offered” too.", at: node.location)
        }
        if let node = root["languages"]?["offered"], !offered.contains("de") {
            log.error("“de” must be offered: other languages fall back to it.", at: node.location)
        }
        for key in [["languages", "offered"], ["languages", "required"], ["municipality", "postal_codes"], ["services"]] {
            guard let node = key.reduce(Optional(root), { $0?[$1] }) else { continue }
            var seen: Set<String> = []
            for item in node.items {
                guard let text = item.text, !seen.insert(text).inserted else { continue }
                log.error("“\(text)” stands here twice. Keep one.", at: item.location)
            }
        }
    }

    private static func configuration(_ root: SourceNode) -> TerminalConfiguration? {
        guard let municipality = root["municipality"].flatMap(municipality),
            let profile = root.word("profile", as: Profile.self),
            let device = root["device"].flatMap(device), let languages = root["languages"]
        else { return nil }
        return TerminalConfiguration(
            municipality: municipality, profile: profile, device: device,
            offeredLanguages: languages.strings("offered").map(Language.init),
            requiredLanguages: languages.strings("required").map(Language.init),
            theme: root.string("theme") ?? "dunkel",
            timeouts: timeouts(root["timeouts"]),
            repeatBlockMilliseconds: root["keys"]?.integer("repeat_block_ms") ?? 0,
            readers: root.strings("readers"),
            offices: Dictionary(
                (root["offices"]?.entries ?? []).compactMap { entry in office(entry).map { (entry.key, $0) } },
                uniquingKeysWith: { first, _ in first }),
            services: root.strings("services"),
            contact115: root["contact115"].flatMap { node in
                guard let telephone = node.string("telephone"), let hours = node.localized("hours") else { return nil }
                return .init(telephone: telephone, hours: hours)
            },
            stateDirectory: root["directories"]?.string("state") ?? "/var/lib/buergerterminal",
            logDirectory: root["directories"]?.string("log") ?? "/var/log/buergerterminal",
            training: root.flag("training"), developer: root.flag("developer"))
    }

    private static func municipality(_ node: SourceNode) -> TerminalConfiguration.Municipality? {
        guard let name = node.localized("name"), let city = node.string("city"), let key = node.string("key"),
            let officer = node.localized("data_protection_officer"),
            let authority = node.localized("supervisory_authority")
        else { return nil }
        return .init(
            name: name, city: city, key: key, postalCodes: node.strings("postal_codes"),
            streetCodeList: node.string("street_codelist"), coatOfArms: node.string("coat_of_arms"),
            dataProtectionOfficer: officer, supervisoryAuthority: authority)
    }

    private static func device(_ node: SourceNode) -> TerminalConfiguration.Device? {
        guard let code = node.string("code"), let place = node.localized("place") else { return nil }
        return .init(code: code, place: place, screen: node["screen"].flatMap(screen))
    }

    private static func screen(_ node: SourceNode) -> TerminalConfiguration.Screen? {
        guard let width = node.integer("width_mm"), let height = node.integer("height_mm"),
            let columns = node.integer("columns"), let rows = node.integer("rows"),
            let distance = node.integer("viewing_distance_mm")
        else { return nil }
        return .init(
            widthMillimetres: width, heightMillimetres: height, columns: columns, rows: rows,
            viewingDistanceMillimetres: distance)
    }

    private static func timeouts(_ node: SourceNode?) -> TerminalConfiguration.Timeouts {
        .init(
            idle: node?.integer("idle_seconds") ?? 90, warning: node?.integer("warning_seconds") ?? 30,
            receipt: node?.integer("receipt_seconds") ?? 120, resume: node?.integer("resume_seconds") ?? 60)
    }

    private static func office(_ entry: SourceNode.Entry) -> Office? {
        let node = entry.value
        guard let destination = node.string("destination"), let name = node.localized("name"),
            let telephone = node.string("telephone")
        else { return nil }
        return Office(
            id: entry.key, destination: destination, name: name, openingHours: node.localized("opening_hours"),
            telephone: telephone, replyChannels: node.words("reply_channels"))
    }
}
