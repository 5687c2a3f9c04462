import ClerkDesk
import DeskFaults
import DeskPageSupport
import Foundation
import HTTPTypes
import Testing

@testable import DeskWeb

@Suite struct CaseTests {
    @Test func `A case is read, asked about, decided, and its history tells so`() async throws {
        let room = try await DeskRoom()
        try await room.take([TestCase("KFRA2221XY")])
        let path = "/faelle/\(try room.find("KFRA2221XY").id)"
        try await Browser.with(room) { opener in
            let browser = try await opener.signedIn(as: "beate")
            let seen = try await browser.get(path)
            #expect(seen.status == 200)
            #expect(seen.text.contains(TestCase.planted) && seen.text.contains("KFRA 2221 XY"))
            let asked = try await browser.fill(path + "/rueckfrage", ["text": "Welches Kennzeichen?\r\nBitte genau."])
            #expect(asked.path == path && asked.text.contains("Welches Kennzeichen?\nBitte genau."))
            #expect(asked.text.contains("Wird dem Gerät beim nächsten Abgleich zugestellt."))
            let reason = try #require(DecisionReason.all(of: .refused).first)
            let decided = try await browser.fill(
                path + "/entscheiden", ["outcome": "refused", "reason": reason, "text": "Mit freundlichem Gruß"])
            #expect(decided.path == path && decided.text.contains("abgelehnt"))
            let steps = try room.store.steps(of: room.find("KFRA2221XY"))
            #expect(steps.map(\.kind) == [.asked, .decided])
            #expect(steps.last?.text == reason + "\nMit freundlichem Gruß")
            #expect(steps.last?.who == "account:beate")
            #expect(try room.store.outgoingCount() == 2)
            // What was decided can be replaced, and is asked about no more.
            #expect(try await browser.get(path + "/rueckfrage").path == path)
            #expect(try await browser.get(path).text.contains("Entscheidung ersetzen"))
            let again = try await browser.fill(path + "/entscheiden", ["outcome": "granted", "text": "Doch."])
            #expect(again.path == path)
            #expect(try room.store.steps(of: room.find("KFRA2221XY")).count == 3)
            let acts = try room.store.audit().filter { $0.reference == "KFRA2221XY" && $0.who == "account:beate" }.map(
                \.what)
            #expect(Set(acts) == [.opened, .asked, .decided])
        }
    }

    @Test func `What is missing is said above the form and at its field, and nothing typed is lost`() async throws {
        let room = try await DeskRoom()
        try await room.take([TestCase("KFRA2221XY")])
        let path = "/faelle/\(try room.find("KFRA2221XY").id)"
        try await Browser.with(room) { opener in
            let browser = try await opener.signedIn(as: "beate")
            let empty = try await browser.fill(path + "/entscheiden", [:])
            #expect(empty.status == 422)
            #expect(empty.text.contains("href=\"#outcome-granted\"") && empty.text.contains("href=\"#reason\""))
            #expect(empty.text.contains("aria-invalid=\"true\""))
            let other = try #require(DecisionReason.all(of: .withdrawn).first)
            let mixed = try await browser.fill(
                path + "/entscheiden", ["outcome": "granted", "reason": other, "text": "Eigene <Worte>"])
            #expect(mixed.status == 422 && mixed.text.contains("Eigene &lt;Worte&gt;"))
            #expect(mixed.text.contains("value=\"granted\" checked=\"\""))
            let long = try await browser.fill(path + "/rueckfrage", ["text": String(repeating: "ä", count: 2001)])
            #expect(long.status == 422 && long.text.contains("2001 Zeichen"))
            #expect(try room.find("KFRA2221XY").state == .received)
        }
    }

