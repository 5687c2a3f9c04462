import DeskFaults
import Foundation

/// Cases as they come in on a working day, of people who do not exist.
enum Samples {
    static var cases: [TestCase] {
        let parking = """
            {"$schema":"SCHEMA","service":{"id":"bewohnerparkausweis","version":1,"key":"99108001001000"},
            "identVermerk":{"method":"eid","date":"2026-11-27"},
            "remarks":[{"kind":"language","text":"en"},{"kind":"card_disputed","question":"wohnung.anschrift"}]}
            """
        return [
            sample("KFRA2221XY", "99108001001000", parking),
            sample(
                "KFRA2222XY", "99102013104000",
                #"{"name":"Jörg Ahorn","text":"Ein langer Text, der über mehr als eine Zeile geht, weil auch das vorkommt: Ahornbacher Landstraße 12"}"#
            ),
            sample("KFRA2223XY", "99108001001000", #"{"identVermerk":{"method":"none"},"kennzeichen":"DD-AH 42"}"#),
        ]
    }

    private static func sample(_ reference: String, _ key: String, _ json: String) -> TestCase {
        var sample = TestCase(reference)
        sample.service = "urn:de:fim:leika:leistung:" + key
        sample.data = Data(json.utf8)
        return sample
    }
}
