// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
import StewardHTTP

/// One account's grant at work: gives access tokens, refreshes them before they end, and keeps what changes.
///
/// - However many callers wait, one refresh is in flight; across processes too, as far as the keeping excludes them.
/// - A refreshed token is kept first and then used, so that a rotated refresh token is not lost with the process.
/// - Nothing here opens a browser or asks anybody: where a person is needed it fails at once, with the command.
package actor OAuthSession: AccessTokenProviding {
    /// Where tokens are had.
    package nonisolated let endpoint: TokenEndpoint
    private let clientID: String
    private let keeping: any TokenKeeping
    private let clock: any Timekeeping
    private let repair: @Sendable ([String]) -> String
    private let refreshing: SharedCall<KeptGrant>
    private var current: KeptGrant?
    /// A refreshed grant that could not be kept, and what it was made from.
    private var unsaved: (base: KeptGrant, renewed: KeptGrant)?
    /// How far the clock was off at the last reply of the token endpoint.
    package private(set) var clockError: ClockError?

    /// Makes a session; does no I/O.
    ///
    /// - Parameters:
    ///   - endpoint: where tokens are had.
    ///   - client: who asks.
    ///   - keeping: where the grant is kept.
    ///   - clock: says when a token ends.
    ///   - repair: the command with which a person grants these scopes (none: signs in again).
    package init(
        endpoint: TokenEndpoint, client: OAuthClient, keeping: any TokenKeeping, clock: any Timekeeping,
        repair: @escaping @Sendable ([String]) -> String
    ) {
        self.endpoint = endpoint
        clientID = client.id
        self.keeping = keeping
        self.clock = clock
        self.repair = repair
        refreshing = SharedCall(mustEnd: endpoint.provider.rotatesRefreshTokens)
    }

    /// A token that is good now. See ``AccessTokenProviding``.
    package func accessToken(for scopes: [String], refused: Secret?) async throws(IntegrationError) -> Secret {
        if let current, current.isUsable(at: clock.now, refused: refused), missing(scopes, current).isEmpty {
            return current.accessToken
        }
        var grant = try await renewed(refused: refused)
        // A refresh that ran already for another reason may have ended in the very token that was refused here.
        if let refused, grant.accessToken == refused { grant = try await renewed(refused: refused) }
        let missing = missing(scopes, grant)
        guard missing.isEmpty else {
            throw IntegrationError(
                .unauthorized,
                "\(name(grant, begins: true)) has not granted \(missing.joined(separator: ", ")); grant it: "
                    + "\(repair(missing)).")
        }
        return grant.accessToken
    }

    /// How many wait for a refresh now.
    package var waiting: Int { get async { await refreshing.waiting } }

    /// What is kept now; `nil` before the first sign-in. Sends nothing.
    ///
    /// - Throws: `unauthorized` when what is kept cannot be read, `unsupported` when a newer Steward kept it.
    package func grant() async throws(IntegrationError) -> KeptGrant? {
        let kept = try await load()
        current = kept
        return kept
    }

    /// Keeps what a sign-in granted.
    ///
    /// - Parameters:
    ///   - reply: what the provider granted; its scopes count, not those asked for.
    ///   - requested: the scopes asked for, which count when the reply names none.
    ///   - account: who signed in; `nil` when the provider does not say.
    ///   - subject: who signed in, by the id that never changes.
    /// - Throws: `unauthorized` when it is another account than before; nothing is changed then.
    @discardableResult
    package func keep(
        _ reply: TokenReply, requested: [String], account: String?, subject: String?
    ) async throws(IntegrationError) -> KeptGrant {
        let kept = try await alone { session in
            try await session.replaceKept(by: reply, requested, account, subject)
        }
        current = kept
        return kept
    }

    /// Ends the grant at the provider and forgets it here; a grant that has ended already is only forgotten.
    package func revoke() async throws(IntegrationError) {
        _ = try await alone { session in
            if let kept = try? await session.load() {
                try await session.endpoint.revoke(kept.refreshToken ?? kept.accessToken)
            }
            try await session.save(nil)
            return true
        }
        current = nil
        unsaved = nil
    }
}

// MARK: - Refreshing

extension OAuthSession {
    private func renewed(refused: Secret?) async throws(IntegrationError) -> KeptGrant {
        try await refreshing.result { () async throws(IntegrationError) in
            try await self.renew(refused: refused)
        }
    }

    private func renew(refused: Secret?) async throws(IntegrationError) -> KeptGrant {
        // A look costs nothing; a turn keeps other processes waiting. Most often the kept token is still good.
        if unsaved == nil, let kept = try await load(), kept.clientID == clientID,
            kept.isUsable(at: clock.now, refused: refused)
        {
            current = kept
            return kept
        }
        let grant = try await alone { session in try await session.renewAlone(refused: refused) }
        current = grant
        return grant
    }

