import Terminal
import Widgets

/// The widgets of a screen's content, for the room there is.
struct PartList {
    let content: ScreenContent
    /// The reference as a QR code, rows of modules.
    let code: [[Bool]]
    /// What stands where the code does not fit.
    let codeInWords: String
    let room: Size
    let glyphs: Glyphs
    /// Few rows: no boxes.
    let isCompact: Bool

    var parts: [Part] {
        var parts: [Part] = []
        var followsHeading = false
        for block in isCompact ? Self.noticeAtAnswer(content.blocks) : content.blocks {
            let own = self.parts(block)
            for (index, part) in own.enumerated() {
                let gap = followsHeading && index == 0 ? 0 : part.gap
                var spaced = Part(
                    part.widget, gap: gap, hasFocus: part.hasFocus, canBeChosen: part.canBeChosen,
                    isButton: part.isButton)
                if case .choices = block { spaced.isOption = !part.isButton }
                parts.append(spaced)
            }
            if case .heading = block { followsHeading = true } else { followsHeading = false }
        }
        return parts
    }

    /// Where rows are few, what is wrong stands right above what is to be answered, so that both are seen.
    private static func noticeAtAnswer(_ blocks: [Block]) -> [Block] {
        guard case .notice? = blocks.first else { return blocks }
        var rest = Array(blocks.dropFirst())
        let answer = rest.firstIndex { block in
            switch block {
            case .choices, .fields, .grid, .masked: true
            default: false
            }
        }
        rest.insert(blocks[0], at: answer ?? 0)
        return rest
    }

    private func parts(_ block: Block) -> [Part] {
        switch block {
        case .heading(let text): [Part(Paragraph(text, style: Style(.link, isBold: true)))]
        case .text(let text, let tone): text.isEmpty ? [] : [Part(Paragraph(text, style: style(tone)))]
        case .bullets(let items): [Part(BulletList(items))]
        case .notice(let title, let sentences, let isError):
            [Part(isError ? summary(title, sentences) : warning(title, sentences))]
        case .choices(let lines): lines.enumerated().map { choice($1, after: $0 == 0 ? nil : lines[$0 - 1]) }
        case .grid(let lines):
            [Part(OptionGrid(lines.map(option)), hasFocus: lines.contains(where: \.isFocused), canBeChosen: true)]
        case .fields(let fields): fields.enumerated().map { part($1, gap: $0 == 0 ? 1 : 0) }
        case .answers(let lines): lines.enumerated().map { part($1, gap: $0 == 0 ? 1 : 0) }
        case .masked(let count, let length, _): [masked(count, length)]
        case .progress(let done, let total, let words):
            [Part(Paragraph(words)), Part(ProgressBar(done: done, of: total))]
        case .reference(let text): [Part(Paragraph(text, style: Style(.ok, isBold: true)))]
        case .bits: [Part(codePart)]
        }
    }

    private func style(_ tone: Block.Tone) -> Style {
        switch tone {
        case .plain, .personal: .text
        case .muted: .muted
        case .hint: Style(.link)
        case .ok: Style(.ok, isBold: true)
        }
    }

    // MARK: What is wrong

    /// Where rows are few, the sentences stand at the fields alone.
    private func summary(_ title: String, _ sentences: [String]) -> any Widget {
        let isAtField = content.blocks.contains { block in
            if case .fields(let fields) = block { fields.contains { $0.message != nil } } else { false }
        }
        return ErrorSummary(
            heading: title, messages: isCompact && isAtField ? [] : sentences, isBoxed: !isCompact)
    }

    private func warning(_ title: String, _ sentences: [String]) -> any Widget {
        Paragraph(([title + ":"] + sentences).joined(separator: "\n"), style: .warn)
    }

    // MARK: What can be chosen

    private func option(_ line: ChoiceLine) -> Option {
        let mark: Option.Mark =
            switch line.mark {
            case .button: .none
            case .radio(let isChosen): .radio(isChosen)
            case .check(let isChecked): .check(isChecked)
            }
        return Option(line.label, digit: line.digit, mark: mark, isFocused: line.isFocused, target: line.target)
    }

    private func choice(_ line: ChoiceLine, after previous: ChoiceLine?) -> Part {
        guard line.mark == .button else {
            return Part(
                OptionLine(option(line)), gap: previous == nil ? 1 : 0, hasFocus: line.isFocused, canBeChosen: true)
        }
        return Part(
            ButtonLine(option(line)), gap: previous?.mark == .button ? 0 : 1, hasFocus: line.isFocused,
            canBeChosen: true, isButton: true)
    }

    // MARK: Labels with fields and answers

    /// What all labels of the screen take, so that everything beside them aligns.
    private var labelColumns: Int {
        let labels = content.blocks.flatMap { block -> [String] in
            switch block {
            case .fields(let fields): fields.compactMap(\.label)
            case .answers(let lines): lines.map(\.label)
            default: []
            }
        }
        return labels.map(TextLayout.width(of:)).max() ?? 0
    }

    private func part(_ field: Field, gap: Int) -> Part {
        let box = TextField(
            .text(field.text), cursor: field.cursor, lines: field.isMultiline ? 4 : 1, columns: field.columns,
            hasError: field.message != nil, target: field.target, isFocused: field.isFocused)
        // Several fields stand in lines; one alone has a box, where there is room.
        let labelled = LabelledField(
            label: field.label ?? "", field: box, message: field.message ?? "", labelColumns: labelColumns,
            isBoxed: field.label == nil && !isCompact)
        return Part(labelled, gap: gap, hasFocus: field.isFocused, canBeChosen: true)
    }

    private func masked(_ count: Int, _ length: Int) -> Part {
        let box = TextField(
            .masked(count: count, length: length), cursor: count, columns: 2 * length, isFocused: true)
        let boxed = LabelledField(label: "", field: box, message: "", labelColumns: 0, isBoxed: !isCompact)
        return Part(boxed, gap: 1, hasFocus: true, canBeChosen: true)
    }

    private func part(_ line: AnswerLine, gap: Int) -> Part {
        let row = AnswerRow(
            label: line.label, answer: line.value, labelColumns: labelColumns, isFocused: line.isFocused,
            target: line.target)
        return Part(row, gap: gap, hasFocus: line.isFocused, canBeChosen: line.target != nil)
    }

    /// Half a code is no code.
    private var codePart: any Widget {
        let block = BitBlock(modules: code, glyphs: glyphs)
        let size = block.size
        // The title, the reference and the way back stand beside it.
        let fits = !code.isEmpty && size.rows + 3 <= room.rows && size.columns <= room.columns
        return fits ? block : Paragraph(codeInWords)
    }
}
