extension FileFormat {
    /// The format of a service file.
    package static let service = FileFormat(
        name: "service", title: "One service of the town hall.",
        root: ObjectShape("a service", identityKeys + publicationKeys + contentKeys),
        definitions: [
            "question": QuestionFormat.question,
            "check": .object(ObjectShape("a check", checkKeys)),
        ])

    private static let identityKeys: [Key] = [
        Key("id", .pattern(.serviceIdentifier), required: true, "The service's id, which is also the file's name."),
        Key("version", .integer(1...999_999), required: true, "Counts up with every change that is rolled out."),
        Key("valid_from", .day, required: true, "From this day on this version is used."),
        Key("valid_until", .day, "After this day the service is not offered."),
        Key("key", .pattern(.serviceKey), "The FIM/LeiKa key of the service."),
        Key(
            "kind",
            .wordOrObject("form", ObjectShape("a kind", [
                Key("builtin", .word(["change_pin"]), required: true, "Which one the program itself offers.")
            ])),
            default: "form", "`form`, or `{builtin: change_pin}` for what the program itself offers."),
        Key("title", .localized, required: true, "What the service is called on screen."),
        Key("words", .words, "Words that people search by, in each language."),
        Key("category", .pattern(.serviceIdentifier), required: true,
            "Under which heading it stands; the texts have `category.<id>`."),
    ]

    private static let publicationKeys: [Key] = [
        Key("needs", .list(.localized), "What to have at hand."),
        Key("next_steps", .localized, "What happens after sending. Required in a form."),
        Key("decide_within_days", .integer(0...3650), "Within how many days the office decides."),
        Key("legal_basis", .plainOrLocalized, "The law, as one cites it."),
        Key("profiles", .list(.word(["kiosk", "koffer"]), minimum: 1), default: "[kiosk, koffer]", "Where it is offered."),
        Key("staff_only", .flag, default: "false", "Only staff see it; its texts need only `de`."),
        Key(
            "identification",
            .object(ObjectShape("the identification", [
                Key("kiosk", .word(["none", "declaration", "eid", "eid_or_declaration"]), "How one says who one is, at a kiosk."),
                Key("koffer", .word(["none", "declaration", "on_site", "staff"]), "How staff establish it, in the field."),
            ])), required: true, "How it is established who applies, for each profile."),
        Key(
            "mode",
            .object(ObjectShape("the mode", [
                Key("kiosk", .word(["full", "preparation"]), default: "full", "At a kiosk."),
                Key("koffer", .word(["full", "preparation"]), default: "full", "In the field."),
            ])), "`preparation` is a pre-notice that one completes at the office; review, receipt and PDF say so."),
        Key(
            "privacy",
            .object(ObjectShape("the privacy notice", [
                Key("controller", .text, required: true, "`municipality`, or an office of terminal.yaml."),
                Key("purpose", .localized, required: true, "What for, with the legal basis."),
                Key("recipients", .list(.plainOrLocalized), required: true, "Who gets the data; may be empty: []."),
                Key("how_long", .localized, required: true, "How long the data are kept."),
                Key("legal_basis", .plainOrLocalized, "The law that allows the processing."),
            ])), "Art. 13 DSGVO; shown before the first question. Required in a form."),
    ]

