internal import ClerkDesk

/// The pages that say what did not go well, and what to do.
extension DeskSite {
    static func page(for refusal: Refusal) -> (Page, status: Int) {
        switch refusal {
        case .notFound:
            (
                Page("Hier ist nichts") {
                    element("p") {
                        "Diese Seite gibt es nicht, oder der Fall gehört zu einem Amt, für das Ihr Konto nicht eingerichtet "
                            + "ist, oder seine Aufbewahrung ist zu Ende."
                    }
                    element("p") { element("a", ["href": "/"]) { "Zur ersten Seite" } }
                }, 404
            )
        case .forbidden:
            (
                Page("Das darf Ihr Konto nicht") {
                    element("p") { "Wenn Sie diese Seite für Ihre Arbeit brauchen, fragen Sie Ihre Verwaltung." }
                    element("p") { element("a", ["href": "/"]) { "Zur ersten Seite" } }
                }, 403
            )
        case .foreignForm:
            (
                Page("Das Formular ist nicht mehr gültig") {
                    element("p") {
                        "Es stammt aus einer früheren Anmeldung oder von einer anderen Seite. Es wurde nichts gespeichert. "
                            + "Gehen Sie zurück, laden Sie die Seite neu und senden Sie noch einmal."
                    }
                    element("p") { element("a", ["href": "/"]) { "Zur ersten Seite" } }
                }, 403
            )
        case .tooLarge:
            (
                Page("Der Text ist zu lang") {
                    element("p") { "Es wurde nichts gespeichert. Gehen Sie zurück und kürzen Sie ihn." }
                }, 413
            )
        }
    }

    /// Nothing of what was typed is lost by a session that ended meanwhile.
    static func overPage(_ form: FormBody) -> Page {
        let typed = form.text("text", most: typedBound)
        return Page("Ihre Sitzung ist abgelaufen") {
            element("p") { "Es wurde nichts gespeichert. Melden Sie sich an und senden Sie noch einmal." }
            if !typed.isEmpty {
                element("div", ["class": "field"]) {
                    element("label", ["for": "text"]) { "Ihr Text, zum Kopieren" }
                    element("textarea", ["id": "text", "rows": "8", "readonly": ""]) { typed }
                }
            }
            element("p") { element("a", ["href": "/anmelden", "class": "button"]) { "Anmelden" } }
        }
    }

    /// Longer texts are refused before they are lost: see the forms.
    static let typedBound = 8000

    static func faultPage(_ error: any Error) -> Page {
        Page("Das ging nicht") {
            element("p") {
                switch error {
                case DeskError.database(13): "Die Platte dieses Rechners ist voll. Es wurde nichts gespeichert."
                case DeskError.database, DeskError.notDurable, DeskError.file:
                    "Die Fälle können gerade nicht gelesen oder geschrieben werden. Es wurde nichts gespeichert."
                case DeskError.sealing:
                    "Ein Fall ist nicht so, wie er gespeichert wurde. Er wird nicht angezeigt. Es wurde nichts geändert."
                default: "Auf diesem Rechner ist etwas schiefgegangen. Es wurde nichts gespeichert."
                }
            }
            element("p") {
                "Bitte sagen Sie Ihrer Verwaltung Bescheid; im Protokoll des Programms „rathaus desk run“ steht der Grund."
            }
            element("p") { element("a", ["href": "/"]) { "Zur ersten Seite" } }
        }
    }
}
