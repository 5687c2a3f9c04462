import SmartCard

/// One link of GENERAL AUTHENTICATE: dynamic authentication data 7C out and back.
///
/// Source: BSI TR-03110-3, B.14.2.
struct GeneralAuthenticate {
    /// The data objects inside of 7C, encoded.
    var objects: [UInt8] = []
    /// Whether more links follow (bit 5 of the class).
    var isChained = false

    var command: CommandAPDU {
        CommandAPDU(
            instructionClass: isChained ? 0x10 : 0x00, instruction: 0x86, parameter1: 0, parameter2: 0,
            data: TLV.encode(0x7C, objects), expectedLength: 256)
    }

    /// The data objects inside of the answer's 7C.
    static func objects(of response: ResponseAPDU) throws(EIDError) -> [TLV] {
        guard let outer = try? TLV.decode(response.data), outer.tag == 0x7C, let inner = try? outer.children() else {
            throw .malformed("dynamic authentication data")
        }
        return inner
    }

    /// The one data object that must be there.
    static func object(_ tag: UInt32, of response: ResponseAPDU) throws(EIDError) -> [UInt8] {
        let objects = try objects(of: response)
        guard objects.count == 1, let object = objects.first, object.tag == tag else {
            throw .malformed("dynamic authentication data")
        }
        return Array(object.value)
    }
}
