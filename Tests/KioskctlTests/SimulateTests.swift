import Foundation
import Testing

/// `kioskctl card simulate`: what it says, and how it ends.
@Suite struct SimulateTests {
    static let personas = Kioskctl.configuration + "/training/personas"

    /// A demonstration PKI that lives as long as the test.
    final class PKI {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("pki-\(UUID().uuidString)").path

        init() throws {
            let made = try Kioskctl.run(["eid", "demo-pki", path, "--personas", SimulateTests.personas])
            #expect(made.status == 0)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    @Test func `What is missing is told in a sentence`() throws {
        let pki = try PKI()
        let cases = [
            (["--persona", "erika", "--pki", "/nix"], "The directory /nix cannot be read: No such file or directory."),
            (["--persona", "otto", "--pki", pki.path], "otto.yaml cannot be read: No such file or directory."),
            (["--persona", "erika", "--pki", pki.path, "--port", "1"], "No virtual reader listens on port 1"),
        ]
        for (arguments, sentence) in cases {
            let result = try Kioskctl.run(["card", "simulate", "--personas", Self.personas] + arguments)
            #expect(result.status == 1)
            #expect(result.errors.contains(sentence), "\(result.errors)")
            #expect(result.output.isEmpty)
        }
    }

    /// A listener in the place of the virtual reader, and the simulator with what `then` does to it.
    func simulate(_ pki: PKI, input: String, then: String) throws -> Kioskctl.Result {
        let listener =
            "import os,socket; s=socket.socket(); s.bind((\"127.0.0.1\",0)); s.listen(); print(os.getpid(), s.getsockname()[1], flush=True)\n"
            + "while True:\n c,_=s.accept()\n while c.recv(9): pass\n"
        return try Kioskctl.shell(
            """
            exec 3< <(exec python3 -c '\(listener)')
            read -r -u 3 listener port
            "$KIOSKCTL" card simulate --persona erika --personas '\(Self.personas)' --pki '\(pki.path)' --port $port \
            < <(\(input)) &
            pid=$!
            \(then)
            wait $pid
            status=$?
            kill -9 $listener
            exit $status
            """)
    }

    @Test func `Commands change the card, nonsense is told what there is, and the end of input takes the card out`()
        throws
    {
        let result = try simulate(
            PKI(), input: "printf 'remove\\ninsert\\nfliege\\npersona nix\\npersona kim\\n\\n'", then: ":")
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 7)
        #expect(lines.first == "Inserted. erika: Erika Mustermann, the specimen card of the Federal Government.")
        #expect(lines.dropFirst().first == "Taken out.")
        #expect(lines.contains("There are the commands remove, insert, persona NAME and quit."))
        #expect(lines.contains { $0.hasSuffix("nix.yaml cannot be read: No such file or directory.") })
        #expect(lines.contains { $0.hasPrefix("Inserted. kim: ") })
        #expect(lines.last == "Taken out. The end.")
    }

    @Test(arguments: ["TERM", "INT"]) func `A signal to end takes the card out and is no failure`(
        signal: String
    ) throws {
        let result = try simulate(
            PKI(), input: "exec sleep 5",
            then: "sleep 1; SECONDS=0; kill -\(signal) $pid; wait $pid; (( SECONDS < 3 )) || echo late")
        #expect(result.status == 0)
        #expect(!result.crashed)
        #expect(result.output.hasSuffix("Taken out. The end.\n"), "\(result.output)")
    }
}
