import Foundation

/// A copy of `Config` with one service of its own, in a folder of its own that goes when it is no longer used.
final class ProbeConfiguration {
    let path: String

    init(service: String = ProbeConfiguration.service) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.copyItem(atPath: Kioskctl.configuration, toPath: folder.path)
        path = folder.path
        // One other service is enough to point to, and a small configuration loads fast.
        for id in CommandTests.services where id != "maengelmeldung" {
            try FileManager.default.removeItem(atPath: "\(path)/services/\(id).yaml")
        }
        // `~Name~` is a text that is the same in all languages.
        let text = service.replacing(#/~([^~]*)~/#) { "{de: \($0.1), de-x-leicht: \($0.1), en: \($0.1)}" }
        try Data(text.utf8).write(to: folder.appendingPathComponent("services/probe.yaml"))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Walks through the service with these lines.
    func walk(_ lines: [String], _ options: String...) throws -> Kioskctl.Result {
        try Kioskctl.run(["try", "probe", "--config", path, "--today", "2026-03-01"] + options, lines: lines)
    }

    static let service = """
        id: probe
        version: 1
        valid_from: 2020-01-01
        title: ~Probe~
        category: steuern
        next_steps: ~Wir schreiben Ihnen.~
        identification: {kiosk: eid_or_declaration, koffer: on_site}
        privacy: {controller: municipality, purpose: ~Zweck.~, recipients: [], how_long: ~Ein Jahr.~}
        submit: {destination: bauhof, schema_uri: "https://example.invalid/probe/1"}
        retention_days: 1
        codelists: {staat: codelists/staaten.csv}
        pages:
          - id: person
            title: ~Person~
            questions:
              - {id: name, type: text, label: ~Name~, prefill: eid.familyNames}
              - {id: beruf, type: text, label: ~Beruf~, required: false, help: ~Was Sie arbeiten.~}
              - {id: staat, type: choice, codelist: staat, label: ~Staat~}
              - {id: wohnt, type: address, label: ~Anschrift~}
              - {id: post, type: address, label: ~Postanschrift~, copy_from: [person.wohnt]}
          - id: hunde
            title: ~Hunde~
            repeat: {min: 1, max: 3, label: ~Hund~, item_title: "{ruf}"}
            questions:
              - {id: ruf, type: text, label: ~Rufname~}
              - id: impfungen
                type: group
                label: ~Impfungen~
                repeat: {min: 0, max: 2, label: ~Impfung~, ask: ~Gibt es Impfungen~}
                questions: [{id: jahr, type: int, min: 2000, max: 2030, label: ~Jahr~, check: [{rule: this > 2020, message: ~Lange her.~, level: warn}]}]
          - id: ende
            title: ~Ende~
            questions:
              - {id: hier, type: bool, label: ~Wohnen Sie hier~, stop_if: [{rule: "!this", message: ~Das geht dort.~, service: maengelmeldung}]}
              - {id: farben, type: multi, label: ~Farben~, other: true, options: [{value: r, label: ~Rot~}, {value: g, label: ~Grün~}]}
              - {id: nachweis, type: file, provide: [scan, later], label: ~Nachweis~}
              - {id: warum, type: text, label: ~Warum~, show_if: size(hunde) > 1}
              - {id: sicher, type: declaration, version: "1", label: ~Alles stimmt.~}
              - {id: name, type: signature, label: ~Unterschrift~}

        """

    /// Answers up to the dogs.
    static let person = ["Ahorn", "", "Frankr", "Markt", "5", "", "09997", "Ahornbach", "ja"]
    /// One dog without vaccinations, no other.
    static let dog = ["Bella", "nein", "nein"]
    static let end = ["ja", "1, 2", "2", "ja", "ja"]
}
