/// What an authentication terminal may do: one bit each, the role's two bits left out.
///
/// Source: BSI TR-03110-4, 2.2.3.2, table 4.
package struct TerminalRights: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue & 0x3F_FFFF_FFFF }

    package static let ageVerification = TerminalRights(rawValue: 1 << 0)
    package static let municipalityIDVerification = TerminalRights(rawValue: 1 << 1)
    package static let restrictedIdentification = TerminalRights(rawValue: 1 << 2)
    package static let privilegedTerminal = TerminalRights(rawValue: 1 << 3)
    package static let canAllowed = TerminalRights(rawValue: 1 << 4)
    package static let pinManagement = TerminalRights(rawValue: 1 << 5)
    package static let installCertificate = TerminalRights(rawValue: 1 << 6)
    package static let installQualifiedCertificate = TerminalRights(rawValue: 1 << 7)
    package static let pseudonymousSignature = TerminalRights(rawValue: 1 << 30)

    /// Reading a data group: bit 8 for the first, bit 29 for the last.
    package static func read(_ group: DataGroup) -> TerminalRights {
        TerminalRights(rawValue: 1 << (7 + group.rawValue))
    }

    /// Writing a data group, which exists for 17 (bit 37) to 22 (bit 32); for others it is empty.
    package static func write(_ group: DataGroup) -> TerminalRights {
        group.rawValue >= 17 ? TerminalRights(rawValue: 1 << (54 - group.rawValue)) : []
    }

    /// Reading all of the data groups.
    package static func read(_ groups: some Sequence<DataGroup>) -> TerminalRights {
        groups.reduce(into: []) { $0.formUnion(.read($1)) }
    }

    /// The data groups that may be read, in order.
    package var readableDataGroups: [DataGroup] { DataGroup.allCases.filter { contains(.read($0)) } }

    /// All 38 bits: those that have no meaning yet as well.
    package static let all = TerminalRights(rawValue: .max)
}

extension TerminalRights: CustomStringConvertible {
    /// The rights by their names in the standard.
    package var description: String {
        let named: [(TerminalRights, String)] = [
            (.ageVerification, "age verification"), (.municipalityIDVerification, "municipality ID verification"),
            (.restrictedIdentification, "restricted identification"), (.privilegedTerminal, "privileged terminal"),
            (.canAllowed, "CAN allowed"), (.pinManagement, "PIN management"),
            (.installCertificate, "install certificate"),
            (.installQualifiedCertificate, "install qualified certificate"),
            (.pseudonymousSignature, "pseudonymous signature"),
        ]
        var parts = named.filter { contains($0.0) }.map(\.1)
        let readable = TerminalRights.ranges(readableDataGroups.map(\.rawValue))
        if !readable.isEmpty { parts.append("read DG \(readable)") }
        let writable = DataGroup.allCases.filter { !TerminalRights.write($0).isEmpty && contains(.write($0)) }
        if !writable.isEmpty { parts.append("write DG \(TerminalRights.ranges(writable.map(\.rawValue)))") }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }

    /// Ascending numbers with neighbours put together: 1–4, 8, 17–22.
    private static func ranges(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
            .joined(separator: ", ")
    }
}
