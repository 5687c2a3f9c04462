package import Foundation
package import Sealing
internal import Secrets
package import SubmissionAPI

/// Makes an office's keys and has the root sign them.
package struct KeyMaking: Sendable {
    /// How long a generation is sealed to, in days, where nothing is said.
    package static let validDays = 730

    private let directory: DeskDirectory
    private let now: Date

    /// Makes keys for a desk.
    package init(directory: DeskDirectory, now: Date) {
        self.directory = directory
        self.now = now
    }

    /// Makes the first keys of an office; the private halves are on the disk when this returns.
    ///
    /// Takes seconds: two RSA keys of 4096 bits.
    /// - Throws: `file`, `sealing`.
    package func office(
        _ id: String, destination: ResourceID, training: Bool, validDays: Int = validDays, root: borrowing SigningKey
    ) async throws(DeskError) -> DeskOffice {
        // Two cores, two keys.
        async let made = Self.decryptionKey(in: directory)
        let signing = try await signingKey()
        let decryption: JSONWebKey
        do { decryption = try await made } catch { throw (error as? DeskError) ?? .sealing(.unavailable("RSA")) }
        let generation = try generation(
            destination: destination, training: training, decryption: decryption, signing: signing,
            verifying: [signing], validDays: validDays, root: root)
        return DeskOffice(id: id, destination: destination, training: training, first: generation)
    }

    /// Makes the next generation of an office's keys. What was sealed to the old ones still opens.
    /// - Parameters:
    ///   - office: As it is.
    ///   - signing: Whether the key that signs is new as well: receipts and messages then verify only for devices that
    ///     have fetched the new keys, which the messenger does by itself.
    ///   - validDays: How long it is sealed to.
    ///   - root: The signing root.
    /// - Returns: The generation; the caller adds it, stores the offices and tells the delivery service.
    /// - Throws: `file`, `sealing`.
    package func nextGeneration(
        of office: DeskOffice, signing: Bool, validDays: Int = validDays, root: borrowing SigningKey
    ) async throws(DeskError) -> DeskOffice.Generation {
        let previous = office.current.signing
        let key = signing ? try await signingKey() : previous
        return try generation(
            destination: office.destination, training: office.training,
            decryption: try await Self.decryptionKey(in: directory), signing: key,
            verifying: signing ? [key, previous] : [key], validDays: validDays, root: root)
    }

    private func signingKey() async throws(DeskError) -> JSONWebKey {
        do {
            let der = try SigningKey.makePrivateKey()
            let key = try await SigningKey(der: der.clone())
            try directory.store(der, kid: key.publicKey.kid)
            return key.publicKey
        } catch let error as DeskError {
            throw error
        } catch let error as SealingError {
            throw .sealing(error)
        } catch {
            throw .sealing(.unavailable("RSA"))
        }
    }

    private static func decryptionKey(in directory: DeskDirectory) async throws(DeskError) -> JSONWebKey {
        do {
            let key = try DecryptionKey()
            try directory.store(key)
            return key.publicKey
        } catch let error as DeskError {
            throw error
        } catch let error as SealingError {
            throw .sealing(error)
        } catch {
            throw .sealing(.unavailable("RSA"))
        }
    }

    private func generation(
        destination: ResourceID, training: Bool, decryption: JSONWebKey, signing: JSONWebKey, verifying: [JSONWebKey],
        validDays: Int,
        root: borrowing SigningKey
    ) throws(DeskError) -> DeskOffice.Generation {
        do {
            // A day back: a device's clock may be behind when it is enrolled.
            let notAfter = now + TimeInterval(validDays * 86400)
            let signed = try SignedDestinationKey(
                signing: .init(
                    destination: destination.uuid, key: decryption, verificationKeys: verifying,
                    notBefore: now - 86400, notAfter: notAfter, issuedAt: now, training: training), with: root)
            return DeskOffice.Generation(
                decryption: decryption, signing: signing, signed: signed.compact,
                createdAt: Int64(now.timeIntervalSince1970), notAfter: Int64(notAfter.timeIntervalSince1970))
        } catch {
            throw .sealing(error)
        }
    }
}
