import Glibc
import Terminal
import TerminalNCurses
import Testing

extension TerminalTests {
    @Suite struct Painting {
        @Test(arguments: ["xterm-256color", "tmux-256color", "xterm", "linux", "vt100"])
        func `Colours are the theme's, or else attributes`(type: String) async throws {
            let pty = try PseudoTerminal()
            let terminal = try NCursesTerminal(descriptor: pty.descriptor, type: type, palette: .dark)
            var canvas = Canvas(size: terminal.size)
            for role in Role.allCases {
                let row = Int(role.rawValue) * 2
                canvas.write("plain", at: Position(row: row, column: 0), style: Style(role))
                canvas.write("inverse", at: Position(row: row + 1, column: 0), style: Style(role, isInverse: true))
            }
            canvas.write("finis", at: Position(row: 20, column: 0), style: .title)
            terminal.draw(canvas)
            let painted = await pty.read(until: "finis")
            terminal.close()
            let indices = IndexedPalette(nearest: .dark)
            let hasIndices = Role.allCases.allSatisfy {
                painted.contains("[38;5;\(indices.foreground(of: $0))m")
                    && painted.contains("[48;5;\(indices.background(of: $0))m")
            }
            #expect(hasIndices == type.hasSuffix("256color"))
            let error = indices.foreground(of: .error)
            #expect(painted.contains("]4;\(error);rgb:FF/9B/9B\u{1B}\\") == (type == "xterm-256color"))
            #expect(painted.contains("]P00b0f14") == (type == "linux"))
            #expect(painted.contains("]Pff8f9fb") == (type == "linux"))
            // Black on light grey to scan, and the terminal's own colours for the rest.
            #expect((painted.contains("[30m") && painted.contains("[47m")) == (type == "xterm" || type == "linux"))
            #expect(painted.contains("[31m") == (type == "linux"))
            #expect((painted.contains("[7m") || painted.contains("[0;7m")) == (type == "xterm" || type == "vt100"))
            let restored = pty.drained()
            #expect(restored.contains("]104\u{07}") == (type == "xterm-256color"))
            #expect(restored.contains("]R") == (type == "linux"))
        }

        @Test func `Only what has changed is sent, and the cursor shows where it is wanted`() async throws {
            let pty = try PseudoTerminal(rows: 40, columns: 120)
            let terminal = try NCursesTerminal(descriptor: pty.descriptor, type: "xterm-256color", palette: .dark)
            var canvas = Canvas.filled(terminal.size, "Straße e\u{331} 漢字 ▀▄█")
            terminal.draw(canvas)
            let first = await pty.read(until: "\u{1B}[?25l")
            #expect(first.contains("Straße e\u{331} 漢字 ▀▄█"))
            #expect(first.contains("\u{1B}[?25l"), "hidden where no cursor is wanted")
            canvas.write("neu", at: Position(row: 7, column: 3))
            canvas.cursor = Position(row: 7, column: 6)
            terminal.draw(canvas)
            let second = await pty.read(until: "\u{1B}[?25h")
            #expect(second.contains("neu"))
            #expect(second.utf8.count < 100)
            terminal.use(.light)
            #expect(await pty.read(until: "rgb:9B/0A/0A").contains("]4;231;rgb:FF/FF/FF"))
            terminal.close()
        }

        @Test func `Any size at any moment, down to a single cell`() async throws {
            let pty = try PseudoTerminal()
            let terminal = try NCursesTerminal(descriptor: pty.descriptor, type: "xterm-256color", palette: .dark)
            var events = terminal.events.makeAsyncIterator()
            var sizes = [(1, 1), (2, 1), (1, 2), (40, 15), (300, 500), (1, 500), (300, 1), (24, 80)]
            sizes += (0..<20).map { _ in (Int.random(in: 1...60), Int.random(in: 1...140)) }
            for (index, (rows, columns)) in sizes.enumerated() {
                let size = Size(rows: rows, columns: columns)
                if terminal.size == size { continue }
                pty.resize(to: size)
                // Whoever draws may not know it yet.
                terminal.draw(.filled(Size(rows: 30, columns: 90), "漢字 alt", style: .focus))
                kill(getpid(), SIGWINCH)
                #expect(await events.next() == .resized(size))
                _ = pty.drained()
                #expect(terminal.size == size)
                terminal.draw(.filled(size, String(Unicode.Scalar(UInt8(0x61 + index % 26))), style: .scan))
            }
            // A window that says nothing, and one that says too much.
            pty.resize(to: Size(rows: 65535, columns: 65535))
            kill(getpid(), SIGWINCH)
            #expect(await events.next() == .resized(Size(rows: 300, columns: 500)))
            terminal.close()
        }

        @Test func `Text that the C library takes for wider or for nothing keeps the columns`() async throws {
            let pty = try PseudoTerminal(rows: 4, columns: 20)
            let terminal = try NCursesTerminal(descriptor: pty.descriptor, type: "xterm-256color", palette: .dark)
            var canvas = Canvas(size: terminal.size)
            canvas.write("a\u{202E}b\u{1B}[31mc👨‍👩‍👧d🇩🇪e", at: Position(row: 0, column: 0))
            canvas.write(String(repeating: "漢", count: 20), at: Position(row: 1, column: 0))
            canvas.write("finis", at: Position(row: 3, column: 0))
            terminal.draw(canvas)
            let painted = await pty.read(until: "finis")
            #expect(!painted.contains("\u{202E}") && !painted.contains("\u{1B}[31m") && !painted.contains("\u{200D}"))
            terminal.close()
        }
    }
}
