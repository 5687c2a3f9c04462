import CardSimulator
import EID
import Foundation
import Secrets
import Testing

/// The demonstration's keys and certificates fit together on both sides of the reader.
@Suite final class DemoPKITests {
    let date: CalendarDate
    let revoked: ECPrivateKey
    let path: String
    let pki: DemoPKI

    init() throws {
        date = try #require(CalendarDate(year: 2026, month: 11, day: 22))
        revoked = try ECPrivateKey.generate(on: try EllipticCurve(standardized: 13))
        pki = try DemoPKI(from: date, days: 30, revoked: [revoked.publicKey])
        path = NSTemporaryDirectory() + "demo-pki-\(UUID().uuidString)"
        for file in pki.files {
            let target = URL(fileURLWithPath: path).appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.contents).write(to: target)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private func file(_ name: String) throws -> [UInt8] {
        try #require(pki.files.first { $0.path == name }).contents
    }

    @Test(arguments: ["onsite", "online", "pin", "full", "renewed"])
    func `Every terminal directory is whole`(name: String) throws {
        let found = TerminalDirectory.load("\(path)/terminals/\(name)", at: date)
        #expect(found.isUsable)
        #expect(found.findings == [])
        let terminal = try #require(found.terminal)
        let anchor = try CVCertificate(decoding: try file("cvca.cvcert")).body.certificateHolderReference
        let chain = try terminal.chain(toward: [anchor], at: date)
        #expect(chain.certificates.count == (name == "renewed" ? 3 : 2))
        #expect(chain.effectiveRights == terminal.certificate.body.authorization.rights)
        #expect(terminal.firstSector != nil && terminal.secondSector != nil)
        #expect(terminal.revocationSector?.isFirst == false)
        #expect(terminal.isDemonstration)
    }

    @Test func `What each terminal may is what it is for`() throws {
        func rights(_ name: String) throws -> TerminalRights {
            try #require(TerminalDirectory.load("\(path)/terminals/\(name)", at: date).chains(at: date).first)
                .effectiveRights
        }
        #expect(try rights("onsite").contains([.canAllowed, .read(.familyNames)]))
        #expect(try !rights("onsite").contains(.pinManagement))
        #expect(try !rights("online").contains(.canAllowed))
        #expect(try rights("online").contains([.ageVerification, .restrictedIdentification]))
        #expect(try rights("pin") == [.pinManagement, .canAllowed])
        #expect(try rights("full").contains(.write(.placeOfResidence)))
        #expect(try !rights("full").contains(.privilegedTerminal))
    }

    @Test func `The chip's files verify, and the chip's key is the one in them`() throws {
        let terminal = try #require(TerminalDirectory.load("\(path)/terminals/onsite", at: date).terminal)
        let verified = try PassiveAuthentication.verify(
            efCardSecurity: try file("ef_cardsecurity"),
            efCardAccess: try SecurityInfos(decoding: try file("ef_cardaccess")), anchors: terminal.anchors, at: date)
        let key = try #require(verified.infos.chipAuthenticationPublicKeys.first)
        let credentials = try ECPrivateKey(
            curve: try EllipticCurve(standardized: 13), scalar: .init(copying: try file("ca.raw")))
        #expect(try key.chipAuthenticationPublicKey.ecPublicKey() == credentials.publicKey)
    }

    @Test func `The block list has the card that is revoked and no other`() throws {
        let terminal = try #require(TerminalDirectory.load("\(path)/terminals/onsite", at: date).terminal)
        let sector = try #require(terminal.revocationSector)
        func identifier(_ key: borrowing ECPrivateKey) throws -> [UInt8] {
            let secret = try key.sharedSecret(with: try sector.key.key.ecPublicKey(inheriting: nil))
            return try secret.withUnsafeBytes { (bytes) throws(EIDError) in try HashFunction.sha256.digest(bytes) }
        }
        let other = try ECPrivateKey.generate(on: try EllipticCurve(standardized: 13))
        #expect(terminal.isBlocked(try identifier(revoked), sectorID: sector.sectorID) == true)
        #expect(terminal.isBlocked(try identifier(other), sectorID: sector.sectorID) == false)
        #expect(terminal.isBlocked(try identifier(other), sectorID: [1]) == nil)
    }

    @Test func `Private keys are marked as such, and each file has its own name`() {
        #expect(Set(pki.files.map(\.path)).count == pki.files.count)
        for file in pki.files where file.path.hasSuffix(".pkcs8") || file.path.hasSuffix(".raw") {
            #expect(file.isPrivate, "\(file.path)")
        }
    }
}
