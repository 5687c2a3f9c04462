import EID
import SmartCard
import Testing

/// Object identifiers, integers, dates.
@Suite struct EncodingTests {
    @Test(arguments: [
        ("04007F0007030102 02", "0.4.0.127.0.7.3.1.2.2"), ("2A8648CE3D0201", "1.2.840.10045.2.1"),
        ("2B240303020801 0107", "1.3.36.3.3.2.8.1.1.7"), ("678108010102", "2.23.136.1.1.2"),
    ])
    func `Object identifiers are read and told in dotted numbers`(hex: String, dotted: String) throws {
        let oid = try OID(content: Fixture.hex(hex)[...])
        #expect("\(oid)" == dotted)
        #expect(oid.content == Fixture.hex(hex))
    }

    @Test func `Object identifiers made of numbers are those of the standard`() {
        #expect(OID.authenticationTerminal.content == Fixture.hex("04007F000703010202"))
        #expect(OID.securityObject.content == Fixture.hex("04007F0007030201"))
        #expect(OID.ecPublicKey.content == Fixture.hex("2A8648CE3D0201"))
        #expect(OID(2, 23, 136, 1, 1, 2).content == Fixture.hex("678108010102"))
        #expect(OID.paceECDHGenericMapping(.aes128).content == Fixture.hex("04007F00070202040202"))
    }

    @Test(arguments: ["", "80", "2A80", "2A8001", "2A86"])
    func `What is no object identifier is refused`(hex: String) {
        #expect(throws: EIDError.self) { try OID(content: Fixture.hex(hex)[...]) }
    }

    @Test(arguments: [("00", 0), ("7F", 127), ("0080", 128), ("0100", 256), ("7FFFFFFF", Int(Int32.max))])
    func `Integers are read and written in their shortest form`(hex: String, value: Int) throws {
        #expect(try DER.smallInteger(Fixture.hex(hex)[...], "test") == value)
        #expect(DER.integer(value) == TLV.encode(DER.integer, Fixture.hex(hex)))
    }

    @Test(arguments: ["", "80", "FF", "0001", "0100000000"])
    func `Integers that are negative, long or too large are refused`(hex: String) {
        #expect(throws: EIDError.self) { try DER.smallInteger(Fixture.hex(hex)[...], "test") }
    }

    @Test func `Days are counted from 1970 on, over leap years and centuries`() throws {
        #expect(try Fixture.day(1970, 1, 1).dayNumber == 0)
        #expect(try Fixture.day(2000, 2, 29).dayNumber == 11_016)
        #expect(try Fixture.day(2026, 11, 22).dayNumber == 20_779)
        for number in stride(from: -719_162, through: 2_932_896, by: 1009) {
            #expect(CalendarDate(dayNumber: number)?.dayNumber == number)
        }
        #expect(CalendarDate(dayNumber: -719_163) == nil)
        #expect(CalendarDate(dayNumber: 2_932_897) == nil)
        #expect(CalendarDate(year: 2100, month: 2, day: 29) == nil)
        #expect("\(try Fixture.day(33, 4, 3))" == "0033-04-03")
    }

    @Test func `A certificate's date is six digits`() throws {
        #expect(try CalendarDate(certificateDigits: [2, 6, 1, 2, 0, 1], "date") == Fixture.today())
        #expect(try Fixture.today().certificateDigits == [2, 6, 1, 2, 0, 1])
        for digits: [UInt8] in [[], [2, 6, 1, 2, 0], [2, 6, 1, 3, 0, 1], [2, 6, 0, 2, 2, 9], [0x32, 6, 1, 2, 0, 1]] {
            #expect(throws: EIDError.self) { try CalendarDate(certificateDigits: digits[...], "date") }
        }
    }
}
