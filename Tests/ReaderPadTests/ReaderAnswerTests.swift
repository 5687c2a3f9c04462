import EID
import ReaderPad
import SmartCard
import SmartCardPCSC
import Testing

/// What a reader may say that has nothing to do with the holder.
@Suite struct ReaderAnswerTests {
    /// A reader that can do PACE, and whose answer to it is given.
    struct Reader: ReaderControl {
        let answer: [UInt8]?

        func control(_ code: UInt32, _ input: ControlInput, limit: Duration) async throws(CardError) -> [UInt8] {
            guard input.withUnsafeBytes({ $0.first }) != 1 else { return [0, 0, 0, 0, 1, 0, 0x60] }
            guard let answer else { throw .readerRemoved }
            return answer
        }
    }

    func fault(_ answer: [UInt8]?, description: [UInt8] = []) async throws -> EIDError? {
        let pad = try #require(try await ReaderPasswordPad(Reader(answer: answer), features: PadReader.features))
        do throws(EIDError) {
            _ = try await pad.establishPACE(.pin, authorization: nil, certificateDescription: description)
            return nil
        } catch { return error }
    }

    @Test(
        arguments: [
            ([0x01, 0x00, 0x10, 0xF0], EIDError.transport(.cardRemoved)),
            ([0x06, 0x00, 0x00, 0xE0], .cardNotAuthentic),
            ([0x01, 0x00, 0x00, 0xD0], .unsupported("PACE on this reader's pad, which says D0000001")),
            ([0x80, 0x6A, 0x02, 0xF0], .unexpectedStatus(.incorrectParametersInData)),
            ([0x00, 0x6F, 0x04, 0xF0], .unexpectedStatus(StatusWord(rawValue: 0x6F00))),
            ([0x00], .transport(.malformedResponse)),
            (
                [0, 0, 0, 0, 10, 0, 0x90, 0, 0, 0, 2, 0x44, 0x45, 0, 0, 0],
                .malformed("key reference has an impossible length")
            ),
        ] as [([UInt8], EIDError)])
    func `A fault of the reader or of the card is told as that`(answer: [UInt8], error: EIDError) async throws {
        #expect(try await fault(answer) == error)
    }

    @Test func `A reader that is pulled out is told`() async throws {
        #expect(try await fault(nil) == .transport(.readerRemoved))
    }

    @Test func `A description that no reader can be told is refused here`() async throws {
        let long = [UInt8](repeating: 0, count: 65536)
        let refused = EIDError.terminal("The certificate's description is too long for a reader.")
        #expect(try await fault([0, 0, 0, 0], description: long) == refused)
    }
}
