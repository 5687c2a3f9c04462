import SubmissionAPI

/// What is asked of the town hall.
package enum RequestKind: String, Hashable, Sendable, CaseIterable {
    case token, status, messages, deleteMessage, destinationKeys, create, attachment, send, events, other

    init(_ method: String, _ path: String) {
        let parts = path.split(separator: "?")[0].split(separator: "/").map(String.init)
        switch (method, parts.count, parts.last) {
        case ("POST", 1, "token"): self = .token
        case ("GET", 3, "status"): self = .status
        case ("GET", 3, "messages"): self = .messages
        case ("GET", 3, "destination-keys"): self = .destinationKeys
        case ("DELETE", 4, _) where parts[2] == "messages": self = .deleteMessage
        case ("POST", 2, "submissions"): self = .create
        case ("PUT", 5, _): self = .attachment
        case ("PUT", 3, _): self = .send
        case ("GET", 4, "events"): self = .events
        default: self = .other
        }
    }
}

/// One request, as the script sees it.
package struct Arrival: Hashable, Sendable {
    package let kind: RequestKind
    /// Counted from 1, of all.
    package let number: Int
    /// Counted from 1, of this kind.
    package let numberOfKind: Int
    /// The path's last part but one where it is a submission or a case.
    package let path: String
}

/// What happens to a request.
package enum Behaviour: Hashable, Sendable {
    case honest
    /// The connection ends as soon as the head has come: nothing is done.
    case cutInRequest
    /// The connection ends when the request was read: nothing is done.
    case cutBefore
    /// All is done, and the connection ends before a word.
    case cutAfter
    /// All is done, and the connection ends after so many bytes of the answer; counted from the end where negative.
    case cutInAnswer(Int)
    /// Nothing is done, and this is answered.
    case answer(status: Int, headers: [String: String], body: String)
    /// All is done, and the answer comes so many milliseconds later.
    case late(Int)
    /// All is done, and the answer comes twice.
    case twice
    /// All is done, and the answer to an earlier request of the same kind comes instead, where there is one.
    case earlierAnswer
    /// Nothing is done, and nothing is answered.
    case silent

    /// What a hotel's network says to everything.
    package static let loginPage = answer(
        status: 200, headers: ["content-type": "text/html; charset=utf-8"],
        body: "<html><title>Willkommen im WLAN</title><form>Zimmernummer</form></html>")

    /// What another one says.
    package static let redirect = answer(
        status: 302, headers: ["location": "https://login.example.org/"], body: "")
}
