import Glibc
import Terminal
import TerminalNCurses
import Testing

extension TerminalTests {
    /// Whole processes on a pty of their own: how it looks when they are gone.
    @Suite struct Restoring {
        /// Mouse off, attributes, colours, clear, cursor, first screen.
        static let ending =
            "\u{18}\u{1B}[?1006l\u{1B}[?1000l\u{1B}[4l\u{1B}[?7h\u{1B}(B\u{1B}[m\u{1B}[39;49m\u{1B}[H\u{1B}[2J"
            + "\u{1B}]104\u{07}\u{1B}[?12l\u{1B}[?25h\u{1B}[?1049l\u{1B}[23;0;0t"

        /// How the program goes on once it has painted.
        enum Program: String, Codable, CaseIterable {
            /// Closes the terminal when it is told.
            case attentive
            /// Hears nothing.
            case deaf
            /// Ends without a word to the terminal.
            case hasty
            /// Has a defect.
            case faulty

            /// In a session of its own, so that the pty is its controlling terminal.
            func run(on path: String) async throws -> Never {
                alarm(600)  // nothing of a failed test stays behind; beside all other tests a step may wait for minutes
                setsid()
                var timing = TerminalTiming()
                timing.farewell = .milliseconds(200)
                let descriptor = Glibc.open(path, O_RDWR)
                // The runtime's last words would go where the citizen looks.
                if self == .faulty { dup2(descriptor, STDERR_FILENO) }
                let terminal = try NCursesTerminal(
                    descriptor: descriptor, type: "xterm-256color", palette: .dark, timing: timing)
                terminal.draw(.filled(terminal.size, "bereit"))
                for await event in terminal.events {
                    guard case .key(.digit(let digit)) = event else { continue }
                    if self == .hasty { exit(0) }
                    if self == .faulty { print([1, 2][digit]) }
                }
                if self == .deaf { while true { pause() } }
                terminal.close()
                exit(0)
            }
        }

        @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
        func `A signal to end is told, and the program ends as it likes`(signal: Int32) async throws {
            try await check(.attentive, .success) { kill($0, signal) }
        }

        @Test(arguments: [SIGTERM, SIGHUP])
        func `A program that does not hear it is ended`(signal: Int32) async throws {
            try await check(.deaf, .signal(signal)) { kill($0, signal) }
        }

        @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP])
        func `A crash leaves a terminal that can be used`(signal: Int32) async throws {
            try await check(.attentive, .signal(signal)) { kill($0, signal) }
        }

        @Test func `A program that ends without closing leaves a terminal that can be used`() async throws {
            try await check(.hasty, .exitCode(0))
        }

        @Test func `A defect of our own shows no word of it on the screen`() async throws {
            #if arch(x86_64)
                let signal = SIGILL
            #else
                let signal = SIGTRAP
            #endif
            try await check(.faulty, .signal(signal))
        }

        @Test func `A program that was stopped comes back whole`() async throws {
            let pty = try PseudoTerminal()
            let before = pty.modes
            async let ended: Void = expect(.attentive, .success, on: pty.path)
            await pty.read(until: "bereit")
            let process = try Self.process(before: pty)
            let raw = pty.modes
            kill(process, SIGTSTP)
            kill(process, SIGSTOP)
            pty.modes = before
            kill(process, SIGCONT)
            #expect(await pty.read(until: "bereit").contains("bereit"))
            #expect(pty.modes == raw)
            kill(process, SIGTERM)
            await ended
        }

        /// The process whose terminal it is. Where it is gone there is none, and a signal to -1 would reach every process of
        /// the machine.
        private static func process(before pty: PseudoTerminal) throws -> pid_t {
            let process = tcgetsid(pty.master)
            try #require(process > 1, "the program is gone")
            return process
        }

        private func check(
            _ program: Program, _ exit: ExitTest.Condition, end: (pid_t) -> Void = { _ in }
        ) async throws {
            let pty = try PseudoTerminal()
            let before = pty.modes
            async let ended: Void = expect(program, exit, on: pty.path)
            let painted = await pty.read(until: "bereit")
            try #require(painted.contains("bereit"))
            #expect(pty.modes != before)
            // No chord ends, stops or halts anything on the way.
            pty.type("\u{03}\u{1A}\u{1C}\u{13}\u{04}7")
            end(try Self.process(before: pty))
            await ended
            #expect(pty.modes == before)
            let last = pty.drained()
            #expect(last.hasSuffix(Self.ending), "\(last.suffix(200).debugDescription)")
            #expect(!last.contains("Fatal") && !last.contains("Thread"))
        }

        private func expect(_ program: Program, _ exit: ExitTest.Condition, on path: String) async {
            await #expect(processExitsWith: exit) { [program = program as Program, path = path as String] in
                try await program.run(on: path)
            }
        }
    }
}
