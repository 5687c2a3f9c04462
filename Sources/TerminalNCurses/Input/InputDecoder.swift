import Terminal

/// Turns the bytes a terminal sends into events.
///
/// ncurses' own decoder is not used: it hands on what it does not know as letters (and Esc), has no click for a touch
/// that is not let go, and waits in a call. This one knows what terminals of the ECMA-48 family send (xterm, tmux, the Linux
/// console, VT100 to VT520) whatever terminfo says, and drops everything else whole. There are no chords: control
/// characters do nothing, nor do Ctrl and Alt with a key; only Alt with a letter cannot be told from Esc and a letter.
/// Source: ECMA-48, 5.4; XTerm Control Sequences, "Functions using CSI"; Linux console_codes(4).
struct InputDecoder {
    /// What has been read of something that has an end.
    enum State: Hashable {
        case ground
        /// After ESC: a key of its own, or the beginning of a sequence.
        case escape
        /// After ESC O.
        case singleShift
        /// After ESC [.
        case sequence
        /// After ESC [ [, which begins F1 to F5 of the Linux console.
        case consoleKey
        /// After ESC [ M: three bytes of a mouse that does not know SGR 1006.
        case oldMouse
        /// A string to the terminal's user (OSC, DCS, APC, PM, SOS), answered to nobody.
        case string
        /// Within a character of more than one byte.
        case scalar(bytes: Int)
    }

    /// The longest sequence that is looked at; a longer one is read to its end and dropped.
    static let longestSequence = 64
    /// The most marks that stay on one base.
    private static let mostScalars = 9

    private(set) var state = State.ground
    private var collected: [UInt8] = []
    private var cluster = ""
    private var events: [TerminalEvent] = []

    /// Decodes what was read in one go. A grapheme cluster ends with it at the latest.
    mutating func decode(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
        for byte in bytes { take(byte) }
        return finish()
    }

    /// Nothing more came: ESC was the key, and whatever else is not whole will not become so.
    mutating func timeOut() -> [TerminalEvent] {
        if state == .escape { press(.back) }
        state = .ground
        return finish()
    }

    private mutating func finish() -> [TerminalEvent] {
        endCluster()
        defer { events.removeAll() }
        return events
    }

    private mutating func take(_ byte: UInt8) {
        switch state {
        case .ground: takePlain(byte)
        case .escape: takeAfterEscape(byte)
        case .singleShift:
            state = .ground
            if let key = KeySequence.singleShift(final: byte) { press(key) }
        case .consoleKey:
            state = .ground
            if let key = KeySequence.console(final: byte) { press(key) }
        case .sequence: takeSequence(byte)
        case .oldMouse:
            collected.append(byte)
            if collected.count == 3 { end(with: MouseReport.old(collected)) }
        case .string:
            if byte == 0x07 || byte == 0x18 || byte == 0x1A { state = .ground }
            if byte == 0x1B { state = .escape }
        case .scalar(let count): takeScalar(byte, of: count)
        }
    }

    private mutating func takePlain(_ byte: UInt8) {
        switch byte {
        case 0x0A, 0x0D: press(.enter)
        case 0x09: press(.tab)
        case 0x08, 0x7F: press(.backspace)
        case 0x1B: begin(.escape)
        case 0x00..<0x20: break
        case 0x20..<0x7F: append(Unicode.Scalar(byte))
        case 0xC2...0xDF: begin(.scalar(bytes: 2), with: byte)
        case 0xE0...0xEF: begin(.scalar(bytes: 3), with: byte)
        case 0xF0...0xF4: begin(.scalar(bytes: 4), with: byte)
        default: break
        }
    }

    private mutating func takeAfterEscape(_ byte: UInt8) {
        switch byte {
        case 0x5B: begin(.sequence)
        case 0x4F: begin(.singleShift)
        case 0x50, 0x58, 0x5D, 0x5E, 0x5F: begin(.string)
        case 0x5C: state = .ground  // ends a string
        default:
            // Esc and at once another key: both count.
            press(.back)
            state = .ground
            takePlain(byte)
        }
    }

    private mutating func takeSequence(_ byte: UInt8) {
        switch byte {
        case 0x5B where collected.isEmpty: begin(.consoleKey)
        case 0x4D where collected.isEmpty: begin(.oldMouse)
        case 0x20..<0x40:
            if collected.count <= Self.longestSequence { collected.append(byte) }
        case 0x40..<0x7F:
            let isWhole = collected.count <= Self.longestSequence
            end(with: isWhole ? SequenceReading.event(parameters: collected, final: byte) : nil)
        case 0x1B: begin(.escape)
        case 0x18, 0x1A, 0x80...: state = .ground
        default: break
        }
    }

    private mutating func takeScalar(_ byte: UInt8, of count: Int) {
        guard byte & 0xC0 == 0x80 else {
            state = .ground
            return takePlain(byte)
        }
        collected.append(byte)
        guard collected.count == count else { return }
        state = .ground
        String(validating: collected, as: UTF8.self)?.unicodeScalars.forEach { append($0) }
    }

    private mutating func begin(_ next: State, with byte: UInt8? = nil) {
        state = next
        collected.removeAll(keepingCapacity: true)
        if let byte { collected.append(byte) }
    }

    private mutating func end(with event: TerminalEvent?) {
        state = .ground
        guard let event else { return }
        endCluster()
        events.append(event)
    }

    private mutating func press(_ key: Key) {
        endCluster()
        events.append(.key(key))
    }

    /// Adds to the cluster that a mark belongs to, or begins one.
    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return
        default: break
        }
        let longer = cluster + String(Character(scalar))
        if longer.count > 1 { endCluster() }
        if cluster.unicodeScalars.count < Self.mostScalars { cluster.unicodeScalars.append(scalar) }
    }

    private mutating func endCluster() {
        if let character = cluster.first { events.append(.key(Key(writing: character))) }
        cluster = ""
    }
}
