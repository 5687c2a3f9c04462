import Terminal
import TerminalNCurses
import Testing

extension TerminalTests {
    @Suite struct Keys {
        static let table: [(bytes: String, events: [TerminalEvent])] = [
            ("7", [.key(.digit(7))]), ("a", [.key(.character("a"))]), (" ", [.key(.character(" "))]),
            ("ß", [.key(.character("ß"))]), ("Ж", [.key(.character("Ж"))]), ("漢", [.key(.character("漢"))]),
            ("e\u{301}", [.key(.character("é"))]),
            ("x\u{331}\u{301}y", [.key(.character("x\u{331}\u{301}")), .key(.character("y"))]),
            ("\u{1B}[<64;5;3M", [.key(.up)]), ("\u{1B}[<65;5;3M", [.key(.down)]),
            ("\r", [.key(.enter)]), ("\n", [.key(.enter)]), ("\u{1B}OM", [.key(.enter)]),
            ("\t", [.key(.tab)]), ("\u{1B}[Z", [.key(.backTab)]),
            ("\u{7F}", [.key(.backspace)]), ("\u{08}", [.key(.backspace)]), ("\u{1B}[3~", [.key(.delete)]),
            ("\u{1B}[A", [.key(.up)]), ("\u{1B}OA", [.key(.up)]), ("\u{1B}[1;2A", [.key(.up)]),
            ("\u{1B}[B", [.key(.down)]), ("\u{1B}OB", [.key(.down)]),
            ("\u{1B}[C", [.key(.right)]), ("\u{1B}OC", [.key(.right)]),
            ("\u{1B}[D", [.key(.left)]), ("\u{1B}OD", [.key(.left)]),
            ("\u{1B}[H", [.key(.home)]), ("\u{1B}OH", [.key(.home)]), ("\u{1B}[1~", [.key(.home)]),
            ("\u{1B}[7~", [.key(.home)]), ("\u{1B}[F", [.key(.end)]), ("\u{1B}[4~", [.key(.end)]),
            ("\u{1B}[8~", [.key(.end)]), ("\u{1B}[5~", [.key(.pageUp)]), ("\u{1B}[6~", [.key(.pageDown)]),
            ("\u{1B}OP", [.key(.help)]), ("\u{1B}[11~", [.key(.help)]), ("\u{1B}[[A", [.key(.help)]),
            ("\u{1B}OQ", [.key(.language)]), ("\u{1B}[12~", [.key(.language)]), ("\u{1B}[[B", [.key(.language)]),
            ("\u{1B}OR", [.key(.contrast)]), ("\u{1B}[13~", [.key(.contrast)]), ("\u{1B}[[C", [.key(.contrast)]),
            ("\u{1B}OS", [.key(.speak)]), ("\u{1B}[14~", [.key(.speak)]), ("\u{1B}[[D", [.key(.speak)]),
            ("\u{1B}[15~", [.key(.network)]), ("\u{1B}[[E", [.key(.network)]), ("\u{1B}[21~", [.key(.cancel)]),
            // The keypad in application mode.
            ("\u{1B}Op", [.key(.digit(0))]), ("\u{1B}Oy", [.key(.digit(9))]), ("\u{1B}On", [.key(.character("."))]),
            // Esc keeps nothing from the key after it.
            ("\u{1B}x", [.key(.back), .key(.character("x"))]), ("\u{1B}\r", [.key(.back), .key(.enter)]),
            // Mouse and touch: the first button going down, in both encodings.
            ("\u{1B}[<0;5;3M\u{1B}[<0;5;3m", [.click(Position(row: 2, column: 4))]),
            ("\u{1B}[M !#", [.click(Position(row: 2, column: 0))]),
        ]

