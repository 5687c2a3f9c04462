import Catalogue
import Forms

/// Asks whether there is another item of a repeat, or which one shall go.
struct ItemReading {
    enum Reading {
        case add, no
        case remove(Int)
        case command(Line)
    }

    let form: Form
    let container: Position
    let repetition: Repetition
    let console: LineConsole

    func read(isFull: Bool) -> Reading {
        let items = form.items(of: container)
        let isRemovable = items.count > repetition.minimum
        for (index, item) in items.enumerated() {
            console.say("  \(index + 1) \(form.title(ofItem: item, in: container, language: console.language))")
        }
        if isRemovable { console.say(.remove) }
        console.say(question(isEmpty: items.isEmpty, isFull: isFull))
        while true {
            let line = console.read(isFull ? "" : console(.yesNo))
            switch line {
            case .text(let text):
                if isRemovable, text.hasPrefix("-"), let number = Int(text.dropFirst()),
                    items.indices.contains(number - 1)
                {
                    return .remove(items[number - 1])
                }
                switch BoolInput.parse(text) {
                case .success(true) where !isFull: return .add
                case .success: return .no
                case .failure(let fault): console.complain(console.sentence(of: Problem(.input(fault))))
                }
            case .empty where isFull: return .no
            case .empty, .minus: console.complain(console(isRemovable ? .remove : .yesNo))
            case .help: console.say(.help)
            case .back, .cancel, .end: return .command(line)
            }
        }
    }

    private func question(isEmpty: Bool, isFull: Bool) -> String {
        let label = ["label": repetition.label(console.language)]
        if isFull { return console(.full, ["max": String(repetition.maximum)]) }
        if !isEmpty { return console(.anotherItem, label) }
        return repetition.ask?(console.language) ?? console(.firstItem, label)
    }
}
