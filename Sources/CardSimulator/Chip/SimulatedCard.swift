package import EID
import Secrets
package import SmartCard
import Synchronization

/// A German identity card in software, as strict as a genuine one.
///
/// It keeps its PIN, its counters, its trust anchors and its date for as long as it exists, as a card does; taking its
/// power away (``reset()``) ends only the session. Every method is safe to call from anywhere: a card answers one
/// command after the other.
package final class SimulatedCard: Sendable {
    package static let answerToReset = MasterFile.answerToReset
    package static let capabilities = CardCapabilities(extendedLength: true, commandChaining: true)

    private let chip: Mutex<Chip>

    /// Personalizes a card: the persona's data and passwords, the generation's keys and anchors.
    ///
    /// `currentDate` is the day of personalization from which the chip approximates today; by default the newest
    /// effective date of its anchors. Throws ``EIDError`` where the credentials do not fit together.
    package init(
        persona: CardPersona, credentials: ChipCredentials, currentDate: CalendarDate? = nil
    ) throws(EIDError) {
        let files = try MasterFile(cardAccess: credentials.cardAccess, cardSecurity: credentials.cardSecurity)
        let infos = try SecurityInfos(decoding: credentials.cardAccess)
        guard let parameters = infos.chipAuthenticationDomainParameters.first?.domainParameter else {
            throw .malformed("EF.CardAccess without domain parameters for chip authentication")
        }
        let curve = try parameters.curve()
        var anchors: [ImportedKey] = []
        for certificate in credentials.trustAnchors {
            anchors.append(try ImportedKey(certificate, issuedBy: nil))
        }
        guard let newest = anchors.map(\.effectiveDate).max() else { throw .malformed("a card without trust anchors") }
        var dataGroups: [Int: [UInt8]] = [:]
        for content in persona.dataGroups { dataGroups[content.group.rawValue] = try content.encoded() }
        let revocation = RestrictedIdentificationKey.revocationKeyID
        let pseudonym = RestrictedIdentificationKey.pseudonymKeyID
        let memory = CardMemory(
            passwords: persona.passwords(),
            currentDate: currentDate ?? newest,
            trustPoints: TrustPoints(anchors), dataGroups: dataGroups, comparison: persona.comparison,
            keys: ChipKeys(
                chipAuthentication: try credentials.chipAuthenticationKey(on: curve),
                restrictedIdentification: [
                    revocation: try persona.restrictedIdentificationKey(revocation),
                    pseudonym: try persona.restrictedIdentificationKey(pseudonym),
                ]),
            files: files)
        chip = Mutex(Chip(memory: memory))
    }

    /// Answers one command.
    package func process(_ command: [UInt8]) -> [UInt8] { chip.withLock { $0.process(command) } }

    /// Takes the power away, or gives it again: the session ends.
    package func reset() { chip.withLock { $0.reset() } }

    /// Every command as the chip understood it, out of secure messaging, since the card was made;
    /// without the digits of a new PIN. A test asserts on it what was sent, and in which order.
    package var journal: [CommandAPDU] { chip.withLock { $0.journal } }

    /// What the card remembers of its PIN and of the world.
    package var state: State {
        chip.withLock { chip in
            let memory = chip.memory
            return State(
                pinTriesLeft: memory.passwords.pinTriesLeft, unblockingsLeft: memory.passwords.unblockingsLeft,
                isOnlineFunctionActive: memory.passwords.isPINActivated,
                hasTransportPIN: memory.passwords.isTransportPIN, currentDate: memory.currentDate,
                trustAnchors: memory.trustPoints.newestFirst.map(\.reference))
        }
    }

    /// What outlives the session.
    package struct State: Equatable, Sendable {
        /// 3 at first; 1 is suspended, 0 blocked.
        package let pinTriesLeft: Int
        /// How often the PUK can still unblock the PIN.
        package let unblockingsLeft: Int
        package let isOnlineFunctionActive: Bool
        package let hasTransportPIN: Bool
        /// The card's own idea of today.
        package let currentDate: CalendarDate
        /// The names of the trust anchors, the newest first.
        package let trustAnchors: [KeyReference]
    }
}
