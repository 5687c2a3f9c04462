/// Tables in a frame that scrolls where the window is narrow.
enum Tables {
    /// A table.
    /// - Parameters:
    ///   - label: What it holds, for who does not see it.
    ///   - caption: What stands above it.
    ///   - heads: Of the columns.
    ///   - rows: `tr` elements.
    /// - Returns: The frame with the table.
    static func table(
        _ label: String, caption: String? = nil, _ heads: [String], @HTMLBuilder rows: () -> HTML
    ) -> HTML {
        element("div", ["class": "scroll", "role": "region", "aria-label": label, "tabindex": "0"]) {
            element("table") {
                if let caption { element("caption") { caption } }
                element("thead") {
                    element("tr") { for head in heads { element("th", ["scope": "col"]) { head } } }
                }
                element("tbody", [:], rows)
            }
        }
    }
}
