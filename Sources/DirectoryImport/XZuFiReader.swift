import Catalogue
import Directory
import Foundation
import FoundationXML

/// Reads services (`leistung`) from a message of XZuFi 2.2, whichever it is: only what they say is looked at.
///
/// Source: XZuFi 2.2.0, `Leistung`; code list `urn:de:xzufi:codeliste:leistungstextmodulleika`, 2024-02-16.
enum XZuFiReader {
    /// The namespace of the version that is read.
    static let namespace = "http://xoev.de/schemata/xzufi/2_2_0"

    static func read(_ bytes: [UInt8], file: String, log: inout FaultLog) -> [DirectoryEntry] {
        let parser = XMLParser(data: Data(bytes))
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        let walk = XZuFiWalk(file: file)
        parser.delegate = walk
        // Of a text that ends too soon the parser may say that all is well.
        let isWellFormed = parser.parse() && parser.parserError == nil && walk.isComplete
        log.append(walk.faults)
        if !isWellFormed {
            log.error(
                "The XML breaks off or is not well-formed here. What stood before it is read.",
                at: Location(file: file, line: max(1, parser.lineNumber), column: max(1, parser.columnNumber)))
        } else if !walk.isXZuFi {
            log.error(
                "This is not XZuFi 2.2: its root is not in \(namespace).", at: Location(file: file))
        } else if walk.entries.isEmpty {
            log.error("The message holds no “leistung” with a name.", at: Location(file: file))
        }
        return walk.entries
    }
}

/// Walks through the elements, one service at a time.
private final class XZuFiWalk: NSObject, XMLParserDelegate {
    private(set) var entries: [DirectoryEntry] = []
    private(set) var faults: [Fault] = []
    private(set) var isXZuFi = false
    /// Whether the root was closed.
    private(set) var isComplete = false

    private let file: String
    private var path: [String] = []
    private var text = ""
    private var language = "de"
    private var service: XZuFiService?
    /// Texts of the module that is open, by language; its code says what they are.
    private var module: [(language: String, text: String)] = []
    private var code: String?

    init(file: String) { self.file = file }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if path.isEmpty { isXZuFi = namespaceURI == XZuFiReader.namespace }
        if name == "leistung", namespaceURI == XZuFiReader.namespace {
            // A service within a service would be a reference to another one.
            if service == nil { service = XZuFiService(depth: path.count) }
        }
        if XZuFiService.modules.contains(name) {
            module = []
            code = nil
        }
        path.append(name)
        text = ""
        language = LanguageCode.tag(
            of: attributes["languageCode"] ?? attributes.first { $0.key.hasSuffix(":languageCode") }?.value)
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, foundCDATA block: Data) { text += String(decoding: block, as: UTF8.self) }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        path.removeLast()
        isComplete = path.isEmpty
        defer { text = "" }
        guard service != nil else { return }
        let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
        switch name {
        case "id" where path.count == (service?.depth ?? 0) + 1: service?.id = value
        case "code" where path.last == "referenzLeiKa": service?.key = value
        case "code" where path.last == "leikaTextmodul": code = value
        case "inhalt", "beschreibung": if !value.isEmpty { module.append((language, value)) }
        case "begriff": if !value.isEmpty { service?.words[language, default: []].append(value) }
        case _ where XZuFiService.modules.contains(name): service?.take(module, of: name, code: code)
        case "leistung" where path.count == service?.depth: finish(at: parser.lineNumber)
        default: break
        }
    }

    private func finish(at line: Int) {
        guard let done = service else { return }
        service = nil
        let found = done.entries
        if found.isEmpty {
            faults.append(
                Fault(
                    "The service that ends here has no id or no name and is left out.",
                    at: Location(file: file, line: line), severity: .warning))
        }
        entries += found
    }
}
