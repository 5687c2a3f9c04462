import ClerkDesk
import DeskFaults
import DeskPageSupport
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import DeskWeb

@Suite struct AccessTests {
    /// Which addresses there are, and who may see them: nobody signed in, clerk, lead, admin.
    private static let table: [(HTTPRequest.Method, String, [Bool])] = [
        (.get, "/", [false, true, true, true]),
        (.get, "/desk.css", [true, true, true, true]),
        (.get, "/anmelden", [true, true, true, true]),
        (.post, "/anmelden", [true, true, true, true]),
        (.post, "/abmelden", [false, true, true, true]),
        (.get, "/konto", [false, true, true, true]),
        (.post, "/konto", [false, true, true, true]),
        (.get, "/eingang", [false, true, true, false]),
        (.get, "/eingang.csv", [false, true, true, false]),
        (.get, "/suche", [false, true, true, false]),
        (.post, "/suche", [false, true, true, false]),
        (.get, "/faelle/{case}", [false, true, true, false]),
        (.get, "/faelle/{case}/daten.json", [false, true, true, false]),
        (.get, "/faelle/{case}/anlagen/{attachment}", [false, true, true, false]),
        (.get, "/faelle/{case}/entscheiden", [false, true, true, false]),
        (.post, "/faelle/{case}/entscheiden", [false, true, true, false]),
        (.get, "/faelle/{case}/rueckfrage", [false, true, true, false]),
        (.post, "/faelle/{case}/rueckfrage", [false, true, true, false]),
        (.get, "/statistik", [false, false, true, false]),
        (.get, "/aufbewahrung", [false, false, true, false]),
        (.post, "/aufbewahrung", [false, false, true, false]),
        (.get, "/konten", [false, false, false, true]),
        (.get, "/protokoll", [false, false, false, true]),
    ]

    @Test func `Every address stands in the table, and every role sees what the table says`() async throws {
        let listed = Set(Self.table.map { "\($0.0) \($0.1)" })
        #expect(listed == Set(DeskSite.routes.map { "\($0.method) \($0.path)" }))
        let room = try await DeskRoom()
        try await room.take([TestCase("KFRA2221XY")])
        let entry = try room.find("KFRA2221XY")
        let attachment = try #require(entry.head.attachments.first).id
        try await Browser.with(room) { opener in
            let browsers = [
                opener.open(), try await opener.signedIn(as: "beate"), try await opener.signedIn(as: "lea"),
                try await opener.signedIn(as: "adam"),
            ]
            var checked = 0
            // Signing out last.
            for (method, path, isOpen) in Self.table.sorted(by: {
                ($0.1 == "/abmelden" ? 1 : 0) < ($1.1 == "/abmelden" ? 1 : 0)
            }) {
                let address = path.replacingOccurrences(of: "{case}", with: "\(entry.id)")
                    .replacingOccurrences(of: "{attachment}", with: attachment)
                for (who, browser) in browsers.enumerated() {
                    let token = try await browser.get("/konto").hidden("token") ?? ""
                    let seen = try await browser.ask(
                        address, method, body: method == .post ? Browser.encoded(["token": token]) : nil)
                    let isRefused =
                        seen.status == 401 || (seen.status == 403 && path != "/anmelden")
                        || (seen.status == 303 && seen.headers[.location] == "/anmelden" && path != "/abmelden")
                    #expect(isRefused != isOpen[who], "\(method) \(path), \(who): \(seen.status)")
                    #expect(seen.status != 500)
                    checked += 1
                }
            }
            print("\(checked) of addresses × roles as the table says")
        }
    }

    @Test func `Another office's case is not there, whoever knows its address`() async throws {
        let room = try await DeskRoom()
        try room.add("fremd", .clerk, offices: ["steueramt"])
        try await room.take([TestCase("KFRA2221XY")])
        let entry = try room.find("KFRA2221XY")
        try await Browser.with(room) { opener in
            let browser = try await opener.signedIn(as: "fremd")
            for end in ["", "/daten.json", "/entscheiden", "/rueckfrage"] {
                #expect(try await browser.get("/faelle/\(entry.id)\(end)").status == 404)
            }
            let list = try await browser.get("/eingang")
            #expect(list.status == 200 && !list.text.contains("KFRA"))
            #expect(try await !browser.get("/eingang?amt=buergerbuero").text.contains("KFRA"))
            let found = try await browser.fill("/suche", ["suche": TestCase.planted])
            #expect(found.text.contains("0 Fälle"))
        }
    }

    @Test func `An account that is taken away or changed is so at the next click`() async throws {
        let room = try await DeskRoom()
        try await Browser.with(room) { opener in
            let (jan, lea) = (try await opener.signedIn(as: "jan"), try await opener.signedIn(as: "lea"))
            let accounts = AccountDirectory(room.desk.directory)
            try accounts.remove("jan")
            let demoted = try #require(try accounts.account("lea"))
            try accounts.store(
                Account(
                    name: "lea", displayName: "Lea", role: .clerk, offices: nil, passphrase: demoted.passphrase))
            #expect(try await jan.get("/eingang").path == "/anmelden")
            #expect(try await lea.get("/statistik").status == 403)
            #expect(try await lea.get("/eingang").status == 200)
        }
    }

    @Test func `Every answer has the headers of safety, also what is refused`() async throws {
        let room = try await DeskRoom()
        try await Browser.with(room) { opener in
            let browser = try await opener.signedIn(as: "beate")
            for path in ["/eingang", "/anmelden", "/nirgends", "/statistik", "/faelle/xyz", "/desk.css"] {
                let seen = try await browser.ask(path)
                let policy = try #require(seen.headers[.contentSecurityPolicy])
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe"))
                #expect(seen.headers[.xContentTypeOptions] == "nosniff")
                #expect(seen.headers[.cacheControl] == (path == "/desk.css" ? "max-age=3600" : "no-store"))
            }
            #expect(try await browser.ask("/eingang", .head).text.isEmpty)
        }
    }

    @Test func `A name that was bound to this machine gets nothing`() async throws {
        let room = try await DeskRoom()
        let application = Application(responder: room.site.responder(names: ["desk.example"]))
        try await application.test(.router) { client in
            // The client calls it localhost.
            let seen = try await Browser(client).ask("/anmelden")
            #expect(seen.status == 404 && seen.headers[.setCookie] == nil)
        }
    }

    @Test func `Over TLS cookies are for TLS alone`() async throws {
        let room = try await DeskRoom(isSecure: true)
        try await Browser.with(room) { opener in
            let browser = opener.open()
            let seen = try await browser.ask("/anmelden")
            #expect(seen.headers[.setCookie]?.hasPrefix("__Host-besuch=") == true)
            #expect(seen.headers[.setCookie]?.contains("; Secure") == true)
            #expect(seen.headers[.strictTransportSecurity] != nil)
            #expect(try await browser.signIn("beate").path == "/eingang")
        }
    }
}
