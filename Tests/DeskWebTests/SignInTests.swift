import ClerkDesk
import DeskFaults
import DeskPageSupport
import Foundation
import HTTPTypes
import Secrets
import Testing

@testable import DeskWeb

@Suite struct SignInTests {
    @Test func `A wrong name and a wrong passphrase are answered alike`() async throws {
        let room = try await DeskRoom()
        try await Browser.with(room) { opener in
            let browser = opener.open()
            let wrongName = try await browser.signIn("niemand")
            let wrongPassphrase = try await browser.signIn("beate", "etwas anderes")
            #expect(wrongName.status == 401 && wrongPassphrase.status == 401)
            func plain(_ seen: Browser.Seen, _ name: String) -> String {
                seen.text.replacingOccurrences(of: seen.hidden("besuch") ?? "?", with: "")
                    .replacingOccurrences(of: "value=\"\(name)\"", with: "")
            }
            #expect(plain(wrongName, "niemand") == plain(wrongPassphrase, "beate"))
            #expect(try room.store.audit().map(\.what).prefix(2) == [.signInRefused, .signInRefused])
            #expect(try room.store.audit().map(\.who).prefix(2) == ["account:beate", "account:?"])
        }
    }

    @Test func `Guessing is slow: three tries, then a wait that doubles up to a quarter of an hour`() async throws {
        let room = try await DeskRoom()
        try await Browser.with(room) { (opener: Browser.Opener) async throws in
            let browser = opener.open()
            for _ in 0..<3 { #expect(try await browser.signIn("beate", "falsch falsch").status == 401) }
            // Now also the right one is not looked at.
            #expect(try await browser.signIn("beate").status == 429)
            room.clock.advance(by: 5.1)
            #expect(try await browser.signIn("beate", "falsch falsch").status == 401)
            room.clock.advance(by: 5.1)
            #expect(try await browser.signIn("beate").status == 429)
            room.clock.advance(by: 5)
            #expect(try await browser.signIn("beate").path == "/eingang")
            // Others were not kept waiting.
            #expect(try await opener.open().signIn("jan").path == "/eingang")
        }
    }

    @Test func `Guessing many names is slow too`() async throws {
        let room = try await DeskRoom()
        try await Browser.with(room) { (opener: Browser.Opener) async throws in
            let browser = opener.open()
            for number in 0..<30 { #expect(try await browser.signIn("name\(number)", "falsch falsch").status == 401) }
            #expect(try await browser.signIn("beate").status == 429)
            room.clock.advance(by: 61)
            #expect(try await browser.signIn("beate").path == "/eingang")
        }
    }

    @Test func `A session ends by idling, after a day's work, and by signing out`() async throws {
        let room = try await DeskRoom()
        try await Browser.with(room) { opener in
            let browser = try await opener.signedIn(as: "beate")
            room.clock.advance(by: 29 * 60)
            #expect(try await browser.get("/eingang").path == "/eingang")
            room.clock.advance(by: 31 * 60)
            #expect(try await browser.get("/eingang").path == "/anmelden")
            let worker = try await opener.signedIn(as: "beate")
            for _ in 0..<24 {
                room.clock.advance(by: 25 * 60)
                _ = try await worker.get("/eingang")
            }
            room.clock.advance(by: 60)
            #expect(try await worker.get("/eingang").path == "/anmelden")
            let leaver = try await opener.signedIn(as: "beate")
            let kept = leaver.cookie("sitzung")
            #expect(try await leaver.fill("/konto", [:], to: "/abmelden").path == "/anmelden")
            leaver.set(kept, for: "sitzung")
            #expect(try await leaver.get("/eingang").path == "/anmelden")
        }
    }

    @Test func `A session is a new one after signing in, whatever the browser brought`() async throws {
        let room = try await DeskRoom()
        try await Browser.with(room) { (opener: Browser.Opener) async throws in
            let browser = opener.open()
            browser.set("planted", for: "sitzung")
            #expect(try await browser.signIn("beate").path == "/eingang")
            #expect(browser.cookie("sitzung") != "planted")
            let first = browser.cookie("sitzung")
            #expect(try await browser.signIn("beate").path == "/eingang")
            #expect(browser.cookie("sitzung") != first)
            // The earlier one is over.
            let other = opener.open()
            other.set(first, for: "sitzung")
            #expect(try await other.get("/eingang").path == "/anmelden")
        }
    }

    @Test func `No other site sends a form in a clerk's name`() async throws {
        let room = try await DeskRoom()
        try await room.take([TestCase("KFRA2221XY")])
        let entry = try room.find("KFRA2221XY")
        try await Browser.with(room) { opener in
            let browser = try await opener.signedIn(as: "beate")
            let token = try #require(try await browser.get("/konto").hidden("token"))
            let foreign = try #require(try await opener.signedIn(as: "jan").get("/konto").hidden("token"))
            let path = "/faelle/\(entry.id)/rueckfrage"
            let fields = ["version": "1", "text": "Frage"]
            #expect(try await browser.send(path, fields).status == 403)
            #expect(try await browser.send(path, fields.merging(["token": foreign]) { $1 }).status == 403)
            let whole = fields.merging(["token": token]) { $1 }
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            #expect(try await browser.send(path, whole, headers: [site: "cross-site"]).status == 403)
            #expect(try await browser.send(path, whole, headers: [.origin: "https://evil.example"]).status == 403)
            #expect(try await browser.send(path, whole, headers: [.origin: "null"]).status == 403)
            #expect(
                try await browser.ask(path, .post, headers: [.contentType: "text/plain"], body: "token=\(token)").status
                    == 403)
            #expect(try room.find("KFRA2221XY").state == .received)
            #expect(
                try await browser.send(path, whole, headers: [.origin: "http://localhost", site: "same-origin"]).status
                    == 200)
            #expect(try room.find("KFRA2221XY").state == .asked)
            // Nor does one sign a clerk in as somebody else.
            let stranger = opener.open()
            let seen = try await stranger.send(
                "/anmelden", ["name": "jan", "passphrase": DeskRoom.passphrase, "besuch": "planted"])
            #expect(seen.status == 403 && stranger.cookie("sitzung") == nil)
        }
    }

