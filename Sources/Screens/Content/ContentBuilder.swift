import Catalogue
import Expressions
import Forms
package import Visit

/// Makes the content of a screen out of the state of a visit.
package struct ContentBuilder {
    let visit: Visit

    package init(_ visit: Visit) { self.visit = visit }

    var language: Language { visit.language }

    /// A text of the program, its placeholders filled.
    func say(_ text: ScreenText, _ arguments: [String: String] = [:]) -> String {
        visit.configuration.texts(text.rawValue, language, arguments)
    }

    /// A text of a service, with a small note where German stands in for this language.
    func say(_ text: LocalizedText) -> String {
        text(language) + (text.fallsBack(in: language) ? " " + say(.fallback) : "")
    }

    /// The screen as it stands.
    package var content: ScreenContent {
        var content = visit.overlay.map(overlay) ?? stage
        if let progress {
            content.step = say(.page, ["number": String(progress.number), "count": String(progress.count)])
            content.shortStep = "\(progress.number)/\(progress.count)"
        }
        if content.keys.isEmpty { content.keys = standardKeys }
        return content
    }

    private var stage: ScreenContent {
        switch visit.stage {
        case .welcome: welcome
        case .staff(let step): staff(step)
        case .language: languages
        case .categories: categories
        case .services(let category): services(of: category)
        case .search: search
        case .description: description
        case .overview: overview
        case .privacy: privacy
        case .identification: identification
        case .card(let step): card(step)
        case .step(.question(let position)): question(position)
        case .step(.items(let container)): items(of: container)
        case .errors: errors
        case .review: review
        case .declaration: declaration
        case .note: note
        case .sending: sending
        case .receipt: receipt
        case .code: code
        case .stopped: stopped
        case .closed: closed
        case .unready(let reason): unready(reason)
        case .cardLeft: cardLeft
        case .resume(let position): resume(position)
        case .unsaved: unsaved
        case .outOfOrder: outOfOrder
        }
    }

    /// Which part of the form this is.
    private var progress: (number: Int, count: Int)? {
        guard let form = visit.form, case .step(let step) = visit.stage,
            let page = form.service.chain(from: step.position.element).last
        else { return nil }
        let pages = form.visiblePages.map(\.place.index)
        guard let index = pages.firstIndex(of: page) else { return nil }
        return (index + 1, pages.count)
    }

    private var standardKeys: [KeyHint] {
        if visit.overlay == nil, case .staff(let step) = visit.stage { return staffKeys(step) }
        if case .card = visit.stage, visit.targets.isEmpty {
            // The card has the next move; the person may end it at any time.
            return [KeyHint(cap: .help, word: say(.keyHelp)), KeyHint(cap: .cancel, word: say(.keyCancel))]
        }
        if visit.targets.isEmpty { return [KeyHint(cap: .help, word: say(.keyHelp))] }
        if visit.overlay == .confirmCancel || visit.isRemoving {
            return [
                KeyHint(cap: .enter, word: say(.keyChoose)), KeyHint(cap: .move, word: say(.keyMove)),
                KeyHint(cap: .back, word: say(.keyBack)),
            ]
        }
        if visit.isIdle, visit.overlay == nil {
            return [KeyHint(cap: .enter, word: say(.keyEnter)), KeyHint(cap: .help, word: say(.keyHelp))]
        }
        let chooses = (visit.targets.count > 1 || visit.stage == .errors) && !visit.isWriting
        let enter: ScreenText =
            visit.opensPadByEnter ? .keyLetters : chooses && !visit.goesOnByEnter ? .keyChoose : .keyEnter
        var keys = [KeyHint(cap: .enter, word: say(enter))]
        // ▲ ▼ stands in the bar only where there is room for five.
        if chooses { keys.append(KeyHint(cap: .move, word: say(.keyMove))) }
        // What was sent cannot be taken back.
        if visit.stage != .receipt || visit.overlay != nil {
            keys.append(KeyHint(cap: .back, word: say(.keyBack)))
        }
        keys.append(KeyHint(cap: .help, word: say(.keyHelp)))
        // Nothing is lost any more where it only remains to go.
        let ends: [Stage] = [.receipt, .code, .stopped, .closed, .unready(.noKey), .unready(.noRoom), .unsaved]
        let isOver = ends.contains(visit.stage) && visit.overlay == nil
        if !visit.isIdle { keys.append(KeyHint(cap: .cancel, word: say(isOver ? .finish : .keyCancel))) }
        return keys
    }

    /// Lines to choose from, one for each label, beginning with a target.
    func choices(
        _ labels: [String], from first: Int = 0, mark: ChoiceLine.Mark = .radio(false), numbered: Bool = true
    ) -> Block {
        .choices(
            labels.enumerated().map { index, label in
                let target = first + index
                return ChoiceLine(
                    label: label, target: target, mark: mark, isFocused: visit.focus == target,
                    digit: numbered && target < 10 ? (target + 1) % 10 : nil)
            })
    }

    /// The same with one of them marked as what holds.
    func marked(_ labels: [String], at chosen: Int?) -> Block {
        .choices(
            labels.enumerated().map { index, label in
                ChoiceLine(
                    label: label, target: index, mark: .radio(index == chosen), isFocused: visit.focus == index,
                    digit: index < 10 ? (index + 1) % 10 : nil)
            })
    }

    /// One line to go on with.
    ///
    /// While one writes, Enter goes on from the field, and the button does not take the focus from it.
    func button(_ label: String, target: Int = 0, numbered: Bool = false, isFocused: Bool = true) -> Block {
        .choices([
            ChoiceLine(
                label: label, target: target, mark: .button, isFocused: isFocused && visit.focus == target,
                digit: numbered && target < 10 ? (target + 1) % 10 : nil)
        ])
    }
}
