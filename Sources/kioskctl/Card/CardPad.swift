import ArgumentParser
import EID
import ReaderPad
import SmartCard
import SmartCardPCSC

/// Which password is typed on the reader's own pad.
enum PadPassword: String, ExpressibleByArgument, CaseIterable {
    case pin, can

    var kind: PasswordKind {
        switch self {
        case .pin: .pin
        case .can: .can
        }
    }
}

extension PCSCCardChannel {
    /// The pad of the reader that the card is in.
    ///
    /// - Throws: `ExitCode` after the sentence was written; the card is let go then.
    func pad(takingNewPIN: Bool = false) async throws -> ReaderPasswordPad<PCSCCardChannel> {
        let sentence: String
        do throws(CardError) {
            let pad = try await ReaderPasswordPad(self, features: features)
            if let pad, !takingNewPIN || pad.takesNewPIN { return pad }
            let name = Output.printable(reader)
            sentence =
                pad == nil
                ? "The reader \(name) has no pad for identity cards: type here, without --pad, or take one with keys and a "
                    + "display (a standard or comfort reader by BSI TR-03119)."
                : "On the pad of \(name) no new PIN can be typed: change it here, without --pad."
        } catch {
            sentence = error.sentence
        }
        await close()
        Output.error(sentence)
        throw ExitCode.failure
    }
}
