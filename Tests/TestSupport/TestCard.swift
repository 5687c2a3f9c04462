import Catalogue
import Expressions
package import Forms
package import Visit

/// The card of Käthe Ottilie Groß-Ahorn (`Config/training/personas/ahorn.yaml`) in a reader that does everything at once.
package enum TestCard {
    /// What the reader tells when a visit wants something of it.
    package static func events(for wish: CardWish) -> [CardEvent] {
        switch wish {
        case .prepare(let task): [.terminal(.ready(authority(for: task)))]
        case .watch: [.found(.usable(triesLeft: nil), hasPad: false)]
        case .read(let task, _):
            [.progress(CardProgress(.opening, done: 1, of: 9))] + (applicant(for: task).map { [.read($0)] } ?? [])
        case .changePIN: [.changed]
        case .forget, .release, .insertPractice, .takePractice: []
        }
    }

    /// Who reads.
    ///
    /// Until the end of 2026.
    package static func authority(for task: CardReadingTask) -> CardAuthority {
        guard let end = CivilDate(year: 2026, month: 12, day: 31) else { preconditionFailure("There is such a day.") }
        return CardAuthority(
            name: "Stadt Ahornbach", terms: "Markt 1, 09997 Ahornbach\n\nZweck: Anträge im Rathaus",
            issuer: "Vergabestelle", fields: task.fields, validUntil: end)
    }

    /// What her card says of what is asked, and no more.
    package static func applicant(
        for task: CardReadingTask, givenNames: String = "Käthe Ottilie"
    ) -> Applicant? {
        guard let birth = PartialDate(iso: "1941-05-03"), let issued = CivilDate(iso: "2022-03-15"),
            let expiry = CivilDate(iso: "2032-03-14")
        else { return nil }
        let residence = [
            "street": "Größere Brüdergasse 5", "city": "Ahornbach", "zip": "09997", "country": "D",
        ]
        let all: [EIDField: Value] = [
            .documentType: .string("ID"), .issuingState: .string("D"), .dateOfExpiry: .date(expiry),
            .givenNames: .string(givenNames), .familyNames: .string("Groß-Ahorn"),
            .dateOfBirth: .partialDate(birth), .placeOfBirth: .record(["text": .string("Weißkeißel")]),
            .nationality: .string("D"), .birthName: .string("Müßiggang"), .dateOfIssuance: .date(issued),
            .placeOfResidence: .record(residence.mapValues(Value.string)),
            .municipalityID: .string("02761409990010"),
        ]
        return Applicant(all.filter { task.fields.contains($0.key) })
    }
}
