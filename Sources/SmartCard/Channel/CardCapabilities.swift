/// What lengths a card takes, read from the historical bytes of its answer to reset and from EF.ATR/INFO.
///
/// Source: ISO/IEC 7816-4, 12.1.1.9 (card capabilities, third software function table) and 12.7.1 (extended length
/// information).
package struct CardCapabilities: Equatable, Sendable {
    /// Whether it takes extended lengths.
    package var extendedLength: Bool
    /// Whether it takes commands in a chain.
    package var commandChaining: Bool
    /// The most bytes of a whole command in the extended form, where the card or the reader tells.
    package var longestCommand: Int?
    /// The most bytes of a whole answer, where the card tells.
    package var longestResponse: Int?

    package init(
        extendedLength: Bool, commandChaining: Bool, longestCommand: Int? = nil, longestResponse: Int? = nil
    ) {
        self.extendedLength = extendedLength
        self.commandChaining = commandChaining
        self.longestCommand = longestCommand
        self.longestResponse = longestResponse
    }

    /// What the answer to reset tells. A card that tells nothing takes short commands in chains at best.
    package init(answerToReset: [UInt8]) {
        self.init(extendedLength: false, commandChaining: false)
        guard let answer = AnswerToReset(answerToReset) else { return }
        guard let table = answer.capabilities, table.count == 3 else { return }
        commandChaining = table[table.startIndex + 2] & 0x80 != 0
        extendedLength = table[table.startIndex + 2] & 0x40 != 0
    }

    /// Adds what EF.ATR/INFO tells; bytes that are no data objects tell nothing.
    ///
    /// ```
    /// 47   card capabilities, 3 bytes as in the historical bytes
    /// 7F66 extended length information: two 02, the longest command and the longest answer
    /// ```
    package mutating func add(informationFile bytes: [UInt8]) {
        guard let objects = try? TLV.decodeAll(bytes[...]) else { return }
        if let table = objects.first(0x47)?.value, table.count == 3 {
            commandChaining = table[table.startIndex + 2] & 0x80 != 0
            extendedLength = table[table.startIndex + 2] & 0x40 != 0
        }
        guard let parts = try? objects.first(0x7F66)?.children(), parts.count == 2 else { return }
        let limits = parts.map { part in
            part.tag == 0x02 && (1...3).contains(part.value.count) ? part.value.reduce(0) { $0 << 8 | Int($1) } : 0
        }
        // Less than a short command is no limit that a card could mean.
        if limits[0] >= 261 { longestCommand = min(limits[0], longestCommand ?? .max) }
        if limits[1] >= 258 { longestResponse = limits[1] }
    }

    /// Whether the card takes this command in the extended form.
    func takesExtended(_ command: CommandAPDU) -> Bool {
        extendedLength && command.data.count + 9 <= longestCommand ?? .max
    }
}
