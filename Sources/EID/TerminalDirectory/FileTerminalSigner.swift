/// A terminal's private key in memory, read from a file.
package final class FileTerminalSigner: TerminalSigner {
    private let key: ECPrivateKey

    package init(key: consuming ECPrivateKey) { self.key = key }

    package var publicKey: ECPublicKey { key.publicKey }

    package func sign(_ message: [UInt8], hash: HashFunction) async throws(EIDError) -> [UInt8] {
        try key.sign(digest: try hash.digest(message))
    }
}
