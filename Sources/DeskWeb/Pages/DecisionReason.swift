internal import ClerkDesk

/// Reasons that clerks choose from. The citizen reads them as they stand here.
enum DecisionReason {
    /// The reasons of an outcome.
    static func all(of outcome: DecisionContent.Outcome) -> [String] {
        switch outcome {
        case .granted:
            [
                "Ihr Antrag ist vollständig und die Voraussetzungen liegen vor. Der Bescheid kommt mit der Post.",
                "Ihre Anzeige ist eingegangen und vollständig. Die Bestätigung kommt mit der Post.",
                "Das Dokument liegt für Sie im Bürgerbüro bereit. Bringen Sie bitte Ihren Ausweis mit.",
            ]
        case .partlyGranted:
            [
                "Wir haben Ihrem Antrag für einen Teil der Zeit entsprochen. Die Gründe stehen im Bescheid.",
                "Wir haben Ihrem Antrag für einen Teil der Angaben entsprochen. Die Gründe stehen im Bescheid.",
            ]
        case .refused:
            [
                "Die Voraussetzungen liegen nicht vor. Die Gründe und wie Sie widersprechen können, stehen im Bescheid.",
                "Unterlagen fehlen, und die Frist dafür ist abgelaufen. Sie können den Antrag jederzeit neu stellen.",
                "Ihr Antrag ist schon in einem früheren Vorgang entschieden.",
            ]
        case .withdrawn:
            ["Sie haben Ihren Antrag zurückgenommen. Es ist nichts weiter zu tun."]
        case .forwarded:
            [
                "Für Ihr Anliegen ist eine andere Behörde zuständig. Wir haben es dorthin abgegeben; sie meldet sich bei Ihnen."
            ]
        }
    }
}
