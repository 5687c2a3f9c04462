import Secrets

/// One pass over a terminal directory: reads the files and notes what is wrong.
struct TerminalDirectoryReading {
    let path: String
    let date: CalendarDate
    private let files: DirectoryFiles
    private(set) var findings: [TerminalFinding.Kind] = []

    init(path: String, date: CalendarDate) {
        self.path = path
        self.date = date
        files = DirectoryFiles(path: path)
    }

    mutating func read(passphrase: borrowing SecretBytes?) -> Terminal? {
        let anchors = readAnchors()
        let date = date
        let certificates = readAll("cvcert", limit: CVCertificate.limit) { bytes throws(EIDError) in
            try CVCertificate(decoding: bytes)
        }.map(\.value)
        let blockLists = readAll("blocklist", limit: BlockList.limit) { bytes throws(EIDError) in
            try BlockList.read(bytes, anchors: anchors, at: date)
        }.map(\.value)
        let sectorKeys = readAll("sector", limit: SectorPublicKey.limit) { bytes throws(EIDError) in
            try SectorPublicKey(decoding: bytes)
        }.map(\.value)
        let signer = readKey(passphrase: passphrase)
        let terminals = certificates.filter { $0.body.authorization.role == .terminal }
        if terminals.isEmpty { findings.append(.noCertificates) }
        guard let signer, !terminals.isEmpty else { return nil }
        guard let certificate = choose(among: terminals, for: signer, certificates) else {
            findings.append(.keyDoesNotFit)
            return nil
        }
        let terminal = Terminal(
            certificate: certificate, certificates: certificates, signer: signer,
            description: readDescription(of: certificate), anchors: anchors, blockLists: blockLists,
            sectorKeys: sectorKeys)
        checkChains(of: terminal)
        checkRevocation(of: terminal)
        return terminal
    }

    /// Reads all files with the extension; those that are not sound are left out and noted.
    private mutating func readAll<Value>(
        _ ending: String, limit: Int, _ parse: ([UInt8]) throws(EIDError) -> Value
    ) -> [(name: String, value: Value)] {
        var values: [(String, Value)] = []
        for name in files.names where name.hasSuffix(".\(ending)") {
            guard let bytes = files.read(name, limit: limit) else {
                findings.append(.unreadable(file: name, reason: "it cannot be read, or is larger than any of its kind"))
                continue
            }
            do throws(EIDError) { values.append((name, try parse(bytes))) } catch {
                findings.append(.unreadable(file: name, reason: TerminalDirectoryReading.text(error)))
            }
        }
        return values
    }

    private static func text(_ error: EIDError) -> String {
        switch error {
        case .malformed(let text), .unsupported(let text), .untrusted(let text), .terminal(let text),
            .passwordForm(let text):
            text
        default: "\(error)"
        }
    }

    private mutating func readAnchors() -> DocumentAnchors {
        let folder = DirectoryFiles(path: "\(path)/csca")
        var certificates: [X509Certificate] = []
        var lists: [CertificateRevocationList] = []
        for name in folder.names where !name.hasSuffix(".ml") {
            let bytes = folder.read(name, limit: MasterList.limit) ?? []
            let found = X509Certificate.readAll(bytes)
            let revoked = found.isEmpty ? CertificateRevocationList.readAll(bytes) : []
            if !found.contains(where: \.isCA) && revoked.isEmpty {
                findings.append(.unreadable(file: "csca/\(name)", reason: "it holds no certificate of an authority"))
            }
            certificates += found
            lists += revoked
        }
        let configured = DocumentAnchors(certificates: certificates, revocationLists: lists)
        for name in folder.names where name.hasSuffix(".ml") {
            do throws(PassiveAuthenticationFault) {
                let bytes = folder.read(name, limit: MasterList.limit) ?? []
                certificates += try MasterList.certificates(in: bytes, anchors: configured, at: date)
            } catch {
                findings.append(.masterList(file: "csca/\(name)", error))
            }
        }
        let anchors = DocumentAnchors(certificates: certificates, revocationLists: lists)
        if anchors.certificates.isEmpty { findings.append(.noAnchors) }
        for due in lists.compactMap(\.nextUpdate) where due < date { findings.append(.revocationListOverdue(due)) }
        for anchor in anchors.certificates where anchor.notAfter.map({ $0 < date }) ?? false {
            findings.append(.anchorExpired(anchor.subject))
        }
        return anchors
    }

