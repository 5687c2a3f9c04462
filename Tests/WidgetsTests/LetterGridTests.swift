import Terminal
import Testing
import Widgets

@Suite struct LetterGridTests {
    static let variants: [Character: [String]] = [
        "A": ["À", "Á", "Â", "Ã", "Å", "Ā", "Ă", "Ą", "Ǎ"], "s": ["ś", "š"], "e": ["é"],
    ]

    private func grid() -> LetterGrid {
        LetterGrid(
            variants: Self.variants, words: .init(space: "Leer", delete: "Löschen", shift: "abc", done: "Fertig"))
    }

    /// What the keys write, from a grid that is fresh.
    private func write(_ keys: [Key]) -> String {
        var grid = grid()
        var text = ""
        for key in keys {
            switch grid.handle(key) {
            case .insert(let inserted): text += inserted
            case .delete: text = String(text.dropLast())
            case .done, .leave, nil: break
            }
        }
        return text
    }

    @Test func `A letter without variants takes two digits`() {
        #expect(write([.digit(4), .digit(5)]) == "Z")
    }

    @Test func `A letter with one row of variants takes a third, and the letter itself is the first`() {
        #expect(write([.digit(4), .digit(5), .digit(3), .digit(5), .digit(1)]) == "Zs")
        #expect(write([.digit(4), .digit(5), .digit(3), .digit(5), .digit(3)]) == "Zš")
    }

    @Test func `A letter with many variants opens rows of them`() {
        #expect(write([.digit(1), .digit(1), .digit(2), .digit(1)]) == "Ă")
    }

    @Test func `Down, enter and back alone write a word`() {
        let z: [Key] = [.down, .down, .down, .enter, .down, .down, .down, .down, .enter]
        #expect(write(z) == "Z")
        #expect(write(z + [.enter, .back, .up, .enter, .enter]) == "Zo")
    }

    @Test func `A name goes on in lower case and begins anew after a space or a hyphen`() {
        let h: [Key] = [.digit(2), .digit(1)]
        #expect(write(h + h + [.digit(7), .digit(1)] + h + h + [.digit(5), .digit(4)] + h) == "Hh Hh-H")
        #expect(write([.digit(7), .digit(3)] + h) == "h")
    }

    @Test func `Digits, delete and the keyboard write as well`() {
        #expect(write([.digit(6), .digit(0), .digit(6), .digit(1)]) == "01")
        #expect(write([.digit(2), .digit(1), .backspace, .character("ß")]) == "ß")
    }

    @Test func `Back closes one thing at a time and then leaves`() {
        var grid = grid()
        for key in [Key.digit(1), .digit(1), .digit(2)] { #expect(grid.handle(key) == nil) }
        #expect(grid.opened == "A")
        #expect(grid.column == 0)
        #expect(grid.handle(.back) == nil)
        #expect(grid.column == nil)
        #expect(grid.handle(.back) == nil)
        #expect(grid.opened == nil)
        #expect(grid.handle(.back) == .leave)
    }

    @Test func `Done is the fourth place of the last row`() {
        var grid = grid()
        #expect(grid.handle(.digit(7)) == nil)
        #expect(grid.handle(.digit(4)) == .done)
    }

    @Test func `Every letter of the grid and every variant can be written with the digits alone`() {
        let digits: [Key] = (0...9).map(Key.digit)
        var written: Set<String> = []
        var seen: [LetterGrid] = []
        var waiting = [grid()]
        while let next = waiting.popLast(), seen.count < 2000 {
            if seen.contains(next) { continue }
            seen.append(next)
            for key in digits {
                var grid = next
                if case .insert(let text) = grid.handle(key) { written.insert(text) }
                waiting.append(grid)
            }
        }
        let letters = "abcdefghijklmnopqrstuvwxyzäöü".flatMap { [String($0), $0.uppercased()] }
        for text in letters + Self.variants.values.flatMap(\.self) + ["ß", "'", "-", " "] {
            #expect(written.contains(text), "\(text)")
        }
    }

    @Test func `What is clicked is what is written`() throws {
        var canvas = Canvas(size: Size(rows: 8, columns: 40))
        var grid = grid()
        grid.draw(on: &canvas, in: canvas.bounds)
        let target = try #require(canvas.hits.target(at: Position(row: 4, column: 18)))
        #expect(grid.choose(target: target) == .insert("Z"))
        #expect(grid.choose(target: -1) == nil)
        #expect(grid.choose(target: 999) == nil)
    }
}
