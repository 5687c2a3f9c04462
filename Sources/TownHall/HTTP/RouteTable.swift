import HTTPTypes

/// Which methods each address has, so that another method is answered with 405 and not with 404.
struct RouteTable: Sendable {
    private var routes: [(segments: [Substring], methods: [HTTPRequest.Method])] = []

    /// Notes a route. Segments in braces stand for anything.
    mutating func add(_ path: String, _ method: HTTPRequest.Method) {
        let segments = path.split(separator: "/")
        let methods: [HTTPRequest.Method] = method == .get ? [.get, .head] : [method]
        if let index = routes.firstIndex(where: { $0.segments == segments }) {
            routes[index].methods += methods
        } else {
            routes.append((segments, methods))
        }
    }

    /// The methods of an address; none where there is no such address.
    func methods(of path: String) -> [HTTPRequest.Method] {
        let segments = path.split(separator: "/")
        return routes.first { route in
            route.segments.count == segments.count
                && zip(route.segments, segments).allSatisfy { $0.first == "{" || $0 == $1 }
        }?.methods ?? []
    }
}
