/// The shape of a question: the keys that all have, and those of its type.
enum QuestionFormat {
    static let question = Shape.variants(
        VariantShape(
            "a question", discriminator: "type",
            variants: types.map { .init(name: $0.name, shape: ObjectShape("a question of type \($0.name)", $0.keys)) }
                + [
                    .init(
                        name: "use",
                        shape: ObjectShape(
                            "the use of a block",
                            [
                                Key(
                                    "use", .pattern(.identifier), required: true,
                                    "Puts the questions of this block there.")
                            ]))
                ],
            implied: ["use": "use", "compute": "compute"]))

    private static let identity: [Key] = [
        Key("id", .pattern(.identifier), required: true, "The question's id, its name in expressions."),
        // The variants check the name themselves; naming them here would make the two tables wait for each other.
        Key("type", .text, "What kind of answer it takes: text, choice, date, …"),
    ]

    private static let shown: [Key] = [
        Key("label", .localized, required: true, "The question, in few words."),
        Key("hint", .localized, "A line below it."),
        Key("help", .localized, "More, behind the Help key."),
        Key("show_if", .expression, "Asked where this holds; looks only at earlier questions."),
        Key("profiles", .profiles, "Only there."),
        Key("staff_only", .flag, default: "false", "Only staff see it; its texts need only `de`."),
    ]

    private static let stop = ObjectShape(
        "a stop",
        [
            Key("rule", .expression, required: true, "Where this holds, the way ends here."),
            Key("message", .localized, required: true, "Why, and what to do instead."),
            Key("title", .localized, default: "that the way ends here", "What stands above the message."),
            Key("service", .pattern(.serviceIdentifier), "The right service."),
        ])

    private static let option = ObjectShape(
        "an option",
        [
            Key("value", .text, required: true, "The code in the payload and in expressions."),
            Key("label", .localized, required: true, "What people choose."),
            Key("show_if", .expression, "Offered where this holds."),
            Key("eid", .text, "The value on a card that means this."),
        ])

    private static let answered: [Key] =
        shown + [
            Key("required", .flagOrExpression, default: "true", "Whether it must be answered."),
            Key("check", .list(.named("check")), "Rules on the answer."),
            Key("stop_if", .list(.object(stop)), "Ends the way kindly."),
            Key("sensitive", .word(["special_category", "private"]), "Never spoken aloud without headphones."),
            Key("fim", .text, "The FIM data field, for the record."),
            Key("name", .text, default: "the id", "The key in the payload."),
        ]

    private static let prefill = Key(
        "prefill", .expression, "`eid.<field>` or an expression; shown locked, with its source.")

    private static let filled: [Key] = answered + [Key("default", .expression, "Holds until one answers."), prefill]

    private static let codes: [Key] = [
        Key("options", .list(.object(option), minimum: 1), "The choices, written here."),
        Key("codelist", .pattern(.identifier), "The choices, from a code list."),
        Key("options_from", .expression, "The choices, from answers: a list of texts or the items of a repeat."),
        Key("other", .flag, default: "false", "Offers free text as well."),
    ]

    private static let days: [Key] = [
        Key("min", .day, "Not before this day."), Key("max", .day, "Not after this day."),
    ]

    private static let numbers: [Key] = [
        Key("min", .integer(-1_000_000_000_000...1_000_000_000_000), "Not less."),
        Key("max", .integer(-1_000_000_000_000...1_000_000_000_000), "Not more."),
        Key("unit", .localized, "Stands behind the number."),
    ]

    private static let times: [Key] = [
        Key("min", .pattern(.time), "Not before, 08:00."), Key("max", .pattern(.time), "Not after, 18:00."),
    ]

    private static let writing: [Key] = [
        Key("max_length", .integer(1...10_000), default: "120; 2000 for long_text", "In characters."),
        Key(
            "charset", .word(["din91379", "name", "digits", "alphanumeric"]), default: "din91379",
            "Which characters it takes."),
    ]

    private static let address: [Key] = [
        Key(
            "parts",
            .list(.word(["street", "house_number", "addition", "postal_code", "city", "country"]), minimum: 1),
            default: "all but country", "Which parts are asked."),
        Key("within", .word(["municipality"]), "Must lie in this town."),
        Key("street_codelist", .pattern(.identifier), "The streets that there are."),
        Key("country_codelist", .pattern(.identifier), "The countries that there are."),
        Key("copy_from", .list(.text), "Addresses that can be taken over, page.question."),
    ]

    private static let provide: [Key] = [
        Key(
            "accept", .list(.word(["pdf", "jpg", "png"]), minimum: 1), default: "[pdf, jpg, png]",
            "Which kinds of file."),
        Key(
            "provide", .list(.word(["scan", "usb", "later", "by_post"]), minimum: 1), required: true,
            "How one can hand it in."),
    ]

    private static let types: [(name: String, keys: [Key])] = {
        let question = identity + filled
        return [
            ("text", question + writing), ("long_text", question + writing),
            ("int", question + numbers), ("euro", question + numbers.dropLast()),
            ("date", question + days), ("partial_date", question + days), ("time", question + times),
            ("bool", identity + answered + [prefill]),
            ("choice", question + codes),
            (
                "multi",
                question + codes + [
                    Key("min_select", .integer(0...1000), "At least so many."),
                    Key("max_select", .integer(1...1000), "At most so many."),
                ]
            ),
            ("address", identity + answered + [prefill] + address),
            ("email", question), ("phone", question), ("iban", question), ("plate", question),
            ("file", identity + answered + provide),
            ("signature", identity + answered),
            (
                "declaration",
                identity + answered.filter { $0.name != "required" } + [
                    Key("version", .text, required: true, "The version of the wording.")
                ]
            ),
            ("note", identity + shown),
            (
                "compute",
                identity + shown.map(optionalLabel) + [
                    Key("compute", .expression, required: true, "The value."),
                    Key("name", .text, default: "the id", "The key in the payload."),
                    Key("fim", .text, "The FIM data field, for the record."),
                ]
            ),
            (
                "group",
                identity + shown + [
                    Key("questions", .list(.named("question"), minimum: 1), required: true, "What belongs together."),
                    Key("repeat", .object(FileFormat.repeatShape), "Answered several times."),
                    Key("name", .text, default: "the id", "The key in the payload."),
                ]
            ),
        ]
    }()

    private static func optionalLabel(_ key: Key) -> Key {
        key.name == "label" ? Key("label", .localized, "Shown with this label; hidden without one.") : key
    }
}
