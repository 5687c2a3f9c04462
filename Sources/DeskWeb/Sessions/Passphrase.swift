internal import Secrets

/// A passphrase as it came in a form: in wiped memory from there on.
final class Passphrase: Sendable {
    let bytes: SecretBytes

    init(_ bytes: consuming SecretBytes) { self.bytes = bytes }
}
