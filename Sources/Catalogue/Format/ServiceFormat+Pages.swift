/// The maps that make up the form of a service file.
extension FileFormat {
    static let pageVariants = VariantShape(
        "a page",
        variants: [.init(name: "page", shape: pageShape), .init(name: "use_page", shape: standardPageShape)],
        implied: ["use_page": "use_page"], fallback: "page")

    private static let pageShape = ObjectShape(
        "a page",
        [
            Key("id", .pattern(.identifier), required: true, "The page's id, also its key in the payload."),
            Key("title", .localized, required: true, "Stands above its questions."),
            Key("show_if", .expression, "Shown where this holds; looks only at earlier questions."),
            Key("profiles", .profiles, "Only there."),
            Key(
                "questions", .list(.named("question"), minimum: 1), required: true,
                "In the order in which they are asked."),
            Key("repeat", .object(repeatShape), "The page is answered several times, once for each item."),
            Key(
                "prefill_from", .word(["applicant", "nobody"]), default: "applicant on a plain page",
                "Whether `prefill` from the card is used here."),
            Key("prefill_if", .expression, "Prefilled only where this holds."),
        ])

    private static let standardPageShape = ObjectShape(
        "a standard page",
        [Key("use_page", .word(["contact"]), required: true, "Puts the standard page there.")])

    static let repeatShape = ObjectShape(
        "a repeat",
        [
            Key("min", .integer(0...100), required: true, "How many there must be."),
            Key("max", .integer(1...100), required: true, "How many there can be."),
            Key("label", .localized, required: true, "What one item is called: person, dog."),
            Key("ask", .localized, "The yes/no question before the first item; required where `min` is 0."),
            Key(
                "item_title", .text, default: "label and number",
                "How an item is titled: \"{vornamen} {familienname}\"."),
            Key("first_from", .word(["applicant"]), "The first item is prefilled from the applicant's card."),
            Key("card_per_item", .flag, default: "false", "Each item can be prefilled from the person's own card."),
        ])
}

extension Shape {
    /// A list of who stands before the terminal.
    static let profiles = Shape.list(.word(Profile.allCases.map(\.rawValue)), minimum: 1)
}