    private func renewAlone(refused: Secret?) async throws(IntegrationError) -> KeptGrant {
        try await saveWhatWasNot()
        guard let kept = try await load() else {
            throw IntegrationError(
                .unauthorized, "Nobody has signed in to \(endpoint.provider.name) yet; sign in: \(repair([])).")
        }
        guard kept.clientID == clientID else {
            throw IntegrationError(
                .unauthorized,
                "\(name(kept, begins: true)) signed in with another client than the one in the settings; sign in "
                    + "again: \(repair([])).")
        }
        // Another process may have refreshed it while this one waited for its turn.
        if kept.isUsable(at: clock.now, refused: refused) { return kept }
        guard let token = kept.refreshToken else {
            throw IntegrationError(
                .unauthorized,
                "The access of \(name(kept)) has ended, and \(endpoint.provider.name) gave no refresh token; sign in "
                    + "again: \(repair([])).")
        }
        let answer = try await endpoint.refresh(token)
        clockError = answer.clockError
        switch answer.outcome {
        case .granted(let reply): return try await keepRefreshed(kept.refreshed(by: reply, at: clock.now), from: kept)
        case .refused(let refusal): throw failure(refusal, kept)
        }
    }

    /// Kept first, then used: whoever gets the new token can rely on its refresh token being on disk.
    private func keepRefreshed(_ grant: KeptGrant, from base: KeptGrant) async throws(IntegrationError) -> KeptGrant {
        unsaved = (base, grant)
        try await save(grant)
        unsaved = nil
        return grant
    }

    private func saveWhatWasNot() async throws(IntegrationError) {
        guard let (base, renewed) = unsaved else { return }
        // Unless somebody signed in anew meanwhile.
        if try await load() == base { try await save(renewed) }
        unsaved = nil
    }

    private func failure(_ refusal: TokenRefusal, _ kept: KeptGrant) -> IntegrationError {
        let provider = endpoint.provider
        guard refusal.error == "invalid_grant" || refusal.error == "invalid_rapt" else {
            return refusal.failure(of: "to refresh the access of \(name(kept))", from: provider.name)
        }
        var message =
            "\(provider.name) no longer accepts the sign-in of \(name(kept)), because \(provider.endings); sign in "
            + "again: \(repair([]))."
        if let clockError, clockError.matters { message += " \(clockError.sentence)" }
        return IntegrationError(.unauthorized, message)
    }

    private func missing(_ scopes: [String], _ grant: KeptGrant) -> [String] {
        endpoint.provider.missing(scopes, granted: grant.scopes)
    }

    private func name(_ grant: KeptGrant, begins: Bool = false) -> String {
        grant.account ?? (begins ? "The account" : "the account")
    }
}

// MARK: - Keeping

extension OAuthSession {
    private func replaceKept(
        by reply: TokenReply, _ requested: [String], _ account: String?, _ subject: String?
    ) async throws(IntegrationError) -> KeptGrant {
        // What cannot be read is replaced: signing in again is its repair.
        let old = try? await load()
        if let old, isAnother(old, account, subject) {
            throw IntegrationError(
                .unauthorized,
                "\(account ?? "Another account") signed in, but this connection belongs to \(name(old)); sign in as "
                    + "that one, or make another connection.")
        }
        let sameClient = old?.clientID == clientID
        let now = clock.now
        let grant = KeptGrant(
            clientID: clientID, account: account ?? old?.account, subject: subject ?? old?.subject,
            scopes: reply.scopes ?? requested,
            refreshToken: reply.refreshToken ?? (sameClient ? old?.refreshToken : nil),
            accessToken: reply.accessToken, expiry: KeptGrant.expiry(reply, now), grantedAt: now, refreshedAt: nil)
        try await save(grant)
        unsaved = nil
        return grant
    }

    private func isAnother(_ old: KeptGrant, _ account: String?, _ subject: String?) -> Bool {
        if let known = old.subject, let subject { return known != subject }
        guard let known = old.account, let account else { return false }
        return known.lowercased() != account.lowercased()
    }

    private func load() async throws(IntegrationError) -> KeptGrant? {
        let text: Secret?
        do { text = try await keeping.load() } catch { throw Self.keepingFailure(error, "read") }
        guard let text else { return nil }
        do throws(KeptGrant.Fault) { return try KeptGrant(text) } catch {
            switch error {
            case .unreadable:
                throw IntegrationError(
                    .unauthorized, "The kept sign-in cannot be read; sign in again: \(repair([])).")
            case .newer:
                throw IntegrationError(
                    .unsupported, "A newer Steward kept this sign-in; use that one, or sign in again: \(repair([])).")
            }
        }
    }

    private func save(_ grant: KeptGrant?) async throws(IntegrationError) {
        let keeping = keeping
        let text = grant?.text
        // Not cancelled with the caller: what the provider has changed must be kept.
        let writing = Task { try await keeping.replace(text) }
        do { try await writing.value } catch { throw Self.keepingFailure(error, "kept") }
    }

    private func alone<Value: Sendable>(
        _ body: @escaping @Sendable (OAuthSession) async throws -> Value
    ) async throws(IntegrationError) -> Value {
        do { return try await keeping.exclusively { try await body(self) } } catch {
            throw Self.keepingFailure(error, "kept")
        }
    }

    private static func keepingFailure(_ error: any Error, _ verb: String) -> IntegrationError {
        if let error = error as? IntegrationError { return error }
        if error is CancellationError {
            return IntegrationError(.cancelled, "The wait for an access token was cancelled.")
        }
        return IntegrationError(
            .unavailable,
            "The sign-in cannot be \(verb) on this machine; check that its disk has room and that Steward's folder can "
                + "be written.", cause: error)
    }
}
