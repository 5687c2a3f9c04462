import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SubmissionAPI

extension Response {
    /// JSON of a value.
    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, type: String = "application/json"
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }

    /// No body.
    static func empty(_ status: HTTPResponse.Status) -> Response { Response(status: status) }

    /// A problem, with the headers that belong to its status.
    static func problem(_ problem: Problem, headers: HTTPFields = [:]) throws -> Response {
        var response = try json(
            problem, status: HTTPResponse.Status(code: problem.status), type: Problem.mediaType)
        for field in headers { response.headers.append(field) }
        switch problem.status {
        case 401: response.headers[.wwwAuthenticate] = "Bearer"
        case 429, 503, 507: response.headers[.retryAfter] = "60"
        default: break
        }
        return response
    }
}

/// Makes every error a problem; nothing else leaves the service.
struct ProblemMiddleware: RouterMiddleware {
    let routes: RouteTable

    func handle(
        _ request: Request, context: ServiceContext,
        next: @concurrent (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return try .problem(problem)
        } catch let error as StorageError {
            context.logger.error("storage.failed", metadata: ["error": "\(error)"])
            return try .problem(Problem(error))
        } catch let error as HTTPError where error.status == .notFound {
            let methods = routes.methods(of: request.uri.path)
            guard !methods.isEmpty else { return try .problem(.noRoute) }
            let allowed = methods.map(\.rawValue).joined(separator: ", ")
            return try .problem(.methodNotAllowed, headers: [.allow: allowed])
        } catch let error as HTTPError {
            return try .problem(
                Problem("error", title: error.status.reasonPhrase, status: error.status.code))
        } catch  where context.isReading(error) {
            // The parser's error, or a connection that ended: nobody is there to be answered.
            throw error
        } catch {
            context.logger.error("request.failed", metadata: ["type": "\(type(of: error))"])
            return try .problem(.internalError)
        }
    }
}
