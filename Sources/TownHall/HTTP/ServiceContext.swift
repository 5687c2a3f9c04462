package import Hummingbird
import NIOCore
import NIOHTTP1

/// What goes with a request.
package struct ServiceContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    package init(source: ApplicationRequestContextSource) { coreContext = CoreRequestContextStorage(source: source) }

    /// Whether an error came from the connection, not from us.
    func isReading(_ error: any Error) -> Bool {
        error is CancellationError || error is ChannelError || error is IOError
            || error is HTTPParserError
    }
}
