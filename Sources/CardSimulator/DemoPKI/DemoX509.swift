import COpenSSL
import EID

/// An X.509 certificate of the demonstration with its key.
struct DemoX509 {
    enum Use {
        /// A country signing authority.
        case authority
        case documentSigner
        case masterListSigner

        fileprivate var extensions: [(Int32, String)] {
            switch self {
            case .authority:
                [
                    (NID_basic_constraints, "critical,CA:TRUE,pathlen:0"),
                    (NID_key_usage, "critical,keyCertSign,cRLSign"), (NID_subject_key_identifier, "hash"),
                ]
            case .documentSigner: [(NID_key_usage, "critical,digitalSignature"), (NID_subject_key_identifier, "hash")]
            case .masterListSigner:
                [
                    (NID_key_usage, "critical,digitalSignature"), (NID_ext_key_usage, "critical,2.23.136.1.1.3"),
                    (NID_subject_key_identifier, "hash"),
                ]
            }
        }
    }

    let key: DemoKey
    let der: [UInt8]

    /// Issues a certificate; by itself where there is no issuer.
    init(
        name: String, use: Use, key: DemoKey, issuer: DemoX509?, serial: Int, from: CalendarDate, to: CalendarDate
    ) throws(EIDError) {
        self.key = key
        guard let certificate = X509_new() else { throw .cryptography }
        defer { X509_free(certificate) }
        let issuing = try issuer.map { (issuer) throws(EIDError) in try DemoX509.parse(issuer.der) }
        defer { X509_free(issuing) }
        let signingKey = issuer?.key ?? key
        try key.withOpenSSL { (subjectKey) throws(EIDError) in
            guard X509_set_version(certificate, 2) == 1,
                ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial) == 1,
                X509_set_pubkey(certificate, subjectKey) == 1,
                let subject = X509_get_subject_name(certificate)
            else { throw .cryptography }
            for (field, text) in [("C", "DE"), ("O", "Demo, kein Dokument"), ("CN", name)] {
                guard X509_NAME_add_entry_by_txt(subject, field, 0x1000, text, -1, -1, 0) == 1 else {
                    throw .cryptography
                }
            }
        }
        guard let issuerName = X509_get_subject_name(issuing ?? certificate),
            X509_set_issuer_name(certificate, issuerName) == 1
        else { throw .cryptography }
        try DemoX509.setTimes(of: certificate, from: from, to: to)
        try DemoX509.add(use.extensions, to: certificate, issuer: issuing ?? certificate)
        try signingKey.withOpenSSL { (key) throws(EIDError) in
            guard X509_sign(certificate, key, EVP_sha384()) > 0 else { throw .cryptography }
        }
        der = DemoX509.bytes { i2d_X509(certificate, $0) }
    }

    private static func setTimes(
        of certificate: OpaquePointer, from: CalendarDate, to: CalendarDate
    ) throws(EIDError) {
        guard let first = ASN1_TIME_set(nil, from.dayNumber * 86_400),
            let last = ASN1_TIME_set(nil, to.dayNumber * 86_400 + 86_399)
        else { throw .cryptography }
        defer {
            ASN1_TIME_free(first)
            ASN1_TIME_free(last)
        }
        guard X509_set1_notBefore(certificate, first) == 1, X509_set1_notAfter(certificate, last) == 1 else {
            throw .cryptography
        }
    }

    private static func add(
        _ extensions: [(Int32, String)], to certificate: OpaquePointer, issuer: OpaquePointer
    ) throws(EIDError) {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer, certificate, nil, nil, 0)
        for (kind, value) in extensions + [(NID_authority_key_identifier, "keyid")] {
            // An authority has no other above it whose key could be named before its own is there.
            if kind == NID_authority_key_identifier && issuer == certificate { continue }
            guard let made = X509V3_EXT_conf_nid(nil, &context, kind, value) else { throw .cryptography }
            defer { X509_EXTENSION_free(made) }
            guard X509_add_ext(certificate, made, -1) == 1 else { throw .cryptography }
        }
    }

    static func parse(_ der: [UInt8]) throws(EIDError) -> OpaquePointer {
        let parsed = der.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            return d2i_X509(nil, &cursor, bytes.count)
        }
        guard let parsed else { throw .cryptography }
        return parsed
    }

    /// What OpenSSL writes, which it is asked for twice: for the length and for the bytes.
    static func bytes(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(max(write(nil), 0)))
        bytes.withUnsafeMutableBufferPointer { target in
            var cursor = target.baseAddress
            _ = write(&cursor)
        }
        return bytes
    }

    /// The certificate as PEM.
    var pem: [UInt8] { Array(PEMText.encode(der, label: "CERTIFICATE").utf8) }

    /// Signs content as a CMS SignedData with this certificate inside.
    func sign(_ content: [UInt8], as type: OID) throws(EIDError) -> [UInt8] {
        let certificate = try DemoX509.parse(der)
        defer { X509_free(certificate) }
        guard let kind = OBJ_txt2obj("\(type)", 1) else { throw .cryptography }
        defer { ASN1_OBJECT_free(kind) }
        guard let source = BIO_new_mem_buf(content, Int32(content.count)) else { throw .cryptography }
        defer { BIO_free(source) }
        let flags = UInt32(CMS_PARTIAL | CMS_BINARY | CMS_NOSMIMECAP)
        guard let message = CMS_sign(nil, nil, nil, source, flags) else { throw .cryptography }
        defer { CMS_ContentInfo_free(message) }
        try key.withOpenSSL { (key) throws(EIDError) in
            guard CMS_set1_eContentType(message, kind) == 1,
                CMS_add1_signer(message, certificate, key, EVP_sha256(), flags) != nil,
                CMS_final(message, source, nil, flags) == 1
            else { throw .cryptography }
        }
        return DemoX509.bytes { i2d_CMS_ContentInfo(message, $0) }
    }
}
