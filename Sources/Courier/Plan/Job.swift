package import Store

/// What the messenger does at one time, each in a task of its own.
package enum Job: Hashable, Sendable {
    /// Asks how the town hall stands. Nothing else tells whether there is a way to it.
    case probe
    /// Fetches messages.
    case mailbox
    /// Writes down how it stands, to see whether the disk takes anything.
    case tryDisk
    /// Brings a case to the town hall, from wherever it is.
    case deliver(String)
    /// Asks for the answer to a case.
    case ask(String)
    /// Asks whether a restored town hall still knows a case that it accepted.
    case confirm(String)

    /// The case that it is about.
    package var reference: String? {
        switch self {
        case .deliver(let reference), .ask(let reference), .confirm(let reference): reference
        case .probe, .mailbox, .tryDisk: nil
        }
    }
}

/// What came of a job.
package enum Report: Hashable, Sendable {
    /// What was to be done is done: the case has arrived, the town hall is there, the mailbox is empty, the disk takes.
    case done
    /// A case has its answer, or there is nothing to do for it any more.
    case finished
    /// There is no answer yet; and whether there was one that is not believed.
    case unanswered(isWrong: Bool)
    /// The town hall has lost the case: it begins again.
    case lost
    /// There is more to fetch.
    case more
    /// The town hall does not offer this.
    case notOffered
    /// It did not work: is it the network, or is it the case?
    case failed(MessengerStatus.Trouble, retryAfter: Int?)
    /// The disk did not take what was to be written down.
    case disk(MessengerStatus.Trouble)
    /// The outbox cannot be used any more.
    case outbox(StoreError)
}
