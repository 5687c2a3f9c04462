import Expressions

/// Builds the service out of its file: everything that is not a page or a question.
struct ServiceContent {
    let assembly: ServiceAssembly

    /// The service, as far as it can be read: where something is missing, which was told before, stands a placeholder,
    /// so that the rest can be checked too.
    func service() -> Service? {
        let root = assembly.root
        guard let validFrom = root.day("valid_from") ?? CivilDate(daysSinceEpoch: 0) else { return nil }
        return Service(
            id: root.string("id") ?? "", version: root.integer("version") ?? 0,
            validFrom: validFrom, validUntil: root.day("valid_until"),
            key: root.string("key"), kind: root["kind"]?.string("builtin") == nil ? .form : .changePIN,
            title: root.localized("title") ?? .missing, words: words(root["words"]),
            category: root.string("category") ?? "",
            needs: root["needs"]?.items.compactMap(\.localizedText) ?? [], nextSteps: root.localized("next_steps"),
            decideWithinDays: root.integer("decide_within_days"), legalBasis: root.localized("legal_basis"),
            profiles: profiles, staffOnly: root.flag("staff_only"),
            identification: perProfile(root["identification"]), mode: perProfile(root["mode"]),
            privacy: root["privacy"].flatMap(privacy), fee: root["fee"].flatMap(fee),
            availability: availability(root["available"]),
            submit: root["submit"].flatMap(submit), retentionDays: root.integer("retention_days") ?? 0,
            codeLists: assembly.codeLists, elements: ElementReader(assembly: assembly).elements(),
            pages: assembly.outline.pages, checks: (root["checks"]?.items ?? []).compactMap(serviceCheck),
            examples: (root["examples"]?.items ?? []).compactMap(example), location: root.location)
    }

    private var profiles: [Profile] {
        let named = assembly.root.words("profiles", as: Profile.self)
        return named.isEmpty ? Profile.allCases : named
    }

    private func perProfile<Word: RawRepresentable<String>>(_ node: SourceNode?) -> [Profile: Word] {
        var result: [Profile: Word] = [:]
        for profile in Profile.allCases { result[profile] = node?.word(profile.rawValue) }
        return result
    }

    private func words(_ node: SourceNode?) -> [Language: [String]] {
        Dictionary(
            (node?.entries ?? []).map { (Language($0.key), $0.value.items.compactMap(\.text)) },
            uniquingKeysWith: { first, _ in first })
    }

    private func privacy(_ node: SourceNode) -> Service.Privacy? {
        guard let purpose = node.localized("purpose"), let howLong = node.localized("how_long"),
            let controller = node.string("controller")
        else { return nil }
        return .init(
            controller: controller == "municipality" ? nil : controller, purpose: purpose,
            recipients: node["recipients"]?.items.compactMap(\.localizedText) ?? [], howLong: howLong,
            legalBasis: node.localized("legal_basis"))
    }

    private func submit(_ node: SourceNode) -> Service.Submit? {
        guard let destination = node.string("destination"), let uri = node.string("schema_uri") else { return nil }
        return .init(destination: destination, schemaURI: uri)
    }

    private func fee(_ node: SourceNode) -> Fee? {
        let items = (node["items"]?.items ?? []).compactMap { item -> Fee.Item? in
            let cents = assembly.rule("cents", of: item, owner: nil, wants: .cents)
            let showIf = assembly.rule("show_if", of: item, owner: nil, wants: .flag)
            guard let cents, let label = item.localized("label") else { return nil }
            return Fee.Item(label: label, cents: cents, showIf: showIf)
        }
        return node.word("pay", as: Fee.Payment.self).map { Fee(items: items, payment: $0) }
    }

    private func availability(_ node: SourceNode?) -> Service.Availability {
        .init(
            from: node?.day("from"), until: node?.day("until"),
            closesAt: node.flatMap { assembly.rule("closes_at", of: $0, owner: nil, wants: .deadline) },
            deliverBy: node.flatMap { assembly.rule("deliver_by", of: $0, owner: nil, wants: .deadline) })
    }

    private func serviceCheck(_ node: SourceNode) -> ServiceCheck? {
        let rule = assembly.rule("rule", of: node, owner: nil, wants: .flag)
        guard let rule, let message = node.localized("message"), let name = node.string("page"),
            let page = assembly.outline.byPath[name]
        else { return nil }
        let check = Check(rule: rule, message: message, level: node.word("level") ?? .error)
        return ServiceCheck(check: check, page: page)
    }

    private func example(_ node: SourceNode) -> Example? {
        guard let name = node.string("name"), let today = node.day("today"), let answers = node["answers"],
            let expect = node["expect"]
        else { return nil }
        func strings(_ key: String) -> [String]? { expect[key].map { $0.items.compactMap(\.text) } }
        return Example(
            name: name, today: today, profile: node.word("profile") ?? .kiosk, persona: node.string("persona"),
            personaLocation: node["persona"]?.location, answers: answers,
            expect: .init(
                pages: strings("pages"), errors: strings("errors"), warnings: strings("warnings"),
                stop: expect.string("stop"),
                fee: expect.integer("fee"), payload: expect["payload"], location: expect.location),
            location: node.location)
    }
}