    @Test func `A new passphrase needs the old one, and ends all other sessions of the account`() async throws {
        let room = try await DeskRoom()
        try await Browser.with(room) { opener in
            let (here, elsewhere) = (try await opener.signedIn(as: "beate"), try await opener.signedIn(as: "beate"))
            #expect(try await here.fill("/konto", ["old": "falsch falsch", "new": "vier grosse Eichen"]).status == 422)
            #expect(try await here.fill("/konto", ["old": DeskRoom.passphrase, "new": "kurz"]).status == 422)
            let done = try await here.fill("/konto", ["old": DeskRoom.passphrase, "new": "vier grosse Eichen"])
            #expect(done.status == 200 && done.text.contains("gilt ab jetzt"))
            #expect(try await elsewhere.get("/eingang").path == "/anmelden")
            #expect(try await here.get("/eingang").path == "/eingang")
            #expect(try await opener.open().signIn("beate", "vier grosse Eichen").path == "/eingang")
            #expect(try await opener.open().signIn("beate").status == 401)
            // Set at the desk's machine, because somebody else knows the old one: whoever is signed in with it is out.
            let accounts = AccountDirectory(room.desk.directory)
            let jan = try await opener.signedIn(as: "jan")
            let record = try PassphraseRecord(SecretBytes(copying: Array("fünf alte Linden".utf8)), cost: .least)
            try accounts.store(try #require(try accounts.account("jan")).with(record))
            #expect(try await jan.get("/eingang").path == "/anmelden")
        }
    }

    @Test func `Accounts on the disk hold no passphrase, and are their owner's alone`() async throws {
        let room = try await DeskRoom()
        let folder = room.desk.directory.desk + "/accounts"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.count == 4)
        for file in files {
            let bytes = try #require(FileManager.default.contents(atPath: folder + "/" + file))
            #expect(bytes.range(of: Data(DeskRoom.passphrase.utf8)) == nil)
            let rights = try FileManager.default.attributesOfItem(atPath: folder + "/" + file)[.posixPermissions]
            #expect(rights as? Int == 0o600)
        }
        // A file that asks for less work than a guess must cost is no account.
        let file = folder + "/jan.json"
        let text = try String(contentsOfFile: file, encoding: .utf8).replacingOccurrences(of: "1024", with: "2")
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        let cheap = try #require(try AccountDirectory(room.desk.directory).account("jan")).passphrase
        #expect(throws: DeskError.self) { _ = try cheap.accepts(SecretBytes(copying: Array("x".utf8))) }
    }
}
