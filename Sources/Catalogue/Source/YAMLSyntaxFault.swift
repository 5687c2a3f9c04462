import Yams

/// Says in an administrator's words what libyaml could not read.
enum YAMLSyntaxFault {
    static func fault(for error: YamlError, in text: String, file: String) -> Fault {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let location = Location(file: file, line: max(1, mark.line), column: max(1, mark.column))
            return Fault(sentence(problem, line: line(mark.line, of: text)), at: location)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "“\(shortened($0))”" }.joined(separator: ", ")
            return Fault(
                "The key \(names) stands twice in one map. Keep one.",
                at: Location(file: file, line: max(1, context.mark.line), column: max(1, context.mark.column)))
        default:
            return Fault("The file cannot be read as YAML.", at: Location(file: file))
        }
    }

    private static func line(_ number: Int, of text: String) -> Substring {
        let lines = text.split(separator: "\n", maxSplits: max(0, number), omittingEmptySubsequences: false)
        return number >= 1 && number <= lines.count ? lines[number - 1] : ""
    }

    private static func sentence(_ problem: String, line: Substring) -> String {
        if line.drop(while: { $0 == " " }).first == "\t" {
            return "This line is indented with a tab. Use spaces."
        }
        if problem.contains("mapping values are not allowed") {
            return "A colon stands where none can. Put quotes around a text that contains “: ”, or check the indentation."
        }
        if problem.contains("expected ',' or") {
            return "A comma or a closing bracket is missing, or a text with a comma or “: ” needs quotes."
        }
        if problem.contains("found unexpected end of stream") {
            return "The file ends in the middle: a closing quote or bracket is missing."
        }
        if problem.contains("block end") || problem.contains("expected <block end>") {
            return "The indentation does not fit the lines above, or a text needs quotes."
        }
        if problem.contains("could not find expected ':'") {
            return "A colon is missing after the key, or the indentation does not fit the lines above."
        }
        if problem.contains("cannot start any token") {
            return "A value cannot begin with this character. Put quotes around it."
        }
        if problem.contains("undefined alias") {
            return "Aliases (*) are not allowed. Use “blocks” and “use”, or put quotes around a text that begins with *."
        }
        if problem.contains("another document") {
            return "The file holds several documents (---). Make a file of each."
        }
        if problem.contains("escape") {
            return "In double quotes a backslash begins an escape. Use single quotes, or write \\\\."
        }
        return "This cannot be read as YAML (\(problem)). Check quotes, colons and indentation."
    }
}
