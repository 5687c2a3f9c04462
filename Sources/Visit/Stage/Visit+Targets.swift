package import Catalogue
import Forms

/// What can be chosen on a screen, in order.
extension Visit {
    /// The targets: digits choose the first ten, ▲ ▼ and Enter any, touch too.
    package var targets: [Target] {
        if let overlay { return targets(of: overlay) }
        switch stage {
        case .welcome: return [Target(.begin)]
        case .staff(let step): return targets(of: step)
        case .language: return configuration.terminal.offeredLanguages.map { Target(.chooseLanguage($0)) }
        case .categories: return categories.map { Target(.category($0)) } + [Target(.find)]
        case .services(let category): return services(in: category).map { Target(.service($0.id)) }
        case .search:
            if let pad = draft.pad { return [Target(.proceed)] + pad.keys.indices.map { Target(.letter($0)) } }
            return found.map { Target(.service($0)) } + listedFindings.map { Target(.read($0.id)) } + [Target(.letters)]
        case .description: return [Target(.proceed)]
        case .overview, .privacy: return [Target(.proceed)]
        case .declaration: return declarationTargets
        case .note:
            return [Target(.proceed)] + (draft.pad?.keys.indices.map { Target(.letter($0)) } ?? [Target(.letters)])
        case .identification: return identificationTargets
        case .card(let step): return targets(of: step)
        case .step(.items(let container)): return itemTargets(container)
        case .step(.question(let position)): return questionTargets(position)
        case .errors: return errorPositions.map { Target(.edit($0)) }
        case .review: return [Target(.proceed)] + reviewLines.map { Target(.edit($0)) }
        case .sending, .cardLeft, .outOfOrder: return []
        case .receipt: return [Target(.finish), Target(.showCode)]
        case .resume:
            let ways = (goesOnByCard ? [Target(.useCard)] : []) + [Target(.leave)]
            return [Target(.proceed)] + (draft.pad?.keys.indices.map { Target(.letter($0)) } ?? ways)
        case .code, .closed, .unready, .unsaved: return [Target(.finish)]
        case .stopped:
            let right = form?.stop?.stop.service.flatMap { id in offered.first { $0.id == id } }
            return (right.map { [Target(.service($0.id))] } ?? []) + [Target(.finish)]
        }
    }

    private func targets(of overlay: Overlay) -> [Target] {
        switch overlay {
        case .help:
            var targets = [Target(.help(.languages)), Target(.help(.themes))]
            if explanation != nil { targets.insert(Target(.help(.explanation)), at: 0) }
            if !card.practice.isEmpty, !isAtStaffDesk { targets.append(Target(.help(.practice))) }
            if staff.member != nil { targets.append(Target(.staff(.lock))) }
            return targets + [Target(.stay)]
        case .languages: return configuration.terminal.offeredLanguages.map { Target(.chooseLanguage($0)) }
        case .themes: return configuration.themes.keys.sorted().map { Target(.chooseTheme($0)) }
        case .explanation, .idle: return [Target(.stay)]
        case .practice:
            return (card.inserted == nil ? [] : [Target(.takePractice)])
                + card.practice.map { Target(.practice($0.id)) }
        case .confirmCancel:
            return [Target(.stay)] + (canBePutAside ? [Target(.putAside)] : []) + [Target(.leave)]
        case .confirmRemoval(let container, let item): return [Target(.stay), Target(.removeItem(container, item))]
        }
    }

    /// The help text of the question on screen.
    package var explanation: LocalizedText? {
        guard case .step(.question(let position)) = stage else { return nil }
        return form?.view(at: position)?.question.help
    }

    /// Headings under which something is offered, in the order of the services.
    package var categories: [String] {
        var seen: Set<String> = []
        return offered.map(\.category).filter { seen.insert($0).inserted }
    }

    package func services(in category: String) -> [Service] { offered.filter { $0.category == category } }

    /// The ids found by what was typed.
    package var found: [String] {
        guard !query.isEmpty, let search else { return [] }
        return Array(search.ids(matching: query.text).prefix(Self.mostFound))
    }

    private func itemTargets(_ container: Position) -> [Target] {
        guard let form, let repetition = form.service.elements[container.element].repetition else { return [] }
        let items = form.items(of: container)
        let full = items.count >= repetition.maximum
        let remove = items.count > repetition.minimum ? items.map { Target(.removeItem(container, $0)) } : []
        let own = takesPersonCard(container) ? [Target(.staff(.personCard))] : []
        return (full ? [] : [Target(.yes)]) + [Target(.no)] + own + items.map { Target(.editItem(container, $0)) }
            + remove
    }

    /// Positions to go to from the summary of errors, each once, in order.
    var errorPositions: [Position] {
        var seen: Set<Position> = []
        return (form?.problems ?? []).filter { $0.problem.level == .error }.map(\.position).filter {
            seen.insert($0).inserted
        }
    }

    /// The lines of the review that can be changed.
    var reviewLines: [Position] {
        (form?.review(language: language, texts: configuration.texts) ?? []).flatMap(\.lines).filter(\.isChangeable)
            .map(\.position)
    }

    mutating func moveFocus(_ distance: Int) {
        if opensPad(distance) { return }
        let count = targets.count
        guard count > 0 else { return }
        let direction = distance.signum()
        let isAtEnd = direction > 0 ? focus == count - 1 : focus <= 0
        if isAtEnd, goesRound {
            focus = direction > 0 ? 0 : count - 1
        } else if scroll * direction < 0 || isAtEnd {
            // Back to what has the focus; or beyond the first and the last, where there is more to read.
            scroll = min(max(-pages.above, scroll + direction), pages.below)
        } else if focus < 0, scroll < pages.below, !goesOnByEnter {
            scroll += 1
        } else {
            focus = min(max(0, focus + distance), count - 1)
            scroll = 0
        }
    }

    /// Whether nothing has the focus and Enter goes on: past a question that need not be answered, or with the answers that
    /// are marked already.
    package var goesOnByEnter: Bool {
        guard overlay == nil, focus < 0, let view = stage.question.flatMap({ form?.view(at: $0) }) else { return false }
        return !view.isRequired || view.answer != nil
    }

    /// Whether ▲ ▼ go from the last to the first: among letters, and in a long list of which several may be chosen,
    /// from which nobody would otherwise come to Continue. After a crash ▲ leads from the field to the other ways on.
    private var goesRound: Bool {
        guard overlay == nil else { return false }
        if draft.pad != nil { return true }
        if case .resume = stage { return true }
        guard let view = stage.question.flatMap({ form?.view(at: $0) }), case .multi = view.question.kind else {
            return false
        }
        return isSearched(view)
    }
}
