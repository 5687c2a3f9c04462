import Catalogue
import ClerkDesk
import DeskFaults
import DeskPageSupport
import Foundation
import HTTPTypes
import Testing

@testable import DeskWeb

@Suite struct ListTests {
    private static func reference(_ number: Int) -> String {
        let digits = Array("23456789ABCDEFGHJKLMNPQR")
        return "KFRA22" + String([digits[number / 576 % 24], digits[number / 24 % 24], digits[number % 24]]) + "Y"
    }

    @Test func `A list has pages, and following them shows each case once`() async throws {
        let room = try await DeskRoom()
        let references = (0..<120).map(Self.reference)
        try await room.take(references.map { TestCase($0, attachments: 0) })
        try await Browser.with(room) { opener in
            let browser = try await opener.signedIn(as: "beate")
            var path = "/eingang"
            var seen: [String] = []
            var pages = 0
            while true {
                let text = try await browser.get(path).text
                pages += 1
                seen += text.split(separator: "class=\"reference\">").dropFirst().map {
                    String($0.prefix { $0 != "<" }.filter { $0 != " " })
                }
                guard let next = text.range(of: "class=\"button\" href=\"/eingang?ab=") else { break }
                path = "/eingang?ab=" + text[next.upperBound...].prefix { $0 != "\"" }
            }
            #expect(pages == 3)
            #expect(seen.count == 120 && Set(seen) == Set(references))
        }
    }

