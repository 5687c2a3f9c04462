import Catalogue
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
                default: say(.helpStay)
                }
            }
            content.blocks = [.text(say(.helpKeys), .muted), choices(labels)]
        case .languages:
            content.title = say(.languageTitle)
            content.blocks = [choices(languageNames)]
        case .themes:
            content.title = say(.themesTitle)
            let themes = visit.configuration.themes.keys.sorted().compactMap { visit.configuration.themes[$0] }
            content.blocks = [choices(themes.map { say($0.title) })]
        case .explanation:
            content.title = say(.helpExplanation)
            content.blocks = [.text(visit.explanation.map(say) ?? "", .plain), button(say(.helpStay))]
        case .confirmCancel:
            content.title = say(.cancelTitle)
            content.blocks = [
                .text(say(.cancelBody), .plain), choices([say(.cancelStay), say(.cancelLeave)], mark: .button),
            ]
        case .idle(let until):
            content.title = say(.idleTitle)
            content.blocks = [
                .text(say(.idleBody, ["seconds": String(max(0, until - visit.elapsed))]), .plain),
                button(say(.idleStay)),
            ]
        }
        return content
    }
}
