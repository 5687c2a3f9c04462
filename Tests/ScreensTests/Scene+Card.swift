import Catalogue
import Expressions
import Forms
import Screens
import TestSupport
import Visit

/// The screens of the card: what the reader tells stands between the keys as `card:…`.
extension Scene {
    static let identification = "enter L 3 1 enter enter card:practice card:ready"
    static let insert = identification + " enter enter"
    static let pin = insert + " card:usable"
    private static let changing = "enter L 1 3 enter"
    private static let onSite = "enter L 3 1 enter enter card:ready enter"

    static let cards: [Scene] =
        [
            Scene("card-consent", identification + " enter"),
            Scene("card-consent-further", identification + " enter down"),
            Scene("card-insert", insert),
            Scene("card-practice", insert + " enter"), Scene("card-pin", pin),
            Scene("card-pin-typed", pin + " card:typed3"), Scene("card-pin-incomplete", pin + " card:typed3 enter"),
            Scene("card-pin-wrong", pin + " card:typed6 enter card:wrong2"),
            Scene("card-can", insert + " card:suspended"),
            Scene("card-can-wrong", insert + " card:suspended card:typed6 enter card:typed6 enter card:wrongcan"),
            Scene("card-pad", insert + " card:pad"),
            Scene("card-working", pin + " card:typed6 enter card:progress"),
            Scene("card-read", pin + " card:typed6 enter card:read"),
            Scene("card-take", pin + " card:typed6 enter card:read enter"),
            Scene("card-take-practice", insert + " card:inserted card:usable card:typed6 enter card:read enter"),
            Scene("card-left", pin + " cancel down enter language L"),
            Scene("resume-card", "crash:card card:ready"),
            Scene("card-advice", insert + " down enter"),
            Scene("pin-overview", "enter L 1 3"), Scene("pin-insert", changing),
            Scene("pin-old", changing + " card:usable"), Scene("pin-new", changing + " card:usable card:typed5 enter"),
            Scene("pin-again", changing + " card:usable card:typed5 enter card:typed6 enter"),
            Scene(
                "pin-unequal",
                changing + " card:usable card:typed5 enter card:typed6 enter card:typed6 enter card:unequal"),
            Scene(
                "pin-changed",
                changing + " card:usable card:typed5 enter card:typed6 enter card:typed6 enter card:changed"),
            Scene("on-site", "enter L 3 1 enter enter", profile: "koffer"),
            Scene("on-site-photo", onSite, profile: "koffer"),
            Scene("on-site-consent", onSite + " 1", profile: "koffer"),
            Scene("on-site-can", onSite + " 1 enter card:usable", profile: "koffer"),
            Scene("on-site-photo-differs", onSite + " 2", profile: "koffer"),
            Scene("on-site-unwilling", onSite + " 1 down enter", profile: "koffer"),
            Scene(
                "on-site-lapsed", "enter L 3 1 enter enter card:lapsed enter 1", profile: "koffer"),
            Scene("card-either-stopped", "enter L 2 1 enter enter card:ready enter enter card:stopped-blocked"),
        ]
        + CardObstacle.examples.filter { ![.photoDiffers, .unwilling].contains($0) }.map {
            Scene("card-stopped-\($0.name)", insert + " card:stopped-\($0.name)")
        }

    /// What the reader tells.
    static func cardEvent(_ word: String, _ visit: Visit) -> CardEvent? {
        let task = CardReadingTask(fields: visit.service?.cardFields ?? [], password: .pin)
        switch word {
        case "practice": return .practice([PracticeCard(id: "ahorn", title: "ahorn: Käthe Ottilie Groß-Ahorn")])
        case "inserted": return .practiceInserted("ahorn")
        case "ready": return .terminal(.ready(TestCard.authority(for: task)))
        case "lapsed": return CivilDate(year: 2026, month: 11, day: 30).map { .terminal(.lapsed(since: $0)) }
        case "usable": return .found(.usable(triesLeft: nil), hasPad: false)
        case "pad": return .found(.usable(triesLeft: nil), hasPad: true)
        case "suspended": return .found(.suspended, hasPad: false)
        case "progress": return .progress(CardProgress(.card, done: 4, of: 11))
        case "read": return TestCard.applicant(for: task).map(CardEvent.read)
        case "wrong2": return .refused(.pin, .wrong(triesLeft: 2))
        case "wrongcan": return .refused(.can, .wrong(triesLeft: nil))
        case "unequal": return .unequal
        case "changed": return .changed
        case "removed": return .removed
        case let word where word.hasPrefix("typed"): return word.last?.wholeNumberValue.map(CardEvent.typed)
        default:
            return CardObstacle.examples.first { word == "stopped-\($0.name)" }.map(CardEvent.stopped)
        }
    }
}
