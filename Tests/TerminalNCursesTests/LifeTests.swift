import Glibc
import Terminal
import TerminalNCurses
import Testing

extension TerminalTests {
    @Suite struct Life {
        @Test func `What is no terminal, or of no known type, is refused with a sentence`() throws {
            let nothing = open("/dev/null", O_RDWR)
            defer { close(nothing) }
            let pty = try PseudoTerminal()
            let before = pty.modes
            func start(_ descriptor: Int32, _ type: String?) throws {
                _ = try NCursesTerminal(descriptor: descriptor, type: type, palette: .dark)
            }
            #expect(throws: TerminalFault.notATerminal(descriptor: nothing)) { try start(nothing, "xterm") }
            #expect(throws: TerminalFault.noType) { try start(pty.descriptor, nil) }
            #expect(throws: TerminalFault.noType) { try start(pty.descriptor, "") }
            #expect(throws: TerminalFault.unknownType("nonesuch")) { try start(pty.descriptor, "nonesuch") }
            #expect(throws: TerminalFault.unsuitableType("dumb")) { try start(pty.descriptor, "dumb") }
            #expect(pty.modes == before && pty.drained().isEmpty)
            for fault: TerminalFault in [.noType, .unknownType("x"), .alreadyOpen, .notATerminal(descriptor: 0)] {
                #expect(fault.description.contains(". ") && fault.description.hasSuffix("."))
            }
        }

        @Test func `There is one terminal at a time, and another after it`() throws {
            let pty = try PseudoTerminal()
            let before = pty.modes
            for _ in 0..<3 {
                let terminal = try NCursesTerminal(descriptor: pty.descriptor, type: "linux", palette: .dark)
                #expect(pty.modes != before)
                #expect(throws: TerminalFault.alreadyOpen) {
                    try NCursesTerminal(descriptor: pty.descriptor, type: "linux", palette: .dark)
                }
                terminal.close()
                terminal.close()
                #expect(pty.modes == before)
            }
        }

        @Test func `A terminal that goes away ends the events`() async throws {
            let pty = try PseudoTerminal()
            let terminal = try NCursesTerminal(descriptor: pty.descriptor, type: "xterm", palette: .dark)
            terminal.draw(.filled(terminal.size, "da"))
            await pty.read(until: "da")
            pty.hangUp()
            var all: [TerminalEvent] = []
            for await event in terminal.events { all.append(event) }
            #expect(all == [.closed])
            terminal.draw(.filled(terminal.size, "fort"))
            terminal.close()
        }

        @Test func `A reader that is slow gets the newest picture and holds nobody up`() async throws {
            let pty = try PseudoTerminal(rows: 40, columns: 120)
            var timing = TerminalTiming()
            timing.stall = .seconds(60)
            let terminal = try NCursesTerminal(
                descriptor: pty.descriptor, type: "vt100", palette: .dark, timing: timing)
            let pictures = (0..<3).map { number in
                Canvas.filled(terminal.size, String(repeating: String(number), count: 119))
            }
            let elapsed = ContinuousClock().measure { for index in 0..<20_000 { terminal.draw(pictures[index % 3]) } }
            #expect(elapsed < .seconds(10))
            terminal.draw(.filled(terminal.size, "das letzte"))
            let painted = await pty.read(until: "das letzte")
            #expect(painted.contains("das letzte"))
            // The tty's own buffer, one frame under way, the newest.
            #expect(painted.utf8.count < 200_000)
            terminal.close()
        }

        @Test func `A reader that has stopped counts as gone`() async throws {
            let pty = try PseudoTerminal(rows: 40, columns: 120)
            var timing = TerminalTiming()
            timing.stall = .milliseconds(300)
            let terminal = try NCursesTerminal(
                descriptor: pty.descriptor, type: "vt100", palette: .dark, timing: timing)
            let drawing = Task {
                var number = 0
                while !Task.isCancelled {
                    number += 1
                    terminal.draw(.filled(terminal.size, String(repeating: String(number % 10), count: 119)))
                    await Task.yield()
                }
            }
            var all: [TerminalEvent] = []
            for await event in terminal.events { all.append(event) }
            drawing.cancel()
            #expect(all == [.closed])
            terminal.close()
        }

        @Test func `Waiting costs nothing, nor does a terminal that is gone`() async throws {
            let pty = try PseudoTerminal()
            let path = pty.path
            await #expect(processExitsWith: .success) { [path = path as String] in
                let descriptor = Glibc.open(path, O_RDWR | O_NOCTTY)
                let terminal = try NCursesTerminal(descriptor: descriptor, type: "xterm", palette: .dark)
                terminal.draw(.filled(terminal.size, "ruhig"))
                try await Task.sleep(for: .milliseconds(100))
                var before = timespec()
                var after = timespec()
                clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before)
                try await Task.sleep(for: .milliseconds(700))
                kill(getpid(), SIGTERM)
                for await _ in terminal.events {}
                try await Task.sleep(for: .milliseconds(300))
                clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after)
                let used = (after.tv_sec - before.tv_sec) * 1_000_000_000 + after.tv_nsec - before.tv_nsec
                exit(used < 50_000_000 ? 0 : 1)
            }
        }
    }
}
