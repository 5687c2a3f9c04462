package import Secrets

/// What a reader is asked to do PACE with.
///
/// ```
/// password (1) · length (1), CHAT · length (1), password · length (2), certificate description
/// ```
package struct ReaderPACERequest: ~Copyable {
    /// The password's number as in MSE:Set AT: 1 MRZ, 2 CAN, 3 PIN, 4 PUK.
    package let passwordReference: UInt8
    /// The certificate holder authorization template, a whole data object, or nothing.
    package let template: [UInt8]
    /// The certificate's description that the reader shows, or nothing.
    package let description: [UInt8]
    private let password: SecretBytes

    /// The reader asks for the password.
    package init(passwordReference: UInt8, template: [UInt8], description: [UInt8]) {
        self.init(
            passwordReference: passwordReference, template: template, description: description,
            password: SecretBytes(capacity: 0))
    }

    /// The password is known already, the CAN from a settings page say; the reader does not ask.
    package init(
        passwordReference: UInt8, template: [UInt8], description: [UInt8], password: consuming SecretBytes
    ) {
        self.passwordReference = passwordReference
        self.template = template
        self.description = description
        self.password = password
    }

    /// Fields that are too long for their lengths are a fault of the caller.
    borrowing func encoded() -> SecretBytes {
        precondition(template.count <= 255 && password.count <= 255 && description.count <= 65535)
        var bytes = SecretBytes(capacity: template.count + password.count + description.count + 5)
        for byte in [passwordReference, UInt8(template.count)] + template + [UInt8(password.count)] {
            bytes.append(byte)
        }
        password.withUnsafeBytes { for byte in $0 { bytes.append(byte) } }
        for byte in UInt16(description.count).littleEndianBytes + description { bytes.append(byte) }
        return bytes
    }
}
