package import EID

/// A complete public key infrastructure for trying things out: two country verifying authorities with the link between
/// them, a document verifier, terminals, a country signing authority, a document signer, and what is on the chip.
///
/// Nothing of it is secret: whoever has the directory can make certificates that its cards believe. No genuine card does.
package struct DemoPKI {
    /// A file below the directory.
    package struct File {
        package let path: String
        package let contents: [UInt8]
        /// Whether only the owner should be able to read it, as it is for the real one.
        package let isPrivate: Bool

        init(_ path: String, _ contents: [UInt8], isPrivate: Bool = false) {
            self.path = path
            self.contents = contents
            self.isPrivate = isPrivate
        }
    }

    package let files: [File]

    /// Makes everything anew, valid from a day on for so many days. The block list names the cards whose public keys for
    /// revocation are in `revoked`.
    package init(from date: CalendarDate, days: Int, revoked: [ECPublicKey] = []) throws(EIDError) {
        let curve = try EllipticCurve(standardized: 13)
        guard let end = date.adding(days: days), let far = date.adding(days: max(3650, days + 1)) else {
            throw .malformed("period of validity")
        }
        let verification = try DemoVerificationPKI(curve: curve, from: date, to: end, authoritiesTo: far)
        let documents = try DemoDocumentPKI(curve: curve, from: date, to: far)
        let sectors = try DemoSectors(curve: curve, revoked: revoked)
        var files = try documents.chipFiles()
        files.append(File("cvca.cvcert", verification.first.encoded()))
        for terminal in DemoTerminal.all {
            files += try verification.files(of: terminal, sectors: sectors, in: "terminals/\(terminal.name)")
            files += documents.anchorFiles(in: "terminals/\(terminal.name)/csca")
        }
        files += try verification.authorityFiles()
        files += try documents.authorityFiles()
        files += sectors.authorityFiles()
        files.append(File("README.md", Array(DemoPKI.readme(from: date, to: end).utf8)))
        self.files = files
    }

    private static func readme(from: CalendarDate, to: CalendarDate) -> String {
        """
        # Demonstration PKI: no genuine card believes any of it

        Made by `kioskctl eid demo-pki`, valid from \(from) to \(to). Every private key lies here in the open. Never copy
        one of these directories to a terminal that reads genuine cards.

        For the chip (`kioskctl card simulate --pki` takes this directory):
        - `ef_cardaccess`, `ef_cardsecurity`: the files of the card
        - `ca.raw`: the private key of chip authentication, the scalar alone; `ca.pkcs8`: the same as PKCS #8
        - `cvca.cvcert`: the trust anchor that the card begins with

        For the terminal, each a terminal directory (`kioskctl card read --terminal`, `kioskctl eid check`):
        - `terminals/onsite`: reads all data groups, with CAN too
        - `terminals/online`: reads with PIN; age, municipality, restricted identification
        - `terminals/pin`: manages the PIN
        - `terminals/full`: all of it, and writing
        - `terminals/renewed`: like onsite, under the second authority: a card learns it from the link certificate

        In each: `*.cvcert` (chain, authorities, link), `terminal.pkcs8`, `*.desc`, `*.sector`, `demo.blocklist`, `csca/`.

        `authorities/` has the private keys of the authorities, to make further certificates with.

        """
    }
}
