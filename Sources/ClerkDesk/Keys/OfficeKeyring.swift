internal import Foundation
internal import Sealing
internal import Secrets
internal import SubmissionAPI

/// An office's private keys, open: all generations to open with, the current one to sign with.
package final class OfficeKeyring: Sendable {
    /// How a ciphertext opened.
    enum Opening {
        case opened(Plaintext)
        case refused(Fault)

        enum Fault: Hashable {
            /// The key that it names was never this office's, or it does not open with it.
            case encryption
            /// It is no JWE, or larger than allowed.
            case syntax
            /// The key is this office's and its file is missing: nobody's fault but the desk's. Nothing is rejected for it.
            case keyMissing(String)
        }
    }

    /// What was opened, in wiped memory.
    final class Plaintext: Sendable {
        let bytes: SecretBytes
        init(_ bytes: consuming SecretBytes) { self.bytes = bytes }
    }

    /// A key, shared by the tasks that use it.
    private final class Held<Key: ~Copyable & Sendable>: Sendable {
        let key: Key
        init(_ key: consuming Key) { self.key = key }
    }

    package let office: DeskOffice
    private let directory: DeskDirectory
    private let opening: [String: Held<DecryptionKey>]
    private let signing: Held<SigningKey>

    /// Reads the keys of an office. A key whose file is missing or damaged is left out and its cases wait.
    /// - Throws: Where the signing key cannot be read: without it nothing is acknowledged.
    package init(_ office: DeskOffice, in directory: DeskDirectory) async throws(DeskError) {
        self.office = office
        self.directory = directory
        var opening: [String: Held<DecryptionKey>] = [:]
        for generation in office.generations {
            guard let key = try? directory.decryptionKey(generation.decryption.kid) else { continue }
            opening[generation.decryption.kid] = Held(key)
        }
        self.opening = opening
        let key = try await directory.signingKey(office.current.signing.kid)
        signing = Held(key)
    }

    /// The keys that are this office's and cannot be read.
    package var missing: [String] { office.generations.map(\.decryption.kid).filter { opening[$0] == nil } }

    /// Opens a JWE of either version of the interface, up to so many bytes of plaintext.
    func open(_ compact: Data, bound: Int) -> Opening {
        let kid: String
        do {
            kid = try JWE.keyID(of: compact) ?? office.current.decryption.kid
        } catch {
            return .refused(.syntax)
        }
        guard let held = opening[kid] else {
            return .refused(isOurs(kid) ? .keyMissing(kid) : .encryption)
        }
        do {
            let opened = try JWE.open(compact, with: held.key, bound: bound, compression: .allowed)
            return .opened(Plaintext(opened.plaintext.clone()))
        } catch .notAuthentic {
            return .refused(.encryption)
        } catch {
            return .refused(.syntax)
        }
    }

    /// Whether a key is this office's, also one that was made since this keyring was read: nothing that is sealed to the
    /// newest key may be rejected by a desk that has not heard of it yet. Where nobody can say, it may be.
    private func isOurs(_ kid: String) -> Bool {
        func holds(_ office: DeskOffice) -> Bool { office.generations.contains { $0.decryption.kid == kid } }
        return holds(office) || (try? directory.office(office.id)).map(holds) ?? true
    }

    /// Signs an event of this office's. Takes some 5 ms.
    /// - Throws: `sealing`.
    func sign(_ token: SecurityEventToken) throws(DeskError) -> String {
        do { return try token.signed(with: signing.key) } catch { throw .sealing(error) }
    }

    /// Signs a message of this office's and seals it to a device.
    /// - Throws: `sealing`.
    func seal(_ message: MailboxMessage, to device: JSONWebKey) throws(DeskError) -> Data {
        do { return try message.sealed(signedWith: signing.key, to: device) } catch { throw .sealing(error) }
    }

    /// The destination's id as issuers are named.
    var issuer: String { office.destination.description }
}
