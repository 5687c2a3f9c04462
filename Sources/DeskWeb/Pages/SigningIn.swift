internal import ClerkDesk
internal import Foundation
internal import Secrets

extension DeskSite {
    func signInPage(_ asked: Asked) -> Answer { signInPage(name: "", faults: [], status: 200) }

    private func signInPage(name: String, faults: [FieldFault], status: Int) -> Answer {
        let token = Sessions.random()
        return .page(
            Page("Anmelden", visitorToken: token) {
                Fields.summary(faults)
                element("form", ["method": "post", "action": "/anmelden", "class": "narrow"]) {
                    element("input", ["type": "hidden", "name": "besuch", "value": token])
                    Fields.field("name", "Anmeldename", faults: faults) { attributes in
                        element(
                            "input",
                            attributes + [
                                "type": "text", "value": name, "autocomplete": "username", "autocapitalize": "none",
                                "spellcheck": "false", "required": "",
                            ])
                    }
                    Fields.field("passphrase", "Kennwort", faults: faults) { attributes in
                        element(
                            "input",
                            attributes + ["type": "password", "autocomplete": "current-password", "required": ""])
                    }
                    element("button", ["type": "submit"]) { "Anmelden" }
                }
            }, status: status)
    }

    /// Signs in. The page's own token and the browser's must be one: no other site signs a clerk in as somebody else.
    func signIn(_ asked: Asked) async throws -> Answer {
        guard let kept = asked.visitorToken, Sessions.isSame(asked.form.text("besuch"), kept) else {
            throw Refusal.foreignForm
        }
        let name = asked.form.text("name", most: 40)
        let outcome = try await signIn.open(name, asked.form.secret("passphrase"), at: now())
        switch outcome {
        case .signedIn(let account):
            try store.record(.signedIn, by: .account(account.name), reference: nil, at: asked.now)
            if let visitor = asked.visitor { sessions.end(visitor.sessionID) }
            return .signedIn(session: sessions.begin(account, at: now()), at: "/")
        case .refused:
            // Only a name that there is: somebody may have typed the passphrase into the wrong field.
            let known = try accounts.account(name.lowercased())?.name ?? "?"
            try store.record(.signInRefused, by: .account(known), reference: nil, at: asked.now)
            return signInPage(
                name: name,
                faults: [FieldFault(field: "name", sentence: "Anmeldename oder Kennwort ist falsch.")], status: 401)
        case .wait(let seconds):
            return signInPage(name: name, faults: [Self.wait(seconds, field: "name")], status: 429)
        }
    }

    private static func wait(_ seconds: Int, field: String) -> FieldFault {
        let time = seconds < 90 ? "\(seconds) Sekunden" : "\((seconds + 59) / 60) Minuten"
        return FieldFault(
            field: field,
            sentence: "Zu viele falsche Versuche. Bitte warten Sie \(time) und versuchen Sie es dann noch einmal.")
    }

    func signOut(_ asked: Asked) throws -> Answer {
        guard let visitor = asked.visitor else { throw Refusal.forbidden }
        sessions.end(visitor.sessionID)
        try store.record(.signedOut, by: visitor.actor, reference: nil, at: asked.now)
        return .signedOut
    }

    // MARK: One's own account

    func accountPage(_ asked: Asked) throws -> Answer { try accountPage(asked, faults: [], status: 200) }

    private func accountPage(_ asked: Asked, faults: [FieldFault], status: Int) throws -> Answer {
        guard let visitor = asked.visitor else { throw Refusal.forbidden }
        let offices = visitor.offices.map(name(ofOffice:)).sorted().joined(separator: ", ")
        return .page(
            Page("Ihr Konto", place: "/konto") {
                element("dl", ["class": "facts"]) {
                    Fields.fact("Name", visitor.account.displayName)
                    Fields.fact("Anmeldename", visitor.account.name)
                    Fields.fact("Aufgabe", visitor.account.role.word)
                    Fields.fact("Ämter", offices.isEmpty ? nil : offices)
                }
                element("h2") { "Kennwort ändern" }
                Fields.summary(faults)
                element("form", ["method": "post", "action": "/konto", "class": "narrow"]) {
                    token(visitor)
                    // For what keeps passphrases: whose it is.
                    element(
                        "input",
                        [
                            "type": "text", "name": "name", "value": visitor.account.name, "autocomplete": "username",
                            "hidden": "", "readonly": "",
                        ])
                    Fields.field("old", "Bisheriges Kennwort", faults: faults) { attributes in
                        element(
                            "input",
                            attributes + ["type": "password", "autocomplete": "current-password", "required": ""])
                    }
                    Fields.field(
                        "new", "Neues Kennwort",
                        hint:
                            "Mindestens \(PassphraseRecord.shortest) Zeichen. Drei Wörter sind besser als Sonderzeichen.",
                        faults: faults
                    ) { attributes in
                        element(
                            "input", attributes + ["type": "password", "autocomplete": "new-password", "required": ""])
                    }
                    element("button", ["type": "submit"]) { "Kennwort ändern" }
                }
            }, status: status)
    }

    func changePassphrase(_ asked: Asked) async throws -> Answer {
        guard let visitor = asked.visitor else { throw Refusal.forbidden }
        let new = asked.form.secret("new")
        guard new.bytes.count >= PassphraseRecord.shortest else {
            let sentence = "Das neue Kennwort hat weniger als \(PassphraseRecord.shortest) Zeichen."
            return try accountPage(asked, faults: [FieldFault(field: "new", sentence: sentence)], status: 422)
        }
        let outcome = try await signIn.change(
            visitor.account.name, from: asked.form.secret("old"), to: new, at: now())
        switch outcome {
        case .signedIn(let changed):
            try store.record(.changedAccount, by: visitor.actor, reference: nil, at: asked.now)
            sessions.change(visitor.sessionID) {
                $0.passphrase = changed.passphrase
                $0.notice = "Das neue Kennwort gilt ab jetzt. Andere Anmeldungen dieses Kontos sind beendet."
            }
            return .seeOther("/konto")
        case .refused:
            let fault = FieldFault(field: "old", sentence: "Das bisherige Kennwort ist falsch.")
            return try accountPage(asked, faults: [fault], status: 422)
        case .wait(let seconds): return try accountPage(asked, faults: [Self.wait(seconds, field: "old")], status: 429)
        }
    }
}
