import Catalogue

/// Judges how many items a repeat has.
struct RepeatJudgement {
    private let repetition: Repetition

    init(_ repetition: Repetition) { self.repetition = repetition }

    func problems(at position: Position, _ state: FormState) -> [Problem] {
        let count = state.items(of: position).count
        if count == 0, repetition.minimum == 0 {
            return state.declined.contains(position) ? [] : [Problem(.repeatAsk)]
        }
        if count < repetition.minimum { return [Problem(.repeatFew, ["min": String(repetition.minimum)])] }
        if count > repetition.maximum { return [Problem(.repeatMany, ["max": String(repetition.maximum)])] }
        return []
    }
}

/// Judges whether what was chosen can still be chosen.
struct OptionJudgement {
    let question: Question
    let options: [ChoiceOption]?

    func problem(with answer: Answer) -> Problem? {
        guard let options else { return nil }
        let chosen: [Choice] =
            switch answer {
            case .choice(let choice): [choice]
            case .choices(let choices): choices
            default: []
            }
        let gone = chosen.contains { choice in
            if case .code(let code) = choice { !options.contains { $0.value == code } } else { false }
        }
        return gone ? Problem(.choiceGone) : nil
    }
}
