internal import HTTPTypes

/// An address of the page.
struct Route: Sendable {
    typealias Handler = @Sendable (DeskSite, Asked) async throws -> Answer

    let method: HTTPRequest.Method
    /// Segments in braces stand for anything.
    let path: String
    let access: Access
    let handler: Handler

    init(_ method: HTTPRequest.Method, _ path: String, _ access: Access, _ handler: @escaping Handler) {
        self.method = method
        self.path = path
        self.access = access
        self.handler = handler
    }

    /// What stands in the braces; nothing where the path is another.
    func parameters(of path: String) -> [String: String]? {
        let (own, asked) = (self.path.split(separator: "/"), path.split(separator: "/"))
        guard own.count == asked.count else { return nil }
        var parameters: [String: String] = [:]
        for (segment, value) in zip(own, asked) {
            if segment.first == "{" {
                parameters[String(segment.dropFirst().dropLast())] = String(value)
            } else if segment != value {
                return nil
            }
        }
        return parameters
    }
}

extension DeskSite {
    /// Every address there is, and who may see it. What is not in this table is not there.
    static let routes: [Route] = [
        Route(.get, "/", .signedIn) { $0.start($1) },
        Route(.get, "/desk.css", .anyone) { site, _ in .styleSheet(PackageResources.desk_css) },
        Route(.get, "/anmelden", .anyone) { $0.signInPage($1) },
        Route(.post, "/anmelden", .anyone) { try await $0.signIn($1) },
        Route(.post, "/abmelden", .signedIn) { try $0.signOut($1) },
        Route(.get, "/konto", .signedIn) { try $0.accountPage($1) },
        Route(.post, "/konto", .signedIn) { try await $0.changePassphrase($1) },
        Route(.get, "/eingang", .cases) { try $0.list($1) },
        Route(.get, "/eingang.csv", .cases) { try $0.table($1) },
        Route(.get, "/suche", .cases) { try await $0.findings($1) },
        Route(.post, "/suche", .cases) { try $0.search($1) },
        Route(.get, "/faelle/{case}", .cases) { try $0.casePage($1) },
        Route(.get, "/faelle/{case}/daten.json", .cases) { try $0.data($1) },
        Route(.get, "/faelle/{case}/anlagen/{attachment}", .cases) { try $0.attachment($1) },
        Route(.get, "/faelle/{case}/entscheiden", .cases) { try $0.decisionForm($1) },
        Route(.post, "/faelle/{case}/entscheiden", .cases) { try $0.decide($1) },
        Route(.get, "/faelle/{case}/rueckfrage", .cases) { try $0.questionForm($1) },
        Route(.post, "/faelle/{case}/rueckfrage", .cases) { try $0.ask($1) },
        Route(.get, "/statistik", .figures) { try $0.figures($1) },
        Route(.get, "/aufbewahrung", .figures) { try $0.retention($1) },
        Route(.post, "/aufbewahrung", .figures) { try $0.enforceRetention($1) },
        Route(.get, "/konten", .administration) { try $0.accountList($1) },
        Route(.get, "/protokoll", .administration) { try $0.auditLog($1) },
    ]
}
