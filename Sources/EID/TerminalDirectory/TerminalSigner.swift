/// Whoever holds a terminal's private key and signs with it: a file now, a hardware module or a remote service later.
package protocol TerminalSigner: Sendable {
    /// The public half, where the holder can tell.
    var publicKey: ECPublicKey { get }

    /// Signs a message with ECDSA; the signature is plain, r and s one after the other.
    ///
    /// The whole message is handed over, not its digest: a service may want to see what it signs.
    /// Source: BSI TR-03110-3, B.3 (terminal authentication version 2).
    func sign(_ message: [UInt8], hash: HashFunction) async throws(EIDError) -> [UInt8]
}
