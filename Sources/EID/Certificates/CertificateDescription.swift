import SmartCard

/// Who reads, for whom and why: what a person is shown before a PIN is asked.
///
///     CertificateDescription ::= SEQUENCE {
///         descriptionType       OBJECT IDENTIFIER,
///         issuerName        [1] UTF8String,
///         issuerURL         [2] PrintableString OPTIONAL,
///         subjectName       [3] UTF8String,
///         subjectURL        [4] PrintableString OPTIONAL,
///         termsOfUsage      [5] ANY DEFINED BY descriptionType,
///         redirectURL       [6] PrintableString OPTIONAL,
///         commCertificates  [7] SET OF OCTET STRING OPTIONAL }
///
/// The tags are read both ways, around a string with its own tag or instead of it: both are in circulation. Written are
/// they around it. Source: BSI TR-03110-3, C.3.1; BSI TR-03110-4, 2.2.6.
package struct CertificateDescription: Equatable, Sendable {
    package enum TermsOfUsage: Equatable, Sendable {
        case plainText(String)
        /// ASCII.
        case html(String)
        case pdf([UInt8])
    }

    /// The longest description that is read.
    package static let limit = 1_048_576

    /// The body that issued the certificate.
    package var issuerName: String
    package var issuerURL: String?
    /// Who reads.
    package var subjectName: String
    package var subjectURL: String?
    /// Address, purpose, supervising authority: a text that the issuer has checked.
    package var termsOfUsage: TermsOfUsage
    package var redirectURL: String?
    /// Hashes of the certificates with which the reading service may speak, for a remote service.
    package var commCertificates: [[UInt8]]

    package init(
        issuerName: String, issuerURL: String? = nil, subjectName: String, subjectURL: String? = nil,
        termsOfUsage: TermsOfUsage, redirectURL: String? = nil, commCertificates: [[UInt8]] = []
    ) {
        self.issuerName = issuerName
        self.issuerURL = issuerURL
        self.subjectName = subjectName
        self.subjectURL = subjectURL
        self.termsOfUsage = termsOfUsage
        self.redirectURL = redirectURL
        self.commCertificates = commCertificates
    }

    /// id-description.
    private static let base = OID.mrtd.child(3).child(1)

    package init(decoding bytes: ArraySlice<UInt8>) throws(EIDError) {
        guard bytes.count <= CertificateDescription.limit else { throw .malformed("CertificateDescription", .tooLarge) }
        var reader = try DERReader(bytes, tag: DER.sequence, "CertificateDescription")
        let type = try reader.readOID()
        issuerName = try DER.text(try reader.readField(1, DER.utf8String), reader.structure)
        issuerURL = try reader.readURL(2)
        subjectName = try DER.text(try reader.readField(3, DER.utf8String), reader.structure)
        subjectURL = try reader.readURL(4)
        switch type.lastNumber(below: CertificateDescription.base) {
        case 1: termsOfUsage = .plainText(try DER.text(try reader.readField(5, DER.utf8String), reader.structure))
        case 2:
            let html = try reader.readField(5, DER.ia5String)
            guard html.allSatisfy({ $0 < 0x80 }) else { throw .malformed(reader.structure, .text) }
            termsOfUsage = .html(try DER.text(html, reader.structure))
        case 3: termsOfUsage = .pdf(Array(try reader.readField(5, DER.octetString)))
        default: throw .unsupported("terms of usage of the kind \(type)")
        }
        redirectURL = try reader.readURL(6)
        commCertificates = try reader.readHashes(7)
        try reader.finish()
    }

    package init(decoding bytes: [UInt8]) throws(EIDError) { try self.init(decoding: bytes[...]) }

    package func encoded() -> [UInt8] {
        func url(_ number: UInt32, _ text: String?) -> [UInt8] {
            text.map { TLV.encode(0xA0 + number, TLV.encode(DER.printableString, Array($0.utf8))) } ?? []
        }
        let (type, terms): (UInt, [UInt8]) =
            switch termsOfUsage {
            case .plainText(let text): (1, DER.utf8(text))
            case .html(let text): (2, TLV.encode(DER.ia5String, Array(text.utf8)))
            case .pdf(let document): (3, TLV.encode(DER.octetString, document))
            }
        let hashes = DER.setOf(commCertificates.map { TLV.encode(DER.octetString, $0) })
        return DER.sequence(
            DER.oid(CertificateDescription.base.child(type)), TLV.encode(0xA1, DER.utf8(issuerName)),
            url(2, issuerURL), TLV.encode(0xA3, DER.utf8(subjectName)), url(4, subjectURL), TLV.encode(0xA5, terms),
            url(6, redirectURL), commCertificates.isEmpty ? [] : TLV.encode(0xA7, hashes))
    }

    /// Reads a description and makes sure that it is the one whose hash the certificate carries. Throws
    /// ``EIDError/terminal(_:)`` where it is not.
    ///
    /// The hash function is that with which the certificate was signed. It is tried by the hash's length, since the
    /// issuer's certificate may not be at hand; the wrong one would never match.
    package init(decoding bytes: [UInt8], of certificate: CVCertificate) throws(EIDError) {
        guard let expected = certificate.descriptionHash else {
            throw .terminal("The certificate of \(certificate.body.certificateHolderReference) has no description.")
        }
        guard let hash = HashFunction.allCases.first(where: { $0.length == expected.count }),
            try hash.digest(bytes) == expected
        else {
            throw .terminal(
                "The description does not belong to the certificate of \(certificate.body.certificateHolderReference).")
        }
        try self.init(decoding: bytes)
    }
}

extension DERReader {
    /// The value of a field: its own tag inside the context-specific one, or the context-specific one alone.
    fileprivate mutating func readField(_ number: UInt32, _ tag: UInt32) throws(EIDError) -> ArraySlice<UInt8> {
        if let value = try readOptional(0x80 + number) { return value }
        var inner = try open(0xA0 + number, structure)
        let value = try inner.read(tag)
        try inner.finish()
        return value
    }

    fileprivate mutating func readURL(_ number: UInt32) throws(EIDError) -> String? {
        let next = try peek()
        guard next == 0x80 + number || next == 0xA0 + number else { return nil }
        return try DER.ascii(try readField(number, DER.printableString), structure)
    }

    fileprivate mutating func readHashes(_ number: UInt32) throws(EIDError) -> [[UInt8]] {
        guard let value = try readOptional(0xA0 + number) else { return [] }
        var inner = DERReader(value, structure)
        var set = try inner.peek() == DER.set ? try inner.open(DER.set, structure) : inner
        var hashes: [[UInt8]] = []
        while !set.isAtEnd { hashes.append(Array(try set.read(DER.octetString))) }
        return hashes
    }
}
