import EID
import Glibc
import SmartCard

/// What libFuzzer calls with every input. `CARD_FUZZ` names the parser: `./Kiosk/fuzz`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Fuzz.selected(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// libFuzzer's driver; the package manager gives every program's main a name of its own, so its main is not found.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ input: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// What the program begins with.
@_cdecl("CardFuzz_main")
public func runFuzzer(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    var count = count
    var arguments = arguments
    return runDriver(&count, &arguments, { fuzz($0, $1) })
}

/// The parsers of what comes from a card or a certificate provider. An input is wrong where a parser stops the program,
/// hangs, or reads back something else than it wrote.
enum Fuzz {
    static let selected: @Sendable ([UInt8]) -> Void = {
        let name = getenv("CARD_FUZZ").map { String(cString: $0) } ?? ""
        guard let parser = parsers[name] else {
            print("CARD_FUZZ names a parser: \(parsers.keys.sorted().joined(separator: ", "))")
            exit(2)
        }
        return parser
    }()

    static let parsers: [String: @Sendable ([UInt8]) -> Void] = [
        "tlv": { walk($0[...], depth: 0) },
        "response": response,
        "command": command,
        "atr": { bytes in
            var capabilities = CardCapabilities(answerToReset: bytes)
            capabilities.add(informationFile: bytes)
        },
        "cardaccess": cardAccess,
        "certificate": certificate,
        "description": { bytes in
            guard let read = try? CertificateDescription(decoding: bytes) else { return }
            precondition((try? CertificateDescription(decoding: read.encoded())) == read)
        },
        "cms": cms,
        "datagroup": dataGroup,
        "blocklist": { _ = try? BlockList(decoding: $0[...]) },
    ]

    private static func walk(_ bytes: ArraySlice<UInt8>, depth: Int) {
        guard depth < 16, let objects = try? TLV.decodeAll(bytes) else { return }
        let again = objects.flatMap { TLV.encode($0.tag, $0.value) }
        precondition(again.elementsEqual(bytes), "An object is written as it was read.")
        for object in objects where object.isConstructed { walk(object.value, depth: depth + 1) }
    }

    @Sendable private static func response(_ bytes: [UInt8]) {
        guard let response = ResponseAPDU(decoding: bytes) else { return precondition(bytes.count < 2) }
        precondition(response.encoded == bytes)
        _ = (response.status.triesLeft, response.status.bytesWaiting, response.status.exactLength, "\(response)")
    }

    @Sendable private static func command(_ bytes: [UInt8]) {
        guard let command = CommandAPDU(decoding: bytes) else { return }
        precondition(CommandAPDU(decoding: command.encoded) == command)
    }

    @Sendable private static func cardAccess(_ bytes: [UInt8]) {
        guard let infos = try? SecurityInfos(decoding: bytes) else { return }
        _ = try? PACEVariant(choosingFrom: infos)
        _ = (infos.chipAuthenticationPublicKeys, infos.restrictedIdentification)
        precondition((try? SecurityInfos(decoding: infos.encoded())) != nil, "What is written can be read.")
    }

    @Sendable private static func certificate(_ bytes: [UInt8]) {
        guard let certificate = try? CVCertificate(decoding: bytes),
            let today = CalendarDate(year: 2026, month: 11, day: 22)
        else { return }
        let anchor = certificate.body.certificationAuthorityReference
        _ = try? CertificateChain.build(toward: anchor, for: certificate, from: [certificate], at: today)
    }

    @Sendable private static func cms(_ bytes: [UInt8]) {
        guard let today = CalendarDate(year: 2026, month: 11, day: 22) else { return }
        let certificates = X509Certificate.readAll(bytes)
        _ = try? PassiveAuthentication.verify(
            efCardSecurity: bytes, efCardAccess: SecurityInfos([]),
            anchors: DocumentAnchors(certificates: certificates), at: today)
        _ = CertificateRevocationList.readAll(bytes)
    }

    /// The first byte chooses the data group.
    @Sendable private static func dataGroup(_ bytes: [UInt8]) {
        guard let first = bytes.first, let group = DataGroup(rawValue: Int(first) % 22 + 1),
            let content = try? DataGroupContent(decoding: bytes.dropFirst(), as: group)
        else { return }
        _ = "\(content)"
    }
}
