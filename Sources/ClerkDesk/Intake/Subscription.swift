package import Foundation
package import SubmissionAPI
package import SubmissionClient

/// What the desk asks of the delivery service: `SubmissionClient` has it all.
package protocol Subscription: Sendable {
    /// How the delivery service stands; another epoch: it was put back from a copy.
    func status() async -> Outcome<ServiceStatus>
    /// Submissions that wait, oldest first, a page.
    func submissions(for destination: ResourceID?, offset: Int, limit: Int) async -> Outcome<SubmissionPage>
    /// A submission: metadata and data.
    func submission(_ id: ResourceID) async -> Outcome<Submission>
    /// An attachment, JWE compact.
    func attachment(_ id: ResourceID, of submission: ResourceID) async -> Outcome<Data>
    /// Adds a signed event to a case; the same again changes nothing.
    func post(event: String, to case: ResourceID) async -> Outcome<Void>
    /// The device that a case came from, not trusted before its certificate has led to the root.
    func device(of case: ResourceID) async -> Outcome<CaseDevice>
    /// Puts a sealed message into a device's mailbox; the same again changes nothing.
    func post(message id: ResourceID, sealed: Data, to device: String) async -> Outcome<Void>
}

extension SubmissionClient: Subscription {}
