import Catalogue
import Expressions

/// People who do not exist, for examples, training and tests: what their cards say.
package struct Persona: Sendable {
    package let id: String
    /// Who it is and what it is for, in one sentence.
    package let summary: String
    package let applicant: Applicant

    /// The one with this id.
    package static func named(_ id: String) -> Persona? { all.first { $0.id == id } }

    package static let all: [Persona] = [
        person(
            "erika", "Erika Mustermann, the specimen card of the Federal Government",
            [
                .documentType: "ID", .issuingState: "D", .givenNames: "Erika", .familyNames: "Mustermann",
                .birthName: "Gabler", .nationality: "D",
            ], born: "1964-08-12", in: place(city: "Berlin"),
            residence: place(street: "Heidestraße 17", city: "Köln", zip: "51147", country: "D")),
        person(
            "ahorn", "Ottilie Ahorn, 85, lives in Ahornbach, no birth name on her card",
            [
                .documentType: "ID", .issuingState: "D", .givenNames: "Ottilie Emma", .familyNames: "Ahorn",
                .nationality: "D",
            ], born: "1941-05-03", in: place(city: "Ahornbach"),
            residence: place(street: "Markt 5", city: "Ahornbach", zip: "09997", country: "D")),
        person(
            "minh", "Minh Nguyễn, German, Vietnamese letters, doctor’s degree",
            [
                .documentType: "ID", .issuingState: "D", .givenNames: "Minh Đức", .familyNames: "Nguyễn",
                .doctoralDegree: "Dr.", .nationality: "D",
            ], born: "1988-02-29", in: place(city: "Hà Nội", country: "VNM"),
            residence: place(street: "Am Anger 3 a", city: "Ahornbach", zip: "09998", country: "D")),
        person(
            "fatma", "Fatma Yıldız, residence permit, only her year of birth is known",
            [
                .documentType: "AR", .issuingState: "D", .givenNames: "Fatma", .familyNames: "Yıldız",
                .nationality: "TUR", .residencePermitI: "Niederlassungserlaubnis. Erwerbstätigkeit gestattet.",
            ], born: "1979", in: ["text": .string("Köyü, Erzurum")],
            residence: place(street: "Bergstraße 12", city: "Ahornbach", zip: "09997", country: "D")),
        person(
            "jean", "Jean Dupont, eID card for citizens of the Union, lives abroad",
            [
                .documentType: "UB", .issuingState: "D", .givenNames: "Jean", .familyNames: "Dupont",
                .nationality: "FRA",
            ], born: "1990-11-30", in: place(city: "Strasbourg", country: "FRA"), residence: nil),
        person(
            "kim", "Kim Sommer, 15 in 2026: too young for the online function",
            [
                .documentType: "ID", .issuingState: "D", .givenNames: "Kim", .familyNames: "Sommer",
                .nationality: "D",
            ], born: "2011-07-01", in: place(city: "Görlitz"),
            residence: place(street: "Gartenweg 8", city: "Ahornbach", zip: "09997", country: "D")),
        person(
            "surya", "Surya, one name only; the card has no given name",
            [
                .documentType: "AS", .issuingState: "D", .familyNames: "Surya", .nationality: "IDN",
            ], born: "1995-01", in: place(city: "Bandung", country: "IDN"),
            residence: ["text": .string("c/o Hotel am Markt, Ahornbach")]),
    ]

    private static func person(
        _ id: String, _ summary: String, _ names: [EIDField: String], born: String, in birthplace: [String: Value],
        residence: [String: Value]?
    ) -> Persona {
        var fields = names.mapValues(Value.string)
        fields[.dateOfBirth] = PartialDate(iso: born).map(Value.partialDate)
        fields[.placeOfBirth] = .record(birthplace)
        fields[.placeOfResidence] = residence.map(Value.record)
        fields[.dateOfIssuance] = CivilDate(year: 2022, month: 3, day: 15).map(Value.date)
        fields[.dateOfExpiry] = CivilDate(year: 2032, month: 3, day: 14).map(Value.date)
        return Persona(id: id, summary: summary, applicant: Applicant(fields))
    }

    private static func place(
        street: String? = nil, city: String, zip: String? = nil, country: String? = nil
    ) -> [String: Value] {
        ["street": street, "city": city, "zip": zip, "country": country].compactMapValues { $0.map(Value.string) }
    }
}
