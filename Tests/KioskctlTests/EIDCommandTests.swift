import Foundation
import Testing

/// `kioskctl eid`: a demonstration PKI is made, and its terminal directories are checked.
@Suite final class EIDCommandTests {
    let path = NSTemporaryDirectory() + "eid-command-\(UUID().uuidString)"

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private func makePKI() throws {
        let result = try Kioskctl.run([
            "eid", "demo-pki", path, "--from", "2026-11-22", "--days", "30", "--personas",
            Kioskctl.configuration + "/training/personas",
        ])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("\(path)/terminals/onsite"))
    }

    @Test func `A demonstration PKI is whole, private where it should be, and never overwritten`() throws {
        try makePKI()
        for terminal in ["onsite", "online", "pin", "full", "renewed"] {
            let check = try Kioskctl.run([
                "eid", "check", "\(path)/terminals/\(terminal)", "--today", "2026-12-01", "--strict",
            ])
            #expect(check.status == 0, "\(check.output)")
            #expect(check.output.contains("until 2026-12-22"))
            // One persona of the training is revoked; sixteen identifiers belong to nobody.
            #expect(check.output.contains("Block list with 17 cards"))
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/terminals/onsite/terminal.pkcs8")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let again = try Kioskctl.run(["eid", "demo-pki", path])
        #expect(again.status == 1)
        #expect(again.errors.contains("is not empty"))
    }

    @Test func `EF CardSecurity verifies with OpenSSL's own command, and the keys and certificates are read by it`()
        throws
    {
        try makePKI()
        let result = try Kioskctl.shell(
            """
            cd \(path) && openssl cms -verify -inform DER -in ef_cardsecurity -CAfile authorities/csca.pem -purpose any \
                -binary -out /dev/null && openssl pkey -inform DER -in terminals/onsite/terminal.pkcs8 -check -noout
            """)
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func `What is wrong with a terminal directory is told in sentences, and the exit code says it too`() throws {
        try makePKI()
        let onsite = "\(path)/terminals/onsite"
        let soon = try Kioskctl.run(["eid", "check", onsite, "--today", "2026-12-20"])
        #expect(soon.status == 0)
        #expect(soon.output.contains("warning: The certificate of DEDEMODV00001 expires in 2 days, on 2026-12-22"))
        let over = try Kioskctl.run(["eid", "check", onsite, "--today", "2026-12-23"])
        #expect(over.status == 1)
        #expect(over.output.contains("error: The certificate of DEDEMODV00001 expired on 2026-12-22."))
        try FileManager.default.removeItem(atPath: "\(onsite)/terminal.pkcs8")
        let keyless = try Kioskctl.run(["eid", "check", onsite, "--today", "2026-12-01"])
        #expect(keyless.status == 1)
        #expect(keyless.output.contains("error: The private key terminal.pkcs8 is missing"))
    }

    @Test(arguments: [
        (["check", "/nix"], "There is no directory “/nix”"),
        (["check", "/tmp", "--today", "gestern"], "“gestern” is no day"),
        (["demo-pki", "/tmp/nix", "--days", "0"], "The days must be from 1 to 3650"),
        (["check", "/tmp", "--passphrase-file", "/nix"], "The file “/nix” cannot be read"),
    ])
    func `What is named wrongly is told`(arguments: [String], sentence: String) throws {
        let result = try Kioskctl.run(["eid"] + arguments)
        #expect(result.status != 0)
        #expect(result.errors.contains(sentence), "\(result.errors)")
    }
}
