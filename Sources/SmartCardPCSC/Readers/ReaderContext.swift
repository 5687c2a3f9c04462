import CPCSCLite
import Glibc

/// A context of pcscd for looking at readers. Its calls block; one thread uses it, only ``cancel(_:)`` comes from others.
final class ReaderContext {
    let handle: SCARDCONTEXT

    /// Throws the code with which pcscd refuses, or its absence.
    init() throws(ServiceFailure) {
        var handle = SCARDCONTEXT()
        try ServiceFailure.check(SCardEstablishContext(DWORD(SCARD_SCOPE_SYSTEM), nil, nil, &handle))
        self.handle = handle
    }

    deinit { SCardReleaseContext(handle) }

    /// Ends the wait of another thread. One that has not begun yet is not ended.
    static func cancel(_ handle: SCARDCONTEXT) { SCardCancel(handle) }

    /// The names of all readers, none where there are none.
    func names() throws(ServiceFailure) -> [String] {
        var length = DWORD(0)
        var code = ServiceCode(SCardListReaders(handle, nil, nil, &length))
        if code == .noReaders { return [] }
        if code != .success { throw ServiceFailure(code: code) }
        // One more may come between the two calls; the next look finds it.
        var names = [CChar](repeating: 0, count: Int(length) + 1024)
        length = DWORD(names.count)
        code = ServiceCode(SCardListReaders(handle, nil, &names, &length))
        if code == .noReaders { return [] }
        if code != .success { throw ServiceFailure(code: code) }
        return names.prefix(Int(length)).split(separator: 0).map {
            String(decoding: $0.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }

    /// Waits until something is other than known, with a reader or their number, at most so many milliseconds.
    func change(of states: ReaderStates, milliseconds: Int) throws(ServiceFailure) -> [String: ReaderStates.State] {
        let names = states.names + ["\\\\?PnP?\\Notification"]
        let texts = names.map { strdup($0) }
        defer { for text in texts { free(text) } }
        var entries = zip(names, texts).map { name, text in
            var entry = SCARD_READERSTATE()
            entry.szReader = UnsafePointer(text)
            entry.dwCurrentState = DWORD(states.states[name]?.bits ?? 0)
            return entry
        }
        let code = ServiceCode(
            SCardGetStatusChange(handle, DWORD(milliseconds), &entries, DWORD(entries.count)))
        guard code == .success || code == .timeout || code == .unknownReader else { throw ServiceFailure(code: code) }
        var changed: [String: ReaderStates.State] = [:]
        for (name, entry) in zip(names, entries).dropLast()
        where entry.dwEventState & DWORD(SCARD_STATE_CHANGED) != 0 {
            let answer = withUnsafeBytes(of: entry.rgbAtr) { Array($0.prefix(Int(entry.cbAtr))) }
            let bits = UInt32(truncatingIfNeeded: entry.dwEventState) & ~UInt32(SCARD_STATE_CHANGED)
            changed[name] = ReaderStates.State(bits: bits, answerToReset: answer)
        }
        return changed
    }
}

/// A call that pcscd did not do.
struct ServiceFailure: Error {
    let code: ServiceCode

    static func check(_ value: Int) throws(ServiceFailure) {
        let code = ServiceCode(value)
        if code != .success { throw ServiceFailure(code: code) }
    }
}
