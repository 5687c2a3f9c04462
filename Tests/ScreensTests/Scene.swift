import Catalogue
import ConfigurationFiles
import Expressions
import Forms
import Foundation
import Screens
import Terminal
import TestSupport
import Visit

/// A screen that has a golden file: how one gets there by keys.
struct Scene: Sendable, CustomStringConvertible {
    let name: String
    /// Words: enter, up, down, back, help, cancel, language, idle; anything else is typed.
    let keys: String
    let profile: String
    /// What a robot looks for in the service of the fixtures, before the keys are pressed.
    let sought: (@Sendable (Visit) -> Bool)?

    init(
        _ name: String, _ keys: String = "", profile: String = "kiosk", sought: (@Sendable (Visit) -> Bool)? = nil
    ) {
        self.sought = sought
        self.name = name
        self.keys = keys
        self.profile = profile
    }

    var description: String { name }

    private static let suggestion = "enter L A n r e g u n g enter"
    private static let mangel = "enter L 6 1 enter enter 2"
    private static let waehler = "enter L 5 1 enter enter enter Ahorn enter Ottilie enter"
    private static let review = mangel + " 1 enter Laterne enter down enter 1 Markt enter enter enter"

    static let all: [Scene] =
        [
            Scene("welcome", ""), Scene("language", "enter"), Scene("categories", "enter L"),
            Scene("services", "enter L 1"),
            Scene("search", "enter L Hund"), Scene("search-nothing", "enter L qqq"),
            Scene("search-pad", "enter L 7 enter"),
            Scene("search-directory", "enter L Hunde found"), Scene("description", "enter L Pass found down described"),
            Scene("description-further", "enter L Pass found down described down"),
            Scene("overview", "enter L 4 1"), Scene("overview-preparation", "enter L 1 2"),
            Scene("privacy", "enter L 4 1 enter"), Scene("privacy-further", "enter L 4 1 enter down"),
            Scene("identification-declaration", "enter L 4 1 enter enter"),
            Scene("identification-card", identification), Scene("identification-either", "enter L 2 1 enter enter"),
            Scene("text", "enter L 4 1 enter enter enter"),
            Scene("text-written", "enter L 4 1 enter enter enter Nguyễn"),
            Scene("text-error", "enter L 4 1 enter enter enter enter"),
            Scene("letters-rows", "enter L 4 1 enter enter enter down"),
            Scene("letters", "enter L 4 1 enter enter enter down 1"),
            Scene("letters-variants", "enter L 4 1 enter enter enter down 1 1 0"),
            Scene("yes-no", "enter L 6 1 enter enter"), Scene("stopped", "enter L 6 1 enter enter 1"),
            Scene("choice", mangel), Scene("choice-searched", mangel + " 1 enter Laterne enter down enter 1 Mar"),
            Scene("date", waehler),
            Scene("from-card", pin + " card:typed6 enter card:read enter card:removed 1"),
            Scene("address", waehler + " 03051941 enter"), Scene("address-pad", waehler + " 03051941 enter enter"),
            Scene("address-errors", waehler + " 03051941 enter down down down down down enter"),
            Scene("help", "enter L 4 1 enter enter enter help"), Scene("languages", "enter L 4 language"),
            Scene("cancel", "enter L 4 1 cancel"), Scene("idle", "enter L 4 idle"),
            Scene("page-for-staff", "enter L 4 1 enter enter enter Ahorn enter", profile: "koffer"),
            Scene("out-of-order", "broken"),
            Scene("review", review), Scene("review-further", review + " down down down down down"),
            Scene("declaration", review + " enter"), Scene("sending", review + " enter enter"),
            Scene("receipt", "receipt"), Scene("code", "receipt down enter"), Scene("receipt-saved", "saved"),
            Scene("receipt-received", "saved received"), Scene("unready", "enter L 4 1 keyless"),
            Scene("network-connected", "network:connected"), Scene("network-cut", "network:cut"),
            Scene("overview-deadline", suggestion), Scene("closed", "late " + suggestion),
            Scene("multiple", "1 3 down down down down down down down down down down") {
                $0.asks { if case .multi = $0 { true } else { false } }
            },
            Scene("multiple-error", "1 down down down down down down down down down down down down enter") {
                $0.asks { if case .multi = $0 { true } else { false } }
            },
            Scene(
                "long-text",
                "Eine_Bank_am_Bach_und_ein_Baum_der_Schatten_gibt,_damit_man_auch_im_Sommer_gern_dort_sitzt"
            ) {
                $0.asks { $0.isLong }
            },
            Scene("number-with-unit", "enter") { $0.asks { if case .int = $0 { true } else { false } } },
            Scene("time") { $0.asks { if case .time = $0 { true } else { false } } },
            Scene("euro") { $0.asks { if case .euro = $0 { true } else { false } } },
            Scene("computed") { $0.asks { if case .compute = $0 { true } else { false } } },
            Scene("items") { if case .step(.items) = $0.stage { $0.form?.service.id == "anregung" } else { false } },
            Scene("file") { $0.asks { if case .file = $0 { true } else { false } } },
            Scene("signature") { $0.asks { if case .signature = $0 { true } else { false } } },
            Scene("resume", "crash"), Scene("unsaved", "full"),
            Scene("errors") { $0.stage == .errors },
        ] + cards + staff