    private static let contentKeys: [Key] = [
        Key(
            "fee",
            .object(ObjectShape("the fee", [
                Key("items", .list(.object(ObjectShape("an item of the fee", [
                    Key("label", .localized, required: true, "What is paid for."),
                    Key("cents", .expression, required: true, "How much, in cents."),
                    Key("show_if", .expression, "Only where this holds."),
                ])), minimum: 1), required: true, "What adds up."),
                Key("pay", .word(["none", "by_notice", "now", "at_collection"]), required: true, "How one pays."),
            ])), default: "free of charge", "What the service costs."),
        Key(
            "available",
            .object(ObjectShape("the availability", [
                Key("from", .day, "First day."),
                Key("until", .day, "Last day."),
                Key("closes_at", .expression, "A day (closes at its end) or a moment, date(\"2026-09-25T15:00\")."),
                Key("deliver_by", .expression, "When it has to be at the town hall; offline, people are warned."),
            ])), "When it is offered."),
        Key(
            "submit",
            .object(ObjectShape("the submission", [
                Key("destination", .text, required: true, "An office of terminal.yaml."),
                Key("schema_uri", .pattern(.uri), required: true, "Names the payload's schema; `$schema` in the payload."),
            ])), "Where the case goes. Required in a form."),
        Key("retention_days", .integer(0...36_500), "Kept at the desk so many days after acceptance. Required in a form."),
        Key("codelists", .table(.pattern(.path)), "Name → CSV file below the configuration directory."),
        Key("blocks", .table(.list(.named("question"), minimum: 1)), "Questions written once; `- {use: name}` puts them in."),
        Key("pages", .list(.variants(pageVariants), minimum: 1), "The form. Required in a form."),
        Key("checks", .list(.object(ObjectShape("a check across pages", checkKeys + [
            Key("page", .pattern(.identifier), required: true, "The page to go back to.")
        ]))), "Rules across pages."),
        Key("examples", .list(.object(exampleShape)), "Walks that `kioskctl check` runs each time."),
    ]

    static let checkKeys: [Key] = [
        Key("rule", .expression, required: true, "What must hold; `this` is the answer."),
        Key("message", .localized, required: true, "What to do where it does not hold."),
        Key("level", .word(["error", "warn"]), default: "error", "A warning lets one go on."),
    ]

    static let repeatShape = ObjectShape("a repeat", [
        Key("min", .integer(0...100), required: true, "How many there must be."),
        Key("max", .integer(1...100), required: true, "How many there can be."),
        Key("label", .localized, required: true, "What one item is called: person, dog."),
        Key("ask", .localized, "The yes/no question before the first item; required where `min` is 0."),
        Key("item_title", .text, default: "label and number", "How an item is titled: \"{vornamen} {familienname}\"."),
        Key("first_from", .word(["applicant"]), "The first item is prefilled from the applicant's card."),
        Key("card_per_item", .flag, default: "false", "Each item can be prefilled from the person's own card."),
    ])

    private static let pageVariants = VariantShape(
        "a page",
        variants: [
            .init(name: "page", shape: ObjectShape("a page", [
                Key("id", .pattern(.identifier), required: true, "The page's id, also its key in the payload."),
                Key("title", .localized, required: true, "Stands above its questions."),
                Key("show_if", .expression, "Shown where this holds; looks only at earlier questions."),
                Key("profiles", .list(.word(["kiosk", "koffer"]), minimum: 1), "Only there."),
                Key("questions", .list(.named("question"), minimum: 1), required: true, "In the order in which they are asked."),
                Key("repeat", .object(repeatShape), "The page is answered several times, once for each item."),
                Key("prefill_from", .word(["applicant", "nobody"]), default: "applicant on a plain page",
                    "Whether `prefill` from the card is used here."),
                Key("prefill_if", .expression, "Prefilled only where this holds."),
            ])),
            .init(name: "use_page", shape: ObjectShape("a standard page", [
                Key("use_page", .word(["contact"]), required: true, "Puts the standard page there.")
            ])),
        ], implied: ["use_page": "use_page"], fallback: "page")

    private static let exampleShape = ObjectShape("an example", [
        Key("name", .text, required: true, "What the example shows."),
        Key("today", .day, required: true, "The day on which it is played."),
        Key("profile", .word(["kiosk", "koffer"]), default: "kiosk", "Where."),
        Key("persona", .text, "Whose card is read."),
        Key("answers", .anything, required: true, "Nested like the payload."),
        Key("expect", .object(ObjectShape("what is expected", [
            Key("pages", .list(.text), "The visible pages, in order."),
            Key("errors", .list(.text), "Where errors stand: page.question, page[0].question, or a page."),
            Key("warnings", .list(.text), "Where warnings stand."),
            Key("fee", .integer(0...100_000_000), "In cents."),
            Key("payload", .anything, "What the payload must have, at least."),
        ])), required: true, "What must come out."),
    ])
}
