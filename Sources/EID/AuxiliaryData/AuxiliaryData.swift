import SmartCard

/// What the terminal has the card compare, signed along in terminal authentication: the card tells yes or no and nothing else.
///
///     67  authentication
///       73  one template for each
///         06  what it is
///         53  the value to compare with
///
/// Source: BSI TR-03110-3, A.7.
package struct AuxiliaryData: Equatable, Sendable {
    package enum Comparison: Hashable, Sendable {
        /// Whether the holder was born on this day or before: age verification.
        case dateOfBirth(CalendarDate)
        /// Whether the card is valid on this day.
        case dateOfExpiry(CalendarDate)
        /// Whether the holder lives in this municipality, or in this country, state or district where it is shorter.
        case municipality(MunicipalityID)
    }

    package let comparisons: [Comparison]

    package init(_ comparisons: [Comparison]) { self.comparisons = comparisons }

    /// The data object with its tag and length; empty where nothing is to be compared.
    package func encoded() -> [UInt8] {
        guard !comparisons.isEmpty else { return [] }
        return TLV.encode(
            0x67,
            parts: comparisons.map {
                TLV.encode(0x73, parts: [DER.oid($0.objectIdentifier), TLV.encode(0x53, $0.value)])
            })
    }
}

extension AuxiliaryData.Comparison {
    /// id-DateOfBirth, id-DateOfExpiry, id-CommunityID. Source: BSI TR-03110-3, A.7.
    package var objectIdentifier: OID {
        let all = OID.mrtd.child(4)
        return switch self {
        case .dateOfBirth: all.child(1)
        case .dateOfExpiry: all.child(2)
        case .municipality: all.child(3)
        }
    }

    /// A date as eight digits, a municipality as octets.
    fileprivate var value: [UInt8] {
        switch self {
        case .dateOfBirth(let date), .dateOfExpiry(let date): Array(date.digits.utf8)
        case .municipality(let municipality): municipality.octets
        }
    }

    /// VERIFY, which asks for the answer. Source: BSI TR-03110-3, B.14.10.
    var command: CommandAPDU {
        CommandAPDU(
            instructionClass: 0x80, instruction: 0x20, parameter1: 0x80, parameter2: 0x00,
            data: DER.oid(objectIdentifier))
    }
}

extension CalendarDate {
    /// Eight digits: year, month, day.
    fileprivate var digits: String {
        func text(_ number: Int, _ count: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, count - digits.count)) + digits
        }
        return text(year, 4) + text(month, 2) + text(day, 2)
    }

    /// The last day on which one may be born to be `years` old today.
    ///
    /// Who is born on 29 February is a year older from 1 March on (§ 188 (2), § 187 (2) BGB); on 29 February itself the
    /// limit in a common year is 28 February.
    package func birth(forAge years: Int) -> CalendarDate? {
        CalendarDate(year: year - years, month: month, day: day)
            ?? CalendarDate(year: year - years, month: month, day: 28)
    }
}
