import Expressions
import Yams

/// Reads the bytes of a YAML file into nodes with places.
///
/// Refused, each with a sentence: more than 1 MB, another encoding than UTF-8, tabs as indentation, nesting deeper than
/// 40, several documents, tags, keys given twice; and anchors, aliases and merges, so that a file is never larger than
/// what one sees.
package enum YAMLSource {
    static let maximumSize = 1_000_000
    static let maximumDepth = 40

    /// The root node; nothing where the file cannot be read, and then the log has the reason.
    package static func read(_ bytes: [UInt8], file: String, log: inout FaultLog) -> SourceNode? {
        let start = Location(file: file)
        guard let text = TextEncoding.utf8(bytes, file: file, limit: maximumSize, log: &log) else { return nil }
        if let deep = FlowNesting.tooDeep(text, limit: maximumDepth) {
            log.error(
                "Brackets are nested deeper than \(maximumDepth) levels. Write it flatter.",
                at: Location(file: file, line: deep, column: 1))
            return nil
        }
        if let alias = AliasScan.firstAlias(in: text) {
            log.error(NodeConversion.anchors, at: Location(file: file, line: alias.line, column: alias.column))
            return nil
        }
        do {
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                log.error("The file is empty.", at: start)
                return nil
            }
            let errors = log.faults.count
            var conversion = NodeConversion(file: file, log: log)
            // Nodes hold their anchors weakly: only the parser keeps them alive.
            let node = withExtendedLifetime(parser) { conversion.convert(root, depth: 0) }
            log = conversion.log
            return log.faults.count == errors ? node : nil
        } catch let error as YamlError {
            log.append([YAMLSyntaxFault.fault(for: error, in: text, file: file)])
            return nil
        } catch {
            log.error("The file cannot be read as YAML.", at: start)
            return nil
        }
    }
}

/// Turns the nodes of Yams into ours, refusing what a service file must not use.
private struct NodeConversion {
    static let anchors =
        "Anchors (&) and aliases (*) are not allowed. Use “blocks” and “use”, or put quotes around the text."
    /// The tags that nodes have where the file gives none.
    private static let implicitTags: Set<Tag.Name> = [.str, .seq, .map]

    let file: String
    var log: FaultLog

    mutating func convert(_ node: Node, depth: Int) -> SourceNode {
        let location = node.mark.map { Location(file: file, line: $0.line, column: $0.column) } ?? Location(file: file)
        let empty = SourceNode(.scalar("", quoted: false), at: location)
        guard depth <= YAMLSource.maximumDepth else {
            log.error("This is nested deeper than \(YAMLSource.maximumDepth) levels. Write it flatter.", at: location)
            return empty
        }
        if node.anchor != nil {
            log.error(Self.anchors, at: location)
            return empty
        }
        if !Self.implicitTags.contains(Tag.Name(rawValue: node.tag.rawValue)) {
            log.error("Tags (!) are not allowed. Put quotes around a text that begins with “!”.", at: location)
            return empty
        }
        switch node {
        case .scalar(let scalar):
            if scalar.style == .doubleQuoted, scalar.string.unicodeScalars.contains(where: Self.isControl) {
                log.error("An escape in this text stands for a control character. Delete it.", at: location)
            }
            return SourceNode(.scalar(scalar.string, quoted: scalar.style != .plain), at: location)
        case .sequence(let sequence):
            return SourceNode(.list(sequence.map { convert($0, depth: depth + 1) }), at: location)
        case .mapping(let mapping):
            return SourceNode(.map(entries(of: mapping, depth: depth)), at: location)
        case .alias:
            log.error(Self.anchors, at: location)
            return empty
        }
    }

    private mutating func entries(of mapping: Node.Mapping, depth: Int) -> [SourceNode.Entry] {
        var entries: [SourceNode.Entry] = []
        entries.reserveCapacity(mapping.count)
        for (key, value) in mapping {
            let keyNode = convert(key, depth: depth + 1)
            guard case .scalar(let name, _) = keyNode.content else {
                log.error(
                    "A key must be a word, not \(keyNode.kind). Perhaps quotes are missing.", at: keyNode.location)
                continue
            }
            if name == "<<" {
                log.error(
                    "Merges (<<) are not allowed. Use “blocks” and “use”, or put quotes around the text.",
                    at: keyNode.location)
                continue
            }
            entries.append(.init(key: name, keyLocation: keyNode.location, value: convert(value, depth: depth + 1)))
        }
        return entries
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)) && scalar != "\n" && scalar != "\t"
    }
}
