package import Secrets
package import SmartCard

/// A protected channel to one card. It cannot be copied: who restarts it with new keys gives the old one up.
///
/// Whatever is wrong with an answer ends it for good and takes the card's power away: ``EIDError/secureMessaging(_:)``.
package struct SecureMessagingChannel: ~Copyable, Sendable, CommandTransport {
    let card: any CardChannel

    /// Who protects: the session here, or a reader with a pad of its own that has run PACE itself.
    private enum Protection: ~Copyable {
        case session(SecureMessagingSession)
        case reader
        case ended
    }

    private var protection: Protection

    package var capabilities: CardCapabilities { card.capabilities }

    /// Starts secure messaging with new keys; the counter begins at zero.
    package init(card: any CardChannel, keys: consuming SessionKeys) {
        self.card = card
        protection = .session(SecureMessagingSession(keys: keys))
    }

    /// A channel that the reader protects between itself and the card, after it has run PACE on its own pad.
    ///
    /// Source: PC/SC part 10, 2.6.16 (FEATURE_EXECUTE_PACE); BSI TR-03119, A.
    package init(protectedByReader card: any CardChannel) {
        self.card = card
        protection = .reader
    }

    /// Gives up the old keys for new ones, in the same connection.
    ///
    /// Source: BSI TR-03110-3, F.5 (restart of secure messaging).
    package consuming func restarted(keys: consuming SessionKeys) -> SecureMessagingChannel {
        SecureMessagingChannel(card: card, keys: keys)
    }

    package mutating func transmit(_ command: CommandAPDU) async throws(EIDError) -> ResponseAPDU {
        var session: SecureMessagingSession
        switch take() {
        case .ended: throw .secureMessaging(.closed)
        case .reader:
            let response = try await carry(command)
            protection = .reader
            return response
        case .session(let current): session = current
        }
        let protected = try session.protect(command, extendedLength: capabilities.extendedLength)
        return try await finish(session, protected, answering: command)
    }

    /// Sends a command whose data is a secret.
    ///
    /// With a reader that protects by itself it throws ``EIDError/unsupported(_:)``: there the new PIN is typed on the pad.
    package mutating func transmit(
        _ command: CommandAPDU, secret: borrowing SecretBytes
    ) async throws(EIDError) -> ResponseAPDU {
        var session: SecureMessagingSession
        switch take() {
        case .ended: throw .secureMessaging(.closed)
        case .reader:
            protection = .reader
            throw .unsupported("a secret sent through a reader that protects the channel by itself")
        case .session(let current): session = current
        }
        let protected = try session.protect(
            command, secret: secret, extendedLength: capabilities.extendedLength)
        return try await finish(session, protected, answering: command)
    }

    /// Carries a protected command and opens the answer; the session comes back only where nothing was wrong.
    private mutating func finish(
        _ session: consuming SecureMessagingSession, _ protected: CommandAPDU, answering command: CommandAPDU
    ) async throws(EIDError) -> ResponseAPDU {
        // A protected command is one whole and cannot go in a chain (TR-03110-3, B.12, B.13): readers that carry short
        // commands only are told apart here, and not by a card that answers 6988.
        guard protected.fitsShort || capabilities.extendedLength else {
            await card.close()
            throw .unsupported("a reader or a card without extended lengths")
        }
        let response = try await carry(protected)
        let answer: ResponseAPDU
        do { answer = try session.open(response, to: command) } catch {
            await card.close()
            throw error
        }
        protection = .session(session)
        return answer
    }

    private func carry(_ command: CommandAPDU) async throws(EIDError) -> ResponseAPDU {
        do { return try await card.transmit(command) } catch {
            // What the card has seen of it is unknown, so its counter is too.
            await card.close()
            throw .transport(error)
        }
    }

    private mutating func take() -> Protection {
        var taken = Protection.ended
        swap(&taken, &protection)
        return taken
    }
}
