import Catalogue
import Expressions
import Forms
import Visit

/// The screens of staff between two visits.
extension ContentBuilder {
    /// A text for staff, its placeholders filled.
    func say(_ text: StaffText, _ arguments: [String: String] = [:]) -> String {
        visit.configuration.texts(text.rawValue, language, arguments)
    }

    func staff(_ step: StaffStep) -> ScreenContent {
        var content = ScreenContent()
        content.step = visit.staff.member?.name ?? ""
        switch step {
        case .members: members(&content)
        case .passphrase(let entry): passphrase(entry, &content)
        case .checking:
            content.title = say(.checking)
        case .desk: desk(&content)
        case .drafts: drafts(&content)
        case .draft(let id): draft(id, &content)
        case .handover(_, let chosen): handover(chosen, &content)
        case .discard(let id, let again): discard(id, again: again, &content)
        case .holdings: holdings(&content)
        case .holding(let reference, let messages): holding(reference, messages, &content)
        case .appointments: appointments(&content)
        }
        return content
    }

    /// The keys of these screens: what cancels elsewhere locks here.
    func staffKeys(_ step: StaffStep) -> [KeyHint] {
        let help = KeyHint(cap: .help, word: say(.keyHelp))
        let lock = KeyHint(cap: .cancel, word: say(.lock))
        let choose = [
            KeyHint(cap: .enter, word: say(.keyChoose)), KeyHint(cap: .move, word: say(.keyMove)),
        ]
        switch step {
        case .members: return visit.targets.isEmpty ? [help] : choose + [help]
        case .passphrase:
            return [
                KeyHint(cap: .enter, word: say(.keyEnter)), KeyHint(cap: .back, word: say(.keyBack)), help,
            ]
        case .checking: return [help]
        case .desk: return choose + [help, lock]
        default: return choose + [KeyHint(cap: .back, word: say(.keyBack)), help, lock]
        }
    }

    // MARK: Signing in

    private func members(_ content: inout ScreenContent) {
        content.title = say(.members)
        guard let members = visit.staff.members else { return }
        content.blocks = members.isEmpty ? [.text(say(.nobody), .plain)] : [choices(members.map(\.name))]
    }

    private func passphrase(_ entry: PassphraseEntry, _ content: inout ScreenContent) {
        content.title = say(.passphrase, ["name": entry.member.name])
        let wait = visit.waitingTime(of: entry.member)
        var sentences: [String] = []
        switch entry.notice {
        case .empty: sentences = [say(.empty)]
        case .wrong: sentences = [say(.wrong)]
        case .unusable: sentences = [say(.unusable)]
        case .waiting, nil: break
        }
        if wait > 0 { sentences.append(say(.wait, ["seconds": String(wait)])) }
        if !sentences.isEmpty {
            content.blocks.append(.notice(title: say(.errorOne), sentences: sentences, isError: true))
        }
        if entry.isLocked { content.blocks.append(.text(say(.locked), .hint)) }
        // How long it is nobody sees who looks over a shoulder: beyond sixteen the row does not grow.
        content.blocks += [
            .text(say(.passphraseHint), .muted),
            .masked(
                count: min(entry.count, 16), length: 16, words: say(.passphraseCount, ["count": String(entry.count)])),
            button(say(.proceed), isFocused: false),
        ]
        if let hint = visit.staff.hint { content.blocks.append(.text(say(.practiceHint, ["hint": hint]), .hint)) }
    }

    // MARK: The desk

    private func desk(_ content: inout ScreenContent) {
        let staff = visit.staff
        content.title = say(.desk, ["name": staff.member?.name ?? ""])
        content.blocks = staffWord
        let labels = visit.targets.map { target in
            switch target.intent {
            case .staff(.newCase): say(.newCase)
            case .staff(.appointments): say(.toAppointments, ["count": String(staff.appointments.count)])
            case .staff(.drafts): say(.toDrafts, ["count": String(staff.drafts.count)])
            case .staff(.holdings): say(.toHoldings)
            case .staff(.lock): say(.lock)
            default: say(.signOut)
            }
        }
        content.blocks.append(choices(labels))
        content.blocks += condition + staffNotes
    }

    /// Battery and disk, in a line.
    private var condition: [Block] {
        let condition = visit.staff.condition
        var parts: [String] = []
        if let battery = condition.battery {
            parts.append(say(battery.isCharging ? .charging : .battery, ["percent": String(battery.percent)]))
        }
        if let free = condition.freeBytes {
            let format = Forms.Format(language: language.tag)
            parts.append(say(.free, ["size": format.integer(Int(clamping: free / 1_000_000_000))]))
        }
        return parts.isEmpty ? [] : [.text(parts.joined(separator: " · "), .muted)]
    }

    /// What staff should know before they begin.
    private var staffNotes: [Block] {
        var notes: [Block] = []
        if case .lapsed(let since)? = visit.card.terminal {
            notes.append(.text(say(.lapsed, ["date": Forms.Format(language: language.tag).date(since)]), .hint))
        }
        return notes + visit.staffNotices.map { .text(sentence($0), .hint) }
    }

    private var staffWord: [Block] {
        let word: StaffText
        switch visit.staff.notice {
        case .outdated: word = .outdated
        case .unreadable: word = .unreadable
        case .notDone: word = .notDone
        case .delivering: word = .delivering
        case nil: return []
        }
        return [.text(say(word), .hint)]
    }

    // MARK: Drafts

    private func title(of draft: StaffDraft) -> String {
        guard let moment = draft.begun else { return service(draft.service) }
        let format = Forms.Format(language: language.tag)
        return say(
            .draftLine,
            [
                "service": service(draft.service),
                "moment": format.shortDate(moment.date) + ", " + format.time(moment.time),
            ])
    }

