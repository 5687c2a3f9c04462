package import Catalogue

/// What keeps a form from being sent.
extension Form {
    /// What is wrong at one place: input that cannot be taken, and what the rules say.
    package func problems(at position: Position) -> [Problem] {
        guard let cell = state.cells[position], cell.isVisible else { return [] }
        return cell.judgement.problems
    }

    /// Everything that is wrong, in order of the form; what concerns a page or repeat as a whole stands after its questions.
    package var problems: [(position: Position, problem: Problem)] {
        var all: [(Position, Problem)] = []
        _ = state.first { position, cell -> Never? in
            for problem in cell.judgement.problems { all.append((position, problem)) }
            return nil
        }
        return all
    }

    /// Whether nothing keeps one from sending.
    package var isComplete: Bool {
        state.first { $1.judgement.stop ?? ($1.judgement.problems.contains { $0.level == .error } ? 0 : nil) } == nil
    }

    /// Where the way ends: the first stop that holds.
    package var stop: (position: Position, stop: Stop)? {
        state.first { position, cell in
            guard let index = cell.judgement.stop, let question = service.question(at: position.element) else {
                return nil
            }
            return (position, question.stops[index])
        }
    }
}
