import EID
import Testing

/// The bits of an authentication terminal's authorization.
@Suite struct CHATTests {
    @Test(arguments: [
        ("0000000000", CHAT.Role.terminal, TerminalRights()), ("C000000000", .countryVerifyingCA, TerminalRights()),
        ("8000000000", .documentVerifierOfficial, TerminalRights()),
        ("4000000000", .documentVerifierNonOfficial, TerminalRights()),
        ("0000000001", .terminal, .ageVerification), ("0000000002", .terminal, .municipalityIDVerification),
        ("0000000004", .terminal, .restrictedIdentification), ("0000000008", .terminal, .privilegedTerminal),
        ("0000000010", .terminal, .canAllowed), ("0000000020", .terminal, .pinManagement),
        ("0000000040", .terminal, .installCertificate), ("0000000080", .terminal, .installQualifiedCertificate),
        ("0000000100", .terminal, .read(.documentType)), ("0020000000", .terminal, .read(.emailAddress)),
        ("0001000000", .terminal, .read(.placeOfResidence)), ("0040000000", .terminal, .pseudonymousSignature),
        ("2000000000", .terminal, .write(.placeOfResidence)), ("0100000000", .terminal, .write(.emailAddress)),
    ])
    func `Each right has its bit`(hex: String, role: CHAT.Role, rights: TerminalRights) throws {
        let chat = CHAT(role: role, rights: rights)
        #expect(chat.authorization == Fixture.hex(hex))
        #expect(try CHAT(decoding: chat.encoded()) == chat)
        #expect(chat.encoded().starts(with: Fixture.hex("7F4C12 060904007F000703010202 5305")))
    }

    @Test func `Data groups below 17 cannot be written`() {
        #expect(TerminalRights.write(.optionalData).isEmpty)
        #expect(TerminalRights.read(DataGroup.allCases).rawValue == 0x3FFF_FF00)
    }

    @Test func `A template is narrowed, never widened`() {
        let chat = CHAT(role: .terminal, rights: [.canAllowed, .ageVerification])
        #expect(chat.restricted(to: [.canAllowed, .pinManagement]).rights == .canAllowed)
    }

    @Test(arguments: [
        // An inspection system, a signature terminal, four bytes, six bytes, nothing.
        "7F4C0E 060904007F000703010201 530103", "7F4C0E 060904007F000703010203 530103",
        "7F4C11 060904007F000703010202 530400000000", "7F4C13 060904007F000703010202 5306000000000000",
        "7F4C0B 060904007F000703010202", "7F4C00", "",
    ])
    func `Templates of other terminals and of other lengths are refused`(hex: String) {
        #expect(throws: EIDError.self) { try CHAT(decoding: Fixture.hex(hex)) }
    }

    @Test func `Rights are told with neighbouring data groups together`() {
        let rights = TerminalRights.read([.documentType, .issuingEntity, .dateOfExpiry, .dateOfBirth]).union([
            .canAllowed, .write(.placeOfResidence),
        ])
        #expect("\(rights)" == "CAN allowed, read DG 1–3, 8, write DG 17")
        #expect("\(TerminalRights())" == "none")
    }
}
