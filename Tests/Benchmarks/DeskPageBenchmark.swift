import Catalogue
import ClerkDesk
import DeskFaults
import DeskPageSupport
import DeskWeb
import Foundation

/// The clerks' page with 10,000 cases: every page, as a browser asks for it, from request to last byte.
enum DeskPageBenchmark {
    private static let count = 10_000
    private static let some = 500

    static func run() async throws -> [Measurement] {
        let room = try await DeskRoom(services: DeskRoom.configuration().services)
        let names = ["Ahorn", "Birke", "Čížek", "Großmann", "Müller-Lüdenscheidt", "Nowak", "Özdemir", "Schäfer"]
        for start in stride(from: 0, to: count, by: some) {
            room.clock.advance(by: 3600)
            try await room.take(
                (start..<start + some).map { number in
                    var sent = TestCase(reference(number), attachments: 0)
                    let name = names[number % names.count]
                    sent.service =
                        "urn:de:fim:leika:leistung:" + (number.isMultiple(of: 3) ? "99108001001000" : "99102013104000")
                    sent.data = Data(
                        #"{"identVermerk":{"method":"eid"},"name":"\#(name) \#(number)","strasse":"Ahornweg \#(number % 90)"}"#
                            .utf8)
                    return sent
                })
        }
        let words = try await ContinuousClock().measure { try await room.site.readWords() }.inSeconds
        let (times, report) = AsyncStream.makeStream(of: (page: String, seconds: Double).self)
        try await Browser.with(room) { opener in
            let (lea, adam) = (try await opener.signedIn(as: "lea"), try await opener.signedIn(as: "adam"))
            let middle = try room.find(reference(count / 2))
            let place = "\(middle.acceptedAt)-\(middle.row)"
            let pages = [
                "/eingang", "/eingang?ab=\(place)",
                "/eingang?stand=neu&anliegen=urn:de:fim:leika:leistung:99108001001000",
                "/faelle/\(middle.id)", "/faelle/\(middle.id)/entscheiden", "/faelle/\(middle.id)/rueckfrage",
                "/statistik",
                "/aufbewahrung", "/konto",
            ]
            _ = try await lea.fill("/suche", ["suche": "müller 42"])
            for page in pages + ["/suche"] { report.yield((page, try await time(page, lea))) }
            for page in ["/konten", "/protokoll"] { report.yield((page, try await time(page, adam))) }
            report.yield(("/anmelden", try await time("/anmelden", opener.open())))
            report.finish()
        }
        var (slowest, page, nothing) = (0.0, "", 1.0)
        for await time in times {
            if time.seconds > slowest { (slowest, page) = (time.seconds, String(time.page.prefix(40))) }
            if time.page == "/anmelden" { nothing = time.seconds }
        }
        return [
            Measurement(
                name: "A clerk's page among 10,000 cases, the slowest", limit: "≤ 100 ms", isWithin: slowest <= 0.1,
                figure: Measurement.milliseconds(slowest),
                comparison: String(
                    format: "%@; %.0f times the page to sign in, %.2f ms", page, slowest / nothing, nothing * 1000)),
            Measurement(
                name: "Reading the words of 10,000 cases at the start", limit: "≤ 30 s", isWithin: words <= 30,
                figure: String(format: "%.2f s", words), comparison: "beside it the page answers"),
        ]
    }

    /// Ten signs without look-alikes.
    private static func reference(_ number: Int) -> String {
        let digits = Array("23456789ABCDEFGHJKLMNPQR")
        return "KFRA2"
            + String([
                digits[number / 13824 % 24], digits[number / 576 % 24], digits[number / 24 % 24], digits[number % 24],
            ])
            + "Y"
    }

    /// The worst of nine times.
    private static func time(_ page: String, _ browser: Browser) async throws -> Double {
        var worst = 0.0
        for _ in 0..<9 {
            let began = ContinuousClock.now
            let seen = try await browser.ask(page)
            worst = max(worst, (ContinuousClock.now - began).inSeconds)
            guard seen.status == 200 else { throw Failed("\(page) is answered with \(seen.status)") }
        }
        return worst
    }
}
