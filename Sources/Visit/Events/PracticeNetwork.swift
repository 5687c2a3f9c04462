/// How the network of a training stands: whoever practises may cut it and see that nothing is lost.
package enum PracticeNetwork: Hashable, Sendable {
    case connected, cut

    /// What a switch makes of it.
    var other: PracticeNetwork { self == .cut ? .connected : .cut }
}
