import EID
import SmartCard

/// The files of the master file: what a card says about itself.
///
/// Source: BSI TR-03127, 3.4.5, table 3; BSI TR-03110-3, A.1.2, table 2.
struct MasterFile: Sendable {
    let cardAccess: [UInt8]
    let cardSecurity: [UInt8]
    /// What EF.CardAccess offers, and so what the chip accepts.
    let pace: [PACEInfo]
    let chipAuthentication: [ChipAuthenticationInfo]

    /// Throws where EF.CardAccess does not follow the standard.
    init(cardAccess: [UInt8], cardSecurity: [UInt8]) throws(EIDError) {
        self.cardAccess = cardAccess
        self.cardSecurity = cardSecurity
        let infos = try SecurityInfos(decoding: cardAccess)
        pace = infos.pace
        chipAuthentication = infos.chipAuthentication.filter { $0.version == 2 }
    }

    /// The answer to reset of a German identity card on a contactless reader: the historical bytes announce selection
    /// by name, command chaining, extended lengths and EF.ATR with their limits (ISO/IEC 7816-4, 12.1.1; PC/SC part 3,
    /// 3.1.3.2.3).
    static let answerToReset: [UInt8] = [
        0x3B, 0x8A, 0x80, 0x01, 0x80, 0x31, 0xF8, 0x73, 0xF7, 0x41, 0xE0, 0x82, 0x90, 0x00, 0x75,
    ]

    /// The most bytes of a command and of an answer, as EF.ATR tells them.
    static let bufferLength: UInt16 = 0x07FF

    /// EF.ATR/INFO: card service data, card capabilities, extended length information.
    ///
    /// Source: ISO/IEC 7816-4, 11.4.1 and 12.2.2.
    static let answerToResetFile: [UInt8] = {
        let length = [UInt8(bufferLength >> 8), UInt8(bufferLength & 0xFF)]
        return TLV.encode(0x43, [0xF8]) + TLV.encode(0x47, [0xF7, 0x41, 0xE0])
            + TLV.encode(0x7F66, parts: [TLV.encode(0x02, length), TLV.encode(0x02, length)])
    }()

    /// EF.DIR: the one application of this card. A genuine one has eSign beside it, which asks for a signature PIN of
    /// its own.
    static let directory: [UInt8] = TLV.encode(0x61, TLV.encode(0x4F, DataGroup.applicationIdentifier))
}

/// A file by its identifier. Source: BSI TR-03110-3, A.1.2, table 2; BSI TR-03110-4, table 3; ISO/IEC 7816-4, 7.4.
enum FileIdentifier: Equatable {
    case answerToReset, directory, cardAccess, cardSecurity
    case dataGroup(Int)

    /// By file identifier, below the master file or below the eID application.
    init?(identifier: UInt16, inApplication: Bool) {
        switch (identifier, inApplication) {
        case (0x2F01, false): self = .answerToReset
        case (0x2F00, false): self = .directory
        case (0x011C, false): self = .cardAccess
        case (0x011D, false): self = .cardSecurity
        case (0x0101...0x0116, true): self = .dataGroup(Int(identifier) - 0x0100)
        default: return nil
        }
    }

    /// By short file identifier.
    init?(short: UInt8, inApplication: Bool) {
        switch (short, inApplication) {
        case (0x01, false): self = .answerToReset
        case (0x1E, false): self = .directory
        case (0x1C, false): self = .cardAccess
        case (0x1D, false): self = .cardSecurity
        case (0x01...0x16, true): self = .dataGroup(Int(short))
        default: return nil
        }
    }

    var identifier: UInt16 {
        switch self {
        case .answerToReset: 0x2F01
        case .directory: 0x2F00
        case .cardAccess: 0x011C
        case .cardSecurity: 0x011D
        case .dataGroup(let number): 0x0100 + UInt16(number)
        }
    }
}
