import CPCSCLite

/// What was last heard of every reader, and what has happened since: values in, events out.
struct ReaderStates {
    /// What pcscd says of one reader: `dwEventState` of `SCARD_READERSTATE`.
    struct State: Equatable {
        /// Flags below, and above them 16 bits that count insertions and removals.
        var bits: UInt32
        var answerToReset: [UInt8] = []

        var isUnknown: Bool { bits & UInt32(SCARD_STATE_UNKNOWN) != 0 }
        var isHeld: Bool { bits & UInt32(SCARD_STATE_EXCLUSIVE) != 0 }
        var count: UInt32 { bits >> 16 }

        var content: CardReader.Content {
            guard bits & UInt32(SCARD_STATE_PRESENT) != 0 else { return .empty }
            guard bits & UInt32(SCARD_STATE_MUTE) == 0, !answerToReset.isEmpty else { return .unresponsive }
            return .card(answerToReset: answerToReset)
        }

        static let unaware = State(bits: UInt32(SCARD_STATE_UNAWARE))
    }

    private(set) var names: [String] = []
    private(set) var states: [String: State] = [:]

    /// The readers that there are now.
    mutating func update(names new: [String]) -> [ReaderEvent] {
        var events: [ReaderEvent] = []
        for name in names where !new.contains(name) {
            if let state = states.removeValue(forKey: name), state.content != .empty {
                events.append(.cardRemoved(reader: name))
            }
            events.append(.readerRemoved(name))
        }
        for name in new where !names.contains(name) {
            states[name] = .unaware
            events.append(.readerAdded(name))
        }
        names = new
        return events
    }

    /// What is heard of one of them.
    mutating func update(_ name: String, _ new: State) -> [ReaderEvent] {
        guard let old = states[name] else { return [] }
        states[name] = new
        // Taken out and put in again between two looks: pcscd has counted both.
        let isAnother = old != .unaware && old.count != new.count && old.content != .empty
        guard isAnother || old.content != new.content else { return [] }
        var events: [ReaderEvent] = []
        if old.content != .empty { events.append(.cardRemoved(reader: name)) }
        switch new.content {
        case .empty: break
        case .unresponsive: events.append(.cardUnresponsive(reader: name))
        case .card(let answer): events.append(.cardInserted(reader: name, answerToReset: answer))
        }
        return events
    }

    /// The readers as they are known.
    var readers: [CardReader] {
        names.map { name in
            let state = states[name] ?? .unaware
            return CardReader(name: name, content: state.content, isHeld: state.isHeld)
        }
    }
}
