import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

/// One connection: reads requests and does to each what the script says. Answers are written byte by byte, so that they can
/// end anywhere.
final class RequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let reception: Reception
    private var head: HTTPRequestHead?
    private var body = Data()
    private var behaviour = Behaviour.honest
    private var kind = RequestKind.other

    init(_ reception: Reception) { self.reception = reception }

    private var hall: ScriptedTownHall? { reception.hall.withLock { $0.hall } }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = Data()
            kind = RequestKind(head.method.rawValue, head.uri)
            behaviour = hall?.arrive(kind, path: head.uri) ?? .silent
            if behaviour == .cutInRequest { context.close(promise: nil) }
        case .body(let buffer): body += Data(buffer.readableBytesView)
        case .end:
            guard let head, behaviour != .cutInRequest else { return }
            end(head, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func end(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        switch behaviour {
        case .cutInRequest, .cutBefore: context.close(promise: nil)
        case .silent: break
        case .answer(let status, let headers, let text):
            write(Self.answer(status, headers, Data(text.utf8)), context)
        case .honest: write(answer(head), context)
        case .cutAfter:
            _ = answer(head)
            context.close(promise: nil)
        case .cutInAnswer(let count):
            let bytes = answer(head)
            let end = count < 0 ? max(0, bytes.count + count) : min(count, bytes.count - 1)
            write(Array(bytes[..<end]), context)
            context.close(promise: nil)
        case .late(let milliseconds):
            let bytes = answer(head)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: .milliseconds(Int64(milliseconds))) {
                let (handler, context) = bound.value
                handler.write(bytes, context)
            }
        case .twice:
            let bytes = answer(head)
            write(bytes + bytes, context)
        case .earlierAnswer:
            let earlier = hall?.lastAnswer(kind)
            let bytes = answer(head)
            write(earlier ?? bytes, context)
        }
    }

    private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    private func answer(_ head: HTTPRequestHead) -> [UInt8] {
        let parts = URLComponents(string: head.uri)
        let query = Dictionary(
            (parts?.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
        let reply =
            hall?.handle(
                .init(
                    kind: kind, path: parts?.path ?? "", query: query,
                    authorization: head.headers.first(name: "authorization"), body: body))
            ?? HallState.Reply(status: 503)
        let bytes = Self.answer(reply.status, reply.type.map { ["content-type": $0] } ?? [:], reply.body)
        hall?.remember(bytes, for: kind)
        return bytes
    }

    private static func answer(_ status: Int, _ headers: [String: String], _ body: Data) -> [UInt8] {
        var text = "HTTP/1.1 \(status) \(HTTPResponseStatus(statusCode: status).reasonPhrase)\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if status != 204 { text += "content-length: \(body.count)\r\n" }
        return Array(text.utf8) + Array("\r\n".utf8) + Array(body)
    }
}

extension ScriptedTownHall {
    func arrive(_ kind: RequestKind, path: String) -> Behaviour {
        let (script, arrival) = inner.withLock { inner in
            inner.counts[kind, default: 0] += 1
            let arrival = Arrival(
                kind: kind, number: inner.arrivals.count + 1, numberOfKind: inner.counts[kind] ?? 0, path: path)
            inner.arrivals.append(arrival)
            return (inner.script, arrival)
        }
        let behaviour = script(arrival)
        if behaviour != .honest { inner.withLock { $0.faults += 1 } }
        return behaviour
    }

    func handle(_ request: HallState.Request) -> HallState.Reply {
        inner.withLock { inner in
            let office = inner.office
            let keys = keys
            return inner.state.handle(request) { try office($0, keys) }
        }
    }

    func remember(_ bytes: [UInt8], for kind: RequestKind) { inner.withLock { $0.lastAnswers[kind] = bytes } }

    func lastAnswer(_ kind: RequestKind) -> [UInt8]? { inner.withLock { $0.lastAnswers[kind] } }
}
