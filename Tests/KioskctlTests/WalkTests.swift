import Foundation
import Testing

/// `kioskctl try`, line by line, as it is used at a terminal.
@Suite struct WalkTests {
    typealias Probe = ProbeConfiguration

    @Test func `A walk to the end says what comes next and exits 0`() throws {
        let result = try Probe().walk(Probe.person + Probe.dog + Probe.end + [""])
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.contains("== Hunde ==\n-- Hund 1 --\nRufname\n"))
        #expect(result.output.contains("Die Probe ist zu Ende. Alles ist vollständig."))
        #expect(result.errors.isEmpty)
    }

    @Test func `With --json exactly one object stands on standard output, with the payload`() throws {
        let result = try Probe().walk(Probe.person + Probe.dog + Probe.end, "--json")
        #expect(result.status == 0, "\(result.errors)")
        let payload = result.value(["payload"]) as? [String: Any]
        #expect(result.value(["complete"]) as? Bool == true)
        #expect((payload?["person"] as? [String: Any])?["name"] as? String == "Ahorn")
        #expect((payload?["person"] as? [String: Any])?["staat"] as? String == "129")
        #expect(((payload?["person"] as? [String: Any])?["post"] as? [String: Any])?["street"] as? String == "Markt")
        #expect((payload?["ende"] as? [String: Any])?["farben"] as? [String] == ["r", "g"])
        #expect((payload?["identVermerk"] as? [String: Any])?["method"] as? String == "declaration")
        #expect((result.value(["steps"]) as? [Any])?.count == 13)
    }

    @Test func `With --json a bad answer is told on standard error and asked again`() throws {
        let result = try Probe().walk([""] + Probe.person + Probe.dog + Probe.end, "--json")
        #expect(result.status == 0)
        #expect(result.json != nil)
        #expect(result.errors == "Bitte ändern: Füllen Sie dieses Feld aus.\n")
    }

    @Test func `Where the input ends, what is missing is told and the exit is 1`() throws {
        let result = try Probe().walk(["Ahorn"])
        #expect(result.status == 1)
        #expect(result.output.contains("Die Eingabe ist zu Ende, aber es fehlt noch etwas."))
        #expect(result.output.contains("Bitte ändern: Anschrift – Die Anschrift fehlt noch."))
        let silent = try Probe().walk(["Ahorn"], "--json")
        #expect(silent.status == 1)
        #expect(silent.value(["complete"]) as? Bool == false)
    }

    @Test func `? helps with the question, ! cancels`() throws {
        let result = try Probe().walk(["Ahorn", "?", "!"])
        #expect(result.status == 1)
        #expect(result.output.contains("Was Sie arbeiten.\nBefehle: ? Hilfe"))
        #expect(result.output.hasSuffix("Abgebrochen. Es wurde nichts gespeichert.\n"))
    }

    @Test func `Back goes to the question before, where Enter keeps and - erases`() throws {
        let result = try Probe().walk(["Ahorn", "Bäcker", "<", "-", "<", "<", ""], "--json")
        #expect((result.value(["payload", "person"]) as? [String: Any])?["beruf"] == nil)
        let walk = try Probe().walk(["<", "Ahorn", "<", "", "!"])
        #expect(walk.output.contains("Das ist die erste Frage."))
        #expect(walk.output.contains("Bisher: Ahorn. Enter behält die Antwort.\n> \nBeruf"))
    }

    @Test func `Back from the first question of a new item takes the item back`() throws {
        let lines = Probe.person + ["Bella", "nein", "ja", "<", "nein"] + Probe.end
        let result = try Probe().walk(lines, "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect((result.value(["payload", "hunde"]) as? [Any])?.count == 1)
    }

    @Test func `Back across items goes into the item before`() throws {
        let lines = Probe.person + ["Bella", "nein", "ja", "Rex", "<", "Max", "<", "<", "!"]
        let output = try Probe().walk(lines).output
        #expect(output.contains("-- Hund 2: Max --") || output.contains("Bisher: Max"), "\(output)")
    }

    @Test func `Items of groups inside items are asked, announced and warned of once`() throws {
        let lines = Probe.person + ["Bella", "ja", "2010", "ja", "2025", "nein"] + Probe.end + [""]
        let result = try Probe().walk(lines)
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.contains("-- Impfung 2 --"))
        #expect(result.output.components(separatedBy: "Lange her.").count == 2)
    }

    @Test func `An item is removed by its number, and the review list offers to`() throws {
        let dogs = ["Bella", "nein", "ja", "Rex", "nein", "-1", "nein"]
        let result = try Probe().walk(Probe.person + dogs + Probe.end, "--json")
        #expect(result.status == 0, "\(result.errors)")
        let names = (result.value(["payload", "hunde"]) as? [[String: Any]])?.compactMap { $0["ruf"] as? String }
        #expect(names == ["Rex"])
        let walk = try Probe().walk(Probe.person + Probe.dog + Probe.end + [""])
        #expect(walk.output.contains("8. Anzahl (Hund): 1"), "\(walk.output)")
    }

    @Test func `A change in the review list opens what it makes necessary, and only that`() throws {
        let lines = Probe.person + Probe.dog + Probe.end + ["8", "ja", "Rex", "nein", "nein", "Zu zweit", ""]
        let result = try Probe().walk(lines)
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.contains("Warum: Zu zweit"))
        #expect(result.output.components(separatedBy: "Alles stimmt.\n").count == 2)
    }

    @Test func `A long list is searched; several hits are listed and chosen by number`() throws {
        let result = try Probe().walk(["Ahorn", "", "xyz", "kongo", "2", "!"])
        #expect(result.output.contains("„xyz“ steht nicht in der Liste. Versuchen Sie es noch einmal."))
        #expect(result.output.contains("2 Treffer. Geben Sie die Nummer ein: > 2\n"), "\(result.output)")
    }

    @Test func `An address that is wrong in one part keeps the others`() throws {
        let address = ["Markt", "5", "", "1", "Ahornbach", "", "", "", "09997", ""]
        let lines = ["Ahorn", "", "129"] + address + ["ja"] + Probe.dog + Probe.end
        let result = try Probe().walk(lines, "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.hasPrefix("Bitte ändern: Postleitzahl: "))
    }

    @Test func `< in an address goes back part by part`() throws {
        let address = ["Mrkt", "<", "Markt", "5", "", "09997", "Ahornbach"]
        let lines = ["Ahorn", "", "129"] + address + ["ja"] + Probe.dog + Probe.end
        let result = try Probe().walk(lines, "--json")
        #expect(result.status == 0, "\(result.errors)")
        let address2 = result.value(["payload", "person", "wohnt"]) as? [String: Any]
        #expect(address2?["street"] as? String == "Markt")
    }

    @Test func `A stop says the title of the right service; one can go back`() throws {
        let before = Probe.person + Probe.dog
        let stopped = try Probe().walk(before + ["nein", ""])
        #expect(stopped.status == 1)
        #expect(stopped.output.contains("Hier geht es leider nicht weiter. Das geht dort.\nDie richtige Leistung: "))
        #expect(!stopped.output.contains("maengelmeldung"))
        let back = try Probe().walk(before + ["nein", "<"] + Probe.end + [""])
        #expect(back.status == 0, "\(back.output)")
        let silent = try Probe().walk(before + ["nein"], "--json")
        #expect(silent.text("stop", "service") == "maengelmeldung")
    }

    @Test func `An answer from the card is taken with Enter, disputed with -, and taken after all with <`() throws {
        let taken = try Probe().walk(
            [""] + Probe.person.dropFirst() + Probe.dog + Probe.end, "--persona", "erika", "--json")
        #expect(taken.status == 0, "\(taken.errors)")
        #expect(taken.text("payload", "person", "name") == "Mustermann")
        #expect(taken.text("payload", "identVermerk", "method") == "eid")
        let disputed = try Probe().walk(["-", "Gabler"], "--persona", "erika", "--json")
        #expect(disputed.text("payload", "person", "name") == "Gabler")
        let accepted = try Probe().walk(["-", "<", ""], "--persona", "erika", "--json")
        #expect(accepted.text("payload", "person", "name") == "Mustermann")
        let typed = try Probe().walk(["Gabler", "?", "", "!"], "--persona", "erika")
        #expect(typed.output.contains("Diese Antwort steht im Ausweis."))
    }

    @Test func `Other text, numbers with spaces, and words all choose`() throws {
        for (typed, chosen) in [("1 2", "[r, g]"), ("rot,GRÜN", "[r, g]"), ("3", "other"), ("g", "[g]")] {
            let before = Probe.person + Probe.dog + ["ja", typed] + (typed == "3" ? ["Blau"] : [])
            let farben = try Probe().walk(before, "--json").value(["payload", "ende", "farben"]) as? [Any]
            let found = (farben as? [String]).map { "[" + $0.joined(separator: ", ") + "]" } ?? "other"
            #expect(found == chosen)
        }
    }
}