    @Test func `Of two clerks at one case the slower is told, keeps his text, and overwrites nothing`() async throws {
        let room = try await DeskRoom()
        try await room.take([TestCase("KFRA2221XY")])
        let path = "/faelle/\(try room.find("KFRA2221XY").id)"
        try await Browser.with(room) { opener in
            let (beate, jan) = (try await opener.signedIn(as: "beate"), try await opener.signedIn(as: "jan"))
            let read = try await jan.get(path + "/entscheiden")
            _ = try await beate.fill(path + "/entscheiden", ["outcome": "granted", "text": "Alles da."])
            let slow = try await jan.send(
                path + "/entscheiden",
                [
                    "token": read.hidden("token") ?? "", "version": read.hidden("version") ?? "", "outcome": "refused",
                    "text": "Es fehlt etwas.",
                ])
            #expect(slow.status == 409)
            #expect(
                slow.text.contains("Alles da.") && slow.text.contains("Beate") && slow.text.contains("Es fehlt etwas."))
            #expect(try room.store.steps(of: room.find("KFRA2221XY")).map(\.outcome) == [.granted])
        }
    }

    @Test func `Of many answers at one moment exactly one is kept`() async throws {
        let room = try await DeskRoom()
        let references = (1...8).map { "KFRA222\($0)XY" }
        try await room.take(references.map { TestCase($0, attachments: 0) })
        try await Browser.with(room) { opener in
            let clerks = [try await opener.signedIn(as: "beate"), try await opener.signedIn(as: "jan")]
            var kept = 0
            for reference in references {
                let path = "/faelle/\(try room.find(reference).id)/entscheiden"
                // All read before the first one sends.
                var sent: [(Browser, String)] = []
                for number in 0..<6 {
                    let browser = clerks[number % 2].again()
                    let form = try await browser.get(path)
                    let fields = [
                        "token": form.hidden("token") ?? "", "version": form.hidden("version") ?? "",
                        "outcome": "granted", "text": "Antwort \(number)",
                    ]
                    sent.append((browser, Browser.encoded(fields)))
                }
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for (browser, body) in sent {
                        // Each goes to a task of its own.
                        nonisolated(unsafe) let sender = browser
                        group.addTask { try await sender.ask(path, .post, body: body).status }
                    }
                    return try await group.reduce(into: [Int]()) { $0.append($1) }
                }
                #expect(statuses.filter { $0 == 303 }.count == 1)
                #expect(statuses.filter { $0 == 409 }.count == 5)
                kept += try room.store.steps(of: room.find(reference)).count
            }
            #expect(kept == references.count)
            print("\(references.count * 6) answers at once to \(references.count) cases: \(kept) kept, 0 overwritten")
        }
    }

    @Test func `What was typed when the session ended is given back`() async throws {
        let room = try await DeskRoom()
        try await room.take([TestCase("KFRA2221XY")])
        let path = "/faelle/\(try room.find("KFRA2221XY").id)/rueckfrage"
        try await Browser.with(room) { opener in
            let browser = try await opener.signedIn(as: "beate")
            let form = try await browser.get(path)
            room.clock.advance(by: 3600)
            let seen = try await browser.send(
                path, ["token": form.hidden("token") ?? "", "version": "1", "text": "Ein langer Text."])
            #expect(seen.status == 401 && seen.text.contains("Ein langer Text."))
        }
    }

    private static let hostile = #"<script>alert(1)</script>"' onmouseover=alert(2) x="#
    /// A quotation mark with an accent above is one character, and still ends an attribute.
    private static let accented = "\"\u{301} onfocus=alert(3) <\u{338}b>"

    @Test func `Whatever a sender writes stays text`() async throws {
        let room = try await DeskRoom()
        var sent = TestCase("KFRA2221XY")
        let data: [String: Any] = [
            Self.hostile: Self.accented, "name": Self.hostile, "bidi": "abc\u{202E}def",
            "nested": [Self.hostile: [Self.accented]],
        ]
        sent.data = try JSONSerialization.data(withJSONObject: data)
        sent.spoilMetadata = {
            $0.replacingOccurrences(of: #""filename":"a.pdf""#, with: #""filename":"<img src=x onerror=1>\"'.pdf""#)
        }
        var named = TestCase("<b>\\\"'&amp;")
        named.service = "urn:de:fim:leika:leistung:<script>"
        try await room.take([sent, named])
        try await Browser.with(room) { opener in
            let browser = try await opener.signedIn(as: "lea")
            var pages = 0
            for entry in try room.store.cases() {
                for path in [
                    "/faelle/\(entry.id)", "/faelle/\(entry.id)/entscheiden", "/eingang", "/statistik", "/aufbewahrung",
                ] {
                    let seen = try await browser.get(path)
                    #expect(seen.status == 200)
                    try Self.expectNoMarkup(in: seen.text)
                    pages += 1
                }
            }
            let found = try await browser.fill("/suche", ["suche": Self.hostile + Self.accented])
            try Self.expectNoMarkup(in: found.text)
            #expect(pages == 10)
        }
    }

    /// No tag and no attribute that the page does not have of its own.
    private static func expectNoMarkup(in text: String) throws {
        #expect(
            !text.contains("<script") && !text.contains("<img") && !text.contains("<b>") && !text.contains("\u{202E}"))
        let bytes = Array(text.utf8)
        var (isInTag, isQuoted) = (false, false)
        var tag: [UInt8] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<") where !isInTag: (isInTag, tag) = (true, [])
            case UInt8(ascii: ">") where isInTag && !isQuoted:
                isInTag = false
                #expect(
                    !String(decoding: tag, as: UTF8.self).contains(" on"), "\(String(decoding: tag, as: UTF8.self))")
            case UInt8(ascii: "\"") where isInTag: isQuoted.toggle()
            default: if isInTag, !isQuoted { tag.append(byte) }
            }
        }
        #expect(!isInTag && !isQuoted)
    }

    @Test func `Files come as files: no type that a browser runs, no name that a sender chose`() async throws {
        let room = try await DeskRoom()
        var sent = TestCase("KFRA2221XY", attachments: 1)
        sent.spoilMetadata = {
            $0.replacingOccurrences(of: "application/pdf", with: "text/html")
                .replacingOccurrences(of: "a.pdf", with: "../../böse.html")
        }
        try await room.take([sent])
        let entry = try room.find("KFRA2221XY")
        try await Browser.with(room) { opener in
            let browser = try await opener.signedIn(as: "beate")
            let id = try #require(entry.head.attachments.first).id
            let file = try await browser.get("/faelle/\(entry.id)/anlagen/\(id)")
            #expect(file.status == 200 && file.headers[.contentType] == "application/octet-stream")
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment; filename*=UTF-8''1-anlage") == true)
            #expect(file.headers[.contentDisposition]?.contains("/") == false)
            #expect(file.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            #expect(file.text.contains(TestCase.planted))
            let data = try await browser.get("/faelle/\(entry.id)/daten.json")
            #expect(data.headers[.contentType] == "application/json" && data.text.contains(TestCase.planted))
            #expect(
                try await browser.get("/faelle/\(entry.id)/anlagen/\(UUID().uuidString.lowercased())").status == 404)
            #expect(try room.store.audit().filter { $0.what == .exported }.count == 2)
        }
    }
}
