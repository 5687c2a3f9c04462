import EID
import SmartCard
import SmartCardPCSC

// What an administrator reads: what is wrong, where, and what to do.

extension CardError {
    var sentence: String {
        switch self {
        case .cardRemoved:
            "There is no card in the reader, or it was taken away: put it in, or lay it on, and leave it."
        case .cardUnresponsive:
            "The card does not answer: lay it flat in the middle of the reader, the right way round; take a metal case away."
        case .readerRemoved: "There is no such reader: look at its cable, and at “kioskctl card readers”."
        case .sharingViolation:
            "Another program holds the card: end it (the official client, a browser, gpg's scdaemon)."
        case .cardReset: "Another program has reset the card: end it and read again."
        case .serviceUnavailable: "pcscd does not run: systemctl enable --now pcscd.socket"
        case .malformedResponse:
            "The reader brings answers that no card gives: try another reader, or its newer firmware."
        case .cancelled: "It was cancelled."
        case .closed: "The connection to the card was closed before."
        case .service(0x8010_006A):
            "pcscd does not allow this user to use cards: allow it in polkit (org.debian.pcsc-lite.access_card), "
                + "or put the user into the group that may."
        case .service(let code): "pcscd refuses with \(String(code, radix: 16, uppercase: true)): journalctl -u pcscd"
        }
    }
}

extension PasswordKind {
    var label: String {
        switch self {
        case .mrz: "MRZ"
        case .can: "CAN"
        case .pin: "PIN"
        case .puk: "PUK"
        }
    }
}

extension PasswordRefusal {
    func sentence(_ kind: PasswordKind) -> String {
        switch self {
        case .wrong(let left):
            "The \(kind.label) is wrong."
                + (left.map { $0 == 1 ? " One try is left." : " \($0) tries are left." } ?? "")
        case .suspended:
            "One try of the PIN is left, and the card wants the CAN before it: name it with --can-file, without --pad."
        case .blocked: "The \(kind.label) is blocked: the PIN is unblocked with the PUK (--puk-file)."
        case .deactivated: "The online function of the card is switched off: the citizens' office switches it on."
        case .notPermitted: "The terminal's certificate does not allow reading with the \(kind.label)."
        case .abandoned: "It was cancelled on the reader, or nothing was typed there in time."
        }
    }
}

extension EIDError {
    var sentence: String {
        switch self {
        case .transport(let error): error.sentence
        case .unexpectedStatus(let status): "The card answers \(status), which the standard does not foresee here."
        case .secureMessaging: "The protected channel was broken: something changed an answer of the card. Read again."
        case .cardNotAuthentic: "The card could not prove that it is genuine."
        case .malformed(let what): "The card holds something that does not follow the standard: \(what)."
        case .unsupported(let what): "This is not supported: \(what)."
        case .untrusted(let why): "What the card says is not trusted: \(why)"
        case .passwordForm(let why): why
        case .terminal(let why): "The terminal's certificates do not allow it: \(why)"
        case .cryptography: "OpenSSL refuses: the system's policy may forbid an algorithm."
        }
    }
}

extension ReadingOutcome {
    /// Nil where everything was verified.
    var sentence: String? {
        switch self {
        case .read: nil
        case .passwordRefused(let kind, let refusal): refusal.sentence(kind)
        case .expired: "The card has expired."
        case .revoked: "The card is reported as lost or stolen."
        case .terminalNotAccepted(let fault): "The card does not accept the terminal: \(fault)"
        case .notGenuine(let fault): "The card cannot be told from a forged one: \(fault)"
        case .failed(let error): error.sentence
        }
    }

    /// The name in JSON.
    var name: String {
        switch self {
        case .read: "read"
        case .passwordRefused: "passwordRefused"
        case .expired: "expired"
        case .revoked: "revoked"
        case .terminalNotAccepted: "terminalNotAccepted"
        case .notGenuine: "notGenuine"
        case .failed: "failed"
        }
    }
}

extension PINState {
    var sentence: String {
        switch self {
        case .usable(let left):
            left.map { "The PIN can be tried \($0) times." } ?? "The PIN can be tried three times."
        case .suspended: "One try of the PIN is left; the card wants the CAN before it."
        case .blocked: "The PIN is blocked; the PUK unblocks it."
        case .deactivated: "The online function is switched off."
        }
    }
}
