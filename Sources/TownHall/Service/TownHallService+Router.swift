import HTTPTypes
package import Hummingbird
import SubmissionAPI

extension TownHallService {
    /// The service as a responder to requests.
    package func responder() -> some HTTPResponder<ServiceContext> {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        var table = RouteTable()
        let routes = routes()
        for route in routes { table.add(route.path, route.method) }
        router.add(middleware: ProblemMiddleware(routes: table))
        for route in routes {
            router.on(RouterPath(route.path), method: route.method, use: route.handler)
        }
        return router.buildResponder()
    }

    private typealias Handler = @Sendable (Request, ServiceContext) async throws -> Response
    private typealias Route = (method: HTTPRequest.Method, path: String, handler: Handler)

    private func routes() -> [Route] {
        let token = TokenEndpoint(service: self)
        let device = DeviceEndpoint(service: self)
        let keys = KeyEndpoint(service: self)
        var routes: [Route] = [
            (.post, "/token", token.token),
            (.get, "/.well-known/jwks.json", keys.jwks),
            (.get, "/openapi.json", keys.document),
            (.get, "/device/v1/status", device.status),
            (.get, "/device/v1/messages", device.messages),
            (.delete, "/device/v1/messages/{message}", device.delete),
            (.get, "/device/v1/destination-keys", device.destinationKeys),
            (.get, "/device/v1/cases/{case}/device", device.device),
            (.put, "/device/v1/devices/{device}/messages/{message}", device.post),
        ]
        for version in [APIVersion.v1, .v2] {
            let prefix = "/" + version.rawValue
            let destinations = DestinationEndpoint(service: self, version: version)
            let submissions = SubmissionEndpoint(service: self, version: version)
            let events = EventEndpoint(service: self)
            routes += [
                (.get, prefix + "/destinations/{destination}", destinations.get),
                (.patch, prefix + "/destinations/{destination}", destinations.patch),
                (.get, prefix + "/destinations/{destination}/keys/{kid}", destinations.key),
                (.post, prefix + "/submissions", submissions.announce),
                (.get, prefix + "/submissions", submissions.list),
                (.put, prefix + "/submissions/{submission}", submissions.submit),
                (.get, prefix + "/submissions/{submission}", submissions.get),
                (.put, prefix + "/submissions/{submission}/attachments/{attachment}", submissions.putAttachment),
                (.get, prefix + "/submissions/{submission}/attachments/{attachment}", submissions.getAttachment),
                (.get, prefix + "/cases/{case}/events", events.list),
                (.post, prefix + "/cases/{case}/events", events.post),
            ]
        }
        return routes
    }
}
