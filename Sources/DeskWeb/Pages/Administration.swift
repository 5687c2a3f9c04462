internal import ClerkDesk

/// What administrators see: who may sign in, and who did what. No case.
extension DeskSite {
    func accountList(_ asked: Asked) throws -> Answer {
        let accounts = try accounts.accounts()
        return .page(
            Page("Konten", place: "/konten") {
                element("p", ["class": "summary"]) {
                    "Angelegt und geändert werden Konten an diesem Rechner: rathaus desk account --help."
                }
                Tables.table("Konten", ["Anmeldename", "Name", "Aufgabe", "Ämter"]) {
                    for account in accounts {
                        element("tr") {
                            element("th", ["scope": "row"]) { account.name }
                            element("td") { account.displayName }
                            element("td") { account.role.word }
                            element("td") { officesText(account) }
                        }
                    }
                }
            })
    }

    private func officesText(_ account: Account) -> String {
        guard account.role != .admin else { return "–" }
        guard let offices = account.offices else { return "alle" }
        return offices.sorted().map(name(ofOffice:)).joined(separator: ", ")
    }

    func auditLog(_ asked: Asked) throws -> Answer {
        let lines = try store.audit(limit: 500)
        return .page(
            Page("Protokoll", place: "/protokoll") {
                element("p", ["class": "summary"]) {
                    "Wer was mit welchem Fall tat, Neuestes zuerst; die letzten 500 Zeilen. rathaus desk audit zeigt mehr."
                }
                Tables.table("Protokoll", ["Zeit", "Wer", "Was", "Vorgang"]) {
                    for line in lines {
                        element("tr") {
                            element("td") { clock.moment(line.at) }
                            element("td") { name(of: line.who) }
                            element("td") { line.what.word }
                            element("td", ["class": "reference"]) { line.reference.map(DeskWords.grouped) ?? "–" }
                        }
                    }
                }
            })
    }
}
