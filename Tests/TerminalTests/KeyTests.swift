import Terminal
import Testing

@Suite struct KeyTests {
    @Test func `The keypad has sixteen keys`() {
        #expect(Key.keypad.count == 16)
        #expect(Set(Key.keypad).count == 16)
    }

    @Test func `A digit that is typed is a digit key, any other character is itself`() {
        #expect(Key(writing: "7") == .digit(7))
        #expect(Key(writing: "ß") == .character("ß"))
        #expect(Key(writing: "٣") == .character("٣"))
        #expect(Key.digit(0).written == "0")
        #expect(Key.character("é").written == "é")
        #expect(Key.enter.written == nil)
        #expect(Key.digit(12).written == nil)
    }

    @Test(arguments: [Glyphs.unicode, .console, .ascii])
    func `Every mark is one column wide in every set`(glyphs: Glyphs) {
        for child in Mirror(reflecting: glyphs).children {
            if let mark = child.value as? String { #expect(TextLayout.width(of: mark) == 1, "\(mark)") }
        }
        #expect(glyphs.corners.count == 4)
    }

    @Test func `The plain set is of seven bits`() {
        for child in Mirror(reflecting: Glyphs.ascii).children {
            if let mark = child.value as? String { #expect(mark.utf8.allSatisfy { $0 < 0x80 }) }
        }
        #expect(Glyphs.ascii.corners.allSatisfy { $0 == "+" })
    }
}
