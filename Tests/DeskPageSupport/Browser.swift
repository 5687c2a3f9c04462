internal import DeskWeb
internal import Foundation
package import HTTPTypes
internal import Hummingbird
package import HummingbirdTesting
internal import NIOCore

/// A browser without a window: keeps cookies, follows where it is sent, fills forms in.
package final class Browser {
    /// What came back.
    package struct Seen {
        package let status: Int
        package let headers: HTTPFields
        package let text: String
        /// Where it came from, after being sent there.
        package let path: String

        /// The value of a hidden field.
        package func hidden(_ name: String) -> String? {
            guard let start = text.range(of: "type=\"hidden\" name=\"\(name)\" value=\"") else { return nil }
            return String(text[start.upperBound...].prefix { $0 != "\"" })
        }
    }

    private let client: any TestClientProtocol
    private var cookies: [String: String] = [:]

    package init(_ client: any TestClientProtocol) { self.client = client }

    /// Opens browsers on a room's page.
    package static func with(_ room: DeskRoom, _ body: @escaping @Sendable (Opener) async throws -> Void) async throws {
        let application = Application(responder: room.site.responder(names: ["localhost"]))
        try await application.test(.router) { client in try await body(Opener(client: client)) }
    }

    /// Opens browsers.
    package struct Opener: Sendable {
        let client: any TestClientProtocol

        package func open() -> Browser { Browser(client) }

        /// A browser in which somebody is signed in.
        package func signedIn(as name: String) async throws -> Browser {
            let browser = open()
            let seen = try await browser.signIn(name)
            guard seen.path != "/anmelden" else { throw CocoaError(.userCancelled) }
            return browser
        }
    }

    /// Another window of the same browser.
    package func again() -> Browser {
        let other = Browser(client)
        other.cookies = cookies
        return other
    }

    package func cookie(_ name: String) -> String? { cookies[name] }
    package func set(_ value: String?, for name: String) { cookies[name] = value }

    /// Asks once, and goes nowhere.
    package func ask(
        _ path: String, _ method: HTTPRequest.Method = .get, headers: HTTPFields = [:], body: String? = nil
    ) async throws -> Seen {
        var headers = headers
        if !cookies.isEmpty {
            headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: "; ")
        }
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let response = try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        for field in response.headers[values: .setCookie] {
            let parts = field.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = parts.first else { continue }
            cookies[name] = field.contains("Max-Age=0") ? nil : parts.count > 1 ? parts[1] : ""
        }
        return Seen(
            status: Int(response.status.code), headers: response.headers, text: String(buffer: response.body),
            path: path)
    }

    /// Asks, and goes where it is sent.
    package func get(_ path: String) async throws -> Seen { try await follow(try await ask(path)) }

    /// Sends a form, and goes where it is sent.
    package func send(_ path: String, _ fields: [String: String], headers: HTTPFields = [:]) async throws -> Seen {
        try await follow(try await ask(path, .post, headers: headers, body: Self.encoded(fields)))
    }

    /// Opens a form, fills it in with its own hidden fields, and sends it.
    package func fill(_ form: String, _ fields: [String: String], to path: String? = nil) async throws -> Seen {
        let seen = try await get(form)
        var all = fields
        for name in ["token", "version", "besuch"] { if all[name] == nil { all[name] = seen.hidden(name) } }
        return try await send(path ?? form, all)
    }

    package func signIn(_ name: String, _ passphrase: String = DeskRoom.passphrase) async throws -> Seen {
        try await fill("/anmelden", ["name": name, "passphrase": passphrase])
    }

    private func follow(_ seen: Seen) async throws -> Seen {
        var seen = seen
        for _ in 0..<5 {
            guard seen.status == 303, let place = seen.headers[.location] else { return seen }
            seen = try await ask(place)
        }
        return seen
    }

    package static func encoded(_ fields: [String: String]) -> String {
        fields.map { name, value in
            let plain = value.utf8.map { byte in
                let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                return isPlain ? String(Unicode.Scalar(byte)) : String(format: "%%%02X", byte)
            }
            return name + "=" + plain.joined()
        }.joined(separator: "&")
    }
}
