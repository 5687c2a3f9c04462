import CardSimulator
import EID
import Foundation

/// The virtual reader's slot, and the card that goes in and out of it.
///
/// Commands come from one thread and the end may come from another, so every step takes the lock.
final class VirtualSlot: @unchecked Sendable {
    // Sendable by hand: every property that changes is behind the lock.
    private let lock = NSLock()
    private let personas: String
    private let credentials: ChipCredentials
    private let port: UInt16
    private var name = ""
    private var card: SimulatedCard?
    private var connection: VirtualReaderConnection?

    init(personas: String, credentials: ChipCredentials, port: UInt16) {
        self.personas = personas
        self.credentials = credentials
        self.port = port
    }

    /// Makes the card of another persona. The one in the slot stays there until ``insert()``.
    func change(to name: String) throws {
        let path = name.contains("/") || name.hasSuffix(".yaml") ? name : "\(personas)/\(name).yaml"
        let persona = try CardPersonaReader.read(file: path)
        let card: SimulatedCard
        do throws(EIDError) { card = try SimulatedCard(persona: persona, credentials: credentials) } catch {
            throw SimulatorError("The certificates and keys do not make a card (\(error)): make the directory again.")
        }
        lock.withLock {
            self.card = card
            self.name = "\(persona.id): \(persona.summary)"
        }
    }

    /// pcscd looks at the slot every 400 ms: a card that is out for less was never out.
    private static let pause = 0.6

    /// Puts the card in, after taking out the one before.
    func insert() throws {
        if remove(saying: nil) { Thread.sleep(forTimeInterval: VirtualSlot.pause) }
        let (card, name) = lock.withLock { (self.card, self.name) }
        guard let card else { return }
        let connection = try VirtualReaderConnection(card, port: port)
        lock.withLock { self.connection = connection }
        Output.line("Inserted. \(name)")
        Thread.detachNewThread {
            guard connection.run() == .readerGone else { return }
            Output.line("The virtual reader has gone. Start pcscd and type insert.")
        }
    }

    /// Does what a line says. False where it says to end.
    func obey(_ line: String) -> Bool {
        let words = line.split(separator: " ").map(String.init)
        do {
            switch (words.first, words.count) {
            case (nil, _): break
            case ("quit", 1): return false
            case ("remove", 1): _ = remove(saying: "Taken out.")
            case ("insert", 1): try insert()
            case ("persona", 2):
                try change(to: words[1])
                try insert()
            default: Output.line("There are the commands remove, insert, persona NAME and quit.")
            }
        } catch {
            Output.line("\(error)")
        }
        return true
    }

    /// Takes the card out for good.
    func end() { _ = remove(saying: "Taken out. The end.") }

    /// Whether there was a card to take out.
    private func remove(saying sentence: String?) -> Bool {
        let connection = lock.withLock {
            let connection = self.connection
            self.connection = nil
            return connection
        }
        connection?.remove()
        if let sentence { Output.line(sentence) }
        return connection != nil
    }
}
