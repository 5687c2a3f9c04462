import ArgumentParser
import ClerkDesk

/// `rathaus desk decide`.
struct DeskDecideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Decide a case, and tell the device that it came from.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace

    @Argument(help: "The reference, with or without spaces.")
    var reference: String

    @Option(help: "granted, partly_granted, refused, withdrawn or forwarded.")
    var outcome: String

    @Option(help: "The reasons, in a sentence.")
    var reason: String

    @Flag(help: "Replace an earlier decision.")
    var again = false

    func run() async throws {
        try await Console.run {
            guard let outcome = DecisionContent.Outcome(rawValue: outcome) else {
                let known = DecisionContent.Outcome.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refused("“\(outcome)” is no outcome. Say one of: \(known).")
            }
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            let entry = try desk.find(reference)
            try desk.store.decide(
                entry, DecisionContent(outcome: outcome, reason: reason, date: OpenDesk.today), again: again,
                by: desk.who, at: OpenDesk.seconds)
            Console.line(
                "\(OpenDesk.grouped(entry.reference)) is decided: \(outcome.rawValue). rathaus desk run tells the device."
            )
            if entry.case == nil {
                Console.note("Only a stick has brought this case so far: the device is told when the network has.")
            }
        }
    }
}

/// `rathaus desk ask`.
struct DeskAskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Ask back about a case, at the device that it came from.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace

    @Argument(help: "The reference, with or without spaces.")
    var reference: String

    @Option(help: "What the office wants to know.")
    var question: String

    func run() async throws {
        try await Console.run {
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            let entry = try desk.find(reference)
            try desk.store.ask(
                entry, QuestionContent(question: question, date: OpenDesk.today), by: desk.who, at: OpenDesk.seconds)
            Console.line(
                "The question on \(OpenDesk.grouped(entry.reference)) is queued. rathaus desk run tells the device.")
        }
    }
}
