import EID
import SmartCard

/// The chip of one identity card: what it remembers for good, what it holds as long as it has power, and the way of a
/// command through its layers.
///
/// A command passes, in this order: transport (lengths, GET RESPONSE), secure messaging, chaining, and the operating
/// system's table of instructions (``Chip/execute(_:)``). The answer goes the same way back.
final class Chip {
    /// What survives without power.
    let memory: CardMemory
    /// What is lost with it.
    var session = Session()
    /// Every command as the chip understood it, out of secure messaging, since the card was made.
    var journal: [CommandAPDU] = []

    init(memory: CardMemory) { self.memory = memory }

    /// The reader took the power away, or reset the card.
    func reset() { session = Session() }

    /// Answers one command.
    func process(_ bytes: [UInt8]) -> [UInt8] {
        guard let command = CommandAPDU(decoding: bytes) else { return ResponseAPDU(status: .wrongLength).encoded }
        let waiting = session.waiting
        session.waiting = []
        if command.instruction == Instruction.getResponse {
            return continuation(of: waiting, command).encoded
        }
        let isShort = bytes.count < 6 || bytes[4] != 0
        return limit(answer(command), to: command.expectedLength ?? 0, isShort: isShort).encoded
    }

    /// GET RESPONSE: the next part of an answer that was too long. It leaves the session as it is.
    ///
    /// Source: ISO/IEC 7816-4, 7.6.1; BSI TR-03110-3, E.2.
    private func continuation(of waiting: [UInt8], _ command: CommandAPDU) -> ResponseAPDU {
        guard !waiting.isEmpty else { return ResponseAPDU(status: .conditionsOfUseNotSatisfied) }
        guard command.instructionClass == 0, command.data.isEmpty, let length = command.expectedLength else {
            return ResponseAPDU(status: .wrongLength)
        }
        let part = ResponseAPDU(data: waiting, status: session.waitingStatus)
        return limit(part, to: length, isShort: true)
    }

    /// Keeps what is longer than the reader can take, and says how much waits.
    private func limit(_ response: ResponseAPDU, to length: Int, isShort: Bool) -> ResponseAPDU {
        let most = isShort ? min(length, 256) : length
        guard response.data.count > most else { return response }
        session.waiting = Array(response.data.dropFirst(most))
        session.waitingStatus = response.status
        let rest = min(session.waiting.count, 256)
        return ResponseAPDU(
            data: Array(response.data.prefix(most)), status: StatusWord(rawValue: 0x6100 | UInt16(rest & 0xFF)))
    }

    /// Secure messaging around a command.
    ///
    /// A command without it, in a session that has it, ends the session: the keys are deleted, every right with them.
    /// Source: BSI TR-03110-3, F.6.
    private func answer(_ command: CommandAPDU) -> ResponseAPDU {
        let isProtected = command.instructionClass & 0x0C == 0x0C
        guard let messaging = session.messaging else {
            return isProtected ? ResponseAPDU(status: .secureMessagingObjectsIncorrect) : collect(command)
        }
        guard isProtected else {
            session = Session()
            return ResponseAPDU(status: .secureMessagingObjectsMissing)
        }
        do {
            let inner = try messaging.unwrap(command)
            let response = try messaging.wrap(collect(inner))
            if let next = session.nextMessaging {
                session.messaging = next
                session.nextMessaging = nil
            }
            return response
        } catch {
            session = Session()
            return ResponseAPDU(status: error.status)
        }
    }

    /// Puts the links of a chain together. Only GENERAL AUTHENTICATE may come in links.
    ///
    /// Source: BSI TR-03110-3, B.13; ISO/IEC 7816-4, 5.3.3.
    private func collect(_ link: CommandAPDU) -> ResponseAPDU {
        var command = link
        let isLast = link.instructionClass & 0x10 == 0
        command.instructionClass &= ~0x1C
        if let chain = session.chain {
            session.chain = nil
            guard chain.instruction == command.instruction, chain.parameter1 == command.parameter1,
                chain.parameter2 == command.parameter2
            else { return ResponseAPDU(status: .lastCommandOfChainExpected) }
            command.data = chain.data + command.data
        }
        guard isLast else {
            guard command.instruction == Instruction.generalAuthenticate else {
                return ResponseAPDU(status: .commandChainingNotSupported)
            }
            // GENERAL AUTHENTICATE comes in links of a protocol's steps as well; such a link is complete in itself.
            guard !isCompleteObject(command.data) else { return run(command, isLast: false) }
            session.chain = command
            return command.data.count > 4096 ? ResponseAPDU(status: .wrongLength) : ResponseAPDU(status: .success)
        }
        return run(command, isLast: true)
    }

    private func isCompleteObject(_ data: [UInt8]) -> Bool { (try? TLV.decode(data)) != nil }

    private func run(_ command: CommandAPDU, isLast: Bool) -> ResponseAPDU {
        // A new PIN stays out of the journal.
        var noted = command
        if command.instruction == Instruction.resetRetryCounter { noted.data = [] }
        journal.append(noted)
        if command.instruction != Instruction.generalAuthenticate { session.abandonKeyAgreement() }
        do throws(ChipError) {
            let response = try execute(command, isLast: isLast)
            guard response.data.isEmpty || command.expectedLength != nil || session.messaging != nil else {
                return ResponseAPDU(status: .wrongLength)
            }
            if session.messaging == nil, let next = session.nextMessaging {
                // The first PACE is answered in the open; what comes next is protected.
                session.messaging = next
                session.nextMessaging = nil
            }
            return response
        } catch {
            session.nextMessaging = nil
            return ResponseAPDU(status: error.status)
        }
    }
}
