extension FileFormat {
    /// The format of `terminal.yaml`.
    package static let terminal = FileFormat(
        name: "terminal", title: "What a terminal is, where it stands and what it offers.",
        root: ObjectShape("the terminal", terminalKeys), definitions: [:])

    private static let terminalKeys: [Key] = [
        Key("municipality", .object(municipality), required: true, "Whose town hall it is."),
        Key(
            "profile", .word(["kiosk", "koffer"]), required: true,
            "`kiosk`: citizens alone before it; `koffer`: staff with the mobile case."),
        Key("device", .object(device), required: true, "The device itself."),
        Key("languages", .object(languages), required: true, "Which languages it speaks."),
        Key("theme", .pattern(.serviceIdentifier), default: "dunkel", "A file of `themes/`."),
        Key("timeouts", .object(timeouts), "When it forgets, in seconds."),
        Key("keys", .object(keyboard), "How keys behave."),
        Key("readers", .list(.text), default: "any", "The names of the card readers that may be used."),
        Key("offices", .table(.object(office)), required: true, "Office id → where its cases go and how to reach it."),
        Key("services", .list(.pattern(.serviceIdentifier)), required: true, "Which services, in which order."),
        Key("contact115", .object(contact115), "The authority number 115, offered where a service is not."),
        Key("directories", .object(directories), "Where the device keeps what is its own."),
        Key(
            "training", .flag, default: "false",
            "Simulated card and demonstration keys; said on screen at all times, cases go to a training destination."),
        Key("developer", .flag, default: "false", "Shows what is slow and what is wrong; never before citizens."),
    ]

    private static let languages = ObjectShape(
        "the languages",
        [
            Key(
                "offered", .list(languageTag, minimum: 1), required: true, "On the language screen, in this order."),
            Key(
                "required", .list(languageTag, minimum: 1), required: true,
                "Complete in every text; another one that is missing falls back to `de` with a note."),
        ])

    private static let keyboard = ObjectShape(
        "the keys",
        [
            Key(
                "repeat_block_ms", .integer(0...1000), default: "0",
                "The same key again within this time is ignored, for people with tremor; milliseconds.")
        ])

    private static let contact115 = ObjectShape(
        "the authority number",
        [
            Key("telephone", .pattern(.telephone), required: true, "As one dials it here."),
            Key("hours", .localized, required: true, "When somebody answers."),
        ])

    private static let directories = ObjectShape(
        "the directories",
        [
            Key(
                "state", .pattern(.directory), default: "/var/lib/buergerterminal",
                "Keys, certificates and databases of this device."),
            Key("log", .pattern(.directory), default: "/var/log/buergerterminal", "Event ids, never content."),
        ])

    /// The format of a file of `themes/`.
    package static let theme = FileFormat(
        name: "theme", title: "The colours of the screen.",
        root: ObjectShape(
            "a theme",
            [
                Key("title", .localized, required: true, "What it is called on the help screen.")
            ]
                + ["background", "text", "muted", "link", "ok", "warn", "error"].map { role in
                    Key(
                        role, .pattern(.colour), required: true,
                        role == "background"
                            ? "Behind everything." : "At least 7:1 against the background. Source: WCAG 2.1, 1.4.6.")
                }),
        definitions: [:])

    private static let languageTag = Shape.word(Language.known.map(\.tag))

    private static let municipality = ObjectShape(
        "the municipality",
        [
            Key("name", .plainOrLocalized, required: true, "Stands on top of every screen."),
            Key("city", .text, required: true, "The town as it stands in an address."),
            Key("key", .pattern(.municipalityKey), required: true, "The AGS."),
            Key("postal_codes", .list(.pattern(.postalCode), minimum: 1), required: true, "All of the town."),
            Key("street_codelist", .pattern(.path), "The streets of the town."),
            Key("coat_of_arms", .text, "A few characters beside the name."),
            Key(
                "data_protection_officer", .plainOrLocalized, required: true, "Art. 13 (1) b DSGVO: how to reach them."),
            Key("supervisory_authority", .plainOrLocalized, required: true, "Art. 13 (2) d DSGVO: where to complain."),
        ])

    private static let device = ObjectShape(
        "the device",
        [
            Key(
                "code", .pattern(.deviceCode), required: true,
                "The first part of every reference number; no two devices share it."),
            Key("place", .plainOrLocalized, required: true, "Where it stands."),
            Key(
                "screen",
                .object(
                    ObjectShape(
                        "the screen",
                        [
                            Key("width_mm", .integer(50...5000), required: true, "Visible width, millimetres."),
                            Key("height_mm", .integer(50...5000), required: true, "Visible height, millimetres."),
                            Key("columns", .integer(40...400), required: true, "Characters in a line."),
                            Key("rows", .integer(15...200), required: true, "Lines."),
                            Key(
                                "viewing_distance_mm", .integer(100...3000), required: true,
                                "From the eye; a capital H must appear at least 0.7° high. Source: EN 301 549 V3.2.1, 5.1.4."
                            ),
                        ])), "Its size, for legibility."),
        ])

    private static let timeouts = ObjectShape(
        "the timeouts",
        [
            Key("idle_seconds", .integer(20...3600), default: "90", "Until the warning."),
            Key(
                "warning_seconds", .integer(20...600), default: "30",
                "How long the warning stays. Source: WCAG 2.1, 2.2.1: at least 20 seconds."),
            Key("receipt_seconds", .integer(30...3600), default: "120", "How long the receipt stays."),
            Key(
                "resume_seconds", .integer(0...600), default: "60",
                "After a crash, the same citizen may go on within this time."),
            Key(
                "staff_idle_seconds", .integer(60...3600), default: "600",
                "In the case: after so long without a key the device locks itself; drafts stay."),
        ])

    private static let office = ObjectShape(
        "an office",
        [
            Key("destination", .pattern(.uuid), required: true, "Its destination id in the submission interface."),
            Key("name", .plainOrLocalized, required: true, "What people call it."),
            Key("opening_hours", .plainOrLocalized, "When to come."),
            Key("telephone", .pattern(.telephone), required: true, "Whom to call."),
            Key(
                "reply_channels", .list(.word(["letter", "email", "phone", "demail"]), minimum: 1), required: true,
                "How it answers."),
        ])
}
