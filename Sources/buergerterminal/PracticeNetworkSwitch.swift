import Foundation
import Glibc
import Visit

/// Cuts the network of a training and restores it, by a file that whoever runs the town hall of the training watches: while it
/// is there, the town hall cannot be reached. This process has no network that it could cut itself.
struct PracticeNetworkSwitch {
    private let file: String

    /// - Returns: Nothing where this is no training, or nobody watches a file.
    init?(file: String?, isTraining: Bool) {
        guard let file, isTraining else { return nil }
        self.file = file
    }

    /// How the network stands.
    var network: PracticeNetwork { FileManager.default.fileExists(atPath: file) ? .cut : .connected }

    /// Switches, and tells how it stands then; where the file cannot be made or removed, as before.
    func turn(to wanted: PracticeNetwork) -> PracticeNetwork {
        switch wanted {
        case .cut: _ = FileManager.default.createFile(atPath: file, contents: nil)
        case .connected: unlink(file)
        }
        return network
    }
}
