import Catalogue

/// How a visit ends, and what the terminal goes on with.
extension Visit {
    /// Forgets everything of this visit; the next one begins with the newest configuration.
    ///
    /// Where a card is left behind, that is said before anybody begins; one to practise with goes with the visit.
    mutating func wipe() -> [VisitEffect] {
        let isCardLeft = card.isIn && card.inserted == nil
        reset()
        if isCardLeft { stage = .cardLeft }
        return staff.member == nil ? [.wipe] : [.wipe, .staff(.look)]
    }

    /// A terminal that waits for the next, or for staff.
    mutating func reset() {
        let (seconds, today, now, staff) = (seconds, today, now, staff)
        let (card, staffNotices, network) = (card.forNextVisit, staffNotices, practiceNetwork)
        self = Visit(configuration: nextConfiguration ?? configuration, today: today, now: now)
        self.seconds = seconds
        self.card = card
        self.staffNotices = staffNotices
        practiceNetwork = network
        self.staff = staff
        stage = home
        lastInput = seconds
    }

    mutating func take(_ configuration: Configuration) -> [VisitEffect] {
        nextConfiguration = configuration
        guard isIdle, overlay == nil else { return [] }
        // Nobody's visit ends here; a terminal that is out of order stays so until it is told otherwise.
        let stage = stage
        reset()
        self.stage = stage
        return []
    }

    mutating func setOutOfOrder(_ reason: String?) -> [VisitEffect] {
        if let reason {
            let effects = isIdle ? [] : wipe()
            stage = .outOfOrder(reason)
            return effects
        }
        if case .outOfOrder = stage { stage = home }
        return []
    }
}
