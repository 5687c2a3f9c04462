import Catalogue
import Foundation
import TestSupport
import Testing
import Visit

/// Somebody with a card before the built terminal: what she presses, and what she has to see before she presses more.
struct CardHolder {
    let terminal: RunningTerminal

    /// Sees a text of the terminal, or the test fails.
    func sees(_ key: String, _ location: SourceLocation = #_sourceLocation) throws {
        let text = String(Citizen.text(key).prefix(40))
        try #require(terminal.shows(text), "“\(text)” is not on\n\(terminal.text)", sourceLocation: location)
    }

    func presses(_ keys: Press...) { terminal.press(keys) }

    /// From the welcome to the screen that waits for the card, of the first service that needs one.
    func comes(
        to service: Press = .digit(1), in category: Press = .digit(1), from first: String = "screen.welcome.title"
    ) throws {
        try sees(first)
        presses(.enter)
        try sees("screen.language.title")
        presses(.digit(1))
        try sees("screen.categories.title")
        presses(category)
        try sees("screen.services.title")
        presses(service)
        try sees("screen.overview.needs")
        presses(.enter)
    }

    /// Staff: chooses a name and types the passphrase.
    func signsIn(_ number: Int = 1, with passphrase: String = Device.passphrase) throws {
        try sees("staff.members.title")
        presses(.digit(number))
        try sees("staff.passphrase.hint")
        typesPassphrase(passphrase)
    }

    /// Types a passphrase and Enter.
    func typesPassphrase(_ passphrase: String) {
        terminal.press(passphrase.map { $0.wholeNumberValue.map(Press.digit) ?? .character($0) } + [.enter])
    }

    /// Past the privacy notice and past who reads.
    func agrees() throws {
        try sees("screen.privacy.title")
        presses(.enter)
        try sees("screen.identification.card")
        presses(.enter)
        try sees("card.consent.title")
        presses(.enter)
        try sees("card.insert.title")
    }

    /// Puts a card to practise with into the reader.
    func inserts(_ persona: String) throws {
        try sees("card.insert.practice")
        presses(.enter)
        try sees("screen.practice.title")
        try chooses(persona + ":")
    }

    /// Chooses a line of a list that begins so, by its digit or by ▼.
    func chooses(_ label: String) throws {
        for _ in 0..<20 {
            try #require(terminal.waits { $0.rows.contains { $0.contains("▶") } })
            let row = terminal.text.split(separator: "\n").first { $0.contains("▶") } ?? ""
            if row.contains(label) { return presses(.enter) }
            let before = terminal.text
            presses(.down)
            try #require(terminal.waits { $0.rows.joined(separator: "\n") != before }, "\(label) is not there")
        }
        Issue.record("\(label) is not on\n\(terminal.text)")
    }

    /// Types the digits one after the other, each when the one before is a point, and Enter.
    func types(_ digits: String, for secret: String = "pin", more: String = "") throws {
        try sees("card.secret.\(secret).title")
        for (index, digit) in digits.enumerated() {
            presses(.digit(digit.wholeNumberValue ?? 0))
            try #require(
                terminal.waits { screen in
                    screen.rows.contains { $0.count(where: { $0 == "●" }) == index + 1 }
                }, "\(index + 1) points are not on\n\(terminal.text)")
        }
        terminal.press(more.map { .digit($0.wholeNumberValue ?? 0) })
        presses(.enter)
    }

    /// From the welcome with card and PIN to the first question of the certificate of registration.
    func readsHerCard(_ persona: String, pin: String) throws {
        try comes()
        try agrees()
        try inserts(persona)
        try types(pin)
        try takesItBack()
    }

    /// Past what was read to where the card was taken.
    private func takesItBack() throws {
        try sees("card.read.title")
        presses(.enter)
        try sees("card.take.title")
        presses(.enter)
    }

    /// Staff: from the privacy notice past the photo, the consent and the CAN to where the card was taken.
    func readsOnSite(_ persona: String, can: String) throws {
        try sees("screen.privacy.title")
        presses(.enter)
        try sees("screen.identification.staff")
        presses(.enter)
        try sees("card.photo.title")
        presses(.digit(1))
        try sees("card.consent.title")
        presses(.enter)
        try inserts(persona)
        try types(can, for: "can")
        try takesItBack()
    }

    /// After a crash: shows a card of those to practise with, and its PIN.
    func showsAgain(_ persona: String, pin: String) throws {
        try sees("screen.resume.card")
        presses(.enter)
        try sees("card.consent.title")
        presses(.enter)
        try sees("card.insert.title")
        try inserts(persona)
        try types(pin)
    }

    /// From there to the receipt, screen by screen.
    /// - Returns: whether a case was confirmed.
    func fillsTheForm() throws -> Bool {
        var begun = try Citizen.arriving().robot
        let service = try #require(begun.visit.offered.first { $0.id == "meldebescheinigung" })
        let isThere = begun.begin(service, language: .german)
        try #require(isThere)
        var citizen = Citizen(begun.visit)
        try #require(terminal.waits { $0.rows == citizen.firstScreen }, "\(terminal.text)")
        try citizen.thinks { $0.stage == .receipt }
        try #require(citizen.walks(at: terminal, leaving: 1) == nil)
        _ = try citizen.sends(at: terminal, until: [Citizen.text("screen.receipt.saved_title")])
        return citizen.robot.delivered != nil
    }

    /// Takes the card out by the help, as one may at any time when practising.
    func pulls() throws {
        presses(.help)
        try sees("screen.help.practice")
        try chooses(Citizen.text("screen.help.practice"))
        try sees("screen.practice.title")
        presses(.enter)
    }

    /// Cancels, and is back at the welcome.
    func cancels() throws {
        presses(.cancel)
        try sees("screen.cancel.title")
        presses(.down, .enter)
        try sees("screen.welcome.title")
    }
}
