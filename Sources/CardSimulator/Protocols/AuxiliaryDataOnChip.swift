import EID
import SmartCard

/// What a card compares the terminal's auxiliary data with.
struct AuxiliaryComparison: Sendable {
    /// The latest day on which the holder can have been born; nil where not even the year is known, and then no age is
    /// ever confirmed. Source: BSI TR-03127, 3.4.3 (DG8).
    let dateOfBirth: CalendarDate?
    let dateOfExpiry: CalendarDate?
}

/// Verification of age, validity and municipality, from the chip's side.
///
/// Source: BSI TR-03110-3, A.7.5, B.6 and B.14.10.
extension Chip {
    private static let auxiliaryDataID = OID.mrtd.child(4)

    /// Reads the templates; of several with the same identifier the last counts, unknown ones do no harm (A.7.5).
    func auxiliaryData(in encoded: [UInt8]) throws(ChipError) -> [OID: [UInt8]] {
        guard !encoded.isEmpty else { return [:] }
        var data: [OID: [UInt8]] = [:]
        for container in try ChipError.objects(in: encoded) {
            for template in try ChipError.objects(in: container.value) where template.tag == 0x73 {
                let parts = try ChipError.objects(in: template.value)
                guard let identifier = parts.first(0x06), let value = parts.first(0x53) else { continue }
                let oid = try ChipError.refusing(.incorrectParametersInData) { () throws(EIDError) in
                    try OID(content: identifier.value)
                }
                data[oid] = Array(value.value)
            }
        }
        return data
    }

    /// VERIFY: whether what the terminal committed itself to in terminal authentication is true of the holder.
    func verifyAuxiliaryData(_ command: CommandAPDU) throws(ChipError) -> ResponseAPDU {
        guard command.parameter1 == 0x80, command.parameter2 == 0x00 else { throw ChipError(.incorrectParameters) }
        guard let rights = session.rights, let terminal = session.terminal.authenticated else {
            throw ChipError(.securityStatusNotSatisfied)
        }
        let objects = try ChipError.objects(in: command.data)
        guard objects.count == 1, objects[0].tag == DER.objectIdentifier else {
            throw ChipError(.incorrectParametersInData)
        }
        let oid = try ChipError.refusing(.incorrectParametersInData) { () throws(EIDError) in
            try OID(content: objects[0].value)
        }
        // The holder's data lives in the eID application.
        guard session.isApplicationSelected, let kind = oid.lastNumber(below: Chip.auxiliaryDataID),
            let committed = terminal.auxiliaryData[oid]
        else { throw ChipError(.referencedDataNotFound) }
        let isTrue: Bool
        switch kind {
        case 1:
            guard rights.contains(.ageVerification) else { throw ChipError(.securityStatusNotSatisfied) }
            isTrue = compare(memory.comparison.dateOfBirth, committed) { $0 <= $1 }
        case 2:
            isTrue = compare(memory.comparison.dateOfExpiry, committed) { $1 <= $0 }
        case 3:
            guard rights.contains(.municipalityIDVerification) else { throw ChipError(.securityStatusNotSatisfied) }
            isTrue = !committed.isEmpty && municipality.starts(with: committed)
        default: throw ChipError(.referencedDataNotFound)
        }
        return ResponseAPDU(status: isTrue ? .success : .authenticationFailed)
    }

    /// Compares a date of the card with eight digits; what is no date is never confirmed.
    private func compare(
        _ own: CalendarDate?, _ digits: [UInt8], _ relation: (CalendarDate, CalendarDate) -> Bool
    ) -> Bool {
        guard let own, digits.count == 8, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard let date = CalendarDate(year: number / 10000, month: number / 100 % 100, day: number % 100) else {
            return false
        }
        return relation(own, date)
    }

    /// The octets of the municipality's key in DG18, which may have been written anew.
    private var municipality: [UInt8] {
        guard let file = memory.dataGroups[DataGroup.municipalityID.rawValue], let outer = try? TLV.decode(file),
            let inner = try? TLV.decode(outer.value)
        else { return [] }
        return Array(inner.value)
    }
}
