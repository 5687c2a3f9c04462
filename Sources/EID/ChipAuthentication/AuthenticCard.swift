import SmartCard

/// A card that has proven to be genuine, and knows what the terminal may: the only thing that data groups are read from.
///
/// Only ``ChipAuthentication`` makes one, after passive authentication.
package struct AuthenticCard: ~Copyable, Sendable {
    var channel: SecureMessagingChannel
    /// EF.CardSecurity, verified.
    let infos: SecurityInfos
    /// What all certificates together allow.
    package let rights: TerminalRights
    let auxiliaryData: AuxiliaryData

    init(
        channel: consuming SecureMessagingChannel, infos: SecurityInfos, rights: TerminalRights,
        auxiliaryData: AuxiliaryData
    ) {
        self.channel = channel
        self.infos = infos
        self.rights = rights
        self.auxiliaryData = auxiliaryData
    }

    /// Selects the eID application, in which the data groups are. Source: BSI TR-03110-4, 2.2.1; ISO/IEC 7816-4, 11.1.1.
    package mutating func selectApplication() async throws(EIDError) {
        let response = try await channel.transmit(
            CommandAPDU(
                instruction: 0xA4, parameter1: 0x04, parameter2: 0x0C, data: DataGroup.applicationIdentifier))
        guard response.status == .success else { throw .unexpectedStatus(response.status) }
    }

    /// Whether the card says yes to a comparison that was signed along in terminal authentication.
    ///
    /// Source: BSI TR-03110-3, B.6, B.14.10. Throws where it was not signed along.
    package mutating func verify(_ comparison: AuxiliaryData.Comparison) async throws(EIDError) -> Bool {
        guard auxiliaryData.comparisons.contains(comparison) else {
            throw .terminal("This comparison was not signed in terminal authentication.")
        }
        let response = try await channel.transmit(comparison.command)
        switch response.status {
        case .success: return true
        case .authenticationFailed: return false
        default: throw .unexpectedStatus(response.status)
        }
    }

    /// Reads one data group. Source: BSI TR-03110-4, 2.2.2; BSI TR-03110-3, B.9.
    package mutating func read(_ group: DataGroup) async throws(EIDError) -> DataGroupAnswer {
        switch try await CardFile.read(shortIdentifier: group.shortFileIdentifier, over: &channel) {
        case .content(let bytes): return .content(try DataGroupContent(decoding: bytes, as: group))
        case .refused(.fileNotFound): return .absent
        case .refused(.securityStatusNotSatisfied): return .notPermitted
        case .refused(let status): throw .unexpectedStatus(status)
        }
    }
}

/// What a card answers when one of its data groups is asked for.
package enum DataGroupAnswer: Hashable, Sendable {
    case content(DataGroupContent)
    /// The card does not have it: nobody has a doctoral degree by default.
    case absent
    /// The certificate does not allow it, or the card did not.
    case notPermitted
}
