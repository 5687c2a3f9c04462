package import Secrets
package import SmartCard

/// Reads an identity card: from the card in the reader to the last data group, each step as the standard tells it.
///
/// Source: BSI TR-03110-2, 2.4 (general authentication procedure); BSI TR-03127, 4.8 for reading on site.
package struct CardReading: Sendable {
    package let request: ReadingRequest
    package let terminal: Terminal
    private let now: @Sendable () -> Duration

    /// `now` gives the time since any fixed moment; the steps are measured by it.
    package init(
        request: ReadingRequest, terminal: Terminal, now: @escaping @Sendable () -> Duration = CardReading.uptime
    ) {
        self.request = request
        self.terminal = terminal
        self.now = now
    }

    private static let origin = ContinuousClock.now

    /// The time since the program first asked.
    package static let uptime: @Sendable () -> Duration = { origin.duration(to: .now) }

    /// Reads with a password that was typed here. See ``run(on:openedBy:progress:)``.
    package func run(
        on card: any CardChannel, password: borrowing SecretBytes, kind: PasswordKind,
        progress: @escaping @Sendable (ReadingStep) -> Void = { _ in }
    ) async -> ReadingReport {
        await run(on: card, openedBy: .typed(password.clone(), kind), progress: progress)
    }

    /// Reads the card. `progress` is called when a step begins.
    ///
    /// Whatever the end, the channel is closed afterwards, so that nothing authenticated stays; only a card whose
    /// password was refused stays open, for the next try.
    package func run(
        on card: any CardChannel, openedBy entry: consuming PasswordEntry,
        progress: @escaping @Sendable (ReadingStep) -> Void = { _ in }
    ) async -> ReadingReport {
        let counted = CountedChannel(card)
        var steps = StepRecorder(card: counted, now: now, progress: progress)
        let outcome: ReadingOutcome
        do {
            outcome = try await read(counted, openedBy: entry, &steps)
            if case .read = outcome { steps.end(.done) } else { steps.end(.refused) }
        } catch {
            outcome = .failed(error)
            steps.end(.failed(error))
        }
        if case .passwordRefused = outcome {} else { await card.close() }
        return steps.report(outcome)
    }

    private func read(
        _ card: CountedChannel, openedBy entry: consuming PasswordEntry, _ steps: inout StepRecorder
    ) async throws(EIDError) -> ReadingOutcome {
        // What the terminal asks for: what the request needs, as far as its certificate allows, and nothing else
        // (TR-03110-3, C.4.2). The CAN opens the card only to a terminal with the right to use it.
        let allowed = terminal.certificate.body.authorization.rights
        let kind = entry.kind
        let chat = CHAT(
            role: .terminal, rights: request.rights(openedWith: kind).intersection(allowed))
        guard kind != .can || chat.rights.contains(.canAllowed) else { return .passwordRefused(.can, .notPermitted) }

        // EF.CardAccess (TR-03110-3, A.1.2): which protocols the card knows. Not signed: step 4 confirms it.
        steps.begin(.cardAccess)
        let cardAccess = try await CardAccess.read(from: card)
        let paceVariant = try PACEVariant(choosingFrom: cardAccess)
        let chipVariant = try ChipAuthenticationVariant(choosingFrom: cardAccess)

        // PACE (TR-03110-2, 3.2; TR-03110-3, B.1): the password opens a protected channel.
        steps.begin(.pace)
        let pace: EstablishedPACE
        switch try await entry.establish(paceVariant, chat, terminal.description?.encoded ?? [], on: card) {
        case .refused(let kind, let refusal): return .passwordRefused(kind, refusal)
        case .established(let established): pace = established
        }

        // Terminal authentication (TR-03110-2, 3.3; TR-03110-3, B.3): from a key that the card knows, certificate by
        // certificate, to ours. It signs the ephemeral key of chip authentication and what the card is to compare.
        steps.begin(.terminalAuthentication)
        let chain: CertificateChain
        do { chain = try terminal.chain(toward: pace.certificationAuthorityReferences, at: request.today) } catch {
            return .terminalNotAccepted(error)
        }
        let rights = chain.effectiveRights.intersection(chat.rights)
        var authenticated = try await TerminalAuthentication(
            chain: chain, signer: terminal.signer, auxiliaryData: request.auxiliaryData(allowed: rights)
        ).run(on: pace, ephemeralKey: try ECPrivateKey.generate(on: chipVariant.curve))

        // Passive authentication (TR-03110-2, 3.4; TR-03110-3, A.1.2.2): EF.CardSecurity holds the card's public key,
        // signed by its maker, up to a country signing authority that we know; and it confirms EF.CardAccess.
        steps.begin(.passiveAuthentication)
        let cardSecurity = try await authenticated.readCardSecurity()
        let verified: VerifiedSecurityInfos
        do {
            verified = try PassiveAuthentication.verify(
                efCardSecurity: cardSecurity, efCardAccess: cardAccess, anchors: terminal.anchors, at: request.today)
        } catch { return .notGenuine(error) }

        // Chip authentication (TR-03110-2, 3.4; TR-03110-3, B.2): the card proves that it has the private key, so it is
        // no copy. Secure messaging restarts with new keys (F.5).
        steps.begin(.chipAuthentication)
        var genuine = try await ChipAuthentication(variant: chipVariant).run(on: authenticated, verified: verified)

        // The eID application (TR-03110-4, 2.2.1), in which all that follows is.
        try await genuine.selectApplication()

        // Validity (TR-03110-3, B.6): the card compares its date of expiry with today.
        if request.checksDocument {
            steps.begin(.validity)
            guard try await genuine.verify(request.validityComparison) else { return .expired }
        }

        // Revocation (TR-03110-2, 3.5; TR-03110-3, B.4): the card's identifier in our sector, looked up in the lists.
        var revocation = VerifiedReading.Revocation.notChecked
        if request.checksDocument, let sector = terminal.revocationSector {
            steps.begin(.revocation)
            let identifier = try await genuine.sectorIdentifier(
                for: sector.key, isFirst: sector.isFirst, purpose: .revocation)
            guard let isBlocked = terminal.isBlocked(identifier, sectorID: sector.sectorID) else {
                throw .terminal("The block lists do not know the terminal's sector.")
            }
            guard !isBlocked else { return .revoked }
            revocation = .notRevoked
        }

        // Age and municipality (TR-03110-3, B.6): yes or no, and no date or place.
        var hasMinimumAge: Bool?
        if let comparison = request.ageComparison, rights.contains(.ageVerification) {
            steps.begin(.age)
            hasMinimumAge = try await genuine.verify(comparison)
        }
        var livesInMunicipality: Bool?
        if let comparison = request.municipalityComparison, rights.contains(.municipalityIDVerification) {
            steps.begin(.municipality)
            livesInMunicipality = try await genuine.verify(comparison)
        }

        // Pseudonym (TR-03110-3, B.4): by it this service, and nobody else, recognises the holder.
        var pseudonym: [UInt8]?
        if request.wantsPseudonym, rights.contains(.restrictedIdentification), let sector = terminal.firstSector {
            steps.begin(.pseudonym)
            pseudonym = try await genuine.sectorIdentifier(for: sector, isFirst: true, purpose: .pseudonym)
        }

        // The data groups (TR-03110-4, 2.2.2; TR-03110-3, B.9), one command each; what may not be read is not asked for.
        var answers: [DataGroup: DataGroupAnswer] = [:]
        for group in DataGroup.allCases where request.dataGroups.contains(group) {
            guard rights.contains(.read(group)) else {
                answers[group] = .notPermitted
                continue
            }
            steps.begin(.dataGroup(group))
            answers[group] = try await genuine.read(group)
        }
        return .read(
            VerifiedReading(
                dataGroups: answers, hasMinimumAge: hasMinimumAge, livesInMunicipality: livesInMunicipality,
                pseudonym: pseudonym, revocation: revocation, documentSigner: verified.documentSigner,
                password: kind))
    }
}
