package import Foundation

/// What the town hall gives a device at enrolment, carried by hand: where to deliver, with what right, and whom to
/// believe. Not believed before `faults(at:)` has found nothing.
///
/// The client secret is a right to deliver, not to read; decoding JSON leaves copies of it on the heap of the
/// administrator's short-lived program.
package struct EnrolmentBundle: Codable, Sendable, CustomStringConvertible {
    package let tokenUrl: String
    /// Without the version.
    package let submissionApiUrl: String
    package let clientId: String
    package let clientSecret: String
    /// The default.
    package let destinationId: String
    /// By office.
    package let destinations: [String: String]
    /// PEM, one certificate or several.
    package let caCertificate: String
    package let signingRoot: JSONWebKey
    /// JWS compact, see `SignedDestinationKey`.
    package let destinationKeys: [String]
    /// The URL under which this device's messages lie.
    package let mailbox: String
    /// The town's recovery key, 32 bytes in base64: drafts in the case are wrapped to it as well. A kiosk needs none.
    package let recoveryKey: String?

    /// The most bytes of a bundle.
    package static let bound = 1 << 20

    /// Reads a bundle.
    /// - Throws: `EnrolmentFault` with a sentence for what is missing or of another type.
    package init(json: Data) throws(EnrolmentFault) {
        guard json.count <= Self.bound else {
            throw EnrolmentFault("The bundle is larger than 1 MB: this is another file.")
        }
        do {
            self = try JSONDecoder().decode(Self.self, from: json)
        } catch let error as DecodingError {
            throw EnrolmentFault(Self.sentence(for: error))
        } catch {
            throw EnrolmentFault("The bundle cannot be read.")
        }
    }

    private static func sentence(for error: DecodingError) -> String {
        func name(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
        switch error {
        case .keyNotFound(let key, let context):
            return "“\(name(context.codingPath + [key]))” is missing. Ask the town hall for a new bundle."
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "“\(name(context.codingPath))” is of another type than it must be."
        default:
            return "The bundle is not JSON. Was it cut off on the way?"
        }
    }

    /// Says nothing of the secret.
    package var description: String { "EnrolmentBundle(redacted)" }
}

/// What is wrong with a bundle or with storing it: a sentence, never a secret.
package struct EnrolmentFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

extension EnrolmentBundle {
    /// Everything that is wrong with the bundle, at once.
    /// - Parameter now: The wall clock; whoever enrols a device sees to it that it is right.
    /// - Returns: A sentence for each; none where the device may be enrolled.
    package func faults(at now: Date) async -> [EnrolmentFault] {
        (addressFaults() + accountFaults() + destinationFaults()).map { EnrolmentFault($0) }
            + (await keyFaults(at: now)).map { EnrolmentFault($0) }
    }

    private func addressFaults() -> [String] {
        var faults: [String] = []
        for (name, text) in [("tokenUrl", tokenUrl), ("submissionApiUrl", submissionApiUrl), ("mailbox", mailbox)] {
            guard let address = URLComponents(string: text), address.scheme == "https",
                address.host.map({ !$0.isEmpty }) == true, address.user == nil, address.password == nil,
                address.fragment == nil, address.query == nil
            else {
                faults.append("“\(name)” is not an https:// address without user, query and fragment.")
                continue
            }
        }
        if ["v1", "v2"].contains(submissionApiUrl.split(separator: "/").last) {
            faults.append("“submissionApiUrl” must stand without the version at its end.")
        }
        return faults
    }

    private func accountFaults() -> [String] {
        var faults: [String] = []
        if clientId.isEmpty || clientId.utf8.count > 256 { faults.append("“clientId” is empty or too long.") }
        if clientSecret.utf8.count < 16 || clientSecret.utf8.count > 1024 {
            faults.append("“clientSecret” has not 16 to 1024 characters.")
        }
        if recoveryKey != nil, recoveryPublicKey == nil {
            faults.append("“recoveryKey” is not a key of 32 bytes in base64.")
        }
        if !Self.isCertificate(caCertificate) { faults.append("“caCertificate” is not a certificate in PEM.") }
        return faults
    }

    var recoveryPublicKey: StaffPublicKey? {
        recoveryKey.flatMap { Data(base64Encoded: $0) }.flatMap { try? StaffPublicKey($0) }
    }

    private func destinationFaults() -> [String] {
        var faults: [String] = []
        if destinations.isEmpty { faults.append("“destinations” names no office.") }
        for (office, id) in destinations.sorted(by: { $0.key < $1.key }) {
            if office.isEmpty { faults.append("“destinations” has an office without a name.") }
            if UUID(uuidString: id) == nil { faults.append("The destination of “\(office)” is not a UUID.") }
        }
        if !destinations.values.contains(where: { $0.lowercased() == destinationId.lowercased() }) {
            faults.append("“destinationId” is not one of “destinations”.")
        }
        return faults
    }

    /// Whether each destination has a key that leads to the root.
    private func keyFaults(at now: Date) async -> [String] {
        if let fault = signingRoot.fault(for: .verifying) { return ["“signingRoot” cannot be used. \(fault)"] }
        guard let root = try? await SigningRoot(signingRoot) else { return ["“signingRoot” cannot be used."] }
        guard destinationKeys.count <= 1000 else { return ["“destinationKeys” holds more than 1000 keys."] }
        var faults: [String] = []
        for (office, id) in destinations.sorted(by: { $0.key < $1.key }) {
            guard let destination = UUID(uuidString: id) else { continue }
            let refusals = destinationKeys.compactMap { compact in
                SignedDestinationKey(compact).refusal(by: root, for: destination, at: now)
            }
            guard refusals.count == destinationKeys.count else { continue }
            let reason = refusals.first { $0 != .wrongDestination }?.description
            faults.append("No key for “\(office)” leads to the root. \(reason ?? "There is none in the bundle.")")
        }
        return faults
    }

    private static func isCertificate(_ pem: String) -> Bool {
        let lines = pem.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        guard lines.first == "-----BEGIN CERTIFICATE-----", lines.last == "-----END CERTIFICATE-----" else {
            return false
        }
        let bodies = lines.dropFirst().split(separator: "-----BEGIN CERTIFICATE-----", omittingEmptySubsequences: false)
        return bodies.allSatisfy { body in
            guard body.last == "-----END CERTIFICATE-----" else { return false }
            let der = Data(base64Encoded: body.dropLast().joined())
            // A SEQUENCE of some length; the messenger's TLS library looks into it.
            return der.map { $0.count > 128 && $0.first == 0x30 } ?? false
        }
    }
}

extension SignedDestinationKey {
    /// Why the key may not be used, for real cases or for training; nothing where it may.
    fileprivate func refusal(by root: SigningRoot, for destination: UUID, at now: Date) -> TokenRefusal? {
        switch verified(by: root, for: destination, training: false, at: now) {
        case .trusted: return nil
        case .refused(.wrongTraining):
            switch verified(by: root, for: destination, training: true, at: now) {
            case .trusted: return nil
            case .refused(let reason): return reason
            }
        case .refused(let reason): return reason
        }
    }
}
