import CardSimulator
import EID
import Testing

@Suite struct PersonaTests {
    @Test(arguments: Personas.names) func `Every persona that is shipped can be read and its data groups encode`(
        name: String
    ) throws {
        let persona = try Personas.read(name)
        #expect(persona.id == name)
        #expect(!persona.summary.isEmpty)
        #expect(persona.dataGroups.count >= 10)
        for content in persona.dataGroups {
            let decoded = try DataGroupContent(decoding: content.encoded(), as: content.group)
            #expect(decoded == content)
        }
    }

    @Test func `The personas cover what the terminal must cope with`() throws {
        let wanted: Set = [
            "abgelaufen", "abgeschaltet", "ahorn", "dritterversuch", "erika", "fatma", "gesperrt", "heimatlos", "jean",
            "kim", "maximal", "minh", "pukverbraucht", "surya", "transportpin", "widerrufen",
        ]
        #expect(wanted.isSubset(of: Personas.names))
        #expect(try Personas.read("surya").dataGroups.contains(.givenNames(nil)))
        #expect(try Personas.read("widerrufen").state.isRevoked)
        #expect(try Personas.read("dritterversuch").state.pinTriesLeft == 1)
        for case .residencePermitI(let text) in try Personas.read("fatma").dataGroups { #expect(text.isCompressed) }
    }

    @Test func `All that is wrong with a persona is told at once, with its place and what to write`() throws {
        let yaml = """
            summary: x
            pin: 1234
            can: "500540"
            state: {pinTriesLeft: 4, onlineFunction: maybe}
            colour: red
            dataGroups:
              documentType: id
              dateOfBirth: "1979-13"
              dateOfExpiry: "1979"
              vorname: Erika
              placeOfBirth: Berlin
              sex: male
              municipalityID: "123"
            """
        let faults = #expect(throws: PersonaFaults.self) {
            try CardPersonaReader.read(yaml: yaml, id: "x", file: "x.yaml")
        }
        let told = (faults?.all ?? []).map(\.description)
        #expect(
            told == [
                "x.yaml:5:1: colour is no key of a persona. There are: summary, pin, can, puk, mrz, state, dataGroups.",
                "x.yaml:2:6: pin has 5 or 6 digits, in quotes.",
                "x.yaml:1:1: puk is missing: write puk: and 10 digits in quotes.",
                "x.yaml:4:23: pinTriesLeft is a number from 0 to 3.",
                "x.yaml:4:42: onlineFunction is on or off.",
                "x.yaml:7:17: Here stands two capital letters, such as ID or AR.",
                "x.yaml:8:16: Here stands a date of the calendar in quotes, such as \"1964-08-12\".",
                "x.yaml:9:17: Here stands a whole date, such as \"2032-03-14\".",
                "x.yaml:10:3: vorname is no data group. There are: "
                    + DataGroup.allCases.map(\.name).joined(separator: ", ") + ".",
                "x.yaml:11:17: A place is written {city: …, country: …}, {text: …} or {none: …}.",
                "x.yaml:12:8: sex is M, F or a blank in quotes.",
                "x.yaml:13:19: municipalityID has an even number of digits, at most 32, in quotes.",
            ])
    }

    @Test func `A persona's file that is no YAML, or is not there, is told in a sentence`() {
        let broken = #expect(throws: PersonaFaults.self) {
            try CardPersonaReader.read(yaml: "summary: [", id: "x", file: "x.yaml")
        }
        #expect(broken?.description.hasPrefix("x.yaml:") == true)
        #expect(broken?.description.contains("This is no YAML") == true)
        let missing = #expect(throws: PersonaFaults.self) {
            try CardPersonaReader.read(file: "/nowhere/niemand.yaml")
        }
        #expect(missing?.description == "/nowhere/niemand.yaml cannot be read: No such file or directory.")
    }
}
