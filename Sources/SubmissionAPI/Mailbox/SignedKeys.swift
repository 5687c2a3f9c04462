/// The keys of all destinations as the root signed them, see `SignedDestinationKey`: whoever gets them over the network
/// follows the signature to the root that was pinned by hand.
package struct SignedKeys: Codable, Hashable, Sendable {
    /// JWS compact.
    package let destinationKeys: [String]

    /// Collects keys.
    package init(destinationKeys: [String]) { self.destinationKeys = destinationKeys }
}
