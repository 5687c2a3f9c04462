/// Reads a file of `themes/` and measures its contrast.
enum ThemeReader {
    /// Source: WCAG 2.1, 1.4.6 (AAA).
    static let minimumContrast = 7.0

    static func read(_ bytes: [UInt8], file: String, requiredLanguages: [Language], log: inout FaultLog) -> Theme? {
        guard let root = YAMLSource.read(bytes, file: file, log: &log) else { return nil }
        var check = ShapeCheck(format: .theme, requiredLanguages: requiredLanguages)
        check.check(root)
        log.append(check.log.faults)
        func colour(_ role: String) -> Colour? { root.string(role).flatMap { Colour($0) } }
        guard !check.log.hasErrors, let title = root.localized("title"), let background = colour("background"),
            let text = colour("text"), let muted = colour("muted"), let link = colour("link"), let ok = colour("ok"),
            let warn = colour("warn"), let error = colour("error")
        else { return nil }
        let id = String(file.dropFirst("themes/".count).dropLast(".yaml".count))
        let theme = Theme(
            id: id, title: title, background: background, text: text, muted: muted, link: link, ok: ok, warn: warn,
            error: error)
        for (role, colour) in theme.foregrounds where colour.contrast(to: background) < minimumContrast {
            let tenths = Int(colour.contrast(to: background) * 10)
            log.error(
                "“\(role)” has a contrast of \(tenths / 10).\(tenths % 10):1 against the background; at least 7:1 is wanted. "
                    + "Take a \(background.luminance < 0.18 ? "lighter" : "darker") colour.",
                at: root[role]?.location ?? root.location)
        }
        return log.hasErrors ? nil : theme
    }
}
