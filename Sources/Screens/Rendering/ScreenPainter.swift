import Catalogue
package import Terminal
package import Visit
import Widgets

/// Paints a screen: town and step on top, one question in the middle with air around it, the keys below.
package struct ScreenPainter {
    /// Targets of the key bar in the hit map; those below are the visit's own.
    package static let keyBarTarget = 1000
    /// The smallest size that screens are made for.
    package static let minimum = Size(rows: 15, columns: 40)

    private let visit: Visit
    private let content: ScreenContent
    /// The reference as a QR code, rows of modules.
    private let code: [[Bool]]

    package init(_ visit: Visit, code: [[Bool]] = []) {
        self.visit = visit
        self.code = code
        content = ContentBuilder(visit).content
    }

    /// The screen in this size.
    package func paint(_ size: Size, glyphs: Glyphs = .unicode) -> Canvas { painting(size, glyphs: glyphs).canvas }

    /// The screen in this size, and how many pages can be read on.
    package func painting(_ size: Size, glyphs: Glyphs = .unicode) -> (canvas: Canvas, pages: (above: Int, below: Int))
    {
        var canvas = Canvas(size: size, glyphs: glyphs)
        guard size.rows >= Self.minimum.rows, size.columns >= Self.minimum.columns else {
            Paragraph(ContentBuilder(visit).say(.tooSmall)).draw(on: &canvas, in: canvas.bounds)
            return (canvas, (0, 0))
        }
        if paintCodeAlone(on: &canvas) { return (canvas, (0, 0)) }
        let keys = keyBar(size)
        let top = 2 + bannerRows(size)
        let bottom = keys.height(for: frame(size).columns)
        let middle = Rect(row: top, column: 0, rows: size.rows - top - bottom, columns: size.columns)
        let pages = canvas.clipped(to: middle) { paintMiddle(on: &$0, in: middle) }
        paintTop(on: &canvas, size: size)
        keys.draw(on: &canvas, in: frame(size).inset(top: middle.bottom))
        return (canvas, pages)
    }

    /// On a screen too small for a code with everything else around it, the code stands alone, with its way back beside it.
    private func paintCodeAlone(on canvas: inout Canvas) -> Bool {
        guard visit.overlay == nil, visit.stage == .code, canvas.size.rows < 20 else { return false }
        let block = BitBlock(modules: code, glyphs: canvas.glyphs)
        let side = Rect(canvas.size).inset(top: 1, left: block.size.columns + 2)
        guard !code.isEmpty, block.size.rows <= canvas.size.rows, side.columns >= 10 else { return false }
        let top = (canvas.size.rows - block.size.rows) / 2
        block.draw(on: &canvas, in: Rect(canvas.size).inset(top: top))
        let say = ContentBuilder(visit)
        let training = visit.configuration.terminal.training ? say.say(shortTraining) + "\n" : ""
        let number = visit.reference?.description ?? ""
        let rows = Paragraph(training + content.title + "\n" + number, style: Style(.text, isBold: true)).draw(
            on: &canvas, in: side)
        let words = ["Enter " + say.say(.receiptDone), "Esc " + say.say(.keyBack)]
        Paragraph(words.joined(separator: "\n"), style: .muted).draw(on: &canvas, in: side.inset(top: rows + 1))
        canvas.addTarget(Self.keyBarTarget + 2, canvas.bounds)
        return true
    }

    private func frame(_ size: Size) -> Rect {
        let margin = size.columns >= 60 ? 2 : 0
        return Rect(size).inset(left: margin, right: margin)
    }

    // MARK: Top and bottom

    private func bannerRows(_ size: Size) -> Int { visit.configuration.terminal.training && size.rows >= 18 ? 1 : 0 }

    private func paintTop(on canvas: inout Canvas, size: Size) {
        let town = visit.configuration.terminal.municipality
        let training = visit.configuration.terminal.training && bannerRows(size) == 0
        let name = (training ? ContentBuilder(visit).say(shortTraining) + " – " : "") + town.name(visit.language)
        let header = Header(crest: town.coatOfArms ?? "", town: name, step: content.step, shortStep: content.shortStep)
        header.draw(on: &canvas, in: frame(size))
        if bannerRows(size) == 1 {
            let rect = frame(size).inset(top: 2)
            Banner(ContentBuilder(visit).say(longTraining)).draw(on: &canvas, in: rect)
            if visit.practiceNetwork != nil {
                canvas.addTarget(
                    Self.keyBarTarget + 7, Rect(row: rect.top, column: rect.left, rows: 1, columns: rect.columns))
            }
        }
    }

    private var longTraining: ScreenText {
        switch visit.practiceNetwork {
        case nil: .training
        case .connected?: .trainingConnected
        case .cut?: .trainingCut
        }
    }

    private var shortTraining: ScreenText { visit.practiceNetwork == .cut ? .trainingCutShort : .trainingShort }

    private func keyBar(_ size: Size) -> KeyBar {
        // A narrow screen needs its rows: that ▲ ▼ move is said in the help.
        let shown = content.keys.filter { size.columns >= 60 || $0.cap != .move }
        return KeyBar(
            shown.map { key in
                switch key.cap {
                case .enter: KeyBar.Entry(cap: "Enter", word: key.word, target: Self.keyBarTarget)
                case .move: KeyBar.Entry(cap: "▲▼", word: key.word, target: Self.keyBarTarget + 1)
                case .back: KeyBar.Entry(cap: "Esc", word: key.word, target: Self.keyBarTarget + 2)
                case .help: KeyBar.Entry(cap: "F1", word: key.word, target: Self.keyBarTarget + 3)
                case .cancel: KeyBar.Entry(cap: "F10", word: key.word, target: Self.keyBarTarget + 4)
                }
            })
    }

    /// What a click on the key bar presses.
    package static func press(ofKeyBar target: Int) -> Press? {
        switch target - keyBarTarget {
        case 0: .enter
        case 2: .back
        case 3: .help
        case 4: .cancel
        case 5: .up
        case 6: .down
        case 7: .network
        default: nil
        }
    }

    // MARK: The middle

    private func paintMiddle(on canvas: inout Canvas, in rect: Rect) -> (above: Int, below: Int) {
        let column = self.column(in: rect)
        let say = ContentBuilder(visit)
        let parts = PartList(
            content: content, code: code, codeInWords: say.say(.receiptCodeTooLarge), room: column.size,
            glyphs: canvas.glyphs, isCompact: rect.rows < 14
        ).parts
        return Body(
            title: content.title, parts: parts, isDialog: content.isDialog, scroll: visit.scroll,
            isAtTop: visit.readsFromTop && rect.rows >= 14,
            isAtEnd: visit.readsFromTop && rect.rows < 14, hintTargets: (Self.keyBarTarget + 5, Self.keyBarTarget + 6),
            words: (say.say(.moreAbove), say.say(.moreBelow)),
            place: { say.say(.listPlace, ["number": String($0), "count": String($1)]) }
        ).draw(on: &canvas, in: column)
    }

    /// A column that is not too wide to read, in the middle of a wide screen.
    private func column(in rect: Rect) -> Rect {
        let width = min(Measure.list, rect.columns - (rect.columns >= 60 ? 12 : 2))
        return Rect(row: rect.top, column: (rect.columns - width) / 2, rows: rect.rows, columns: width)
    }
}
