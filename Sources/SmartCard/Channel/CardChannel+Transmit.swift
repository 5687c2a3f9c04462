extension CardChannel {
    /// Sends one command in the fewest exchanges that the card allows, and gives its whole answer.
    ///
    /// A command that fits goes short, a longer one extended where the card takes that, otherwise as a chain
    /// (ISO/IEC 7816-4, 5.3.3). `61xx` is followed by GET RESPONSE (5.3.4), `6Cxx` by the same command with the right
    /// length. An answer longer than asked for is ``CardError/malformedResponse``.
    package func transmit(_ command: CommandAPDU) async throws(CardError) -> ResponseAPDU {
        var response: ResponseAPDU
        if command.fitsShort || capabilities.extendedLength {
            response = try await single(command, extended: !command.fitsShort)
        } else {
            response = try await chain(command)
        }
        if let length = response.status.exactLength, response.data.isEmpty, command.expectedLength != nil {
            var again = command
            again.expectedLength = length
            response = try await single(again, extended: !again.fitsShort && capabilities.extendedLength)
        }
        let limit = command.expectedLength ?? 65536
        var data = response.data
        while let waiting = response.status.bytesWaiting {
            guard data.count < limit else { throw .malformedResponse }
            let more = CommandAPDU(
                instructionClass: command.instructionClass & ~0x10, instruction: 0xC0, parameter1: 0, parameter2: 0,
                expectedLength: waiting)
            response = try await single(more, extended: false)
            guard !response.data.isEmpty || response.status.bytesWaiting == nil else { throw .malformedResponse }
            data += response.data
        }
        guard data.count <= limit else { throw .malformedResponse }
        return ResponseAPDU(data: data, status: response.status)
    }

    private func single(_ command: CommandAPDU, extended: Bool) async throws(CardError) -> ResponseAPDU {
        guard let response = ResponseAPDU(decoding: try await exchange(command.encode(extended: extended))) else {
            throw .malformedResponse
        }
        return response
    }

    /// Sends the data in links of 255 bytes. The card ends the chain early with any status but success.
    private func chain(_ command: CommandAPDU) async throws(CardError) -> ResponseAPDU {
        var rest = command.data[...]
        while rest.count > 255 {
            var link = command
            link.instructionClass |= 0x10
            link.data = Array(rest.prefix(255))
            link.expectedLength = nil
            let response = try await single(link, extended: false)
            guard response.status == .success else { return response }
            rest = rest.dropFirst(255)
        }
        var last = command
        last.data = Array(rest)
        last.expectedLength = command.expectedLength.map { min($0, 256) }
        return try await single(last, extended: false)
    }
}
