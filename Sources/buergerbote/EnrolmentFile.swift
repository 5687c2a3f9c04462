import ArgumentParser
import Foundation
import Glibc
import Sealing
import Secrets

/// The file that enrolment left for the messenger: read here, never written.
struct EnrolmentFile {
    let path: String

    /// Reads it.
    /// - Throws: `ValidationError` with a sentence.
    func read() throws -> MessengerEnrolment {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            throw ValidationError(
                "\(path) cannot be read: \(String(cString: strerror(errno))). Enrol the device with kioskctl enrol.")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard let standing = FileStanding(descriptor: descriptor), standing.isRegularFile else {
            throw ValidationError("\(path) is not a file.")
        }
        // Who may write it may send every case elsewhere, and who may read it may deliver in this device's name.
        guard standing.rights & 0o027 == 0 else {
            throw ValidationError(
                "\(path) is open to others. Its mode must be 0640 or stricter; then start this again.")
        }
        guard let json = try file.read(upToCount: EnrolmentBundle.bound),
            let enrolment = try? JSONDecoder().decode(MessengerEnrolment.self, from: json)
        else { throw ValidationError("\(path) is damaged or from an older version. Enrol the device again.") }
        return enrolment
    }
}
