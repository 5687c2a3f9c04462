import Catalogue

/// What staff choose on their screens.
extension Visit {
    func targets(of step: StaffStep) -> [Target] {
        switch step {
        case .members: return (staff.members ?? []).map { Target(.staff(.member($0.id))) }
        case .passphrase: return [Target(.proceed)]
        case .checking: return []
        case .desk: return deskChoices.map { Target(.staff($0)) }
        case .drafts: return staff.drafts.map { Target(.staff(.draft($0.id))) } + [Target(.stay)]
        case .draft(let id):
            let canShare = !colleagues.isEmpty && draft(id)?.service != nil
            return (canShare ? [.resume, .handOver, .discard] : [StaffChoice.resume, .discard])
                .map { Target(.staff($0)) } + [Target(.stay)]
        case .handover: return colleagues.map { Target(.staff(.colleague($0.id))) } + [Target(.proceed)]
        case .discard: return [Target(.stay), Target(.staff(.discard))]
        case .holdings:
            return [Target(.staff(.deliver))] + staff.holdings.entries.map { Target(.staff(.holding($0.reference))) }
                + [Target(.stay)]
        case .holding(let reference, _):
            return (canCorrect(reference) ? [Target(.staff(.correct))] : []) + [Target(.stay)]
        case .appointments:
            return staff.appointments.indices.map { Target(.staff(.appointment($0))) } + [Target(.stay)]
        }
    }

    private var deskChoices: [StaffChoice] { [.newCase, .appointments, .drafts, .holdings, .lock, .signOut] }

    /// The others who work with this device.
    package var colleagues: [StaffMember] { (staff.members ?? []).filter { $0.id != staff.member?.id } }

    package func draft(_ id: String) -> StaffDraft? { staff.drafts.first { $0.id == id } }

    /// A case on this device.
    package func holding(_ reference: String) -> Holdings.Entry? {
        staff.holdings.entries.first { $0.reference == reference }
    }

    /// Its service must still be offered; what was corrected already is corrected in its successor.
    private func canCorrect(_ reference: String) -> Bool {
        guard let entry = holding(reference) else { return false }
        let isReplaced = staff.holdings.entries.contains { $0.replaces == reference }
        return !isReplaced && offered.contains { $0.id == entry.service }
    }

    // MARK: What choosing does

    mutating func choose(_ choice: StaffChoice) -> [VisitEffect] {
        staff.notice = nil
        switch (choice, stage) {
        case (.member(let id), .staff(.members)):
            guard let member = staff.members?.first(where: { $0.id == id }) else { return [] }
            go(to: .staff(.passphrase(PassphraseEntry(member))))
            return [.staff(.forget)]
        case (.newCase, _): return begin()
        case (.drafts, _): return look(at: .drafts)
        case (.appointments, _): return look(at: .appointments)
        case (.holdings, _): return look(at: .holdings)
        case (.lock, _): return lock()
        case (.signOut, _): return signOut()
        case (.draft(let id), _): go(to: .staff(.draft(id)))
        case (.resume, .staff(.draft(let id))): return [.staff(.open(id))]
        case (.handOver, .staff(.draft(let id))): go(to: .staff(.handover(id, draft(id)?.colleagues ?? [])))
        case (.discard, .staff(.draft(let id))): go(to: .staff(.discard(id, again: false)))
        case (.discard, .staff(.discard(let id, again: false))): go(to: .staff(.discard(id, again: true)))
        case (.discard, .staff(.discard(let id, again: true))):
            go(to: .staff(.drafts))
            return [.staff(.discard(id)), .staff(.look)]
        case (.colleague(let id), .staff(.handover(let draft, let chosen))):
            stage = .staff(.handover(draft, chosen.symmetricDifference([id])))
        case (.holding(let reference), _):
            go(to: .staff(.holding(reference)))
            return holding(reference)?.isAnswered == true ? [.staff(.read(reference))] : []
        case (.deliver, _):
            staff.notice = .delivering
            return [.staff(.deliver)]
        case (.correct, .staff(.holding(let reference, _))): return correct(reference)
        case (.appointment(let index), .staff(.appointments)):
            guard staff.appointments.indices.contains(index) else { return [] }
            return choose(service: staff.appointments[index].service)
        case (.personCard, _): return beginPersonCard()
        case (.sign(let signature), .declaration): return send(signed: signature)
        case (.note, .declaration): writeNote()
        default: break
        }
        return []
    }

    private mutating func look(at step: StaffStep) -> [VisitEffect] {
        go(to: .staff(step))
        return [.staff(.look)]
    }

    /// A new case of the same service, which says whose place it takes.
    private mutating func correct(_ reference: String) -> [VisitEffect] {
        guard canCorrect(reference), let entry = holding(reference) else { return [] }
        let effects = choose(service: entry.service)
        if form != nil { replaces = reference }
        return effects
    }

    /// Continue on a screen of staff.
    mutating func proceed(from step: StaffStep) -> [VisitEffect] {
        switch step {
        case .passphrase(let entry): return submit(entry)
        case .handover(let id, let chosen):
            go(to: .staff(.draft(id)))
            return [.staff(.share(id, with: chosen)), .staff(.look)]
        default: return []
        }
    }

    /// Back on a screen of staff, by the key or by choosing so.
    mutating func back(from step: StaffStep) -> [VisitEffect] {
        staff.notice = nil
        switch step {
        case .members, .checking, .desk: return []
        case .passphrase:
            staff.interrupted = nil
            go(to: .staff(.members))
            return [.staff(.forget)]
        case .drafts, .holdings, .appointments: go(to: .staff(.desk))
        case .draft: go(to: .staff(.drafts))
        case .handover(let id, _), .discard(let id, _): go(to: .staff(.draft(id)))
        case .holding: go(to: .staff(.holdings))
        }
        return []
    }
}
