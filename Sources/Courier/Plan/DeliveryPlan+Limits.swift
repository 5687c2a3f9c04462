extension DeliveryPlan {
    /// How much is done at once and how often.
    package struct Limits: Hashable, Sendable {
        /// Cases on their way at once.
        package var deliveries = 8
        /// Questions at once.
        package var asks = 4
        /// Questions to a restored town hall at once.
        package var confirmations = 2
        /// After failures.
        package var backoff = Backoff()
        /// Between probes of a town hall that is there.
        package var probeEvery: Duration = .seconds(60)
        /// Between looks into the mailbox.
        package var mailboxEvery: Duration = .seconds(60)
        /// Where the town hall has none.
        package var mailboxNotOfferedEvery: Duration = .seconds(3600)
        /// Until the answer to a case is first asked for, and between later questions.
        package var firstAsk: Duration = .seconds(1)
        /// An answer that was brought forward in vain is looked for again after this.
        package var secondLook: Duration = .milliseconds(200)
        /// Questions that are brought forward at once.
        package var broughtForward = 2
        /// At most.
        package var slowestAsk: Duration = .seconds(60)
        /// However many cases wait for an answer, no more questions than one in this time once they have been asked often.
        package var askPace: Duration = .milliseconds(200)
        /// And before.
        package var firstAskPace: Duration = .milliseconds(50)
        /// How often all receipts of a case may be wrong, one question after the other, before a person must look.
        package var wrongReceipts = 20
    }
}
