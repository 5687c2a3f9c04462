import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import SubmissionAPI

/// Watches over one connection: headers must come within a time, a body must not trickle, and what is still being sent
/// when the answer has been given is not listened to for long. What is no HTTP gets a problem too.
///
/// Idle connections without a request are Hummingbird's to close.
final class RequestGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long a sender may go on after its request was refused: so that it reads the answer, not a reset.
    private static let lingering = TimeAmount.seconds(2)

    private static let noHTTP = ByteBuffer(
        bytes: (try? JSONEncoder().encode(
            Problem.malformed("The request is no HTTP/1.1, or its headers are too large.")))
            ?? Data())

    private let limits: ServiceLimits
    private var deadline: Scheduled<Void>?
    private var isReceiving = false
    /// The answer went out before the body was there.
    private var isDeaf = false
    /// Nothing more is read: what is still being sent costs nobody anything.
    private var isClosing = false

    init(limits: ServiceLimits) { self.limits = limits }

    func handlerAdded(context: ChannelHandlerContext) {
        // Covers the handshake and the first request's headers.
        if context.channel.isActive { close(context, in: limits.head) }
    }

    func channelActive(context: ChannelHandlerContext) {
        close(context, in: limits.head)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            isReceiving = true
            close(context, in: limits.body + allowance(for: head))
        case .body where isDeaf: return
        case .body: break
        case .end:
            isReceiving = false
            deadline?.cancel()
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is HTTPParserError {
            // It is answered, and not listened to any more.
            close(context, in: Self.lingering)
            isClosing = true
        }
        context.fireErrorCaught(error)
    }

    func read(context: ChannelHandlerContext) {
        if !isClosing { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status == .badRequest && head.headerFields[.contentLength] == "0":
            // The server's own answer to what is no HTTP, which no handler has seen.
            let body = Self.noHTTP
            head.headerFields[.contentType] = Problem.mediaType
            head.headerFields[.contentLength] = "\(body.readableBytes)"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
            context.write(wrapOutboundOut(.body(body)), promise: nil)
        case .head(var head) where isReceiving && head.status.kind != .informational:
            head.headerFields[.connection] = "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end where isReceiving:
            isDeaf = true
            context.writeAndFlush(data, promise: promise)
            close(context, in: Self.lingering)
        default:
            context.write(data, promise: promise)
        }
    }

    /// What the bytes of a body take at the slowest; a body without a length gets the time of the longest.
    private func allowance(for head: HTTPRequest) -> TimeAmount {
        let bound = limits.sealedAttachment
        let length = head.headerFields[.contentLength].flatMap { Int($0) } ?? bound
        let isBody = head.headerFields[.contentLength] != nil || head.headerFields[.transferEncoding] != nil
        return isBody ? .seconds(Int64(min(length, bound) / max(1, limits.slowest))) : .zero
    }

    private func close(_ context: ChannelHandlerContext, in time: TimeAmount) {
        deadline?.cancel()
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
            self.isClosing = true
            bound.value.close(promise: nil)
        }
    }
}
