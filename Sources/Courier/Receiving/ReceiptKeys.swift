import Foundation
import Logging
import Sealing
import Store
import SubmissionAPI
import SubmissionClient

/// The keys that the town hall's receipts are verified with: those that were enrolled, and newer ones from the network, all
/// of which must lead to the pinned root. What the network says counts only by that signature.
actor ReceiptKeys {
    private let root: SigningRoot
    private let enrolled: [String]
    private var fetched: [String] = []
    /// Those of them that lead to the root: followed once, for they are the same signatures each time.
    private var issuers: IssuerKeys?
    private var lastFetch: ContinuousClock.Instant?

    /// Keys are asked for at most this often: whoever sends unknown ones does not make us ask without a pause.
    private static let pause: Duration = .seconds(60)

    /// - Throws: `SealingError` where the pinned root is no key.
    init(_ enrolment: MessengerEnrolment) async throws(SealingError) {
        root = try await SigningRoot(enrolment.signingRoot)
        enrolled = enrolment.destinationKeys
    }

    /// The keys of a destination, now.
    func keys(of destination: UUID) async -> [VerificationKey] {
        if let issuers { return issuers.keys(of: destination) }
        let signed = enrolled + fetched
        let made = await IssuerKeys(root: root, signed: signed.map { SignedDestinationKey($0) })
        // Meanwhile others may have come.
        if signed == enrolled + fetched { issuers = made }
        return made.keys(of: destination)
    }

    /// Asks the town hall for newer keys.
    /// - Returns: Whether there are any that were not known.
    func refresh(from client: SubmissionClient) async -> Bool {
        if let lastFetch, lastFetch.duration(to: .now) < Self.pause { return false }
        lastFetch = .now
        guard let answer = await client.destinationKeys().answer else { return false }
        let known = Set(enrolled + fetched)
        let new = answer.destinationKeys.prefix(1000).filter { !known.contains($0) }
        fetched = Array((fetched + new).suffix(1000))
        if !new.isEmpty { issuers = nil }
        return !new.isEmpty
    }
}
