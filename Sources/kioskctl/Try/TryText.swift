/// What `kioskctl try` itself says, by the keys of `Config/texts`.
enum TryText: String, CaseIterable {
    // The beginning.
    case rehearsal, preparation, needs, privacy, recipients, none, help
    // Questions.
    case optional, choose, other, search, matches, more, part, copy, agree, sign, locked, keep
    case keepOrErase = "keep_or_erase"
    case fromCard = "from_card"
    case chooseMany = "choose_many"
    case noMatch = "no_match"
    case noHelp = "no_help"
    case yesNo = "yes_no"
    case warning, mend, first
    // Repeats.
    case item, remove, full, entries
    case firstItem = "first_item"
    case anotherItem = "another_item"
    // The end.
    case stopped, reconsider, review, change, finished, incomplete, cancelled, fee, free
    case feeLater = "fee_later"
    case rightService = "right_service"

    var key: String { "try.\(rawValue)" }

    static let keys = Set(allCases.map(\.key))
}
