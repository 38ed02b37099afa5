// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
import StewardHTTP

/// A service account at work: gives access tokens and has new ones made before they end. Nothing is kept on disk: the
/// key makes a token at any time.
package actor ServiceAccountSession: AccessTokenProviding {
    private struct Grant {
        let token: Secret
        let issued: Date
        let expiry: Date
    }
    private let endpoint: TokenEndpoint
    private let key: ServiceAccountKey
    private let audience: String
    private let subject: String?
    private let defaultScopes: [String]
    private let clock: any Timekeeping
    private var grants: [String: Grant] = [:]
    private var calls: [String: SharedCall<Secret>] = [:]
    /// How far the clock was off at the last reply of the token endpoint.
    package private(set) var clockError: ClockError?
    /// More sets of scopes than any connection uses.
    private static let mostKept = 64

    /// Makes a session; does no I/O.
    ///
    /// - Parameters:
    ///   - endpoint: where tokens are had; it has no client.
    ///   - key: signs.
    ///   - audience: the token endpoint as the provider names it, whatever its address here.
    ///   - subject: in whose name; `nil`: the account's own.
    ///   - defaultScopes: asked for when a call names none.
    ///   - clock: says when a token ends.
    package init(
        endpoint: TokenEndpoint, key: ServiceAccountKey, audience: String, subject: String?, defaultScopes: [String],
        clock: any Timekeeping
    ) {
        self.endpoint = endpoint
        self.key = key
        self.audience = audience
        self.subject = subject
        self.defaultScopes = defaultScopes
        self.clock = clock
    }

    /// A token that is good now. See ``AccessTokenProviding``.
    package func accessToken(for scopes: [String], refused: Secret?) async throws(IntegrationError) -> Secret {
        let scopes = Set(scopes.isEmpty ? defaultScopes : scopes).sorted()
        let name = scopes.joined(separator: " ")
        if let grant = grants[name], grant.token != refused, isUsable(grant) { return grant.token }
        if calls.count >= Self.mostKept {
            calls = [:]
            grants = [:]
        }
        let call = calls[name] ?? SharedCall(mustEnd: false)
        calls[name] = call
        return try await call.result { () async throws(IntegrationError) in try await self.renew(scopes, name) }
    }

    private func isUsable(_ grant: Grant) -> Bool {
        let life = grant.expiry.timeIntervalSince(grant.issued)
        return grant.expiry.timeIntervalSince(clock.now) > min(225, life / 4)
    }

    private func renew(_ scopes: [String], _ name: String) async throws(IntegrationError) -> Secret {
        let now = clock.now
        let assertion = try await key.assertion(scopes: scopes, audience: audience, subject: subject, now: now)
        let answer = try await endpoint.grant(assertion)
        clockError = answer.clockError
        switch answer.outcome {
        case .granted(let reply):
            grants[name] = Grant(
                token: reply.accessToken, issued: now, expiry: KeptGrant.expiry(reply, clock.now))
            return reply.accessToken
        case .refused(let refusal): throw failure(refusal)
        }
    }

    private func failure(_ refusal: TokenRefusal) -> IntegrationError {
        let provider = endpoint.provider.name
        let words = refusal.details.lowercased().split { !$0.isLetter && $0 != "-" }
        let isAboutTime = words.contains { ["iat", "exp", "short-lived", "timeframe"].contains($0) }
        switch refusal.error {
        case "invalid_grant" where clockError.map { $0.matters } == true || isAboutTime:
            let clock =
                clockError.flatMap { $0.matters ? $0.sentence : nil }
                ?? "Compare the clock of this machine with the true time, and set it (timedatectl set-ntp true)."
            return IntegrationError(
                .unauthorized, "\(provider) refused the key of \(key.email) because of its times. \(clock)")
        case "invalid_grant":
            return IntegrationError(
                .unauthorized,
                "\(provider) refused the key of \(key.email): the key or the account was removed, or the account of "
                    + "the setting subject does not exist; download a new key.")
        case "unauthorized_client":
            return IntegrationError(
                .unauthorized,
                "\(provider) does not let \(key.email) act for \(subject ?? "others") with these scopes; an "
                    + "administrator has to allow its domain-wide delegation.")
        default: return refusal.failure(of: "the key of \(key.email)", from: provider)
        }
    }
}
