/// What may stand at a place of a configuration file.
///
/// One description serves three readers: the check of a file, the JSON Schema for editors, and `kioskctl config explain`.
package indirect enum Shape: Sendable {
    /// Any text that is not empty.
    case text
    /// Exactly such a text, described in words for the message.
    case pattern(TextPattern)
    case integer(ClosedRange<Int>)
    case flag
    /// A day, `2026-01-31`.
    case day
    /// An expression, at most 512 characters.
    case expression
    /// An expression, or `true` or `false`.
    case flagOrExpression
    /// A map from language to wording.
    case localized
    /// A wording for all languages, or one for each.
    case plainOrLocalized
    /// A map from language to a list of words.
    case words
    /// One of these words.
    case word([String])
    /// This word, or a map.
    case wordOrObject(String, ObjectShape)
    case list(Shape, minimum: Int = 0)
    /// A map whose keys the administrator chooses.
    case table(Shape, key: TextPattern = .identifier)
    /// A map with these keys.
    case object(ObjectShape)
    /// One of the format's named objects; lets groups hold questions.
    case named(String)
    /// One kind or another, told apart by a key.
    case variants(VariantShape)
    /// Answers and payloads: any tree.
    case anything
}

/// A map with fixed keys.
package struct ObjectShape: Sendable {
    /// What it is called in messages: “a page”.
    package let title: String
    package let keys: [Key]

    package init(_ title: String, _ keys: [Key]) {
        self.title = title
        self.keys = keys
    }
}

/// A map of one kind or another, told apart by the value of a key, or by which key is there.
package struct VariantShape: Sendable {
    package struct Variant: Sendable {
        package let name: String
        package let shape: ObjectShape
    }

    package let title: String
    /// The key whose value names the variant.
    package let discriminator: String?
    package let variants: [Variant]
    /// A key that stands only in one variant and so names it by itself: `use`, `compute`.
    package let implied: [String: String]
    /// The variant where nothing names one.
    package let fallback: String?

    package init(
        _ title: String, discriminator: String? = nil, variants: [Variant], implied: [String: String] = [:],
        fallback: String? = nil
    ) {
        self.title = title
        self.discriminator = discriminator
        self.variants = variants
        self.implied = implied
        self.fallback = fallback
    }

    /// The names that may stand as value of the discriminator.
    package var names: [String] {
        variants.map(\.name).filter { implied[$0] == nil || variantHas(discriminator, in: $0) }
    }

    private func variantHas(_ key: String?, in name: String) -> Bool {
        variants.first { $0.name == name }?.shape.keys.contains { $0.name == key } == true
    }
}

/// A key of a map.
package struct Key: Sendable {
    package let name: String
    package let shape: Shape
    package let required: Bool
    /// What it means, in one or two sentences.
    package let help: String
    /// What holds where it is missing, in words.
    package let fallback: String?

    package init(
        _ name: String, _ shape: Shape, required: Bool = false, default fallback: String? = nil, _ help: String
    ) {
        self.name = name
        self.shape = shape
        self.required = required
        self.help = help
        self.fallback = fallback
    }
}
