import Foundation
import Testing

/// What `kioskctl try` does with its options, with all services, and with broken pipes.
@Suite struct CommandTests {
    static let services: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: Kioskctl.configuration + "/services")) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(".yaml".count)) }.sorted()
    }()

    @Test func `Without a service the services are listed in the language asked for`() throws {
        let result = try Kioskctl.run(["try", "--config", Kioskctl.configuration, "--language", "en"])
        #expect(result.status == 0)
        #expect(result.output.contains("hundesteuer-anmeldung  Register a dog for dog tax"))
    }

    @Test(arguments: [
        (["nix"], "The service “nix” does not exist. There are: "),
        (["probe", "--today", "2019-01-01"], "is not valid on"),
        (["probe", "--today", "gestern"], "“gestern” is no day"),
        (["probe", "--profile", "haus"], "“haus” is no profile"),
        (["probe", "--language", "fr"], "“fr” is not offered here: de, "),
        (["probe", "--persona", "otto"], "There is no persona “otto”: erika"),
        (["probe", "--answers", "/nix"], "The file of answers “/nix” cannot be read."),
        (["probe", "--config", "/nix"], "There is no directory “/nix”"),
    ])
    func `What is named wrongly is told with what there is`(arguments: [String], sentence: String) throws {
        let probe = try ProbeConfiguration()
        let config = arguments.contains("--config") ? [] : ["--config", probe.path]
        let result = try Kioskctl.run(["try"] + arguments + config)
        #expect(result.status != 0)
        #expect(result.errors.contains(sentence), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test func `A service with an error is told with its errors, one with a failing example can be tried`() throws {
        let broken = try ProbeConfiguration(
            service: ProbeConfiguration.service.replacingOccurrences(of: "size(hunde) > 1", with: "size(hunde) >"))
        let result = try broken.walk([])
        #expect(result.status == 1)
        #expect(result.errors.contains("services/probe.yaml:"))
        #expect(result.errors.contains("The service “probe” has an error. Mend it, and try again."))
        let example = "examples: [{name: E, today: 2026-01-01, profile: kiosk, answers: {}, expect: {errors: []}}]\n"
        let failing = try ProbeConfiguration(service: ProbeConfiguration.service + example)
        #expect(try failing.walk(["!"]).output.contains("Abgebrochen."))
    }

    @Test func `A file of answers gives the review list, or with --json the payload; its faults are told`() throws {
        let probe = try ProbeConfiguration()
        let file = probe.path + "/answers.txt"
        try Data("person: {name: Ahorn, beruf: Bäcker}\nhunde: [{ruf: Bella, impfungen: []}]\n".utf8)
            .write(to: URL(fileURLWithPath: file))
        let result = try probe.walk([], "--answers", file)
        #expect(result.status == 1)
        #expect(result.output.contains("2. Beruf: Bäcker"))
        #expect(try probe.walk([], "--answers", file, "--json").text("payload", "person", "beruf") == "Bäcker")
        try Data("person: {nam: Ahorn}".utf8).write(to: URL(fileURLWithPath: file))
        let wrong = try probe.walk([], "--answers", file, "--json")
        #expect(wrong.errors.contains("answers.txt:1:10: There is no question “nam” here."))
        #expect(wrong.json != nil)
    }

    @Test(arguments: services, ["de", "de-x-leicht", "en"])
    func `Whatever is typed, a walk ends by itself and says nothing but sentences`(id: String, language: String) throws
    {
        let typed = [
            "", "ja", "1", "Anna", "12.03.1985", "2", "nein", "?", "09997", "-", "x", "<", "3", "1,2", "Markt", "10:30",
            "-1",
        ]
        for (index, profile) in ["kiosk", "koffer"].enumerated() {
            var state = UInt64(id.utf8.reduce(index) { $0 &* 31 &+ Int($1) }.magnitude)
            let lines = (0..<400).map { _ -> String in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return typed[Int((state >> 33) % UInt64(typed.count))]
            }
            let options = ["--config", Kioskctl.configuration, "--language", language, "--profile", profile]
            let walk = try Kioskctl.run(
                ["try", id, "--persona", "ahorn", "--today", "2026-11-22"] + options, lines: lines)
            if walk.errors.contains("is not offered for") || walk.errors.contains("built into") { continue }
            #expect(!walk.crashed)
            #expect([0, 1].contains(walk.status))
            #expect(walk.errors.isEmpty)
            #expect(walk.output.firstMatch(of: #/\b(try|form|input)\.[a-z_.]+/#) == nil)
            #expect(walk.output.firstMatch(of: #/[^<]\{[a-z_]+\}/#) == nil)
            guard language == "de" else { continue }
            let silent = try Kioskctl.run(
                ["try", id, "--json", "--today", "2026-11-22"] + options, lines: lines)
            #expect(silent.json?["payload"] != nil, "\(id) \(profile)")
        }
    }

    @Test(arguments: ["", "trap '' PIPE; "]) func `A reader that has gone ends the walk quietly`(signal: String) throws
    {
        let result = try Kioskctl.shell(
            "\(signal)yes 1 | \"$KIOSKCTL\" try maengelmeldung --config \"$CONFIG\" 2>&1 >/dev/full | head -c 300; "
                + "yes 1 | head -50 | \"$KIOSKCTL\" try maengelmeldung --config \"$CONFIG\" | head -1")
        #expect(!result.crashed)
        #expect(!(result.output + result.errors).contains("atal"), "\(result.output)\(result.errors)")
    }

    @Test func `The configuration of this repository is sound`() throws {
        let result = try Kioskctl.run(["check", Kioskctl.configuration, "--json"])
        #expect(result.status == 0, "\(result.output)")
        #expect((result.value(["faults"]) as? [Any])?.isEmpty == true)
        // Three services of the example town have no number in the catalogue yet: told, and no fault.
        #expect((result.value(["notes"]) as? [Any])?.count == 3)
    }
}