    /// What a service is called.
    private func service(_ id: String?) -> String {
        guard let id else { return say(.draftUnknown) }
        return visit.configuration.services.first { $0.id == id }.map { say($0.title) } ?? id
    }

    private func drafts(_ content: inout ScreenContent) {
        content.title = say(.drafts)
        content.blocks = staffWord + (visit.staff.drafts.isEmpty ? [.text(say(.draftsNone), .plain)] : [])
        content.blocks.append(choices(visit.staff.drafts.map(title(of:)) + [say(.back)]))
    }

    private func draft(_ id: String, _ content: inout ScreenContent) {
        guard let draft = visit.draft(id) else {
            content.title = say(.drafts)
            content.blocks = [choices(staffLabels)]
            return
        }
        content.title = title(of: draft)
        content.blocks = staffWord
        if let owner = draft.owner { content.blocks.append(.text(say(.draftOwner, ["name": owner]), .muted)) }
        content.blocks.append(choices(staffLabels))
    }

    /// The words for what can be done with a draft or a case.
    private var staffLabels: [String] {
        visit.targets.map { target in
            switch target.intent {
            case .staff(.resume): say(.resume)
            case .staff(.handOver): say(.handOver)
            case .staff(.discard): say(.discard)
            case .staff(.correct): say(.correct)
            default: say(.back)
            }
        }
    }

    private func handover(_ chosen: Set<String>, _ content: inout ScreenContent) {
        content.title = say(.handover)
        let lines = visit.colleagues.enumerated().map { index, colleague in
            ChoiceLine(
                label: colleague.name, target: index, mark: .check(chosen.contains(colleague.id)),
                isFocused: visit.focus == index, digit: index < 10 ? (index + 1) % 10 : nil)
        }
        content.blocks = [.choices(lines), button(say(.handoverDone), target: lines.count)]
    }

    private func discard(_ id: String, again: Bool, _ content: inout ScreenContent) {
        content.title = say(again ? .discardAgain : .discardTitle)
        content.blocks = [
            .text(visit.draft(id).map(title(of:)) ?? "", .hint), .text(say(.discardBody), .plain),
            choices([say(.discardNo), say(.discardYes)], mark: .button),
        ]
    }

    // MARK: What is on this device

    private func holdings(_ content: inout ScreenContent) {
        let holdings = visit.staff.holdings
        content.title = say(.holdings)
        let always = [
            (say(.countOpen), visit.staff.drafts.count), (say(.countWaiting), holdings.counts[.waiting] ?? 0),
        ]
        let others =
            [Holdings.Standing.sent, .received, .rejected, .setAside].map { (word(for: $0), holdings.counts[$0] ?? 0) }
            + [(say(.countQuestions), holdings.questions), (say(.countDecisions), holdings.decisions)]
        let counts = always + others.filter { $0.1 > 0 }
        content.blocks = staffWord
        content.blocks.append(button(say(.deliver), numbered: true))
        content.blocks.append(
            .answers(
                counts.map {
                    AnswerLine(label: $0.0, value: String($0.1), target: nil, isFocused: false, isPrivate: false)
                }))
        let lines = holdings.entries.map { entry in
            ([reference(entry.reference), service(entry.service), word(for: entry.standing)] + answers(to: entry))
                .joined(separator: " – ")
        }
        content.blocks.append(choices(lines + [say(.back)], from: 1))
        content.blocks += condition
    }

    /// What the office has written, in numbers.
    private func answers(to entry: Holdings.Entry) -> [String] {
        [(StaffText.countQuestions, entry.questions), (.countDecisions, entry.decisions)].filter { $0.1 > 0 }
            .map { "\(say($0.0)): \($0.1)" }
    }

    private func holding(_ id: String, _ messages: [OfficeMessage], _ content: inout ScreenContent) {
        guard let entry = visit.holding(id) else {
            content.title = say(.holdings)
            content.blocks = [choices(staffLabels)]
            return
        }
        content.title = reference(entry.reference)
        var lines = [service(entry.service), word(for: entry.standing)]
        if let replaced = entry.replaces { lines.append(say(.replaces, ["reference": reference(replaced)])) }
        if let successor = visit.staff.holdings.entries.first(where: { $0.replaces == id }) {
            lines.append(say(.replacedBy, ["reference": reference(successor.reference)]))
        }
        if messages.isEmpty { lines += answers(to: entry) }
        content.blocks = [.bullets(lines)] + messages.flatMap(blocks)
        content.blocks.append(choices(staffLabels, mark: messages.isEmpty ? .radio(false) : .button, numbered: true))
    }

    private func word(for standing: Holdings.Standing) -> String {
        switch standing {
        case .waiting: say(.countWaiting)
        case .sent: say(.countSent)
        case .received: say(.countReceived)
        case .rejected: say(.countRejected)
        case .setAside: say(.countSetAside)
        }
    }

    /// In groups of four.
    func reference(_ text: String) -> String { ReferenceNumber(grouping: text).description }

    // MARK: Appointments

    private func appointments(_ content: inout ScreenContent) {
        content.title = say(.appointments)
        let appointments = visit.staff.appointments
        if appointments.isEmpty { content.blocks = [.text(say(.appointmentsNone), .plain)] }
        let lines = appointments.map { appointment in
            [appointment.time, appointment.name, appointment.place, service(appointment.service)]
                .filter { !$0.isEmpty }.joined(separator: ", ")
        }
        content.blocks.append(choices(lines + [say(.back)]))
    }
}
