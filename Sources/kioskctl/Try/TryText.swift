/// What `kioskctl try` itself says, by the keys of `Config/texts`.
enum TryText: String, CaseIterable {
    case rehearsal, needs, fee, free, feeLater = "fee_later", privacy, recipients, none, optional, fromCard = "from_card",
        choose, chooseMany = "choose_many", other, search, matches, noMatch = "no_match", more, yesNo = "yes_no",
        firstItem = "first_item", anotherItem = "another_item", item, warning, mend, stopped, rightService = "right_service",
        review, change, finished, incomplete, cancelled, help, preparation, noHelp = "no_help", part, copy, agree

    var key: String { "try.\(rawValue)" }

    static let keys = Set(allCases.map(\.key))
}