    /// The visit at this screen in a language.
    func visit(in language: Language, size: Size) -> Visit? {
        guard let configuration = Self.configurations[profile], let today = CivilDate(year: 2026, month: 12, day: 1),
            let choice = configuration.terminal.offeredLanguages.firstIndex(of: language)
        else { return nil }
        var visit = Visit(configuration: configuration, today: today, now: Moment(date: today, time: .noon))
        if profile == "koffer" { TestStaff.signIn(&visit) }
        if let sought {
            let id = profile == "koffer" ? "hundesteuer-anmeldung" : "anregung"
            guard let service = visit.offered.first(where: { $0.id == id }) else { return nil }
            var robot = Robot(visit) { _ in }
            guard robot.begin(service, language: language), robot.answerAll(until: sought) else { return nil }
            visit = robot.visit
        }
        for word in keys.split(separator: " ") {
            Self.perform(String(word), language: choice + 1, on: &visit)
            let pages = ScreenPainter(visit).painting(size).pages
            _ = visit.handle(.painted(above: pages.above, below: pages.below))
        }
        return visit
    }

    private static func perform(_ word: String, language: Int, on visit: inout Visit) {
        func press(_ press: Press) { _ = visit.handle(.press(press)) }
        switch word {
        case "enter": press(.enter)
        case "up": press(.up)
        case "down": press(.down)
        case "back": press(.back)
        case "help": press(.help)
        case "cancel": press(.cancel)
        case "language": press(.language)
        case "L": press(.digit(language))
        case "idle":
            _ = visit.handle(.time(seconds: 1000, today: visit.today, now: visit.now))
        case "late":
            guard let day = CivilDate(year: 2026, month: 12, day: 3) else { return }
            _ = visit.handle(.time(seconds: 0, today: day, now: Moment(date: day, time: .noon)))
        case "found":
            _ = visit.handle(
                .found(
                    [
                        DirectoryFinding(id: "pass", key: nil, title: "Reisepass beantragen"),
                        DirectoryFinding(
                            id: "spiel", key: nil, title: "Hundespielplatz: Nutzung mit gefährlichen Hunden"),
                    ], visit.query.text))
        case "described": _ = visit.handle(.description(passport, "pass"))
        case "full": _ = visit.handle(.unsaved)
        case "crash": visit = resumed(visit, by: "enter L 4 1 enter enter enter A h o r n enter", language: language)
        case "crash:card": visit = resumed(visit, by: pin + " card:typed6 enter card:read", language: language)
        case "network:connected": _ = visit.handle(.practiceNetwork(.connected))
        case "network:cut": _ = visit.handle(.practiceNetwork(.cut))
        case let word where word.hasPrefix("card:"):
            if let event = cardEvent(String(word.dropFirst(5)), visit) { _ = visit.handle(.card(event)) }
        case "staff:out":
            press(.cancel)
            press(.back)
        case let word where word.hasPrefix("staff:"):
            for event in staffEvents(String(word.dropFirst(6))) { _ = visit.handle(.staff(event)) }
        case "broken": _ = visit.handle(.outOfOrder("printer.paper"))
        case "receipt": visit = finished(visit, language: language)
        case "received": _ = visit.handle(.received)
        case "keyless": _ = visit.handle(.unready(.noKey))
        case "staff":
            guard let day = CivilDate(year: 2026, month: 12, day: 14) else { return }
            _ = visit.handle(
                .staffNotices([
                    .keyExpires(office: "steueramt", on: day), .noKey(office: "ordnungsamt"),
                    .messenger(.hasNoConnection, waiting: 3),
                ]))
        case "saved": visit = finished(visit, language: language, delivery: .saved)
        default:
            for character in word {
                let written = character == "_" ? " " : character
                press(written.wholeNumberValue.map(Press.digit) ?? .character(written))
            }
        }
    }

