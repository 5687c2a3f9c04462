import Catalogue
import Foundation
import Sealing
import Store
import Visit

/// The town hall that this device belongs to: whether cases can be sealed for it, what it writes, what it has signed.
struct TownHallLink {
    private let files: EnrolledFiles
    /// Seals cases; renewed when keys have come.
    private(set) var delivery: CaseDelivery
    private var correspondence: Correspondence
    /// The outbox as it was last looked at: another number means that somebody else has written.
    private var outboxVersion: Int?

    /// Days before a key expires from which on staff are told.
    private static let daysOfNotice = 21

    /// Nothing where this device belongs to no town hall yet.
    /// - Throws: where an enrolment is there and cannot be used.
    init?(stateDirectory: String) async throws {
        files = EnrolledFiles(
            terminalDirectory: URL(fileURLWithPath: stateDirectory + "/enrolment"),
            messengerFile: URL(fileURLWithPath: stateDirectory + "/shared/messenger.json"))
        guard let delivery = try await CaseDelivery(files), let correspondence = try await Correspondence(files) else {
            return nil
        }
        (self.delivery, self.correspondence) = (delivery, correspondence)
    }

    /// The town's key for drafts that nobody else can open any more; nothing where enrolment brought none.
    var recoveryKey: StaffPublicKey? { (try? files.trust())?.recoveryKey }

    /// Whether the messenger has written since this was last asked.
    mutating func hasNews(in outbox: Outbox) throws(StoreError) -> Bool {
        let version = try outbox.dataVersion()
        defer { outboxVersion = version }
        return version != outboxVersion
    }

    /// Takes the messages that wait; new keys are sealed to from now on.
    mutating func takeMessages(from store: TerminalStore) async throws -> Correspondence.Outcome {
        let outcome = try await correspondence.take(from: store)
        if outcome.newKeys > 0, let renewed = try await CaseDelivery(files) { delivery = renewed }
        return outcome
    }

    /// What the town hall itself has signed about a case.
    func standing(of reference: String, in store: TerminalStore) throws(StoreError) -> ReceiptStanding {
        try store.standing(of: reference, trusting: correspondence.issuers, now: Date())
    }

    /// What the office has written about a case, the newest first.
    func messages(about reference: String, in store: TerminalStore) throws -> [OfficeMessage] {
        try correspondence.messages(about: reference, in: store)
    }

    /// Whether a case of this service could be sealed now.
    func canSeal(_ service: Service, training: Bool) -> Bool {
        if case .sealer = delivery.choice(for: service, training: training) { true } else { false }
    }

    /// How the messenger stands; nothing where all is well and nothing waits.
    static func messengerNotice(_ outbox: Outbox) throws(StoreError) -> StaffNotice? {
        let status = try outbox.messengerStatus()
        let waiting = try outbox.count().waiting
        let standing: MessengerStanding =
            switch status.trouble {
            case nil: status.isRunning ? .isFine : .doesNotRun
            case .notTheTownHall: .wantsSignIn
            case .notAdmitted: .isNotAdmitted
            case .certificateExpired, .certificateNotYetValid, .certificateForAnotherName, .certificateUntrusted:
                .distrustsServer
            default: .hasNoConnection
            }
        return standing == .isFine && waiting == 0 ? nil : .messenger(standing, waiting: waiting)
    }

    /// What staff should look after: the offices whose keys are gone or near their end, by name.
    func keyNotices(_ terminal: TerminalConfiguration) -> [StaffNotice] {
        terminal.offices.keys.sorted().compactMap { office in
            switch delivery.choice(ofOffice: office, training: terminal.training) {
            case .sealer(_, let end)? where end < Date() + TimeInterval(Self.daysOfNotice * 86_400):
                return Clock.day(of: end).map { .keyExpires(office: office, on: $0) }
            case .refused?: return .noKey(office: office)
            default: return nil
            }
        }
    }
}
