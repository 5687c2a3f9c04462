import Catalogue
import Expressions

/// Takes in what a person gave: the answer in its normal form, or everything that is wrong with it.
///
/// Other answers do not matter here: whether a choice is offered just now is judged later.
struct Intake {
    let question: Question
    let municipality: TerminalConfiguration.Municipality

    /// The answer, or the problems.
    func read(_ entry: Entry) -> Result<Answer, Problems> {
        switch (question.kind, entry) {
        case (.text(let writing), .text(let raw)): read(raw, writing)
        case (.int(let min, let max, _), .text(let raw)):
            input(IntegerInput.parse(raw, min: min, max: max)) { .number($0) }
        case (.euro(let min, let max), .text(let raw)): input(EuroInput.parse(raw, min: min, max: max)) { .number($0) }
        case (.date(let min, let max), .text(let raw)): input(DateInput.parse(raw, min: min, max: max)) { .date($0) }
        case (.partialDate(let min, let max), .text(let raw)):
            input(PartialDateInput.parse(raw, min: min, max: max)) { .partialDate($0) }
        case (.time(let min, let max), .text(let raw)): input(TimeInput.parse(raw, min: min, max: max)) { .time($0) }
        case (.bool, .text(let raw)): input(BoolInput.parse(raw)) { .flag($0) }
        case (.bool, .flag(let flag)): .success(.flag(flag))
        case (.email, .text(let raw)): input(EmailInput.parse(raw)) { .text($0) }
        case (.phone, .text(let raw)): input(PhoneInput.parse(raw)) { .text($0) }
        case (.iban, .text(let raw)): input(IBANInput.parse(raw)) { .text($0) }
        case (.plate, .text(let raw)): input(PlateInput.parse(raw)) { .text($0) }
        case (.choice(let choices), .text(let code)): choose(.code(code), from: choices)
        case (.choice(let choices), .choice(let choice)): choose(choice, from: choices)
        case (.multi(let choices, let min, let max), .choices(let chosen)):
            choose(chosen, from: choices, min: min, max: max)
        case (.multi(let choices, let min, let max), .text(let code)):
            choose([.code(code)], from: choices, min: min, max: max)
        case (.address(let parts), .parts(let entered)):
            AddressIntake(parts: parts, municipality: municipality).read(entered)
        case (.file(_, let provide), .document(let document)): read(document, provide)
        case (.file(_, let provide), .text(let word)):
            [Document.later, .byPost].first { $0.word == word }.map { read($0, provide) }
                ?? .failure([Problem(.fileProvide)])
        case (.signature, .document(let document)): .success(.document(document))
        case (.signature, .text(Document.onPaper.word)): .success(.document(.onPaper))
        case (.declaration(let version), .flag(let agreed)):
            agreed ? .success(.agreed(version: version)) : .failure([Problem(.missing(.agreement))])
        case (.declaration(let version), .text(let raw)):
            input(BoolInput.parse(raw)) { .flag($0) }.flatMap { answer in
                answer == .flag(true) ? .success(.agreed(version: version)) : .failure([Problem(.missing(.agreement))])
            }
        default: .failure([Problem(.missing(question.missing))])
        }
    }

    private func input<Value>(
        _ result: Result<Value, InputFault>, _ answer: (Value) -> Answer
    ) -> Result<Answer, Problems> {
        result.map(answer).mapError { [Problem(.input($0))] }
    }

    private func read(_ raw: String, _ writing: Question.Writing) -> Result<Answer, Problems> {
        input(
            TextInput.normalise(
                raw, charset: Charset(rawValue: writing.charset) ?? .din91379, maxLength: writing.maximumLength,
                multiline: writing.multiline)
        ) { .text($0) }
    }

    private func read(_ document: Document, _ provide: [Question.Provision]) -> Result<Answer, Problems> {
        let allowed =
            switch document {
            case .later: provide.contains(.later)
            case .byPost: provide.contains(.byPost)
            case .onPaper: false
            case .attachments(let files): !files.isEmpty && (provide.contains(.scan) || provide.contains(.usb))
            }
        return allowed ? .success(.document(document)) : .failure([Problem(.fileProvide)])
    }

    private func choose(_ choice: Choice, from choices: Choices) -> Result<Answer, Problems> {
        resolve(choice, choices).map { .choice($0) }
    }

    private func choose(_ chosen: [Choice], from choices: Choices, min: Int, max: Int?) -> Result<Answer, Problems> {
        var taken: [Choice] = []
        for choice in chosen {
            switch resolve(choice, choices) {
            case .success(let choice) where taken.contains(choice): return .failure([Problem(.multiTwice)])
            case .success(let choice): taken.append(choice)
            case .failure(let problems): return .failure(problems)
            }
        }
        if taken.count < min { return .failure([Problem(.multiFew, ["min": String(min)])]) }
        if let max, taken.count > max { return .failure([Problem(.multiMany, ["max": String(max)])]) }
        return .success(.choices(taken))
    }

    private func resolve(_ choice: Choice, _ choices: Choices) -> Result<Choice, Problems> {
        switch choice {
        case .code(let code):
            let known =
                switch choices.source {
                case .codeList(let list): list.contains(code)
                case .options(let all): all.contains { $0.value == code }
                case .answers: true
                }
            return known ? .success(choice) : .failure([Problem(.choiceUnknown)])
        case .other(let raw):
            guard choices.other else { return .failure([Problem(.choiceUnknown)]) }
            return TextInput.normalise(raw, charset: .din91379, maxLength: 120, multiline: false)
                .map { .other($0) }.mapError { [Problem(.input($0))] }
        }
    }
}

/// All that is wrong with one entry.
struct Problems: Error, ExpressibleByArrayLiteral {
    let all: [Problem]

    init(_ all: [Problem]) { self.all = all }

    init(arrayLiteral elements: Problem...) { all = elements }
}

extension Question {
    /// What one has to do where nothing was answered.
    var missing: FormText.Missing {
        switch kind {
        case .choice, .multi: .choose
        case .bool: .decide
        case .date, .partialDate: .date
        case .address: .address
        case .file: .document
        case .signature: .signature
        case .declaration: .agreement
        default: .write
        }
    }
}
