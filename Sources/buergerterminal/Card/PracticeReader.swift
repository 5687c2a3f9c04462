import CardSimulator
import EID
import Foundation
import SmartCard
import Synchronization
import Visit

/// A reader in software, and the cards of people who do not exist; only where `training: true`.
///
/// A card keeps its PIN and its counters for as long as the terminal runs, as a true one does.
final class PracticeReader: CardSource {
    private struct Slot {
        var cards: [String: SimulatedCard] = [:]
        var inserted: SimulatedCard?
        /// Counts insertions and removals: a channel holds for one of them.
        var count = 0
        var listeners: [UUID: AsyncStream<CardPresence>.Continuation] = [:]
    }

    private let personas: String
    private let credentials: ChipCredentials
    private let today: CalendarDate
    private let slot = Mutex(Slot())

    /// - Parameters:
    ///   - personas: the directory of personas.
    ///   - credentials: what the issuer puts into every card.
    ///   - today: when it is opened.
    init(personas: String, credentials: ChipCredentials, today: CalendarDate) {
        self.personas = personas
        self.today = today
        self.credentials = credentials
    }

    /// The cards that there are, by their names; those with which everything goes well come first.
    var cards: [PracticeCard] {
        let found = personaCards
        return found.filter(\.isOrdinary).map(\.card) + found.filter { !$0.isOrdinary }.map(\.card)
    }

    private var personaCards: [(card: PracticeCard, isOrdinary: Bool)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: personas)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
            guard let persona = try? CardPersonaReader.read(file: "\(personas)/\(name)") else { return nil }
            var (given, family) = ("", "")
            for content in persona.dataGroups {
                if case .givenNames(let text?) = content { given = text }
                if case .familyNames(let text) = content { family = text }
            }
            let holder = [given, family].filter { !$0.isEmpty }.joined(separator: " ").prefix(30)
            return (PracticeCard(id: persona.id, title: "\(persona.id): \(holder)"), isOrdinary(persona))
        }
    }

    /// Nothing stands in the way of this card today.
    private func isOrdinary(_ persona: CardPersona) -> Bool {
        persona.state == .init()
            && persona.dataGroups.allSatisfy { content in
                if case .dateOfExpiry(let date) = content { today <= date } else { true }
            }
    }

    /// Puts a card in, the one before being taken out.
    ///
    /// Throws where the persona or the certificates make no card.
    func insert(_ id: String) throws {
        let known = slot.withLock { $0.cards[id] }
        let card =
            try known
            ?? SimulatedCard(
                persona: CardPersonaReader.read(file: "\(personas)/\(id).yaml"), credentials: credentials)
        take()
        change { slot in
            slot.cards[id] = card
            slot.inserted = card
        }
    }

    /// Takes the card out.
    func take() {
        guard slot.withLock({ $0.inserted != nil }) else { return }
        change { $0.inserted = nil }
    }

    private func change(_ change: (inout sending Slot) -> Void) {
        slot.withLock { slot in
            change(&slot)
            slot.count += 1
            for listener in slot.listeners.values { listener.yield(slot.inserted == nil ? .empty : .card) }
        }
    }

    func presences() -> AsyncStream<CardPresence> {
        let (stream, continuation) = AsyncStream.makeStream(of: CardPresence.self)
        let id = UUID()
        slot.withLock { slot in
            slot.listeners[id] = continuation
            continuation.yield(slot.inserted == nil ? .empty : .card)
        }
        continuation.onTermination = { [weak self] _ in self?.slot.withLock { $0.listeners[id] = nil } }
        return stream
    }

    func connect() async throws(CardError) -> any CardChannel {
        let (card, count) = slot.withLock { ($0.inserted, $0.count) }
        guard let card else { throw .cardRemoved }
        return PracticeChannel(SimulatedCardChannel(card)) { [weak self] in
            self?.slot.withLock { $0.count == count } ?? false
        }
    }

    func pad(for card: any CardChannel, takingNewPIN: Bool) async -> (any PasswordPad)? { nil }
}

/// The way to a simulated card, as long as it is in the reader.
private final class PracticeChannel: CardChannel {
    private let channel: SimulatedCardChannel
    private let isIn: @Sendable () -> Bool

    init(_ channel: SimulatedCardChannel, isIn: @escaping @Sendable () -> Bool) {
        self.channel = channel
        self.isIn = isIn
    }

    var answerToReset: [UInt8] { channel.answerToReset }
    var capabilities: CardCapabilities { channel.capabilities }

    func exchange(_ command: [UInt8]) async throws(CardError) -> [UInt8] {
        guard isIn() else { throw .cardRemoved }
        let answer = try await channel.exchange(command)
        guard isIn() else { throw .cardRemoved }
        return answer
    }

    func close() async { await channel.close() }
}
