import SmartCard
import SmartCardPCSC
import Synchronization

/// A reader at the seam of `SCardControl`: it answers from a list and keeps what it was sent.
final class FakeReader: ReaderControl {
    struct Call: Equatable {
        let code: UInt32
        let input: [UInt8]
    }

    private let answers: Mutex<[[UInt8]]>
    private let made = Mutex<[Call]>([])

    init(answers: [[UInt8]]) { self.answers = Mutex(answers) }

    var calls: [Call] { made.withLock { $0 } }

    func control(_ code: UInt32, _ input: ControlInput, limit: Duration) async throws(CardError) -> [UInt8] {
        let bytes = input.withUnsafeBytes { Array($0) }
        made.withLock { $0.append(Call(code: code, input: bytes)) }
        guard let answer = answers.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { throw .readerRemoved }
        return answer
    }
}
