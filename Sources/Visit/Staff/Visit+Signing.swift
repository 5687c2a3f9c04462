import Catalogue

/// What staff add to a case: how the citizen agreed, a note, whose place it takes. It travels among the remarks.
extension Visit {
    /// The declaration as staff have it: how the citizen has agreed is said by choosing how it is sent.
    var declarationTargets: [Target] {
        guard staff.member != nil else { return [Target(.send)] }
        return [.sign(.onPaper), .sign(.inPerson), .note].map { Target(.staff($0)) }
    }

    /// Beside what the form has to remark: in which language it was asked, where that is not the office's.
    func remarks(signed signature: StaffChoice.Signature?) -> [JSONValue] {
        let agreed: [JSONValue] =
            switch signature {
            case .onPaper: [["kind": "signed_on_paper"]]
            case .inPerson: [["kind": "confirmed_in_person"]]
            case nil: []
            }
        let asked: [JSONValue] =
            language == .german ? [] : [["kind": "language", "text": .string(language.tag)]]
        return asked + agreed + (note.isEmpty ? [] : [["kind": "staff_note", "text": .string(note)]])
            + (replaces.map { [["kind": "replaces", "reference": .string($0)]] } ?? [])
    }

    mutating func writeNote() {
        go(to: .note)
        draft.fields = [TextBuffer(note)]
    }

    /// Continue on the note.
    mutating func keepNote() -> [VisitEffect] {
        if draft.pad != nil {
            draft.pad = nil
            focus = 0
            return []
        }
        note = String((draft.fields.first?.text ?? "").prefix(500))
        go(to: .declaration)
        return [.journal(.note(note))]
    }
}
