import EID
import ReaderPad
import SmartCard
import SmartCardPCSC
import Synchronization

/// The readers of this machine, through pcscd.
final class PCSCCardSource: CardSource {
    private let service = PCSCService()
    /// Parts of the names that may be used; none: any.
    private let allowed: [String]
    /// The reader with the card.
    private let chosen = Mutex<String?>(nil)

    init(allowed: [String]) { self.allowed = allowed }

    private func isAllowed(_ name: String) -> Bool { allowed.isEmpty || allowed.contains { name.contains($0) } }

    func presences() -> AsyncStream<CardPresence> {
        let (stream, continuation) = AsyncStream.makeStream(of: CardPresence.self)
        let listening = Task { [self] in
            var contents: [String: CardPresence] = [:]
            // Without a reader no event ever comes.
            let now = (try? await service.readers()) ?? []
            if !now.contains(where: { isAllowed($0.name) }) { continuation.yield(.noReader) }
            var last: CardPresence?
            for await event in service.events() {
                guard note(event, in: &contents) else { continue }
                let presence = presence(contents)
                if presence != last { continuation.yield(presence) }
                last = presence
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in listening.cancel() }
        return stream
    }

    /// Whether it concerns a reader that may be used, or all.
    private func note(_ event: ReaderEvent, in contents: inout [String: CardPresence]) -> Bool {
        switch event {
        case .serviceAvailable: return false
        case .serviceUnavailable: contents = [:]
        case .readerRemoved(let name): contents[name] = nil
        case .readerAdded(let name), .cardRemoved(let name): if isAllowed(name) { contents[name] = .empty }
        case .cardInserted(let name, _): if isAllowed(name) { contents[name] = .card }
        case .cardUnresponsive(let name): if isAllowed(name) { contents[name] = .unresponsive }
        }
        return true
    }

    private func presence(_ contents: [String: CardPresence]) -> CardPresence {
        guard !contents.isEmpty else { return .noReader }
        let filled = contents.filter { $0.value == .card }.keys.sorted().first
        chosen.withLock { $0 = filled }
        if filled != nil { return .card }
        return contents.values.contains(.unresponsive) ? .unresponsive : .empty
    }

    func connect() async throws(CardError) -> any CardChannel {
        guard let name = chosen.withLock({ $0 }) else { throw .cardRemoved }
        return try await service.connect(to: name)
    }

    func pad(for card: any CardChannel, takingNewPIN: Bool) async -> (any PasswordPad)? {
        guard let card = card as? PCSCCardChannel,
            let pad = try? await ReaderPasswordPad(card, features: card.features)
        else { return nil }
        return takingNewPIN && !pad.takesNewPIN ? nil : pad
    }
}
