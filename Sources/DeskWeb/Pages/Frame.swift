internal import ClerkDesk

extension DeskSite {
    /// The frame that all pages have: town, navigation, who is signed in.
    func frame(_ page: Page, for visitor: Visitor?) -> HTML {
        var document = HTML.doctype
        document.append(
            element("html", ["lang": "de"]) {
                element("head") {
                    element("meta", ["charset": "utf-8"])
                    element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                    element("meta", ["name": "color-scheme", "content": "light dark"])
                    element("title") { "\(page.title) – \(town)" }
                    element("link", ["rel": "stylesheet", "href": "/desk.css"])
                }
                element("body") {
                    element("a", ["class": "skip", "href": "#inhalt"]) { "Zum Inhalt" }
                    header(page, visitor)
                    element("main", ["id": "inhalt", "tabindex": "-1"]) {
                        element("h1") { page.title }
                        if let notice = visitor?.session.notice {
                            element("p", ["class": "notice", "role": "status"]) { notice }
                        }
                        page.content
                    }
                    element("footer") {
                        element("p") {
                            "Die Fälle liegen verschlüsselt auf diesem Rechner. Jeder Zugriff wird protokolliert."
                        }
                    }
                }
            })
        return document
    }

    private func header(_ page: Page, _ visitor: Visitor?) -> HTML {
        element("header") {
            element("p", ["class": "town"]) {
                element("strong") { town }
                element("span") { "Sachbearbeitung" }
            }
            if let visitor {
                element("nav", ["aria-label": "Bereiche"]) {
                    element("ul") {
                        for (place, word) in Self.places(of: visitor.account.role) {
                            element("li") {
                                element(
                                    "a", ["href": place, "aria-current": place == page.place ? "page" : nil]
                                ) { word }
                            }
                        }
                    }
                }
                element("form", ["method": "post", "action": "/abmelden", "class": "who"]) {
                    token(visitor)
                    element("a", ["href": "/konto"]) { visitor.account.displayName }
                    element("button", ["type": "submit", "class": "plain"]) { "Abmelden" }
                }
            }
        }
    }

    /// What proves that a form of ours was filled in.
    func token(_ visitor: Visitor) -> HTML {
        element("input", ["type": "hidden", "name": "token", "value": visitor.session.formToken])
    }

    private static func places(of role: Account.Role) -> [(String, String)] {
        let all: [(Access, String, String)] = [
            (.cases, "/eingang", "Eingang"), (.cases, "/suche", "Suche"), (.figures, "/statistik", "Statistik"),
            (.figures, "/aufbewahrung", "Aufbewahrung"), (.administration, "/konten", "Konten"),
            (.administration, "/protokoll", "Protokoll"),
        ]
        return all.filter { $0.0.isOpen(to: role) }.map { ($0.1, $0.2) }
    }

    /// Where somebody begins.
    func start(_ asked: Asked) -> Answer {
        .seeOther(asked.visitor?.account.role == .admin ? "/konten" : "/eingang")
    }
}
