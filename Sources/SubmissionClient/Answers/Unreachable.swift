/// Why there was no answer.
package enum Unreachable: String, Codable, Hashable, Sendable, CaseIterable {
    /// The name cannot be looked up: as good as no network.
    case noNetwork = "no_network"
    /// Nobody answers under the address.
    case noAnswer = "no_answer"
    /// The connection ended in the middle.
    case cutOff = "cut_off"
    /// It took too long.
    case tooSlow = "too_slow"
    /// The certificate's time is over.
    case certificateExpired = "certificate_expired"
    /// The certificate's time has not begun.
    case certificateNotYetValid = "certificate_not_yet_valid"
    /// The certificate is for another name.
    case certificateForAnotherName = "certificate_for_another_name"
    /// The certificate does not lead to an authority that is trusted here.
    case certificateUntrusted = "certificate_untrusted"
    /// This program is being stopped.
    case stopped

    /// Whether somebody answered who could not prove to be the town hall.
    package var isCertificate: Bool {
        switch self {
        case .certificateExpired, .certificateNotYetValid, .certificateForAnotherName, .certificateUntrusted: true
        case .noNetwork, .noAnswer, .cutOff, .tooSlow, .stopped: false
        }
    }

    /// A sentence for staff.
    package var sentence: String {
        switch self {
        case .noNetwork: "There is no network, or the town hall's name cannot be found in it."
        case .noAnswer: "The town hall's server does not answer."
        case .cutOff: "The connection to the town hall broke off."
        case .tooSlow: "The town hall's server took too long to answer."
        case .certificateExpired:
            "The certificate of the town hall's server has expired. Tell the town hall; check this device's clock too."
        case .certificateNotYetValid:
            "The certificate of the town hall's server is not valid yet. Check this device's clock."
        case .certificateForAnotherName:
            "The server that answers shows a certificate for another name. "
                + "Tell the town hall, or sign in to this network first."
        case .certificateUntrusted:
            "The server that answers cannot prove that it is the town hall's. Sign in to this network first, or "
                + "tell the town hall."
        case .stopped: "The messenger is being stopped."
        }
    }
}
