import Catalogue
import Expressions
import Forms
import Testing

/// What a form hands over keeps to the schema of its service, as an independent validator sees it.
@Suite struct PayloadSchemaTests {
    @Test("The validator is here: ./Kiosk/install test") func validatorIsHere() { #expect(SchemaValidator.isHere) }

    /// The payload of each example of a service.
    private static func payloads(of service: Service, _ configuration: Configuration) -> [(name: String, form: Form)] {
        service.examples.map { example in
            var form = Form(
                service: service, profile: example.profile, municipality: configuration.terminal.municipality,
                today: example.today, now: Moment(date: example.today, time: .noon))
            let persona = example.persona.flatMap(Persona.named)
            if let persona { _ = form.handle(.card(persona.applicant)) }
            let required = service.identification[example.profile] ?? .none
            let note = IdentificationNote(required: required, cardWasRead: persona != nil, date: example.today)
            _ = form.handle(.identified(note))
            var feed = AnswerFeed(form)
            feed.feed(example.answers)
            return (example.name, feed.form)
        }
    }

    @Test(arguments: IncrementalTests.shipped.filter { $0.kind == .form }.map(\.id))
    func `Every example's payload keeps to the schema of its service`(id: String) throws {
        let configuration = try #require(IncrementalTests.configuration)
        let service = try #require(configuration.services.last { $0.id == id })
        let schema = PayloadSchema(service).schema
        let pairs = Self.payloads(of: service, configuration).map { ($0.name, schema, $0.form.payload) }
        #expect(!pairs.isEmpty)
        #expect(try SchemaValidator.faults(pairs).isEmpty)
    }

    @Test func `Answers of every type keep to the schema, others are refused`() throws {
        let probe = try TestService(QuestionTests.pages)
        let schema = PayloadSchema(probe.service).schema
        var pairs: [(name: String, schema: JSONValue, payload: JSONValue)] = []
        for (index, good) in QuestionTests.good.enumerated() {
            var form = try probe.form()
            form.answer("a.\(good.0 == "betrag" ? "euro" : good.0)", good.1)
            pairs.append(("\(index) \(good.0)", schema, form.payload))
        }
        #expect(try SchemaValidator.faults(pairs).isEmpty)
        let broken = pairs.map { pair in
            ("\(pair.name)", schema, Self.replacing("a", of: pair.payload, by: ["int": "zwölf", "fremd": 1]))
        }
        #expect(try SchemaValidator.faults(broken).count == 2 * pairs.count)
    }

    private static func replacing(_ name: String, of payload: JSONValue, by value: JSONValue) -> JSONValue {
        guard case .object(let members) = payload else { return payload }
        return .object(members.map { $0.name == name ? .init(name: name, value: value) : $0 })
    }
}
