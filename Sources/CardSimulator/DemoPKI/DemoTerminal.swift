import EID

/// A terminal of the demonstration: what it is for and what it may.
struct DemoTerminal {
    /// The folder's name.
    let name: String
    let holder: String
    let rights: TerminalRights
    let purpose: String
    /// Whether its certificates hang on the second country verifying authority, which a card reaches by the link.
    var isAfterRenewal = false

    /// The data groups that a German card has.
    private static let used: [DataGroup] = DataGroup.allCases.filter { $0 != .reserved }

    static let all: [DemoTerminal] = [
        DemoTerminal(
            name: "onsite", holder: "DEDEMOONSIT00001", rights: TerminalRights.read(used).union(.canAllowed),
            purpose: "Übernahme der Ausweisdaten in einen Antrag an die Stadt, mit der PIN oder vor Ort mit der CAN."),
        DemoTerminal(
            name: "online", holder: "DEDEMOONLIN00001",
            rights: TerminalRights.read(used).subtracting(.read(.municipalityID)).union([
                .ageVerification, .municipalityIDVerification, .restrictedIdentification,
            ]), purpose: "Übernahme der Ausweisdaten in einen Antrag an die Stadt."),
        DemoTerminal(
            name: "pin", holder: "DEDEMOPINMG00001", rights: [.pinManagement, .canAllowed],
            purpose: "Ändern und Entsperren der PIN."),
        DemoTerminal(
            name: "full", holder: "DEDEMOFULL000001",
            rights: TerminalRights.read(used).union(used.reduce(into: []) { $0.formUnion(.write($1)) }).union([
                .ageVerification, .municipalityIDVerification, .restrictedIdentification, .canAllowed, .pinManagement,
            ]), purpose: "Alle Rechte, zum Erproben."),
        DemoTerminal(
            name: "renewed", holder: "DEDEMORENEW00001", rights: TerminalRights.read(used).union(.canAllowed),
            purpose: "Vor-Ort-Auslesen unter der zweiten Wurzel, über ein Link-Zertifikat.", isAfterRenewal: true),
    ]
}
