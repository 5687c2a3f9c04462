import Catalogue
import Terminal
import Visit

/// Between the words of the terminal and those of the visit.
enum Translation {
    static func press(_ key: Terminal.Key) -> Press {
        switch key {
        case .digit(let digit): .digit(digit)
        case .character(let character): .character(character)
        case .up: .up
        case .down: .down
        case .left: .left
        case .right: .right
        case .enter: .enter
        case .back: .back
        case .help: .help
        case .cancel: .cancel
        case .tab: .next
        case .backTab: .previous
        case .backspace: .erase
        case .delete: .delete
        case .home: .home
        case .end: .end
        case .pageUp: .pageUp
        case .pageDown: .pageDown
        case .language: .language
        case .contrast: .contrast
        case .speak: .speak
        case .network: .network
        case .lock: .lock
        }
    }

    static func palette(_ theme: Theme) -> Palette {
        func colour(_ colour: Colour) -> RGB { RGB(red: colour.red, green: colour.green, blue: colour.blue) }
        return Palette(
            background: colour(theme.background), text: colour(theme.text), muted: colour(theme.muted),
            link: colour(theme.link), ok: colour(theme.ok), warn: colour(theme.warn), error: colour(theme.error))
    }
}
