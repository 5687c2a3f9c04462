import EID
import Foundation
import Secrets
import Testing

/// A terminal's directory, whole and with one thing wrong each.
@Suite struct TerminalDirectoryTests {
    private func folder(
        certificates: [String] = ["cvca", "dv", "onsite"], key: String? = "sec1-explicit.der",
        description: String? = "onsite", csca: String? = "csca.pem"
    ) throws -> Fixture.Folder {
        let folder = try Fixture.Folder()
        for name in certificates.shuffled() { try folder.copy("cv/\(name).cvcert") }
        if let key { try folder.copy("keys/\(key)", "terminal.pkcs8") }
        if let description { try folder.copy("cv/\(description).desc") }
        if let csca { try folder.copy("cms/\(csca)", "csca/\(csca)") }
        return folder
    }

    private func load(_ folder: Fixture.Folder, at date: CalendarDate? = nil) throws -> TerminalDirectory {
        TerminalDirectory.load(folder.path, at: try date ?? Fixture.today())
    }

    @Test func `A whole directory makes a terminal with its chain, description and rights`() throws {
        let found = try load(try folder())
        #expect(found.isUsable)
        #expect(found.findings.map(\.kind) == [.noBlockList])
        let terminal = try #require(found.terminal)
        #expect(terminal.description?.value.subjectName == "Stadt Musterhausen")
        let chain = try terminal.chain(toward: [try KeyReference("DETESTCVCA00001")], at: try Fixture.today())
        #expect(chain.certificates.count == 2)
        #expect(chain.terminalKey == terminal.signer.publicKey)
        #expect(found.missing([.canAllowed, .read(.givenNames)], at: try Fixture.today()) == nil)
        #expect(
            found.missing([.canAllowed, .pinManagement], at: try Fixture.today())?.kind
                == .rightsMissing(.pinManagement))
    }

    @Test(arguments: [
        "sec1-explicit.der", "sec1-named.pem", "sec1-explicit.pem", "pkcs8-named.pem", "pkcs8-named.der",
        "pkcs8-explicit.der", "with-parameters.pem",
    ])
    func `The key is understood in every form, and signs what the certificate verifies`(key: String) async throws {
        let terminal = try #require(try load(try folder(key: key)).terminal)
        let message = Array("a message".utf8)
        let signature = try await terminal.signer.sign(message, hash: .sha256)
        let chain = try terminal.chain(toward: [try KeyReference("DETESTCVCA00001")], at: try Fixture.today())
        #expect(try chain.terminalKey.verifies(signature: signature, digest: try HashFunction.sha256.digest(message)))
    }

    @Test(arguments: ["encrypted.pem", "encrypted.der"])
    func `An encrypted key opens with its passphrase only`(key: String) throws {
        let folder = try folder(key: key)
        let today = try Fixture.today()
        #expect(
            TerminalDirectory.load(folder.path, passphrase: SecretBytes(copying: Array("geheim".utf8)), at: today)
                .isUsable)
        let wrong = TerminalDirectory.load(
            folder.path, passphrase: SecretBytes(copying: Array("falsch".utf8)), at: today)
        #expect(wrong.findings.first?.kind == .key(.wrongPassphrase))
        #expect(try load(folder).findings.first?.kind == .key(.passphraseMissing))
    }

    @Test func `What is missing or wrong is told in a sentence`() throws {
        let verifier = try KeyReference("DETESTDV000001")
        let anchor = try KeyReference("DETESTCVCA00001")
        #expect(try load(try folder(key: nil)).findings.first?.kind == .noKey)
        #expect(
            try load(try folder(key: "rsa.pem")).findings.first?.kind
                == .key(.unusable("It is no private key on an elliptic curve.")))
        #expect(try load(try folder(certificates: [])).findings.first?.kind == .noCertificates)
        #expect(try load(try folder(certificates: ["cvca", "dv", "renewed"])).findings.first?.kind == .keyDoesNotFit)
        #expect(
            try load(try folder(certificates: ["cvca", "onsite"])).findings.first?.kind
                == .chain(.broken(anchor: anchor, missing: verifier)))
        #expect(
            try load(try folder(certificates: ["dv", "onsite"])).findings.first?.kind
                == .chain(.anchorUnknown(verifier)))
        #expect(try load(try folder(csca: nil)).findings.first?.kind == .noAnchors)
        #expect(try load(try folder(csca: "signer.pem")).findings.first?.kind == .noAnchors)
        #expect(
            try load(try folder(description: nil)).findings.map(\.kind).contains(
                .descriptionMissing(try KeyReference("DETESTVOR00001"))))
        let other = try Fixture.Folder()
        for name in ["cvca", "dv", "onsite"] { try other.copy("cv/\(name).cvcert") }
        try other.write(
            CertificateDescription(issuerName: "A", subjectName: "B", termsOfUsage: .plainText("C")).encoded(), "x.desc"
        )
        try other.copy("keys/pkcs8-named.pem", "terminal.pkcs8")
        try other.copy("cms/csca.pem", "csca/csca.pem")
        #expect(try load(other).findings.map(\.kind).contains(.descriptionDoesNotMatch(file: "x.desc")))
    }

    @Test func `The end of a certificate is announced, and told when it has come`() throws {
        let folder = try folder()
        let soon = try load(folder, at: try Fixture.day(2027, 10, 30))
        #expect(soon.isUsable)
        #expect(
            soon.findings.map(\.kind).contains(
                .expiresSoon(
                    holder: try KeyReference("DETESTDV000001"), date: try Fixture.day(2027, 11, 1), days: 2)))
        let over = try load(folder, at: try Fixture.day(2027, 11, 2))
        #expect(!over.isUsable)
        #expect(
            over.findings.first?.kind
                == .chain(.expired(try KeyReference("DETESTDV000001"), try Fixture.day(2027, 11, 1))))
    }

    @Test func `A list of revoked signers that is old is asked to be replaced`() throws {
        let folder = try folder()
        try folder.copy("cms/csca.crl", "csca/csca.crl")
        #expect(try load(folder).findings.map(\.kind) == [.noBlockList])
        let kinds = try load(folder, at: try Fixture.day(2099, 1, 1)).findings.map(\.kind)
        #expect(kinds.contains { if case .revocationListOverdue = $0 { true } else { false } })
    }

    @Test func `A file that is not sound is left out and named, and the others are used`() throws {
        let folder = try folder()
        try folder.write([1, 2, 3], "broken.cvcert")
        try folder.write([UInt8](repeating: 0, count: 5000), "huge.cvcert")
        try folder.write([1, 2, 3], "csca/broken.pem")
        let found = try load(folder)
        #expect(found.isUsable)
        let files = found.findings.compactMap { finding -> String? in
            if case .unreadable(let file, _) = finding.kind { file } else { nil }
        }
        #expect(Set(files) == ["broken.cvcert", "huge.cvcert", "csca/broken.pem"])
    }

    @Test func `A directory that is not there has everything missing`() throws {
        let found = TerminalDirectory.load("/nix", at: try Fixture.today())
        #expect(!found.isUsable)
        #expect(found.findings.map(\.kind).contains(.noKey))
        #expect(found.terminal == nil)
    }

    @Test func `Every finding is a sentence`() throws {
        for folder in [try folder(), try Fixture.Folder()] {
            for finding in try load(folder).findings { #expect("\(finding)".hasSuffix("."), "\(finding)") }
        }
    }

    @Test func `Of several certificates for the key the one that leads to an anchor is taken`() throws {
        let found = try load(try folder(certificates: ["cvca", "dv", "onsite", "link", "dv2", "renewed", "expired"]))
        #expect(found.isUsable)
        #expect(try found.terminal?.certificate == Fixture.certificate("onsite"))
    }
}