        /// What does nothing: chords, control characters, other buttons and places, answers, broken text.
        static let nothing: [String] =
            (1...26).filter { ![8, 9, 10, 13].contains($0) }.map { String(Unicode.Scalar(UInt8($0))) }
            + [
                "\u{0}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{1F}", "\u{85}", "\u{9B}", "\u{200B}", "\u{202E}", "\u{FEFF}",
                "\u{AD}", "\u{E000}", "\u{1B}[1;5A", "\u{1B}[1;3C", "\u{1B}[3;5~", "\u{1B}[24~",
                "\u{1B}[2~", "\u{1B}Oz", "\u{1B}[I", "\u{1B}[?1;2c", "\u{1B}[24;80R",
                "\u{1B}[200~", "\u{1B}[201~",
                "\u{1B}[<66;5;3M", "\u{1B}[<2;5;3M", "\u{1B}[<32;5;3M", "\u{1B}[<0;81;3M", "\u{1B}[<0;5;25M",
                "\u{1B}[<0;0;0M", "\u{1B}[<0;99999999999999999999;1M", "\u{1B}[<0M", "\u{1B}[27;5;99~",
                "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}]0;title\u{07}",
                "\u{1B}[" + String(repeating: "1;", count: 5000) + "A",
            ]

        @Test(arguments: ["xterm-256color", "linux", "vt100"])
        func `Every key is known by what any terminal sends for it`(type: String) async throws {
            let pty = try PseudoTerminal()
            let terminal = try NCursesTerminal(descriptor: pty.descriptor, type: type, palette: .dark)
            var events = terminal.events.makeAsyncIterator()
            for (bytes, expected) in Self.table {
                pty.type(bytes)
                for event in expected { #expect(await events.next() == event, "\(bytes.debugDescription)") }
            }
            pty.type("\u{1B}")
            #expect(await events.next() == .key(.back))
            terminal.close()
        }

        @Test func `Chords and whatever else is no key do nothing`() async throws {
            let pty = try PseudoTerminal()
            let terminal = try NCursesTerminal(descriptor: pty.descriptor, type: "xterm-256color", palette: .dark)
            var events = terminal.events.makeAsyncIterator()
            for bytes in Self.nothing {
                pty.type(bytes + "#")
                #expect(await events.next() == .key(.character("#")), "\(bytes.prefix(40).debugDescription)")
            }
            let broken: [(bytes: [UInt8], left: [Key])] = [
                ([0xFF], []), ([0xC3, 0x28], [.character("(")]), ([0xE2, 0x82, 0x35], [.digit(5)]),
                ([0xED, 0xA0, 0x80], []), ([0xC0, 0x80], []), ([0xC3, 0x1B, 0x5B, 0x41], [.up]),
            ]
            for (bytes, left) in broken {
                pty.type(bytes + [UInt8(ascii: "#")])
                for key in left + [.character("#")] { #expect(await events.next() == .key(key), "\(bytes)") }
            }
            terminal.close()
        }

        @Test func `A sequence that comes in pieces is one, and half of one does nothing`() async throws {
            let pty = try PseudoTerminal()
            var timing = TerminalTiming()
            timing.escape = .seconds(30)
            timing.sequence = .seconds(30)
            let terminal = try NCursesTerminal(
                descriptor: pty.descriptor, type: "xterm-256color", palette: .dark, timing: timing)
            var events = terminal.events.makeAsyncIterator()
            for bytes in ["\u{1B}[1;2B", "\u{1B}OB"] {
                for byte in bytes.utf8 { pty.type([byte]) }
                #expect(await events.next() == .key(.down))
            }
            for byte in "ä".utf8 { pty.type([byte]) }
            #expect(await events.next() == .key(.character("ä")))
            pty.type("\u{1B}[1;\u{18}#\u{1B}[5\u{1B}[A")
            #expect(await events.next() == .key(.character("#")))
            #expect(await events.next() == .key(.up))
            terminal.close()
        }

        @Test func `Noise ends no process and keeps no key back`() async throws {
            let pty = try PseudoTerminal()
            let terminal = try NCursesTerminal(descriptor: pty.descriptor, type: "xterm-256color", palette: .dark)
            var random = SystemRandomNumberGenerator()
            for _ in 0..<200 {
                pty.type((0..<1000).map { _ in Bool.random(using: &random) ? UInt8.random(in: 0...255) : 0x1B })
            }
            // CAN ends what the noise has begun.
            pty.type("\u{18}\u{18}§")
            var seen = 0
            for await event in terminal.events {
                seen += 1
                if event == .key(.character("§")) { break }
            }
            #expect(seen <= 1000 + 200_000)
            terminal.close()
        }
    }
}
