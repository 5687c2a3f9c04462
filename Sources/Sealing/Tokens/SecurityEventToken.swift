package import Foundation

/// What happened to a submission, signed by the one it happened at.
/// Source: RFC 8417, 2; FIT-Connect, set payload 1.0.0.
package struct SecurityEventToken: Hashable, Sendable {
    /// The events of a submission.
    package enum Event: String, Hashable, Sendable, CaseIterable {
        case create, submit, notify, forward, reject, accept, delete

        /// The URI under which the event stands.
        package var uri: String { "https://schema.fitko.de/fit-connect/events/\(rawValue)-submission" }
    }

    /// Why something was rejected.
    /// Source: RFC 9457, 3.1.
    package struct Problem: Codable, Hashable, Sendable {
        package let type: String
        package let title: String
        package let detail: String
        package let instance: String?

        /// Describes a problem. Nothing of a citizen belongs in it: the messenger reads it.
        package init(type: String, title: String, detail: String, instance: String? = nil) {
            self.type = type
            self.title = title
            self.detail = detail
            self.instance = instance
        }
    }

    package let id: String
    package let issuer: String
    /// To the second.
    package let issuedAt: Date
    package let submission: UUID
    package let `case`: UUID
    package let event: Event
    package let authenticationTags: AuthenticationTags?
    package let problems: [Problem]

    /// Describes an event that is to be signed.
    /// - Parameters:
    ///   - issuer: A URL of the delivery service, or the id of a destination.
    ///   - issuedAt: Cut to the second.
    ///   - submission: What it happened to.
    ///   - case: What the submission belongs to.
    ///   - event: What happened.
    ///   - authenticationTags: Which ciphertexts it was.
    ///   - problems: Why, for `reject`.
    ///   - id: A new one each time.
    package init(
        issuer: String, issuedAt: Date, submission: UUID, case: UUID, event: Event,
        authenticationTags: AuthenticationTags? = nil, problems: [Problem] = [], id: UUID = UUID()
    ) {
        self.id = id.uuidString.lowercased()
        self.issuer = issuer
        self.issuedAt = Date(timeIntervalSince1970: issuedAt.timeIntervalSince1970.rounded(.down))
        self.submission = submission
        self.case = `case`
        self.event = event
        self.authenticationTags = authenticationTags
        self.problems = problems
    }
}

extension SecurityEventToken {
    /// Signs it.
    /// - Returns: JWS compact, `typ` `secevent+jwt`.
    /// - Throws: `SealingError` where the library refuses.
    package func signed(with key: borrowing SigningKey) throws(SealingError) -> String {
        let body = Claims.Body(authenticationTags: authenticationTags, problems: problems.isEmpty ? nil : problems)
        return try SignedToken.sign(
            Claims(
                schema: Claims.schema, jti: id, iss: issuer, iat: Int64(issuedAt.timeIntervalSince1970),
                sub: "submission:" + submission.uuidString.lowercased(),
                txn: "case:" + `case`.uuidString.lowercased(), events: [event.uri: body]),
            kind: .securityEvent, with: key)
    }

    /// What a token must be to be believed.
    package struct Expectation: Sendable {
        package var events: Set<Event>
        package var issuer: String
        package var submission: UUID
        package var `case`: UUID?
        package var authenticationTags: AuthenticationTags?

        /// Expects events about a submission from an issuer; about a case and its ciphertexts where they are given.
        package init(
            events: Set<Event>, issuer: String, submission: UUID, case: UUID? = nil,
            authenticationTags: AuthenticationTags? = nil
        ) {
            self.events = events
            self.issuer = issuer
            self.submission = submission
            self.case = `case`
            self.authenticationTags = authenticationTags
        }
    }

    /// Whether a token is believed.
    package enum Verification: Hashable, Sendable {
        case verified(SecurityEventToken)
        case refused(TokenRefusal)
    }

    /// How many seconds another clock may go before ours.
    package static let leeway: TimeInterval = 300

