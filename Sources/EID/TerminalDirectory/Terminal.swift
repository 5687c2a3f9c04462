/// All that a terminal brings to a card: its certificate and those above it, its key, what it trusts.
package struct Terminal: Sendable {
    package let certificate: CVCertificate
    /// All certificates at hand, in no order.
    package let certificates: [CVCertificate]
    package let signer: any TerminalSigner
    /// The encoded description and what it says, where there is one.
    package let description: (encoded: [UInt8], value: CertificateDescription)?
    package let anchors: DocumentAnchors
    package let blockLists: [BlockList]
    /// The keys whose hashes the certificate names, in its order: the first sector's, the second's.
    package let firstSector: SectorPublicKey?
    package let secondSector: SectorPublicKey?

    package init(
        certificate: CVCertificate, certificates: [CVCertificate], signer: any TerminalSigner,
        description: (encoded: [UInt8], value: CertificateDescription)?, anchors: DocumentAnchors,
        blockLists: [BlockList] = [], sectorKeys: [SectorPublicKey] = []
    ) {
        self.certificate = certificate
        self.certificates = certificates
        self.signer = signer
        self.description = description
        self.anchors = anchors
        self.blockLists = blockLists
        let hashes = certificate.sectorHashes
        firstSector = sectorKeys.first { key in hashes.map { key.hasHash($0.first) } ?? false }
        secondSector = sectorKeys.first { key in hashes?.second.map { key.hasHash($0) } ?? false }
    }

    /// Whether these are certificates of the demonstration, which no genuine card believes: their authority's name says so.
    package var isDemonstration: Bool {
        certificates.contains {
            $0.body.authorization.role == .countryVerifyingCA
                && $0.body.certificateHolderReference.bytes.starts(with: Array("DEDEMOCVCA".utf8))
        }
    }

    /// The chain from one of the keys that the card named to this terminal: the shortest, where several lead here.
    ///
    /// Where none does, the fault of the way that comes closest is thrown.
    package func chain(
        toward references: [KeyReference], at date: CalendarDate
    ) throws(CertificateChainFault) -> CertificateChain {
        var best: CertificateChain?
        var fault: CertificateChainFault?
        for reference in references {
            do throws(CertificateChainFault) {
                let chain = try CertificateChain.build(
                    toward: reference, for: certificate, from: certificates, at: date)
                if best.map({ chain.certificates.count < $0.certificates.count }) ?? true { best = chain }
            } catch {
                fault = .moreTelling(fault, error)
            }
        }
        if let best { return best }
        throw fault
            ?? .broken(
                anchor: certificate.body.certificationAuthorityReference,
                missing: certificate.body.certificationAuthorityReference)
    }

    /// The sector that a block list speaks of, with the hash that names it: the first where both do.
    package var revocationSector: (key: SectorPublicKey, sectorID: [UInt8], isFirst: Bool)? {
        guard let hashes = certificate.sectorHashes else { return nil }
        func isListed(_ sectorID: [UInt8]) -> Bool { blockLists.contains { $0.sectorIDs.contains(sectorID) } }
        if let firstSector, isListed(hashes.first) { return (firstSector, hashes.first, true) }
        if let secondSector, let second = hashes.second, isListed(second) { return (secondSector, second, false) }
        return nil
    }

    /// Whether one of the block lists has the card; nil where none speaks of the sector.
    package func isBlocked(_ identifier: [UInt8], sectorID: [UInt8]) -> Bool? {
        let answers = blockLists.compactMap { $0.contains(identifier, inSector: sectorID) }
        return answers.isEmpty ? nil : answers.contains(true)
    }
}
