import Catalogue
import Foundation
import Sealing
import Store
import Visit

/// What stays on this device: opened at the start, and what a crash left there.
extension Shell {
    /// What lies in the state directory.
    struct State {
        let store: TerminalStore
        let townHall: TownHallLink?
    }

    @concurrent
    static func open(_ directory: String) async -> Result<State, any Error> {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
            let store = try TerminalStore(StorePlaces(dataDirectory: directory), at: .now())
            return .success(State(store: store, townHall: try await TownHallLink(stateDirectory: directory)))
        } catch {
            return .failure(error)
        }
    }

    mutating func openStore(_ opening: Result<State, any Error>, _ setup: CardSetup) async {
        do {
            let state = try opening.get()
            let store = state.store
            for notice in store.notices { log.store("store.notice", ["sentence": notice.sentence]) }
            let timeouts = visit.configuration.terminal.timeouts
            var journal = VisitJournal(
                store: store, keeping: timeouts.idle + timeouts.warning + timeouts.resume,
                configuration: visit.configuration.terminal.device.code)
            if case .memory(let reason) = journal.place { log.store("keyring.memory", ["reason": reason]) }
            townHall = state.townHall
            if visit.profile == .koffer {
                let staff = StaffRoom(
                    stateDirectory: setup.stateDirectory, isTraining: setup.isTraining,
                    recoveryKey: state.townHall?.recoveryKey, log: log)
                self.staff = staff
                perform(visit.handle(.staff(staff.members())))
                paint()
            }
            let found = try journal.interrupted()
            self.journal = consume journal
            switch found {
            case .nothing: break
            case .visit(let entries): resume(entries)
            case .changed(let error): log.journalRefused(error)
            }
            tellStaff()
            await lookIntoOutbox()
        } catch {
            isStoreRefused = true
            log.notSaved(error)
            perform(visit.handle(.outOfOrder("store.unavailable")))
            paint()
        }
    }

    /// Asks whether somebody goes on with what a crash interrupted; where nobody can, it is wiped.
    private mutating func resume(_ entries: [JournalEntry]) {
        log.store("visit.interrupted")
        let found = Visit(
            resuming: entries, configuration: visit.configuration, today: visit.today, now: visit.now,
            seconds: Clock.seconds)
        if let found { visit = found } else { endJournal() }
        if let network { _ = visit.handle(.practiceNetwork(network.network)) }
        paint()
        perform(visit.preparation)
        paint()
    }

    mutating func endJournal() {
        do {
            try journal?.end()
        } catch {
            // The key is gone already; the next start deletes the rows.
            log.notSaved(error)
        }
    }
}
