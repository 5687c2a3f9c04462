internal import ClerkDesk

/// The desk's terms in the words of an office.
extension CaseState {
    var word: String {
        switch self {
        case .received: "neu"
        case .asked: "Rückfrage läuft"
        case .decided: "entschieden"
        }
    }

    /// In an address.
    var path: String {
        switch self {
        case .received: "neu"
        case .asked: "rueckfrage"
        case .decided: "entschieden"
        }
    }

    init?(path: String) {
        guard let state = Self.allCases.first(where: { $0.path == path }) else { return nil }
        self = state
    }
}

extension DecisionContent.Outcome {
    var word: String {
        switch self {
        case .granted: "bewilligt"
        case .partlyGranted: "zum Teil bewilligt"
        case .refused: "abgelehnt"
        case .withdrawn: "zurückgenommen"
        case .forwarded: "an eine andere Stelle abgegeben"
        }
    }

    /// What is chosen from.
    static let choices: [DecisionContent.Outcome] = [.granted, .partlyGranted, .refused, .forwarded, .withdrawn]
}

extension Account.Role {
    var word: String {
        switch self {
        case .clerk: "Sachbearbeitung"
        case .lead: "Leitung"
        case .admin: "Verwaltung der Konten"
        }
    }
}

extension AuditEntry.Act {
    var word: String {
        switch self {
        case .rejected: "zurückgewiesen"
        case .listed: "Liste gesehen"
        case .opened: "Fall geöffnet"
        case .exported: "Fall ausgegeben"
        case .asked: "Rückfrage gestellt"
        case .decided: "entschieden"
        case .deleted: "nach Fristablauf gelöscht"
        case .imported: "vom Datenträger übernommen"
        case .rotatedKeys: "Schlüssel gewechselt"
        case .signedIn: "angemeldet"
        case .signInRefused: "Anmeldung abgelehnt"
        case .signedOut: "abgemeldet"
        case .searched: "gesucht"
        case .sawFigures: "Statistik gesehen"
        case .changedAccount: "Konto geändert"
        }
    }
}

/// A language's name, with its article-free German word.
func languageWord(_ tag: String) -> String {
    let words = [
        "de": "Deutsch", "de-x-leicht": "Leichte Sprache", "en": "Englisch", "hsb": "Obersorbisch", "uk": "Ukrainisch",
        "pl": "Polnisch", "cs": "Tschechisch", "ru": "Russisch", "vi": "Vietnamesisch",
    ]
    return words[tag] ?? tag
}
