import Catalogue
import Forms

/// Reads an address part by part, or takes over one that was given before.
struct AddressReading {
    let wanted: AddressParts
    /// What was given before, which an empty line keeps.
    let given: [AddressParts.Part: String]
    let copies: [(label: String, parts: [AddressParts.Part: String])]
    let console: LineConsole

    func read() -> LineQuestion.Reading {
        if given.isEmpty {
            for copy in copies {
                let (truth, line) = console.readTruth(console(.copy, ["label": copy.label]))
                if truth == true { return .entry(.parts(copy.parts)) }
                if truth == nil, line != .empty { return .command(line) }
            }
        }
        return readParts()
    }

    private func readParts() -> LineQuestion.Reading {
        var parts = given
        var index = 0
        while index < wanted.parts.count {
            let part = wanted.parts[index]
            switch read(part, &parts) {
            case nil: index += 1
            case .back where index > 0: index -= 1
            case .some(let line): return .command(line)
            }
        }
        return parts.isEmpty || parts == given ? .keep : .entry(.parts(parts))
    }

    /// Reads one part; a command is handed back.
    private func read(_ part: AddressParts.Part, _ parts: inout [AddressParts.Part: String]) -> Line? {
        let old = parts[part].map { " [" + label(of: $0, part) + "]" } ?? ""
        while true {
            switch console.read(console(.part, ["part": console(.part(part)) + old])) {
            case .empty: return nil
            case .minus:
                parts[part] = nil
                return nil
            case .text(let text):
                guard part == .country, let countries = wanted.countries else {
                    parts[part] = text
                    return nil
                }
                switch ChoiceReading(countries, console: console).read(text) {
                case .chosen(.code(let code)):
                    parts[part] = code
                    return nil
                case .chosen(.other(let text)), .unknown(let text):
                    console.complain(console(.noMatch, ["text": text]))
                case .command(let line): return line
                }
            case let line: return line
            }
        }
    }

    private func label(of text: String, _ part: AddressParts.Part) -> String {
        guard part == .country else { return text }
        return wanted.countries?.label(of: text, in: console.language) ?? text
    }
}
