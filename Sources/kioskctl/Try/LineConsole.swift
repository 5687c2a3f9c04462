import Catalogue
import Forms
import Foundation

/// What a person typed in one line.
enum Line: Equatable {
    case text(String)
    case empty
    /// `-`: what stands there is wrong, or shall go.
    case minus
    case help, back, cancel
    /// The end of input.
    case end
}

/// A plain terminal: one sentence a line, one answer a line.
struct LineConsole {
    let texts: Texts
    let language: Language
    /// For scripts: nothing is said, and what is wrong with an answer goes to standard error.
    let isSilent: Bool

    func say(_ text: String) { if !isSilent { Output.line(text) } }

    func say(_ text: TryText, _ arguments: [String: String] = [:]) { say(self(text, arguments)) }

    /// Says what is wrong with an answer.
    func complain(_ text: String) { isSilent ? Output.error(text) : Output.line(text) }

    func callAsFunction(_ text: TryText, _ arguments: [String: String] = [:]) -> String {
        texts(text.key, language, arguments)
    }

    func callAsFunction(_ text: FormText) -> String { texts(text.key, language) }

    func sentence(of problem: Problem) -> String { problem.sentence(in: language, texts: texts) }

    /// Reads a line, without the spaces around it.
    func read(_ prompt: String = "") -> Line {
        if !isSilent { Output.text((prompt.isEmpty ? "" : prompt + " ") + "> ") }
        guard let line = readLine() else {
            say("")
            return .end
        }
        // A transcript of piped answers shows them, as a terminal does by itself.
        if isatty(STDIN_FILENO) == 0 { say(line) }
        switch line.trimmingSpaces {
        case "": return .empty
        case "?": return .help
        case "<": return .back
        case "!": return .cancel
        case "-": return .minus
        case let text: return .text(text)
        }
    }

    /// Yes, no, or a line that is neither; asks again where it is unclear.
    func readTruth(_ prompt: String) -> (truth: Bool?, line: Line) {
        while true {
            let line = read(prompt)
            guard case .text(let text) = line else { return (nil, line) }
            switch BoolInput.parse(text) {
            case .success(let truth): return (truth, line)
            case .failure(let fault): complain(sentence(of: Problem(.input(fault))))
            }
        }
    }
}

extension String {
    /// Without white space at both ends.
    var trimmingSpaces: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
