/// How long a client waits and how much it takes.
package struct ClientLimits: Hashable, Sendable {
    /// Until there is a connection.
    package var connecting: Duration = .seconds(10)
    /// Without a sign of life.
    package var silence: Duration = .seconds(30)
    /// For one request and its answer, without what its bytes take.
    package var whole: Duration = .seconds(60)
    /// Bytes a second below which a line is as good as none.
    package var slowest = 2_000
    /// Connections at once.
    package var connections = 8
    /// Bytes of an attachment, as ciphertext.
    package var attachment = 64 << 20

    /// The usual ones.
    package init() {}

    func whole(forBytes count: Int) -> Duration { whole + .seconds(count / max(1, slowest)) }
}
