import EID
import SmartCard

extension Chip {
    /// SELECT, by name, by file identifier, of the master file.
    ///
    /// Source: ISO/IEC 7816-4, 7.1.1.
    func select(_ command: CommandAPDU) throws(ChipError) -> ResponseAPDU {
        guard command.parameter2 & 0x03 == 0 else { throw ChipError(.functionNotSupported) }
        let data = command.data
        switch command.parameter1 {
        case 0x00 where data.isEmpty || data == [0x3F, 0x00]:
            session.isApplicationSelected = false
            session.currentFile = nil
        case 0x04:
            // A shorter name selects the first application that begins with it.
            guard data.count >= 5, DataGroup.applicationIdentifier.starts(with: data) else {
                throw ChipError(.fileNotFound)
            }
            session.isApplicationSelected = true
            session.currentFile = nil
        case 0x00, 0x02:
            guard data.count == 2 else { throw ChipError(.wrongLength) }
            let identifier = UInt16(data[0]) << 8 | UInt16(data[1])
            guard let file = FileIdentifier(identifier: identifier, inApplication: session.isApplicationSelected),
                exists(file)
            else { throw ChipError(.fileNotFound) }
            session.currentFile = file
        default: throw ChipError(.incorrectParameters)
        }
        return try controlInformation(command)
    }

    /// What SELECT tells about the file: nothing (P2 = 0C), or its control parameters.
    private func controlInformation(_ command: CommandAPDU) throws(ChipError) -> ResponseAPDU {
        let template: UInt32
        switch command.parameter2 {
        case 0x0C: return ResponseAPDU(status: .success)
        case 0x00: template = 0x6F
        case 0x04: template = 0x62
        default: throw ChipError(.functionNotSupported)
        }
        guard command.expectedLength != nil else { return ResponseAPDU(status: .success) }
        var information: [UInt8] = []
        if let file = session.currentFile {
            let size = content(of: file)?.count ?? 0
            information += TLV.encode(0x80, [UInt8(size >> 8 & 0xFF), UInt8(size & 0xFF)])
            information += TLV.encode(0x83, [UInt8(file.identifier >> 8), UInt8(file.identifier & 0xFF)])
        } else if session.isApplicationSelected {
            information += TLV.encode(0x84, DataGroup.applicationIdentifier)
        } else {
            information += TLV.encode(0x83, [0x3F, 0x00])
        }
        return ResponseAPDU(data: TLV.encode(template, information), status: .success)
    }

    /// READ BINARY of the current file, or of one named by its short identifier. Source: ISO/IEC 7816-4, 7.2.3.
    func readBinary(_ command: CommandAPDU) throws(ChipError) -> ResponseAPDU {
        guard command.data.isEmpty, let length = command.expectedLength else { throw ChipError(.wrongLength) }
        let offset: Int
        if command.parameter1 & 0x80 != 0 {
            guard command.parameter1 & 0x60 == 0 else { throw ChipError(.incorrectParameters) }
            try selectShort(command.parameter1 & 0x1F)
            offset = Int(command.parameter2)
        } else {
            offset = Int(command.parameter1) << 8 | Int(command.parameter2)
        }
        return try read(offset: offset, length: length)
    }

    /// READ BINARY with an odd instruction: the offset is a data object, and so is the answer.
    func readBinaryWithOffsetObject(_ command: CommandAPDU) throws(ChipError) -> ResponseAPDU {
        guard let length = command.expectedLength else { throw ChipError(.wrongLength) }
        let objects = try ChipError.objects(in: command.data)
        guard objects.count == 1, objects[0].tag == 0x54, (1...3).contains(objects[0].value.count) else {
            throw ChipError(.incorrectParametersInData)
        }
        let identifier = UInt16(command.parameter1) << 8 | UInt16(command.parameter2)
        if (1...0x1E).contains(identifier) {
            try selectShort(UInt8(identifier))
        } else if identifier != 0 {
            guard let file = FileIdentifier(identifier: identifier, inApplication: session.isApplicationSelected),
                exists(file)
            else { throw ChipError(.fileNotFound) }
            session.currentFile = file
        }
        let part = try read(
            offset: objects[0].value.reduce(0) { $0 << 8 | Int($1) }, length: max(length - 4, 0))
        return ResponseAPDU(data: TLV.encode(0x53, part.data), status: part.status)
    }