    @Test func `A list is one of a state, an office, a service; what means nothing is left out`() async throws {
        let room = try await DeskRoom()
        var other = TestCase("KFRA2222XY")
        other.service = "urn:de:fim:leika:leistung:99108001001000"
        try await room.take([TestCase("KFRA2221XY"), other])
        try await Browser.with(room) { opener in
            let browser = try await opener.signedIn(as: "beate")
            func references(_ query: String) async throws -> [Bool] {
                let text = try await browser.get("/eingang" + query).text
                return ["KFRA 2221 XY", "KFRA 2222 XY"].map(text.contains)
            }
            #expect(try await references("") == [true, true])
            #expect(
                try await references("?anliegen=urn%3Ade%3Afim%3Aleika%3Aleistung%3A99108001001000") == [false, true])
            #expect(try await references("?stand=entschieden") == [false, false])
            #expect(try await references("?stand=neu&amt=buergerbuero") == [true, true])
            #expect(try await references("?stand=;DROP&ab=x-y&anliegen=") == [true, true])
        }
    }

    @Test func `A case is found by words, beginnings and its reference, and no name stands in an address`() async throws
    {
        let room = try await DeskRoom()
        try await room.take([
            TestCase("KFRA2221XY", text: "Müller, Große Straße"), TestCase("KFRA2222XY", text: "Ahorn"),
        ])
        try await Browser.with(room) { opener in
            let browser = try await opener.signedIn(as: "beate")
            func found(_ text: String) async throws -> [Bool] {
                let seen = try await browser.fill("/suche", ["suche": text])
                #expect(seen.path == "/suche")
                return ["KFRA 2221 XY", "KFRA 2222 XY"].map(seen.text.contains)
            }
            #expect(try await found("mueller") == [true, false])
            #expect(try await found("gross stras") == [true, false])
            #expect(try await found("KFRA 2222 XY") == [false, true])
            #expect(try await found("kfra2222") == [false, true])
            #expect(try await found("pxikopova") == [false, false])
            #expect(try await found("prikopova") == [true, true])
            #expect(try await found("horn") == [false, false])
            #expect(try await found("  ") == [false, false])
            // A case that came since is found too, and one that was deleted is not.
            try await room.take([TestCase("KFRA2223XY", text: "Nachzügler")])
            #expect(try await browser.fill("/suche", ["suche": "nachzuegler"]).text.contains("KFRA 2223 XY"))
        }
    }

    @Test func `A table for spreadsheets runs no formula`() async throws {
        let room = try await DeskRoom()
        try await room.take([TestCase("=cmd|' /C calc'!A0", attachments: 0), TestCase("a;b", attachments: 0)])
        try await Browser.with(room) { opener in
            let seen = try await opener.signedIn(as: "beate").get("/eingang.csv")
            #expect(seen.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(seen.text.contains("\"'=cmd|' /C calc'!A0\";"))
            #expect(seen.text.contains("\"a;b\";"))
            #expect(seen.text.utf8.starts(with: [0xEF, 0xBB, 0xBF]))
        }
    }

    @Test func `Figures count by service, and nobody by name`() async throws {
        let room = try await DeskRoom()
        var card = TestCase("KFRA2221XY", attachments: 0)
        card.data = Data(#"{"identVermerk":{"method":"eid"}}"#.utf8)
        try await room.take([card, TestCase("KFRA2222XY", attachments: 0)])
        room.clock.advance(by: 9 * 86400)
        try await room.take([TestCase("KFRA2223XY", attachments: 0)])
        try await Browser.with(room) { opener in
            let lea = try await opener.signedIn(as: "lea")
            let path = "/faelle/\(try room.find("KFRA2222XY").id)/entscheiden"
            _ = try await lea.fill(path, ["outcome": "granted", "text": "Ja."])
            let seen = try await lea.get("/statistik")
            #expect(seen.text.contains("<dd>3, davon 1 in dieser Woche</dd>"))
            #expect(seen.text.contains("<dt>Offen</dt><dd>2</dd>"))
            #expect(seen.text.contains("<dd>9 Tage</dd>"))
            #expect(seen.text.contains("<dd>1 von 3 (33 %)</dd>"))
            #expect(seen.text.contains("role=\"img\"") && seen.text.contains("0, 2, 1"))
            #expect(!seen.text.contains("Beate") && !seen.text.contains("Jan"))
        }
    }

    @Test func `Retention tells what it deletes next, deletes, and tells what it deleted`() async throws {
        let services = try DeskRoom.configuration().services
        let room = try await DeskRoom(services: services)
        var sent = TestCase("KFRA2221XY", attachments: 0)
        let service = try #require(services.first { $0.id == "bewohnerparkausweis" })
        sent.service = "urn:de:fim:leika:leistung:" + (service.key ?? "")
        try await room.take([sent])
        let days = try #require(try room.find("KFRA2221XY").keptUntil)
        try await Browser.with(room) { opener in
            let acceptedAt = try room.find("KFRA2221XY").acceptedAt
            room.clock.advance(by: TimeInterval(days - acceptedAt) - 86400)
            let lea = try await opener.signedIn(as: "lea")
            let before = try await lea.get("/aufbewahrung")
            #expect(before.text.contains("KFRA 2221 XY") && before.text.contains("Davon nicht entschieden: 1."))
            #expect(try await lea.fill("/aufbewahrung", [:]).text.contains("0 Fälle sind gelöscht."))
            room.clock.advance(by: 2 * 86400)
            let worker = try await opener.signedIn(as: "lea")
            let after = try await worker.fill("/aufbewahrung", [:])
            #expect(after.text.contains("1 Fall ist gelöscht.") && after.text.contains("Vorgang KFRA 2221 XY"))
            #expect(try room.store.count() == 0)
        }
    }

    @Test func `Administrators see accounts and the log, whose lines name who did what`() async throws {
        let room = try await DeskRoom()
        try await room.take([TestCase("KFRA2221XY")])
        try await Browser.with(room) { opener in
            let beate = try await opener.signedIn(as: "beate")
            _ = try await beate.get("/faelle/\(try room.find("KFRA2221XY").id)")
            let adam = try await opener.signedIn(as: "adam")
            let accounts = try await adam.get("/konten")
            #expect(accounts.text.contains("Sachbearbeitung") && accounts.text.contains("Leitung"))
            let log = try await adam.get("/protokoll")
            #expect(log.text.contains("Beate</td><td>Fall geöffnet</td><td class=\"reference\">KFRA 2221 XY"))
            #expect(!log.text.contains(TestCase.planted))
        }
    }
}