    /// What a directory says, in its own words.
    private static let passport = DirectoryDescription(
        title: "Reisepass beantragen",
        parts: [
            .init(topic: .cost, text: "70 Euro, unter 24 Jahren 37,50 Euro"),
            .init(
                topic: .what, text: "Für Reisen außerhalb der Europäischen Union brauchen Sie meist einen Reisepass."),
            .init(
                topic: .needs,
                text: "Bringen Sie mit:\n• Personalausweis oder alter Reisepass\n• biometrisches Lichtbild"),
            .init(topic: .duration, text: "etwa vier Wochen"),
            .init(topic: .responsible, text: "Bürgerbüro, mit Termin"),
            .init(topic: .legalBasis, text: "§ 6 PassG"),
        ])

    /// Somebody had done so much when the terminal crashed.
    private static func resumed(_ start: Visit, by keys: String, language: Int) -> Visit {
        var visit = start
        var entries: [JournalEntry] = []
        for word in keys.split(separator: " ") {
            let event: VisitEvent? =
                switch word {
                case "enter": .press(.enter)
                case "L": .press(.digit(language))
                case let word where word.hasPrefix("card:"):
                    cardEvent(String(word.dropFirst(5)), visit).map(VisitEvent.card)
                default: word.first.map { .press($0.wholeNumberValue.map(Press.digit) ?? .character($0)) }
                }
            guard let event else { continue }
            for effect in visit.handle(event) {
                if case .journal(let entry) = effect { entries.append(entry) }
            }
        }
        return Visit(
            resuming: entries, configuration: visit.configuration, today: visit.today, now: visit.now, seconds: 0)
            ?? start
    }

    /// The shortest visit there is, to its end.
    private static func finished(_ start: Visit, language: Int, delivery: Delivery = .rehearsal) -> Visit {
        var visit = start
        for word in review.split(separator: " ") { perform(String(word), language: language, on: &visit) }
        for _ in 0..<30 where visit.stage != .receipt {
            _ = visit.handle(visit.stage == .sending ? .number(42, delivery) : .press(.enter))
        }
        return visit
    }

    private static let configurations: [String: Configuration] = {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Config").path
        guard let files = try? DirectorySource(directory).files() else { return [:] }
        var configurations: [String: Configuration] = [:]
        for profile in ["kiosk", "koffer"] {
            let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
                "Fixtures/anregung.yaml")
            guard let bytes = try? Data(contentsOf: fixture) else { return [:] }
            let suggestion = ConfigurationFile(path: "services/anregung.yaml", bytes: Array(bytes))
            let changed = files.map { file in
                guard file.path == "terminal.yaml" else { return file }
                let text = String(decoding: file.bytes, as: UTF8.self)
                let own = text.replacingOccurrences(of: "\nprofile: kiosk", with: "\nprofile: \(profile)")
                    .replacingOccurrences(of: "  - maengelmeldung\n", with: "  - maengelmeldung\n  - anregung\n")
                return ConfigurationFile(path: file.path, bytes: Array(own.utf8))
            }
            configurations[profile] = ConfigurationLoader(textKeys: []).load(changed + [suggestion]).configuration
        }
        return configurations
    }()
}

extension Visit {
    /// Whether a question of this kind is on screen.
    fileprivate func asks(_ isWanted: (Question.Kind) -> Bool) -> Bool {
        guard case .step(.question(let position)) = stage, let view = form?.view(at: position) else { return false }
        return isWanted(view.question.kind)
    }
}

extension Question.Kind {
    fileprivate var isLong: Bool {
        guard case .text(let writing) = self else { return false }
        return writing.multiline
    }
}
