import Catalogue
import Forms
import Visit

/// What lies over a stage.
extension ContentBuilder {
    func overlay(_ overlay: Overlay) -> ScreenContent {
        var content = ScreenContent()
        content.isDialog = true
        switch overlay {
        case .help:
            content.title = say(.helpTitle)
            let labels = visit.targets.map { target in
                switch target.intent {
                case .help(.explanation): say(.helpExplanation)
                case .help(.languages): say(.helpLanguages)
                case .help(.themes): say(.helpThemes)
                case .help(.practice): say(.helpPractice)
                case .staff: say(.lock)
                default: say(.helpStay)
                }
            }
            content.blocks = [.text(say(.helpKeys), .muted), choices(labels)]
        case .languages:
            content.title = say(.languageTitle)
            content.blocks = [
                marked(languageNames, at: visit.configuration.terminal.offeredLanguages.firstIndex(of: language))
            ]
        case .themes:
            content.title = say(.themesTitle)
            let themes = visit.configuration.themes.keys.sorted().compactMap { visit.configuration.themes[$0] }
            let current = visit.configuration.themes.keys.sorted().firstIndex(of: visit.theme)
            content.blocks = [marked(themes.map { say($0.title) }, at: current)]
        case .explanation:
            content.title = say(.helpExplanation)
            content.blocks = [.text(visit.explanation.map(say) ?? "", .plain), button(say(.helpStay))]
        case .practice:
            content.title = say(.practiceTitle)
            let cards = Dictionary(visit.card.practice.map { ($0.id, $0.title) }) { first, _ in first }
            let labels = visit.targets.map { target in
                if case .practice(let id) = target.intent { cards[id] ?? id } else { say(.cardTakePractice) }
            }
            content.blocks = [.text(say(.practiceBody), .muted), choices(labels)]
        case .confirmCancel:
            content.title = say(.cancelTitle)
            content.blocks = [
                .text(visit.canBePutAside ? say(.cancelBody) + " " + say(.putAsideBody) : say(.cancelBody), .plain),
                choices(
                    visit.targets.map { target in
                        switch target.intent {
                        case .putAside: say(.putAsideYes)
                        case .leave: say(.cancelLeave)
                        default: say(.cancelStay)
                        }
                    }, mark: .button),
            ]
        case .confirmRemoval(let container, let item):
            let title = visit.form?.title(ofItem: item, in: container, language: language) ?? ""
            content.title = say(.removeTitle, ["title": title])
            content.blocks = [
                .text(say(.removeBody), .plain), choices([say(.removeNo), say(.removeYes)], mark: .button),
            ]
        case .idle(let until):
            content.title = say(.idleTitle)
            let isDone = visit.stage == .receipt || visit.stage == .code
            let seconds = ["seconds": String(max(0, until - visit.elapsed))]
            let locks = visit.staff.member != nil
            content.blocks = [
                .text(
                    locks ? say(.lockingBody, seconds) : say(isDone ? .idleBodyDone : .idleBody, seconds), .plain),
                button(say(.idleStay)),
            ]
        }
        return content
    }
}
