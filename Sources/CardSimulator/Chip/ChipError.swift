import EID
import SmartCard

/// A command that the chip refuses, with the status word that says why.
struct ChipError: Error, Equatable {
    let status: StatusWord

    init(_ status: StatusWord) { self.status = status }
}

extension StatusWord {
    static let lastCommandOfChainExpected = StatusWord(rawValue: 0x6883)
    static let commandChainingNotSupported = StatusWord(rawValue: 0x6884)
    static let commandIncompatibleWithFile = StatusWord(rawValue: 0x6981)
    static let noCurrentFile = StatusWord(rawValue: 0x6986)
    static let offsetOutsideFile = StatusWord(rawValue: 0x6B00)
    static let noPreciseDiagnosis = StatusWord(rawValue: 0x6F00)

    /// The warning with which a password's remaining tries are told.
    static func triesLeft(_ tries: Int) -> StatusWord { StatusWord(rawValue: 0x63C0 | UInt16(tries & 0xF)) }
}

extension ChipError {
    /// Carries out a step of cryptography; whatever is wrong with its input becomes one status word.
    static func refusing<Value: ~Copyable>(
        _ status: StatusWord, _ step: () throws(EIDError) -> Value
    ) throws(ChipError) -> Value {
        do throws(EIDError) { return try step() } catch {
            throw ChipError(error == .cryptography ? .noPreciseDiagnosis : status)
        }
    }

    /// The data objects of a command's data. Throws 6A80 where there are none.
    static func objects(in data: some Collection<UInt8>) throws(ChipError) -> [TLV] {
        do throws(TLVError) { return try TLV.decodeAll(ArraySlice(data)) } catch {
            throw ChipError(.incorrectParametersInData)
        }
    }
}
