import ArgumentParser
import EID
import Secrets
import SmartCardPCSC

/// `kioskctl card change-pin`: the PIN's whole life.
struct CardChangePINCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change-pin",
        abstract: "Change a PIN, set the first one, or unblock it with the PUK.",
        discussion: """
            Every secret comes from a file, or with “-” from standard input, a line each in the order old PIN, CAN, PUK, \
            new PIN. With --puk-file alone the PIN is unblocked and stays what it was. With --pad both PINs are typed on \
            the reader itself, the transport PIN too. Exits 0 when done, else 1.
            """)

    @Option(help: "A file with the old PIN; “-” reads it from standard input.")
    var oldPinFile: String?

    @Option(help: "A file with the new PIN, six digits; “-” reads it from standard input.")
    var newPinFile: String?

    @Flag(help: "The old PIN is the transport PIN of five digits.")
    var transport = false

    @Option(help: "A file with the CAN, which a suspended PIN needs; “-” reads it from standard input.")
    var canFile: String?

    @Option(help: "A file with the PUK, which unblocks a PIN; “-” reads it from standard input.")
    var pukFile: String?

    @Flag(help: "Type both PINs on the reader's own pad.")
    var pad = false

    @OptionGroup var choice: CardChoice

    func validate() throws {
        if pad {
            guard oldPinFile == nil, newPinFile == nil, canFile == nil, pukFile == nil, !transport else {
                throw ValidationError("With --pad everything is typed on the reader: name no file.")
            }
            return
        }
        guard (oldPinFile == nil) == (newPinFile == nil), oldPinFile != nil || pukFile != nil else {
            throw ValidationError("Name --old-pin-file and --new-pin-file, or --puk-file, or --pad.")
        }
    }

    func run() async throws {
        let old = try oldPinFile.map { try Secret($0) }
        let can = try canFile.map { try Secret($0) }
        let puk = try pukFile.map { try Secret($0) }
        let new = try newPinFile.map { try Secret($0) }
        if let old, old.count != (transport ? 5 : 6) {
            Output.error(
                transport
                    ? "The transport PIN has five digits."
                    : "The PIN has six digits; the transport PIN (--transport) five.")
            throw ExitCode.failure
        }
        let card = try await choice.connect()
        let readerPad = pad ? try await card.pad(takingNewPIN: true) : nil
        let outcome: PINManagement.Outcome
        do throws(EIDError) {
            if let readerPad {
                let management = try await PINManagement(card: card)
                Output.error("Type the old PIN on the reader, then the new one twice.")
                outcome = try await management.change(on: readerPad)
            } else {
                outcome = try await change(on: card, old: old, can: can, puk: puk, new: new)
            }
        } catch {
            await card.close()
            Output.error(error.sentence)
            throw ExitCode.failure
        }
        await card.close()
        switch outcome {
        case .done: Output.line(new == nil && !pad ? "The PIN is unblocked." : "The PIN is changed.")
        case .refused(let kind, let refusal):
            Output.error(refusal.sentence(kind))
            throw ExitCode.failure
        }
    }

    private func change(
        on card: PCSCCardChannel, old: Secret?, can: Secret?, puk: Secret?, new: Secret?
    ) async throws(EIDError) -> PINManagement.Outcome {
        let management = try await PINManagement(card: card)
        if let puk {
            let unblocked = try await management.unblock(with: puk.bytes)
            guard unblocked == .done, old != nil else { return unblocked }
        }
        guard let old, let new else { return .done }
        if let can { return try await management.change(from: old.bytes, to: new.bytes, resumingWith: can.bytes) }
        return try await management.change(from: old.bytes, to: new.bytes)
    }

    /// A secret that may be there or not.
    private final class Secret: Sendable {
        let bytes: SecretBytes
        var count: Int { bytes.count }

        init(_ path: String) throws { bytes = try SecretFile.read(path) }
    }
}
