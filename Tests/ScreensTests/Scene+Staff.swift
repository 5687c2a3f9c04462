import Expressions
import TestSupport
import Visit

/// The screens of staff.
extension Scene {
    static let staff: [Scene] = [
        Scene("staff-members", "staff:out language L"),
        Scene("staff-nobody", "staff:out language L staff:nobody"),
        Scene("staff-passphrase", "staff:out language L enter staff:typed"),
        Scene("staff-passphrase-practice", "staff:out language L staff:practice enter"),
        Scene("staff-passphrase-wrong", "staff:out language L enter staff:typed enter staff:wrong"),
        Scene("staff-passphrase-wait", "staff:out language L enter staff:typed enter staff:wrong5"),
        Scene("staff-checking", "staff:out language L enter staff:typed enter"),
        Scene("staff-locked", "language L cancel"),
        Scene("staff-desk", "language L staff:all"),
        Scene("staff-desk-notices", "language L staff card:lapsed"),
        Scene("staff-drafts-none", "language L down down enter"),
        Scene("staff-drafts", "language L staff:all down down enter"),
        Scene("staff-draft", "language L staff:all down down enter enter"),
        Scene("staff-draft-outdated", "language L staff:all down down enter enter staff:outdated"),
        Scene("staff-handover", "language L staff:all down down enter enter down enter 1"),
        Scene("staff-discard", "language L staff:all down down enter enter down down enter"),
        Scene("staff-discard-again", "language L staff:all down down enter enter down down enter down enter"),
        Scene("staff-holdings", "language L staff:all down down down enter"),
        Scene("staff-holdings-deliver", "language L staff:all down down down enter enter"),
        Scene("staff-holding", "language L staff:all down down down enter down enter"),
        Scene("staff-holding-asked", "language L staff:all down down down enter down down down enter staff:asked"),
        Scene("staff-holding-decided", decided), Scene("staff-holding-further", decided + " down down down down"),
        Scene("staff-holding-unreadable", "language L staff:all down down down enter 5 staff:unreadable"),
        Scene("staff-appointments-none", "language L down enter"),
        Scene("staff-appointments", "language L staff:all down enter"),
        Scene("staff-correcting", "language L staff:all down down down enter down down enter enter"),
        Scene("staff-cancel", "enter L 4 1 enter enter enter Ahorn cancel"),
        Scene("staff-idle", "enter L 4 1 enter enter enter Ahorn idle"),
        Scene("staff-help", "language L help"),
        Scene("staff-declaration") { $0.stage == .declaration },
        Scene("staff-note", "down down enter Der_Hund_war_dabei.") { $0.stage == .declaration },
        Scene("staff-note-letters", "down down enter down enter") { $0.stage == .declaration },
        Scene("staff-declaration-note", "down down enter Der_Hund_war_dabei. enter") { $0.stage == .declaration },
    ].map { Scene($0.name, $0.keys, profile: "koffer", sought: $0.sought) }

    private static let decided = "language L staff:all down down down enter down down down down enter staff:decided"

    /// What the office has written, the newest first.
    private static func decided(_ reason: String) -> [OfficeMessage] {
        [
            OfficeMessage(.decision(.partlyGranted, reason: reason), on: CivilDate(year: 2026, month: 11, day: 30)),
            OfficeMessage(
                .question("Wer wohnt außer Ihnen in der Wohnung?\nBitte nennen Sie alle Namen."),
                on: CivilDate(year: 2026, month: 11, day: 26)),
        ]
    }

    private static let reason =
        "Die Anmeldung gilt ab dem 1. Dezember 2026 für die Wohnung Am Bach 3, zweites Obergeschoss links. Für die "
        + "Nebenwohnung fehlt die Bestätigung des Wohnungsgebers; sie wurde deshalb nicht eingetragen.\nReichen Sie die "
        + "Bestätigung bis zum 14. Dezember 2026 nach. Danach wird die Nebenwohnung ohne einen neuen Antrag eingetragen. "
        + "Gegen diese Entscheidung können Sie innerhalb eines Monats Widerspruch einlegen, schriftlich oder zur "
        + "Niederschrift im Bürgerbüro."

    /// What the shell tells.
    static func staffEvents(_ word: String) -> [StaffEvent] {
        switch word {
        case "nobody": [.members([], hint: nil)]
        case "practice": [.members(TestStaff.members, hint: "ahorn-im-koffer")]
        case "typed": [.typed(9)]
        case "wrong": [.refused(failures: 1)]
        case "wrong5": [.refused(failures: 5)]
        case "outdated": [.failed(.outdated)]
        case "all": busy
        case "asked":
            [
                .messages(
                    [
                        OfficeMessage(
                            .question("Wann sind Sie eingezogen?"), on: CivilDate(year: 2026, month: 11, day: 30))
                    ], about: "K7222223XY")
            ]
        case "decided": [.messages(decided(reason), about: "K7222222GH")]
        case "unreadable": [.messages([OfficeMessage(.unreadable, on: nil)], about: "K7222222GH")]
        default: []
        }
    }

    private static let busy: [StaffEvent] = {
        let day = CivilDate(year: 2026, month: 11, day: 30)
        let time = TimeOfDay(hour: 14, minute: 5)
        let begun = day.flatMap { day in time.map { Moment(date: day, time: $0) } }
        let members = TestStaff.members
        return [
            .drafts([
                StaffDraft(id: "1", service: "hundesteuer-anmeldung", begun: begun, owner: members[0].name),
                StaffDraft(
                    id: "2", service: "wohnsitz-anmeldung", begun: begun, owner: members[1].name,
                    colleagues: [members[0].id]),
                StaffDraft(id: "3", service: nil, begun: nil, owner: nil),
            ]),
            .appointments([
                Appointment(
                    time: "9:30", place: "Pflegeheim Abendruh, Zimmer 12", service: "meldebescheinigung",
                    name: "Frau Groß-Ahorn"),
                Appointment(time: "11:00", place: "Dorfgemeinschaftshaus", service: "hundesteuer-anmeldung", name: ""),
            ]),
            .holdings(
                Holdings(
                    entries: [
                        .init(reference: "K722222365", service: "hundesteuer-anmeldung", standing: .waiting),
                        .init(reference: "K7222224AB", service: "meldebescheinigung", standing: .setAside),
                        .init(
                            reference: "K7222223XY", service: "wohnsitz-anmeldung", standing: .received, questions: 1),
                        .init(
                            reference: "K7222222GH", service: "wohnsitz-anmeldung", standing: .sent,
                            replaces: "K722222XAB", decisions: 1),
                    ], counts: [.waiting: 1, .setAside: 1, .received: 1, .sent: 1])),
            .condition(
                DeviceCondition(battery: .init(percent: 83, isCharging: false), freeBytes: 12_400_000_000)),
        ]
    }()
}