    private func selectShort(_ short: UInt8) throws(ChipError) {
        guard let file = FileIdentifier(short: short, inApplication: session.isApplicationSelected), exists(file) else {
            throw ChipError(.fileNotFound)
        }
        session.currentFile = file
    }

    private func read(offset: Int, length: Int) throws(ChipError) -> ResponseAPDU {
        guard let file = session.currentFile else { throw ChipError(.noCurrentFile) }
        guard mayRead(file) else { throw ChipError(.securityStatusNotSatisfied) }
        guard let content = content(of: file) else { throw ChipError(.fileNotFound) }
        guard offset < content.count else { throw ChipError(.offsetOutsideFile) }
        let part = Array(content.dropFirst(offset).prefix(length))
        // Le of all zeroes asks for what there is; any other that reaches beyond the end is told so.
        let isExact = length == 256 || length == 65536 || part.count == length
        return ResponseAPDU(data: part, status: isExact ? .success : .endOfFile)
    }

    /// UPDATE BINARY of a data group that the holder's municipality may change: DG17 to DG22.
    ///
    /// Source: BSI TR-03110-4, table 3.
    func updateBinary(_ command: CommandAPDU) throws(ChipError) -> ResponseAPDU {
        guard !command.data.isEmpty else { throw ChipError(.wrongLength) }
        var offset = Int(command.parameter1) << 8 | Int(command.parameter2)
        if command.parameter1 & 0x80 != 0 {
            guard command.parameter1 & 0x60 == 0 else { throw ChipError(.incorrectParameters) }
            try selectShort(command.parameter1 & 0x1F)
            offset = Int(command.parameter2)
        }
        guard let file = session.currentFile else { throw ChipError(.noCurrentFile) }
        guard case .dataGroup(let number) = file, mayWrite(dataGroup: number) else {
            throw ChipError(.securityStatusNotSatisfied)
        }
        let old = memory.dataGroups[number] ?? []
        guard offset <= old.count else { throw ChipError(.offsetOutsideFile) }
        // What is written from the start on replaces the file.
        memory.dataGroups[number] =
            offset == 0
            ? command.data : Array(old.prefix(offset)) + command.data + old.dropFirst(offset + command.data.count)
        return ResponseAPDU(status: .success)
    }

    private func exists(_ file: FileIdentifier) -> Bool { content(of: file) != nil }

    private func content(of file: FileIdentifier) -> [UInt8]? {
        switch file {
        case .answerToReset: MasterFile.answerToResetFile
        case .directory: MasterFile.directory
        case .cardAccess: memory.files.cardAccess
        case .cardSecurity: memory.files.cardSecurity
        case .dataGroup(let number): memory.dataGroups[number]
        }
    }

    /// Source: BSI TR-03127, tables 2 and 3.
    private func mayRead(_ file: FileIdentifier) -> Bool {
        switch file {
        case .answerToReset, .directory, .cardAccess: true
        case .cardSecurity: session.messaging != nil
        case .dataGroup(let number): mayRead(dataGroup: number)
        }
    }

    private func mayRead(dataGroup number: Int) -> Bool {
        DataGroup(rawValue: number).map { session.rights?.contains(.read($0)) ?? false } ?? false
    }

    private func mayWrite(dataGroup number: Int) -> Bool {
        guard let right = DataGroup(rawValue: number).map(TerminalRights.write), !right.isEmpty else { return false }
        return session.rights?.contains(right) ?? false
    }
}
