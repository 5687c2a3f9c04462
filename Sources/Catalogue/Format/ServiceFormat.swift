extension FileFormat {
    /// The format of a service file.
    package static let service = FileFormat(
        name: "service", title: "One service of the town hall.",
        root: ObjectShape("a service", identityKeys + publicationKeys + formKeys),
        definitions: ["question": QuestionFormat.question, "check": .object(ObjectShape("a check", checkKeys))])

    private static let identityKeys: [Key] = [
        Key("id", .pattern(.serviceIdentifier), required: true, "The service's id, which is also the file's name."),
        Key("version", .integer(1...999_999), required: true, "Counts up with every change that is rolled out."),
        Key("valid_from", .day, required: true, "From this day on this version is used."),
        Key("valid_until", .day, "After this day the service is not offered."),
        Key("key", .pattern(.serviceKey), "The FIM/LeiKa key of the service."),
        Key(
            "kind", .wordOrObject("form", kindShape), default: "form",
            "`form`, or `{builtin: change_pin}` for what the program itself offers."),
        Key("title", .localized, required: true, "What the service is called on screen."),
        Key("words", .words, "Words that people search by, in each language."),
        Key(
            "category", .pattern(.serviceIdentifier), required: true,
            "Under which heading it stands; the texts have `category.<id>`."),
    ]

    private static let publicationKeys: [Key] = [
        Key("needs", .list(.localized), "What to have at hand."),
        Key("next_steps", .localized, "What happens after sending. Required in a form."),
        Key("decide_within_days", .integer(0...3650), "Within how many days the office decides."),
        Key("legal_basis", .plainOrLocalized, "The law, as one cites it."),
        Key("profiles", .profiles, default: "[kiosk, koffer]", "Where it is offered."),
        Key("staff_only", .flag, default: "false", "Only staff see it; its texts need only `de`."),
        Key(
            "identification", .object(identificationShape), required: true,
            "How it is established who applies, for each profile."),
        Key(
            "mode", .object(modeShape),
            "`preparation` is a pre-notice that one completes at the office; review, receipt and PDF say so."),
        Key(
            "privacy", .object(privacyShape),
            "Art. 13 DSGVO; shown before the first question. Required in a form."),
    ]

    private static let formKeys: [Key] = [
        Key("fee", .object(feeShape), default: "free of charge", "What the service costs."),
        Key("available", .object(availabilityShape), "When it is offered."),
        Key("submit", .object(submissionShape), "Where the case goes. Required in a form."),
        Key(
            "retention_days", .integer(0...36_500),
            "Kept at the desk so many days after acceptance. Required in a form."),
        Key("codelists", .table(.pattern(.path)), "Name → CSV file below the configuration directory."),
        Key(
            "blocks", .table(.list(.named("question"), minimum: 1)),
            "Questions written once; `- {use: name}` puts them in."),
        Key("pages", .list(.variants(pageVariants), minimum: 1), "The form. Required in a form."),
        Key("checks", .list(.object(serviceCheckShape)), "Rules across pages."),
        Key("examples", .list(.object(exampleShape)), "Walks that `kioskctl check` runs each time."),
    ]
}
