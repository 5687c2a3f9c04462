import CardSimulator
import EID
import Secrets
import SmartCard
import SmartCardPCSC

/// A reader with keys and a display, by PC/SC part 10, and a simulated card in it.
///
/// It runs PACE itself with what is typed, and then protects what the host sends in the open. A command that comes
/// protected already is the end of that: host and card have keys of their own from chip authentication.
actor PadReader: CardChannel, ReaderControl {
    /// What the holder does when the reader asks.
    enum Typing: Equatable { case digits(String), unequal, cancel, nothing }

    static let paceCode: UInt32 = 0x4233_0020
    static let modifyCode: UInt32 = 0x4233_0007
    /// MODIFY_PIN_DIRECT and EXECUTE_PACE.
    static let features = ReaderFeatures([0x07, 4, 0x42, 0x33, 0x00, 0x07, 0x20, 4, 0x42, 0x33, 0x00, 0x20])

    nonisolated let answerToReset = SimulatedCard.answerToReset
    nonisolated let capabilities = SimulatedCard.capabilities

    private let card: SimulatedCardChannel
    private let paceCapabilities: UInt8
    /// Whether it stops at a warning of MSE:Set AT, or goes on to the card's refusal.
    private let stopsAtWarning: Bool
    private var typing: [Typing]
    private var session: EstablishedPACE?

    /// All that the host has sent, to the card and to the reader.
    private(set) var received: [[UInt8]] = []
    /// What the display has shown of who reads: template and description.
    private(set) var shown: [(template: [UInt8], description: [UInt8])] = []
    /// How many commands the reader has protected.
    private(set) var protectedCount = 0

    init(_ card: SimulatedCard, typing: [Typing], stopsAtWarning: Bool = true, paceCapabilities: UInt8 = 0x60) {
        self.card = SimulatedCardChannel(card)
        self.typing = typing
        self.stopsAtWarning = stopsAtWarning
        self.paceCapabilities = paceCapabilities
    }

    var isClosed: Bool { card.isClosed }
    /// Whether the reader still protects.
    var isProtecting: Bool { session != nil }

    func exchange(_ command: [UInt8]) async throws(CardError) -> [UInt8] {
        received.append(command)
        guard session != nil else { return try await card.exchange(command) }
        guard command[0] & 0x0C == 0, let inner = CommandAPDU(decoding: command) else {
            session = nil
            return try await card.exchange(command)
        }
        return try await protect(inner).encoded
    }

    func close() async {
        session = nil
        await card.close()
    }

    func control(_ code: UInt32, _ input: ControlInput, limit: Duration) async throws(CardError) -> [UInt8] {
        let bytes = input.withUnsafeBytes { Array($0) }
        received.append(bytes)
        switch (code, bytes.first) {
        case (Self.paceCode, 1): return [0, 0, 0, 0, 1, 0, paceCapabilities]
        case (Self.paceCode, 2):
            do throws(EIDError) { return try await establish(Array(bytes.dropFirst(3))) } catch {
                return result(error == .cardNotAuthentic ? 0xE000_0006 : 0xF010_0001)
            }
        case (Self.modifyCode, _): return try await modify(bytes)
        default: throw .service(code: 0x8010_001F)
        }
    }

    /// Sends a command in the reader's own channel.
    private func protect(_ command: CommandAPDU) async throws(CardError) -> ResponseAPDU {
        guard var current = session.take() else { return try await card.transmit(command) }
        let response: ResponseAPDU
        do { response = try await current.channel.transmit(command) } catch {
            guard case .transport(let fault) = error else { throw .cardRemoved }
            throw fault
        }
        session = consume current
        protectedCount += 1
        return response
    }

    private func result(_ code: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: code >> (8 * $0)) } }

    /// EstablishPACEChannel: asks, runs PACE, keeps the channel and hands over what terminal authentication needs.
    private func establish(_ input: [UInt8]) async throws(EIDError) -> [UInt8] {
        guard let kind = PasswordKind(rawValue: input[0]) else { return result(0xE000_0003) }
        let template = Array(input[2..<2 + Int(input[1])])
        let rest = input.dropFirst(2 + template.count)
        guard rest.first == 0 else { return result(0xD000_0002) }
        shown.append((template, Array(rest.dropFirst(3))))
        let digits: String
        switch typing.isEmpty ? .nothing : typing.removeFirst() {
        case .digits(let typed): digits = typed
        case .cancel, .unequal: return result(0xF020_0001)
        case .nothing: return result(0xF020_0002)
        }
        let cardAccess = try await CardAccess.read(from: card)
        let authorization: CHAT?
        do { authorization = template.isEmpty ? nil : try CHAT(decoding: template) } catch {
            return result(0xD000_0002)
        }
        let pace = PACE(variant: try PACEVariant(choosingFrom: cardAccess), kind: kind, authorization: authorization)
        let outcome = try await pace.run(password: SecretBytes(copying: digits.utf8), on: card)
        switch consume outcome {
        case .refused(let refusal): return result(code(of: refusal))
        case .established(let pace):
            var output: [UInt8] = [0x90, 0x00] + counted(cardAccess.encoded())
            let references = pace.certificationAuthorityReferences.map(\.bytes)
            for index in 0..<2 {
                let reference = references.indices.contains(index) ? references[index] : []
                output += [UInt8(reference.count)] + reference
            }
            output += counted(pace.cardIdentifier)
            session = consume pace
            return result(0) + counted(output)
        }
    }

    private func counted(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8(truncatingIfNeeded: bytes.count), UInt8(truncatingIfNeeded: bytes.count >> 8)] + bytes
    }

    private func code(of refusal: PasswordRefusal) -> UInt32 {
        switch refusal {
        case .wrong(let left): 0xF006_6300 | (left.map { 0xC0 | UInt32($0) } ?? 0)
        case .suspended: stopsAtWarning ? 0xF002_63C1 : 0xF003_6985
        case .blocked: stopsAtWarning ? 0xF002_63C0 : 0xF003_6983
        case .deactivated: stopsAtWarning ? 0xF002_6283 : 0xF003_6984
        case .notPermitted: 0xF002_6A80
        case .abandoned: 0xF020_0001
        }
    }

    /// MODIFY_PIN_DIRECT: the new PIN goes into the command and through the reader's channel.
    private func modify(_ structure: [UInt8]) async throws(CardError) -> [UInt8] {
        let command = CommandAPDU(decoding: Array(structure.dropFirst(24)))
        guard var command, structure[20..<24].elementsEqual([4, 0, 0, 0]) else { return [0x6A, 0x80] }
        switch typing.isEmpty ? .nothing : typing.removeFirst() {
        case .digits(let typed):
            guard (structure[8]...structure[7]).contains(UInt8(typed.count)) else { return [0x64, 0x03] }
            command.data = Array(typed.utf8)
            return try await protect(command).encoded
        case .unequal: return [0x64, 0x02]
        case .cancel: return [0x64, 0x01]
        case .nothing: return [0x64, 0x00]
        }
    }
}
