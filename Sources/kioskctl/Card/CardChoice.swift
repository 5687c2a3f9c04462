import ArgumentParser
import Foundation
import SmartCard
import SmartCardPCSC

/// Which reader a command means, and how long it waits for a card in it.
struct CardChoice: ParsableArguments {
    @Option(help: "The reader, by its name in “kioskctl card readers” or a part of it. Without: the first with a card.")
    var reader: String?

    @Option(help: "Wait so many seconds for a card.")
    var wait = 0

    /// Connects to the card.
    ///
    /// - Throws: `ExitCode` after the sentence was written.
    func connect(sharing: CardSharing = .exclusive) async throws -> PCSCCardChannel {
        do throws(CardError) {
            let service = PCSCService()
            return try await service.connect(to: try await choose(service), sharing: sharing)
        } catch {
            Output.error(error.sentence)
            throw ExitCode.failure
        }
    }

    private func choose(_ service: PCSCService) async throws(CardError) -> String {
        let limit = ContinuousClock.now + .seconds(wait)
        while true {
            let readers = try await service.readers().filter { reader.map($0.name.contains) ?? true }
            let filled = readers.first { if case .card = $0.content { true } else { false } }
            if let filled { return filled.name }
            guard ContinuousClock.now < limit else {
                guard !readers.isEmpty else { throw .readerRemoved }
                throw readers.contains { $0.content == .unresponsive } ? .cardUnresponsive : .cardRemoved
            }
            do { try await Task.sleep(for: .milliseconds(50)) } catch { throw .cancelled }
        }
    }
}
