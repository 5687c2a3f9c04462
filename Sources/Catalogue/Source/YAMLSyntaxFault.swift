import Yams

/// Says in an administrator's words what libyaml could not read.
enum YAMLSyntaxFault {
    static func fault(for error: YamlError, in text: String, file: String) -> Fault {
        func location(_ mark: Mark) -> Location {
            Location(file: file, line: max(1, mark.line), column: max(1, mark.column))
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            if begins(withTab: mark.line, of: text) {
                return Fault("This line is indented with a tab. Use spaces.", at: location(mark))
            }
            // What was opened on an earlier line is where the mistake is, not where libyaml noticed.
            if let opened = context?.mark, opened.line < mark.line,
                let sentence = sentence(opened: problem, until: mark.line)
            {
                return Fault(sentence, at: location(opened))
            }
            return Fault(sentence(problem), at: location(mark))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "“\(shortened($0))”" }.joined(separator: ", ")
            return Fault(
                "The key \(names) stands here and once more in the same map. Keep one.", at: location(context.mark))
        default:
            return Fault("The file cannot be read as YAML.", at: Location(file: file))
        }
    }

    private static func begins(withTab number: Int, of text: String) -> Bool {
        let lines = text.utf8.split(separator: 0x0A, maxSplits: max(0, number), omittingEmptySubsequences: false)
        guard number >= 1, number <= lines.count else { return false }
        return lines[number - 1].first { $0 != 0x20 } == 0x09
    }

    private static func sentence(opened problem: String, until line: Int) -> String? {
        if problem.contains("found unexpected end of stream") || problem.contains("found unexpected document indicator")
        {
            return "A quote opens here and is never closed. Close it."
        }
        if problem.contains("expected ',' or") || problem.contains("expected node content") {
            return
                "This bracket is not closed properly before line \(line). Close it, or put quotes around a text in it "
                + "that has a comma, a bracket or “: ”."
        }
        if problem.contains("could not find expected ':'") {
            return "A colon is missing after this key, or this line needs more indentation than the one above."
        }
        return nil
    }

    private static let sentences: [(problem: String, sentence: String)] = [
        (
            "mapping values are not allowed",
            "A colon stands where none can. Put quotes around a text that contains “: ”, or check the indentation."
        ),
        (
            "expected ',' or",
            "A comma or a closing bracket is missing, or a text with a comma, a quote or “: ” needs quotes."
        ),
        ("found unexpected end of stream", "The file ends in the middle: a closing quote or bracket is missing."),
        ("expected node content", "A value is missing here, or there is a comma too many."),
        (
            "did not find expected key",
            "The indentation does not fit the lines above, or something follows a closing quote or bracket."
        ),
        (
            "expected '-' indicator",
            "The indentation does not fit the lines above: an entry of this list begins with “- ”."
        ),
        ("block end", "The indentation does not fit the lines above, or a text needs quotes."),
        (
            "could not find expected ':'",
            "A colon is missing after the key, or the indentation does not fit the lines above."
        ),
        ("cannot start any token", "A value cannot begin with this character. Put quotes around it."),
        (
            "undefined alias",
            "Aliases (*) are not allowed. Use “blocks” and “use”, or put quotes around a text that begins with *."
        ),
        (
            "alphabetic or numeric character",
            "Anchors (&) and aliases (*) are not allowed. Put quotes around a text that begins with & or *."
        ),
        ("another document", "The file holds several documents (---). Make a file of each."),
        ("escape", "In double quotes a backslash begins an escape. Use single quotes, or write \\\\."),
        ("comment or line break", "After | or > a text begins on the next line. Otherwise put quotes around it."),
        ("Maximum nesting level", "This is nested deeper than \(YAMLSource.maximumDepth) levels. Write it flatter."),
    ]

    private static func sentence(_ problem: String) -> String {
        sentences.first { problem.contains($0.problem) }?.sentence
            ?? "This cannot be read as YAML (\(problem)). Check quotes, colons and indentation."
    }
}