    private mutating func readKey(passphrase: borrowing SecretBytes?) -> FileTerminalSigner? {
        let contents = files.readSecret("terminal.pkcs8", limit: PrivateKeyFile.limit)
        guard contents.count > 0 else {
            findings.append(.noKey)
            return nil
        }
        do throws(PrivateKeyFile.Fault) {
            return FileTerminalSigner(key: try PrivateKeyFile.read(contents, passphrase: passphrase))
        } catch {
            findings.append(.key(error))
            return nil
        }
    }

    /// The certificate for the key that leads to an authority and holds longest; else any for the key.
    private func choose(
        among terminals: [CVCertificate], for signer: FileTerminalSigner, _ certificates: [CVCertificate]
    ) -> CVCertificate? {
        let fitting = terminals.filter { $0.body.publicKey.publicPoint == signer.publicKey.encoded }
            .sorted { $0.body.expirationDate > $1.body.expirationDate }
        let authorities = TerminalDirectory.authorities(in: certificates)
        return fitting.first { terminal in
            authorities.contains {
                (try? CertificateChain.build(toward: $0, for: terminal, from: certificates, at: date)) != nil
            }
        } ?? fitting.first
    }

    private mutating func readDescription(
        of certificate: CVCertificate
    ) -> (encoded: [UInt8], value: CertificateDescription)? {
        var found: (encoded: [UInt8], value: CertificateDescription)?
        var others: [String] = []
        for name in files.names where name.hasSuffix(".desc") {
            let bytes = files.read(name, limit: CertificateDescription.limit) ?? []
            do throws(EIDError) {
                found = (bytes, try CertificateDescription(decoding: bytes, of: certificate))
            } catch .terminal {
                others.append(name)
            } catch {
                findings.append(.unreadable(file: name, reason: TerminalDirectoryReading.text(error)))
            }
        }
        guard found == nil else { return found }
        findings += others.map { .descriptionDoesNotMatch(file: $0) }
        if others.isEmpty { findings.append(.descriptionMissing(certificate.body.certificateHolderReference)) }
        return nil
    }

    private mutating func checkChains(of terminal: Terminal) {
        var chains: [CertificateChain] = []
        var fault: CertificateChainFault?
        for authority in TerminalDirectory.authorities(in: terminal.certificates) {
            do throws(CertificateChainFault) {
                chains.append(try terminal.chain(toward: [authority], at: date))
            } catch {
                fault = .moreTelling(fault, error)
            }
        }
        guard let longest = chains.max(by: { $0.expirationDate < $1.expirationDate }) else {
            findings.append(
                .chain(fault ?? .anchorUnknown(terminal.certificate.body.certificationAuthorityReference)))
            return
        }
        guard longest.terminalKey == terminal.signer.publicKey else {
            findings.append(.keyDoesNotFit)
            return
        }
        let days = date.days(until: longest.expirationDate)
        let first = longest.certificates.first { $0.body.expirationDate == longest.expirationDate } ?? longest.terminal
        if days <= TerminalDirectory.warningDays(for: first) {
            findings.append(
                .expiresSoon(
                    holder: first.body.certificateHolderReference, date: longest.expirationDate, days: days))
        }
    }

    private mutating func checkRevocation(of terminal: Terminal) {
        if let hashes = terminal.certificate.sectorHashes,
            terminal.firstSector == nil || (hashes.second != nil && terminal.secondSector == nil)
        {
            findings.append(.sectorKeyMissing)
        }
        if terminal.blockLists.isEmpty {
            findings.append(.noBlockList)
        } else if terminal.revocationSector == nil {
            findings.append(.blockListWithoutSector)
        }
    }
}