    /// Believes a token or says why not.
    /// - Parameters:
    ///   - compact: The token as it came.
    ///   - keys: The keys of the one whose word counts.
    ///   - expectation: What it must say.
    ///   - now: The wall clock; nothing where it is not trusted, and then the time of issue is not looked at.
    /// - Returns: The token, or the reason.
    package static func verify(
        _ compact: String, with keys: [VerificationKey], expecting expectation: Expectation, now: Date?
    ) -> Verification {
        do throws(TokenRefusal) {
            let token = try read(compact, signedBy: keys)
            guard token.issuer == expectation.issuer else { return .refused(.wrongIssuer) }
            guard expectation.events.contains(token.event) else { return .refused(.wrongKind) }
            guard token.submission == expectation.submission,
                expectation.case.map({ $0 == token.case }) ?? true
            else { return .refused(.wrongSubject) }
            guard expectation.authenticationTags.map({ $0 == token.authenticationTags }) ?? true else {
                return .refused(.otherTags)
            }
            guard now.map({ token.issuedAt <= $0 + leeway }) ?? true else { return .refused(.issuedInFuture) }
            return .verified(token)
        } catch {
            return .refused(error)
        }
    }

    /// Reads a token whose signature is one of the keys', whatever it says.
    /// - Throws: `TokenRefusal`.
    package static func read(
        _ compact: String, signedBy keys: [VerificationKey]
    ) throws(TokenRefusal) -> SecurityEventToken {
        let claims = try SignedToken(compact).claims(Claims.self, kind: .securityEvent, signedBy: keys)
        guard claims.events.count == 1, let (uri, body) = claims.events.first,
            let event = Event.allCases.first(where: { $0.uri == uri }),
            let submission = id(claims.sub, after: "submission:"), let `case` = id(claims.txn, after: "case:"),
            (0...Claims.latest).contains(claims.iat), let id = UUID(uuidString: claims.jti)
        else { throw .malformed }
        return SecurityEventToken(
            issuer: claims.iss, issuedAt: Date(timeIntervalSince1970: TimeInterval(claims.iat)),
            submission: submission, case: `case`, event: event, authenticationTags: body.authenticationTags,
            problems: body.problems ?? [], id: id)
    }

    /// What a token says of itself, whoever has written it: to choose which to verify and to name it in a log, and for
    /// nothing else.
    package struct Pretence: Hashable, Sendable {
        package let event: Event
        /// A UUID in lower case; nothing where it is none.
        package let id: String?
    }

    /// What a token says of itself, unverified; nothing where it is none.
    package static func pretence(of compact: String) -> Pretence? {
        let parts = compact.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, compact.utf8.count <= SignedToken.Kind.securityEvent.bound,
            let json = Base64URL.decode(Data(parts[1])),
            let claims = try? JSONDecoder().decode(Claims.self, from: json),
            let event = Event.allCases.first(where: { claims.events[$0.uri] != nil })
        else { return nil }
        return Pretence(event: event, id: UUID(uuidString: claims.jti)?.uuidString.lowercased())
    }

    private static func id(_ text: String, after prefix: String) -> UUID? {
        text.hasPrefix(prefix) ? UUID(uuidString: String(text.dropFirst(prefix.count))) : nil
    }

    private struct Claims: Codable {
        struct Body: Codable {
            let authenticationTags: AuthenticationTags?
            let problems: [Problem]?
        }

        static let schema = "https://schema.fitko.de/fit-connect/set-payload/1.0.0/set-payload.schema.json"

        /// The year 9999, beyond which no calendar of ours reaches.
        static let latest: Int64 = 253_402_300_799

        /// Said by us; others leave it out.
        let schema: String?
        let jti: String
        let iss: String
        let iat: Int64
        let sub: String
        let txn: String
        let events: [String: Body]

        enum CodingKeys: String, CodingKey {
            case jti, iss, iat, sub, txn, events
            case schema = "$schema"
        }
    }
}
