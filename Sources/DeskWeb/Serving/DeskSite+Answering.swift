internal import ClerkDesk
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

extension DeskSite {
    private var sessionCookie: String { isSecure ? "__Host-sitzung" : "sitzung" }
    private var visitorCookie: String { isSecure ? "__Host-besuch" : "besuch" }

    /// Answers a request, always with a page: whatever goes wrong.
    /// - Parameters:
    ///   - request: As it came.
    ///   - names: The hosts that the page answers for.
    ///   - logger: Events and numbers only.
    /// - Returns: The answer, with all headers of safety.
    func answer(_ request: Request, names: [String], logger: Logger) async -> Response {
        var response: Response
        do {
            response = try await routed(request, names: names)
        } catch let refusal as Refusal {
            response = render(refusal, to: visitor(of: request))
        } catch DeskError.noCase {
            response = render(.notFound, to: visitor(of: request))
        } catch {
            logger.error("page.failed", metadata: ["reason": "\(Self.safe(error))"])
            response = render(Self.faultPage(error), status: 500, to: visitor(of: request))
        }
        for field in SecurityHeaders.fields(isSecure: isSecure) where response.headers[field.name] == nil {
            response.headers.append(field)
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func routed(_ request: Request, names: [String]) async throws -> Response {
        // Who calls this machine by another name may be a page that rebinds its own name to it.
        guard let host = request.head.authority?.lowercased(), names.contains(String(host.prefix { $0 != ":" })) else {
            throw Refusal.notFound
        }
        let path = request.uri.path
        let asked: HTTPRequest.Method = request.method == .head ? .get : request.method
        let found = Self.routes.lazy.filter { $0.method == asked }.compactMap { route in
            route.parameters(of: path).map { (route, $0) }
        }.first
        guard let (route, parameters) = found else { throw Refusal.notFound }
        let visitor = visitor(of: request)
        let form = asked == .post ? try await Self.form(request, host: host) : FormBody([])
        if route.access != .anyone {
            guard let visitor else {
                return asked == .post ? render(Self.overPage(form), status: 401, to: nil) : redirect("/anmelden")
            }
            guard route.access.isOpen(to: visitor.account.role) else { throw Refusal.forbidden }
            if asked == .post, !Sessions.isSame(form.text("token"), visitor.session.formToken) {
                throw Refusal.foreignForm
            }
        }
        var query: [String: String] = [:]
        for (name, value) in request.uri.queryParameters { query[String(name)] = String(value) }
        let answer = try await route.handler(
            self,
            Asked(
                parameters: parameters, query: query, form: form,
                visitorToken: request.cookies[visitorCookie]?.value, visitor: visitor,
                now: Int64(now().timeIntervalSince1970)))
        return render(answer, to: visitor)
    }

    /// Who is signed in, by what the account's file says now.
    private func visitor(of request: Request) -> Visitor? {
        guard let id = request.cookies[sessionCookie]?.value, let session = sessions.find(id, at: now()) else {
            return nil
        }
        guard let account = try? accounts.account(session.account), account.passphrase == session.passphrase else {
            sessions.end(id)
            return nil
        }
        return Visitor(account: account, sessionID: id, session: session, offices: account.offices(among: offices))
    }

    private static func form(_ request: Request, host: String) async throws -> FormBody {
        // Browsers say where a form comes from; programs that do not are no danger to a clerk's browser.
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }), site != "same-origin" {
            throw Refusal.foreignForm
        }
        if let origin = request.headers[.origin], origin != "http://" + host, origin != "https://" + host {
            throw Refusal.foreignForm
        }
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard type == "application/x-www-form-urlencoded" else { throw Refusal.foreignForm }
        var body: [UInt8] = []
        for try await buffer in request.body {
            guard body.count + buffer.readableBytes <= FormBody.bound else { throw Refusal.tooLarge }
            body += Array(buffer.readableBytesView)
        }
        return FormBody(body)
    }

    // MARK: As HTTP

    private func render(_ answer: Answer, to visitor: Visitor?) -> Response {
        switch answer {
        case .page(let page, let status): return render(page, status: status, to: visitor)
        case .seeOther(let place): return redirect(place)
        case .signedIn(let session, let place):
            return redirect(place, cookies: [cookie(sessionCookie, session), cookie(visitorCookie, nil)])
        case .signedOut: return redirect("/anmelden", cookies: [cookie(sessionCookie, nil)])
        case .file(let bytes, let type, let name):
            return Response(
                status: .ok,
                headers: [
                    .contentType: type, .contentDisposition: "attachment; filename*=UTF-8''\(Self.encoded(name))",
                    .contentSecurityPolicy: "default-src 'none'; sandbox",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .styleSheet(let bytes):
            return Response(
                status: .ok,
                headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "max-age=3600"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }

    private func render(_ page: Page, status: Int, to visitor: Visitor?) -> Response {
        if let visitor, visitor.session.notice != nil { sessions.change(visitor.sessionID) { $0.notice = nil } }
        var response = Response(
            status: HTTPResponse.Status(code: status), headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: frame(page, for: visitor).bytes)))
        if let token = page.visitorToken { response.headers.append(cookie(visitorCookie, token)) }
        return response
    }

    private func render(_ refusal: Refusal, to visitor: Visitor?) -> Response {
        let (page, status) = Self.page(for: refusal)
        return render(page, status: status, to: visitor)
    }

    private func redirect(_ place: String, cookies: [HTTPField] = []) -> Response {
        var response = Response(status: .seeOther, headers: [.location: place])
        for cookie in cookies { response.headers.append(cookie) }
        return response
    }

    private func cookie(_ name: String, _ value: String?) -> HTTPField {
        let secure = isSecure ? "; Secure" : ""
        let age = value == nil ? "; Max-Age=0" : ""
        return HTTPField(
            name: .setCookie, value: "\(name)=\(value ?? ""); Path=/; HttpOnly; SameSite=Strict\(secure)\(age)")
    }

    /// Source: RFC 8187.
    private static func encoded(_ name: String) -> String {
        name.utf8.map { byte in
            let isPlain = Character(Unicode.Scalar(byte)).isLetter && byte < 128 || (48...57).contains(byte)
            return isPlain || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                ? String(Unicode.Scalar(byte)) : String(format: "%%%02X", byte)
        }.joined()
    }

    /// What of an error may stand in the log: nothing of a case.
    private static func safe(_ error: any Error) -> String {
        (error as? DeskError).map { $0.description } ?? "\(type(of: error))"
    }
}
