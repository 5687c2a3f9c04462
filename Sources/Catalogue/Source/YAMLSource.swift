import Expressions
import Yams

/// Reads the bytes of a YAML file into nodes with places.
///
/// Refused, each with a sentence: more than 1 MB, another encoding than UTF-8, tabs as indentation, nesting deeper than
/// 40, several documents, anchors, aliases and merges (so a file is never larger than what one sees), keys given twice.
enum YAMLSource {
    static let maximumSize = 1_000_000
    static let maximumDepth = 40

    /// The root node; nothing where the file cannot be read, and then the log has the reason.
    static func read(_ bytes: [UInt8], file: String, log: inout FaultLog) -> SourceNode? {
        let start = Location(file: file)
        guard let text = TextEncoding.utf8(bytes, file: file, limit: maximumSize, log: &log) else { return nil }
        if let deep = FlowNesting.tooDeep(text, limit: maximumDepth) {
            log.error(
                "Brackets are nested deeper than \(maximumDepth) levels. Write it flatter.",
                at: Location(file: file, line: deep, column: 1))
            return nil
        }
        do {
            guard let root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else {
                log.error("The file is empty.", at: start)
                return nil
            }
            let errors = log.faults.count
            var conversion = NodeConversion(file: file, log: log)
            let node = conversion.convert(root, depth: 0)
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
    let file: String
    var log: FaultLog

    mutating func convert(_ node: Node, depth: Int) -> SourceNode {
        let location = node.mark.map { Location(file: file, line: $0.line, column: $0.column) } ?? Location(file: file)
        let empty = SourceNode(.scalar("", quoted: false), at: location)
        guard depth <= YAMLSource.maximumDepth else {
            log.error("This is nested deeper than \(YAMLSource.maximumDepth) levels. Write it flatter.", at: location)
            return empty
        }
        // An alias comes back as the node it names, anchor and all; refusing anchors refuses both, and bombs with them.
        if node.anchor != nil {
            log.error("Anchors (&) and aliases (*) are not allowed. Use “blocks” and “use”.", at: location)
            return empty
        }
        switch node {
        case .scalar(let scalar):
            return SourceNode(.scalar(scalar.string, quoted: scalar.style != .plain && scalar.style != .any), at: location)
        case .sequence(let sequence):
            return SourceNode(.list(sequence.map { convert($0, depth: depth + 1) }), at: location)
        case .mapping(let mapping):
            return SourceNode(.map(entries(of: mapping, depth: depth)), at: location)
        case .alias:
            log.error("Aliases (*) are not allowed. Use “blocks” and “use”.", at: location)
            return empty
        }
    }

    private mutating func entries(of mapping: Node.Mapping, depth: Int) -> [SourceNode.Entry] {
        var entries: [SourceNode.Entry] = []
        entries.reserveCapacity(mapping.count)
        for (key, value) in mapping {
            let keyNode = convert(key, depth: depth + 1)
            guard case .scalar(let name, _) = keyNode.content else {
                log.error("A key must be a word, not \(keyNode.kind). Perhaps quotes are missing.", at: keyNode.location)
                continue
            }
            if name == "<<" {
                log.error("Merges (<<) are not allowed. Use “blocks” and “use”.", at: keyNode.location)
                continue
            }
            entries.append(.init(key: name, keyLocation: keyNode.location, value: convert(value, depth: depth + 1)))
        }
        return entries
    }
}
