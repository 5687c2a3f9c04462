import EID
import Secrets
import Yams

/// Reads a persona from YAML.
///
///     summary: Ottilie Ahorn, 85, umlauts and ß.     # who it is and what the card is for
///     pin: "123456"                                   # five digits are the transport PIN of the letter
///     can: "500540"
///     puk: "9876543210"
///     mrz: "L01X00T471…"                              # optional: document number, birth, expiry, each with check digit
///     state:                                          # optional, as are all of its keys
///       pinTriesLeft: 3                               # 1: suspended, 0: blocked
///       unblockingsLeft: 10
///       onlineFunction: on                            # or off
///       revoked: false
///     dataGroups:                                     # by the standard's names; what is left out, the card lacks
///       documentType: ID
///       …
///
/// The values of the data groups are described at ``DataGroupReader``. Everything that is wrong is told at once, each
/// with line, column, and what to write instead.
package struct CardPersonaReader {
    private let file: String
    private var faults: [PersonaFault] = []

    private init(file: String) { self.file = file }

    /// Reads a file; its name without `.yaml` is the persona's.
    package static func read(file: String) throws(PersonaFaults) -> CardPersona {
        let bytes: [UInt8]
        do throws(SimulatorError) { bytes = try FileSystem.contents(of: file) } catch {
            throw PersonaFaults([PersonaFault(file: file, line: 0, column: 0, message: error.description)])
        }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let id = name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
        return try read(yaml: String(decoding: bytes, as: UTF8.self), id: id, file: file)
    }

    /// Reads a persona from a text.
    package static func read(yaml: String, id: String, file: String = "persona") throws(PersonaFaults) -> CardPersona {
        var reader = CardPersonaReader(file: file)
        let persona = reader.persona(yaml, id: id)
        guard let persona, reader.faults.isEmpty else { throw PersonaFaults(reader.faults) }
        return persona
    }

    private static let keys = ["summary", "pin", "can", "puk", "mrz", "state", "dataGroups"]

    private mutating func persona(_ yaml: String, id: String) -> CardPersona? {
        let root: Node?
        do { root = try Yams.compose(yaml: yaml) } catch {
            let mark = (error as? YamlError).flatMap(PersonaFault.mark(of:))
            faults.append(
                PersonaFault(
                    file: file, line: mark?.line ?? 1, column: mark?.column ?? 1,
                    message: "This is no YAML: \(PersonaFault.problem(error))."))
            return nil
        }
        guard let root, let mapping = fields(root, known: CardPersonaReader.keys, of: "a persona") else { return nil }
        let summary = text(mapping["summary"], "summary", in: root)
        let pin = digits(mapping["pin"], "pin", 5...6, in: root)
        let can = digits(mapping["can"], "can", 6...6, in: root)
        let puk = digits(mapping["puk"], "puk", 10...10, in: root)
        let mrz = mapping["mrz"].flatMap { machineReadable($0) }
        let state = mapping["state"].map { self.state($0) } ?? CardPersona.State()
        var groups = DataGroupReader(file: file)
        var contents: [DataGroupContent] = []
        if let node = mapping["dataGroups"] {
            contents = groups.read(node)
            faults += groups.faults
        } else {
            fault(root, "dataGroups is missing: a card without data groups can tell nothing.")
        }
        guard faults.isEmpty else { return nil }
        let hash = mrz.flatMap { try? HashFunction.sha1.digest($0) } ?? []
        return CardPersona(
            id: id, summary: summary, dataGroups: contents, state: state, pin: SecretBytes(copying: pin),
            can: SecretBytes(copying: can), puk: SecretBytes(copying: puk), mrz: SecretBytes(copying: hash))
    }

    private mutating func state(_ node: Node) -> CardPersona.State {
        var state = CardPersona.State()
        let known = ["pinTriesLeft", "unblockingsLeft", "onlineFunction", "revoked"]
        guard let mapping = fields(node, known: known, of: "state") else { return state }
        if let node = mapping["pinTriesLeft"] { state.pinTriesLeft = number(node, "pinTriesLeft", 0...3) }
        if let node = mapping["unblockingsLeft"] { state.unblockingsLeft = number(node, "unblockingsLeft", 0...10) }
        if let node = mapping["onlineFunction"] {
            state.isOnlineFunctionActive = choice(node, "onlineFunction", yes: "on", no: "off")
        }
        if let node = mapping["revoked"] { state.isRevoked = choice(node, "revoked", yes: "true", no: "false") }
        return state
    }

    private mutating func fields(_ node: Node, known: [String], of what: String) -> [String: Node]? {
        guard case .mapping(let mapping) = node else {
            fault(node, "Here \(what) is described by keys and values, such as \(known[0]): ….")
            return nil
        }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.string, known.contains(name) else {
                let there = known.joined(separator: ", ")
                fault(key, "\(key.scalar?.string ?? "This") is no key of \(what). There are: \(there).")
                continue
            }
            fields[name] = value
        }
        return fields
    }

    private mutating func text(_ node: Node?, _ key: String, in parent: Node) -> String {
        guard let node else {
            fault(parent, "\(key) is missing: write \(key): followed by a sentence.")
            return ""
        }
        guard let text = node.scalar?.string, !text.isEmpty else {
            fault(node, "\(key) is a text.")
            return ""
        }
        return text
    }

    private mutating func digits(_ node: Node?, _ key: String, _ length: ClosedRange<Int>, in parent: Node) -> [UInt8] {
        let wanted = length.count == 1 ? "\(length.lowerBound)" : "\(length.lowerBound) or \(length.upperBound)"
        guard let node else {
            fault(parent, "\(key) is missing: write \(key): and \(wanted) digits in quotes.")
            return []
        }
        let bytes = Array((node.scalar?.string ?? "").utf8)
        guard length.contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
            fault(node, "\(key) has \(wanted) digits, in quotes.")
            return []
        }
        return bytes
    }

    /// Document number, date of birth and date of expiry, each with its check digit: 24 characters of the zone.
    /// Source: ICAO 9303-11, 9.7.3; BSI TR-03110-3, A.2.3, table 5.
    private mutating func machineReadable(_ node: Node) -> [UInt8]? {
        let bytes = Array((node.scalar?.string ?? "").utf8)
        let allowed = bytes.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x3C }
        guard bytes.count == 24, allowed else {
            fault(
                node,
                "mrz has 24 characters of the machine readable zone: document number, date of birth and date of expiry, "
                    + "each with its check digit.")
            return nil
        }
        return bytes
    }

    private mutating func number(_ node: Node, _ key: String, _ range: ClosedRange<Int>) -> Int {
        guard let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
            fault(node, "\(key) is a number from \(range.lowerBound) to \(range.upperBound).")
            return range.upperBound
        }
        return number
    }

    private mutating func choice(_ node: Node, _ key: String, yes: String, no: String) -> Bool {
        let text = node.scalar?.string
        if text != yes && text != no { fault(node, "\(key) is \(yes) or \(no).") }
        return text == yes
    }

    private mutating func fault(_ node: Node, _ message: String) {
        faults.append(PersonaFault(file: file, node: node, message: message))
    }
}
