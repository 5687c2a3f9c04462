import COpenSSL

/// An X.509 certificate, parsed and nothing more.
/// Sendable by hand: OpenSSL guards what it caches inside a certificate, and nothing else changes it.
package final class X509Certificate: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes over the pointer.
    init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { X509_free(pointer) }

    /// Reads one certificate in DER and nothing behind it.
    package convenience init(der: ArraySlice<UInt8>) throws(EIDError) {
        let parsed = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var cursor = bytes.baseAddress
            guard let certificate = d2i_X509(nil, &cursor, bytes.count) else { return nil }
            guard cursor == bytes.baseAddress.map({ $0 + bytes.count }) else {
                X509_free(certificate)
                return nil
            }
            return certificate
        }
        guard let parsed else {
            ERR_clear_error()
            throw .malformed("an X.509 certificate")
        }
        self.init(owning: parsed)
    }

    /// All certificates of a file: any number in PEM, or one in DER.
    package static func readAll(_ bytes: [UInt8]) -> [X509Certificate] {
        if let one = try? X509Certificate(der: bytes[...]) { return [one] }
        guard let source = BIO_new_mem_buf(bytes, Int32(clamping: bytes.count)) else { return [] }
        defer {
            BIO_free(source)
            ERR_clear_error()
        }
        var certificates: [X509Certificate] = []
        while certificates.count < DocumentAnchors.limit, let next = PEM_read_bio_X509(source, nil, nil, nil) {
            certificates.append(X509Certificate(owning: next))
        }
        return certificates
    }

    /// In DER.
    package var der: [UInt8] {
        let count = i2d_X509(pointer, nil)
        guard count > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: Int(count))
        bytes.withUnsafeMutableBufferPointer { target in
            var cursor = target.baseAddress
            i2d_X509(pointer, &cursor)
        }
        return bytes
    }

    /// The subject's distinguished name, `/C=DE/O=…/CN=…`, unprintable characters escaped.
    package var subject: String { X509Certificate.text(X509_get_subject_name(pointer)) }

    private static func text(_ name: OpaquePointer?) -> String {
        guard let name, let text = X509_NAME_oneline(name, nil, 0) else { return "a certificate without a name" }
        defer { CRYPTO_free(text, nil, 0) }
        return String(cString: text)
    }

    /// The subject's country in capital letters: some write it in small ones.
    var country: [UInt8]? {
        guard let name = X509_get_subject_name(pointer) else { return nil }
        let index = X509_NAME_get_index_by_NID(name, NID_countryName, -1)
        guard index >= 0, let entry = X509_NAME_get_entry(name, index), let value = X509_NAME_ENTRY_get_data(entry)
        else { return nil }
        return UnsafeBufferPointer(start: ASN1_STRING_get0_data(value), count: Int(ASN1_STRING_length(value)))
            .map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
    }

    /// Whether it may certify others: basic constraints with CA, and a key usage, where there is one, that says so.
    package var isCA: Bool {
        X509_check_ca(pointer) == 1 && X509_get_key_usage(pointer) & UInt32(KU_KEY_CERT_SIGN) != 0
    }

    /// Whether it may sign documents: a key usage for signatures, no authority, and no extended use that makes it
    /// something else (a signer of master lists, say). Source: ICAO Doc 9303-12, 7.1.1, table 5.
    var isDocumentSigner: Bool {
        let usage = X509_get_key_usage(pointer)
        return usage != UInt32.max && usage & UInt32(KU_DIGITAL_SIGNATURE) != 0
            && usage & UInt32(KU_KEY_CERT_SIGN) == 0 && X509_check_ca(pointer) == 0
            && X509_get_ext_by_NID(pointer, NID_ext_key_usage, -1) < 0
    }

    /// Whether an extended key usage names the purpose.
    func hasExtendedKeyUsage(_ purpose: OID) -> Bool {
        let index = X509_get_ext_by_NID(pointer, NID_ext_key_usage, -1)
        guard index >= 0, let found = X509_get_ext(pointer, index), let value = X509_EXTENSION_get_data(found) else {
            return false
        }
        let bytes = UnsafeBufferPointer(start: ASN1_STRING_get0_data(value), count: Int(ASN1_STRING_length(value)))
        guard var list = try? DERReader(Array(bytes)[...], tag: DER.sequence, "ExtKeyUsageSyntax") else { return false }
        while !list.isAtEnd {
            guard let next = try? list.readOID() else { return false }
            if next == purpose { return true }
        }
        return false
    }

    enum Validity {
        case notYet, given, over
    }

    /// Whether it holds on a day: it may begin in the course of the day, and must reach beyond noon.
    func validity(at date: CalendarDate) -> Validity {
        var end = date.dayNumber * 86_400 + 86_399
        // Zero tells that a time cannot be read.
        guard X509_cmp_time(X509_get0_notBefore(pointer), &end) < 0 else { return .notYet }
        var noon = date.dayNumber * 86_400 + 43_200
        return X509_cmp_time(X509_get0_notAfter(pointer), &noon) > 0 ? .given : .over
    }

    /// Whether every extension is well-formed, and those that must not be passed over are known to OpenSSL.
    var hasOnlyKnownExtensions: Bool {
        X509_get_extension_flags(pointer) & UInt32(EXFLAG_INVALID | EXFLAG_CRITICAL) == 0
    }

    /// The last day on which it holds.
    package var notAfter: CalendarDate? { X509Certificate.day(X509_get0_notAfter(pointer)) }

    static func day(_ time: UnsafePointer<ASN1_TIME>?) -> CalendarDate? {
        guard let time, let epoch = ASN1_TIME_set(nil, 0) else { return nil }
        defer { ASN1_TIME_free(epoch) }
        var days: Int32 = 0
        var seconds: Int32 = 0
        guard ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return nil }
        return CalendarDate(dayNumber: Int(days))
    }
}
