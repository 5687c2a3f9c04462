import SmartCard
import Testing

@Suite struct TLVTests {
    @Test func `An object is read as it was written, at every length of the length`() throws {
        for count in [0, 1, 127, 128, 255, 256, 65535, 65536] {
            let value = [UInt8](repeating: 0xA5, count: count)
            let object = try TLV.decode(TLV.encode(0x7F49, value))
            #expect(object.tag == 0x7F49)
            #expect(object.value.elementsEqual(value))
            #expect(object.isConstructed)
        }
    }

    @Test(arguments: [
        ([0x30] as [UInt8], TLVError.truncated), ([0x30, 2, 1], .truncated), ([0x30, 0x80, 0, 0], .unusableLength),
        ([0x30, 0x81, 0x7F], .unusableLength), ([0x30, 0x82, 0, 0x80], .unusableLength),
        ([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], .truncated), ([0x1F, 0x80, 0x01, 0], .unusableTag),
        ([0x1F, 0x81, 0x82, 0x83, 0x04, 0], .unusableTag), ([0x04, 0, 0], .trailingBytes),
    ])
    func `What is no object is refused`(bytes: [UInt8], error: TLVError) {
        #expect(throws: error) { try TLV.decode(bytes) }
    }
}
