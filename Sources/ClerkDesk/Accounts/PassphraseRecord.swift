internal import Foundation
internal import Sealing
package import Secrets

/// By which a passphrase is recognised, and from which it cannot be read: scrypt's output for a salt.
///
/// Source: RFC 7914.
package struct PassphraseRecord: Codable, Hashable, Sendable, CustomStringConvertible {
    /// How much work a guess is: memory is 128 × 8 × rounds bytes.
    package struct Cost: Codable, Hashable, Sendable {
        let rounds: Int

        /// 64 MB and about a quarter of a second a guess.
        package static let standard = Cost(rounds: 1 << 16)
        /// The least that a record may ask for, for tests. Who can change a record can also replace it.
        package static let least = Cost(rounds: 1 << 10)

        var isSound: Bool { (1 << 10...1 << 18).contains(rounds) && rounds.nonzeroBitCount == 1 }
    }

    private let salt: Data
    private let cost: Cost
    private let key: Data

    /// The fewest bytes of a passphrase.
    package static let shortest = 10

    /// Says nothing of it.
    package var description: String { "PassphraseRecord(redacted)" }

    /// Takes a passphrase down.
    /// - Throws: `notAllowed` where it is too short; `sealing` where there is no memory for the cost.
    package init(_ passphrase: borrowing SecretBytes, cost: Cost = .standard) throws(DeskError) {
        guard passphrase.count >= Self.shortest else {
            throw .notAllowed("A passphrase has at least \(Self.shortest) characters. Three words are better.")
        }
        salt = SessionKey().withUnsafeBytes { Data($0.prefix(16)) }
        self.cost = cost
        key = try Self.derive(passphrase, salt: salt, cost).withUnsafeBytes { Data($0) }
    }

    /// A record that accepts nothing, and takes as long to say so.
    package init(acceptingNothingAt cost: Cost) {
        salt = SessionKey().withUnsafeBytes { Data($0.prefix(16)) }
        self.cost = cost
        key = SessionKey().withUnsafeBytes { Data($0) }
    }

    /// Whether this is the passphrase. Takes as long whatever it is.
    /// - Throws: `sealing` where the record asks for a cost that is out of bounds, or memory is short.
    package func accepts(_ passphrase: borrowing SecretBytes) throws(DeskError) -> Bool {
        guard cost.isSound else { throw .sealing(.unsupported("This cost of scrypt")) }
        return try Self.derive(passphrase, salt: salt, cost).equals(SecretBytes(copying: key))
    }

    private static func derive(
        _ passphrase: borrowing SecretBytes, salt: Data, _ cost: Cost
    ) throws(DeskError) -> SecretBytes {
        do {
            return try PassphraseKey.derive(
                from: passphrase, salt: salt, count: 32, rounds: cost.rounds, blockSize: 8, parallelism: 1)
        } catch {
            throw .sealing(error)
        }
    }
}
