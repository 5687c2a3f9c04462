/// Reads `terminal.yaml`.
struct TerminalReader {
    private let root: SourceNode
    /// As far as it can be read: where something is missing, which was told, stands a placeholder, so that the rest of
    /// the configuration can be checked too.
    let configuration: TerminalConfiguration

    /// Reads and checks the file; nothing where it is no map at all.
    init?(_ bytes: [UInt8], file: String, log: inout FaultLog) {
        guard let root = YAMLSource.read(bytes, file: file, log: &log) else { return nil }
        let required = root["languages"]?.strings("required").map(Language.init) ?? []
        var check = ShapeCheck(format: .terminal, requiredLanguages: required)
        check.check(root)
        log.append(check.log.faults)
        guard case .map = root.content else { return nil }
        self.root = root
        configuration = Self.configuration(root)
        checkRelations(log: &log)
    }

    /// Checks what the file names of the other files: sound ones, and all that there are.
    func checkReferences(themes: Known, codeLists: Known, log: inout FaultLog) {
        let location = root["theme"]?.location ?? root.location
        themes.check(configuration.theme, "theme", at: location, log: &log)
        if let node = root["municipality"]?["street_codelist"], let path = node.text {
            codeLists.check(path, "code list", at: node.location, log: &log)
        }
    }

    /// Tells the services that there is no file of; the others are offered all the same.
    func checkServices(_ services: Set<String>, log: inout FaultLog) {
        for node in root["services"]?.items ?? [] {
            guard let id = node.text, !services.contains(id) else { continue }
            log.error(
                "There is no services/\(shortened(id)).yaml. \(suggestion(for: id, among: services))", at: node.location
            )
        }
    }

    /// What there is of a kind of file.
    struct Known {
        let sound: Set<String>
        let all: Set<String>

        fileprivate func check(_ name: String, _ kind: String, at location: Location, log: inout FaultLog) {
            if sound.contains(name) { return }
            log.error(
                all.contains(name)
                    ? "The \(kind) “\(name)” has errors of its own. Mend it first."
                    : "There is no \(kind) “\(shortened(name))”. \(suggestion(for: name, among: all))", at: location)
        }
    }

    private func checkRelations(log: inout FaultLog) {
        let offered = root["languages"]?.strings("offered") ?? []
        for node in root["languages"]?["required"]?.items ?? [] {
            guard let tag = node.text, !offered.contains(tag) else { continue }
            log.error("“\(tag)” is required, but not offered. Put it under “offered” too.", at: node.location)
        }
        if let node = root["languages"]?["offered"], !offered.contains("de") {
            log.error("“de” must be offered: other languages fall back to it.", at: node.location)
        }
        for key in [
            ["languages", "offered"], ["languages", "required"], ["municipality", "postal_codes"], ["services"],
        ] {
            guard let node = key.reduce(Optional(root), { $0?[$1] }) else { continue }
            var seen: Set<String> = []
            for item in node.items {
                guard let text = item.text, !seen.insert(text).inserted else { continue }
                log.error("“\(shortened(text))” stands here twice. Keep one.", at: item.location)
            }
        }
    }

    private static func configuration(_ root: SourceNode) -> TerminalConfiguration {
        let languages = root["languages"]
        return TerminalConfiguration(
            municipality: municipality(root["municipality"]), profile: root.word("profile") ?? .kiosk,
            device: device(root["device"]),
            offeredLanguages: languages?.strings("offered").map(Language.init) ?? [],
            requiredLanguages: languages?.strings("required").map(Language.init) ?? [],
            theme: root.string("theme") ?? "dunkel",
            timeouts: timeouts(root["timeouts"]),
            repeatBlockMilliseconds: root["keys"]?.integer("repeat_block_ms") ?? 0,
            readers: root.strings("readers"),
            offices: Dictionary(
                (root["offices"]?.entries ?? []).map { ($0.key, office($0)) }, uniquingKeysWith: { first, _ in first }),
            services: root.strings("services"),
            contact115: root["contact115"].map { node in
                .init(telephone: node.string("telephone") ?? "", hours: node.localized("hours") ?? .missing)
            },
            stateDirectory: root["directories"]?.string("state") ?? "/var/lib/buergerterminal",
            logDirectory: root["directories"]?.string("log") ?? "/var/log/buergerterminal",
            training: root.flag("training"), developer: root.flag("developer"))
    }

    private static func municipality(_ node: SourceNode?) -> TerminalConfiguration.Municipality {
        .init(
            name: node?.localized("name") ?? .missing, city: node?.string("city") ?? "", key: node?.string("key") ?? "",
            postalCodes: node?.strings("postal_codes") ?? [], streetCodeList: node?.string("street_codelist"),
            coatOfArms: node?.string("coat_of_arms"),
            dataProtectionOfficer: node?.localized("data_protection_officer") ?? .missing,
            supervisoryAuthority: node?.localized("supervisory_authority") ?? .missing)
    }

    private static func device(_ node: SourceNode?) -> TerminalConfiguration.Device {
        .init(
            code: node?.string("code") ?? "", place: node?.localized("place") ?? .missing,
            screen: node?["screen"].flatMap(screen))
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
            receipt: node?.integer("receipt_seconds") ?? 120, resume: node?.integer("resume_seconds") ?? 60,
            staffIdle: node?.integer("staff_idle_seconds") ?? 600)
    }

    private static func office(_ entry: SourceNode.Entry) -> Office {
        let node = entry.value
        return Office(
            id: entry.key, destination: node.string("destination") ?? "", name: node.localized("name") ?? .missing,
            openingHours: node.localized("opening_hours"), telephone: node.string("telephone") ?? "",
            replyChannels: node.words("reply_channels"))
    }
}
