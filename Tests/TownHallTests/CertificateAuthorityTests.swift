import Foundation
import Testing
import TownHall

@Suite struct CertificateAuthorityTests {
    private static func openssl(_ arguments: String...) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test func `Another library finds that the certificate leads to the authority, and for whom it is`() async throws {
        try await SQLiteStorageTests.inFolder { folder in
            let authority = try CertificateAuthority.create(name: "Musterstadt", notBefore: Date())
            try authority.certificate.write(toFile: folder + "/ca", atomically: true, encoding: .utf8)
            for (host, check) in [
                ("localhost", ["-verify_hostname", "localhost"]), ("localhost", ["-verify_ip", "127.0.0.1"]),
                ("localhost", ["-verify_ip", "::1"]),
                ("rathaus.example.org", ["-verify_hostname", "rathaus.example.org"]),
                ("192.168.7.9", ["-verify_ip", "192.168.7.9"]),
            ] {
                let issued = try authority.issue(host: host, notBefore: Date())
                try issued.certificate.write(toFile: folder + "/server", atomically: true, encoding: .utf8)
                let good = try Self.openssl(
                    "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", folder + "/ca", check[0], check[1],
                    folder + "/server")
                #expect(good.status == 0, "\(host): \(good.output)")
                let bad = try Self.openssl(
                    "verify", "-CAfile", folder + "/ca", "-verify_hostname", "other.example.org", folder + "/server")
                #expect(bad.status != 0)
            }
        }
    }

    @Test func `An authority is taken from its files again, and no other's key passes for its own`() throws {
        let authority = try CertificateAuthority.create(name: "Musterstadt", notBefore: Date())
        let again = try CertificateAuthority.load(
            certificate: authority.certificate, privateKey: authority.privateKey)
        #expect(try again.issue(host: "localhost", notBefore: Date()).certificate.contains("BEGIN CERTIFICATE"))
        let other = try CertificateAuthority.create(name: "Andere", notBefore: Date())
        #expect(throws: CertificateAuthority.Fault.unreadable) {
            try CertificateAuthority.load(certificate: authority.certificate, privateKey: other.privateKey)
        }
        #expect(throws: CertificateAuthority.Fault.host("a b")) { try again.issue(host: "a b", notBefore: Date()) }
        let issued = try again.issue(host: "x", notBefore: Date())
        #expect(!"\(authority)\(issued)".contains("PRIVATE"))
    }
}
