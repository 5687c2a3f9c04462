internal import ClerkDesk
internal import Foundation
internal import Secrets

/// Holds passphrases against accounts, one after the other, and lets nobody guess fast.
///
/// After three wrong passphrases an account waits five seconds, then twice as long each time, up to a quarter of an hour;
/// after thirty wrong ones within a minute everybody waits for the rest of it. A name that no account has is treated
/// like one, and takes as long. The counts are in memory: who can start the desk anew can also read its files.
actor SignIn {
    /// What came of a try.
    enum Outcome: Sendable {
        case signedIn(Account)
        /// Name or passphrase is wrong; which of them is not said.
        case refused
        /// It was not looked at: so many seconds are to be waited first.
        case wait(Int)
    }

    private struct Tries {
        var wrong = 0
        var notBefore = Date.distantPast
    }

    private let accounts: AccountDirectory
    private let cost: PassphraseRecord.Cost
    /// What the passphrase of a name without an account is held against.
    private let decoy: PassphraseRecord
    private var tries: [String: Tries] = [:]
    private var recentlyWrong: [Date] = []

    private static let free = 3
    private static let longestWait: TimeInterval = 900
    private static let mostWrong = 30
    private static let boundOfNames = 10_000

    init(_ accounts: AccountDirectory, cost: PassphraseRecord.Cost) {
        self.accounts = accounts
        self.cost = cost
        decoy = PassphraseRecord(acceptingNothingAt: cost)
    }

    /// Tries to sign in.
    /// - Throws: Where the account's file cannot be read, or memory is short.
    func open(_ text: String, _ passphrase: Passphrase, at now: Date) throws -> Outcome {
        recentlyWrong.removeAll { abs(now.timeIntervalSince($0)) > 60 }
        if recentlyWrong.count >= Self.mostWrong, let first = recentlyWrong.first {
            return .wait(max(1, Int(60 - now.timeIntervalSince(first))))
        }
        let name = String(text.lowercased().prefix(40))
        var own = tries[name] ?? Tries()
        if own.notBefore > now { return .wait(Int(own.notBefore.timeIntervalSince(now).rounded(.up))) }
        let account = try accounts.account(name)
        let isRight = try (account?.passphrase ?? decoy).accepts(passphrase.bytes)
        if let account, isRight {
            tries[name] = nil
            return .signedIn(account)
        }
        own.wrong += 1
        if own.wrong >= Self.free {
            let wait = min(Self.longestWait, 5 * pow(2, Double(min(20, own.wrong - Self.free))))
            own.notBefore = now + wait
        }
        if tries.count >= Self.boundOfNames {
            // Somebody makes names up; what they cost is bounded by the limit for all.
            tries.removeAll()
        }
        tries[name] = own
        recentlyWrong.append(now)
        return .refused
    }

    /// Sets another passphrase of somebody who is signed in.
    /// - Returns: As a try to sign in; where the old one was right, the account with the new one, which is kept.
    /// - Throws: As `open`; `notAllowed` where the new one is too short.
    func change(_ name: String, from old: Passphrase, to new: Passphrase, at now: Date) throws -> Outcome {
        let record = try PassphraseRecord(new.bytes, cost: cost)
        let outcome = try open(name, old, at: now)
        guard case .signedIn(let account) = outcome else { return outcome }
        try accounts.store(account.with(record))
        return .signedIn(account.with(record))
    }
}
