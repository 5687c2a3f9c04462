/// The maps that stand in a service file.
extension FileFormat {
    static let kindShape = ObjectShape(
        "a kind", [Key("builtin", .word(["change_pin"]), required: true, "Which one the program itself offers.")])

    static let identificationShape = ObjectShape(
        "the identification",
        [
            Key(
                "kiosk", .word(["none", "declaration", "eid", "eid_or_declaration"]),
                "How one says who one is, at a kiosk."),
            Key(
                "koffer", .word(["none", "declaration", "on_site", "staff"]), "How staff establish it, in the field."),
        ])

    static let modeShape = ObjectShape(
        "the mode",
        [
            Key("kiosk", .word(["full", "preparation"]), default: "full", "At a kiosk."),
            Key("koffer", .word(["full", "preparation"]), default: "full", "In the field."),
        ])

    static let privacyShape = ObjectShape(
        "the privacy notice",
        [
            Key("controller", .text, required: true, "`municipality`, or an office of terminal.yaml."),
            Key("purpose", .localized, required: true, "What for, with the legal basis."),
            Key("recipients", .list(.plainOrLocalized), required: true, "Who gets the data; may be empty: []."),
            Key("how_long", .localized, required: true, "How long the data are kept."),
            Key("legal_basis", .plainOrLocalized, "The law that allows the processing."),
        ])

    static let feeShape = ObjectShape(
        "the fee",
        [
            Key("items", .list(.object(feeItemShape), minimum: 1), required: true, "What adds up."),
            Key("pay", .word(["none", "by_notice", "now", "at_collection"]), required: true, "How one pays."),
        ])

    private static let feeItemShape = ObjectShape(
        "an item of the fee",
        [
            Key("label", .localized, required: true, "What is paid for."),
            Key("cents", .expression, required: true, "How much, in cents."),
            Key("show_if", .expression, "Only where this holds."),
        ])

    static let availabilityShape = ObjectShape(
        "the availability",
        [
            Key("from", .day, "First day."),
            Key("until", .day, "Last day."),
            Key("closes_at", .expression, "A day (closes at its end) or a moment, date(\"2026-09-25T15:00\")."),
            Key("deliver_by", .expression, "When it has to be at the town hall; offline, people are warned."),
        ])

    static let submissionShape = ObjectShape(
        "the submission",
        [
            Key("destination", .text, required: true, "An office of terminal.yaml."),
            Key(
                "schema_uri", .pattern(.uri), required: true, "Names the payload's schema; `$schema` in the payload."),
        ])

    static let checkKeys: [Key] = [
        Key("rule", .expression, required: true, "What must hold; `this` is the answer."),
        Key("message", .localized, required: true, "What to do where it does not hold."),
        Key("level", .word(["error", "warn"]), default: "error", "A warning lets one go on."),
    ]

    static let serviceCheckShape = ObjectShape(
        "a check across pages",
        checkKeys + [Key("page", .pattern(.identifier), required: true, "The page to go back to.")])

    static let exampleShape = ObjectShape(
        "an example",
        [
            Key("name", .text, required: true, "What the example shows."),
            Key("today", .day, required: true, "The day on which it is played."),
            Key("profile", .word(["kiosk", "koffer"]), default: "kiosk", "Where."),
            Key("persona", .text, "Whose card is read."),
            Key("answers", .anything, required: true, "Nested like the payload."),
            Key(
                "expect",
                .object(
                    ObjectShape(
                        "what is expected",
                        [
                            Key("pages", .list(.text), "The visible pages, in order."),
                            Key(
                                "errors", .list(.text),
                                "Where errors stand: page.question, page[0].question, or a page."),
                            Key("warnings", .list(.text), "Where warnings stand."),
                            Key("stop", .text, default: "it does not stop", "The question where the way ends."),
                            Key("fee", .integer(0...100_000_000), "In cents."),
                            Key("payload", .anything, "What the payload must have, at least."),
                        ])), required: true, "What must come out."),
        ])
}
