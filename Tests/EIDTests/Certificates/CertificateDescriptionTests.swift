import EID
import Testing

/// What a person is shown before a PIN is asked.
@Suite struct CertificateDescriptionTests {
    @Test func `The description that another tool made is read, for its certificate only`() throws {
        let bytes = try Fixture.bytes("cv/onsite.desc")
        let description = try CertificateDescription(decoding: bytes, of: try Fixture.certificate("onsite"))
        #expect(description.issuerName == "Test DV")
        #expect(description.subjectName == "Stadt Musterhausen")
        #expect(description.subjectURL == "https://example.invalid")
        #expect(description.termsOfUsage == .plainText("Zweck: Prüfung der Tests.\n"))
        #expect(throws: EIDError.self) {
            try CertificateDescription(decoding: bytes, of: try Fixture.certificate("dv"))
        }
    }

    @Test func `No changed bit leaves a description that belongs to the certificate`() throws {
        let certificate = try Fixture.certificate("onsite")
        for changed in Fixture.flipped(try Fixture.bytes("cv/onsite.desc")) {
            #expect(throws: EIDError.self) { try CertificateDescription(decoding: changed, of: certificate) }
        }
    }

    @Test(arguments: [
        CertificateDescription.TermsOfUsage.plainText("Grüße"), .html("<p>x</p>"), .pdf([0x25, 0x50, 0x44, 0x46]),
    ])
    func `A description of ours is read again`(terms: CertificateDescription.TermsOfUsage) throws {
        let description = CertificateDescription(
            issuerName: "Aussteller", issuerURL: "https://a.example", subjectName: "Stadt Köln",
            subjectURL: "https://b.example", termsOfUsage: terms, redirectURL: "https://c.example",
            commCertificates: [[UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32)])
        #expect(try CertificateDescription(decoding: description.encoded()) == description)
        let short = CertificateDescription(issuerName: "A", subjectName: "B", termsOfUsage: terms)
        #expect(try CertificateDescription(decoding: short.encoded()) == short)
    }

    @Test(arguments: [
        // Text that is no UTF-8, an unknown kind, a field missing, something behind.
        "3017 060A 04007F00070301030101 8101 FF 8301 42 8501 43",
        "3017 060A 04007F00070301030104 8101 41 8301 42 8501 43",
        "3012 060A 04007F00070301030101 8101 41 8301 42",
        "3018 060A 04007F00070301030101 8101 41 8301 42 8501 43 05 00",
    ])
    func `What the standard does not have is refused`(hex: String) {
        #expect(throws: EIDError.self) { try CertificateDescription(decoding: Fixture.hex(hex)) }
    }
}
