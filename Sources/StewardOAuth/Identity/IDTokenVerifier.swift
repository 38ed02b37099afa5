// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
package import StewardCore
package import StewardHTTP

/// Verifies ID tokens by their provider's published keys (OpenID Connect Core 1.0).
///
/// The keys are kept as long as their reply's `max-age` says, at most a day. An unknown key id makes them be fetched
/// once more, at most once a minute.
package actor IDTokenVerifier {
    private let rules: IdentityRules
    private let provider: String
    private let keysAddress: OAuthEndpoint
    private let transport: any HTTPTransport
    private let clock: any Timekeeping
    private let fetching = SharedCall<KeySet>(mustEnd: false)
    private var cache = KeySetCache()

    /// Makes a verifier; sends nothing.
    ///
    /// - Parameters:
    ///   - rules: what a token has to claim.
    ///   - provider: the provider's name, for messages.
    ///   - keysAddress: where its key set is.
    ///   - transport: fetches it.
    ///   - clock: says what has expired.
    package init(
        rules: IdentityRules, provider: String, keysAddress: OAuthEndpoint, transport: any HTTPTransport,
        clock: any Timekeeping
    ) {
        self.rules = rules
        self.provider = provider
        self.keysAddress = keysAddress
        self.transport = transport
        self.clock = clock
    }

    /// Who a token speaks of.
    ///
    /// - Parameters:
    ///   - token: the token.
    ///   - nonce: what the token has to repeat; `nil` when the sign-in sent none.
    /// - Throws: `unauthorized` with the reason when the token is not to be believed; `unavailable`, `rateLimited` or
    ///   `malformedReply` when the keys cannot be had.
    package func verify(_ token: Secret, nonce: String?) async throws(IntegrationError) -> IdentityClaims {
        let refusal: IdentityRules.Refusal
        do {
            return try await check(token, nonce: nonce)
        } catch let error as IntegrationError {
            throw error
        } catch {
            refusal = error as? IdentityRules.Refusal ?? .malformed
        }
        throw IntegrationError(.unauthorized, "\(provider)'s ID token is refused: \(reason(refusal)).")
    }

    private func check(_ token: Secret, nonce: String?) async throws -> IdentityClaims {
        guard let parsed = JSONWebToken(token) else { throw IdentityRules.Refusal.malformed }
        // Said before any key is looked at: "none", and HS256 with the public key as its secret.
        guard parsed.algorithm == "RS256" else { throw IdentityRules.Refusal.algorithm }
        guard let id = parsed.keyID, let keys = try await keys(for: id) else { throw IdentityRules.Refusal.key }
        guard await keys.verifies(parsed) else { throw IdentityRules.Refusal.signature }
        return try rules.check(parsed.claims, nonce: nonce, now: clock.now)
    }

    private func keys(for id: String) async throws(IntegrationError) -> KeySet? {
        switch cache.action(forKey: id, now: clock.now) {
        case .use: return cache.keys
        case .unknown: return nil
        case .rest:
            throw IntegrationError(
                .unavailable, "The keys of \(keysAddress.authority) could not be had a moment ago; try again soon.")
        case .fetch:
            let keys = try await fetching.result { () async throws(IntegrationError) in try await self.fetch() }
            return keys.contains(id) ? keys : nil
        }
    }

    private func fetch() async throws(IntegrationError) -> KeySet {
        do throws(IntegrationError) { return try await fetched() } catch {
            if error.code != .cancelled { cache.fail(now: clock.now) }
            throw error
        }
    }

    private func fetched() async throws(IntegrationError) -> KeySet {
        do {
            let reply = try await transport.send(HTTPCall(keysAddress.request(.get), timing: .quick))
            let bytes = try await reply.body.collect(upTo: 256 * 1024)
            guard reply.response.status.kind == .successful else {
                let refusal = TokenRefusal(
                    status: reply.response.status.code, body: [],
                    retryAfter: reply.response.retryAfter(now: clock.now))
                throw refusal.failure(of: "its keys", from: keysAddress.authority)
            }
            let keys = try KeySet(parsing: bytes)
            cache.store(keys, for: reply.response.maxAge, now: clock.now)
            return keys
        } catch let error as IntegrationError {
            throw error
        } catch is JSONError {
            throw IntegrationError(
                .malformedReply, "\(keysAddress.authority) did not send a key set; check the address in the settings.")
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "The call to \(keysAddress.authority) was cancelled.")
        } catch {
            throw IntegrationError(.unavailable, "The keys of \(keysAddress.authority) broke off; try again later.")
        }
    }

    private func reason(_ refusal: IdentityRules.Refusal) -> String {
        switch refusal {
        case .malformed: "it is not one, or lacks a claim"
        case .algorithm: "it is not signed by RS256"
        case .key: "no key of that id is published"
        case .signature: "its signature is wrong"
        case .issuer: "it was issued by somebody else"
        case .audience: "it is meant for another program"
        case .expired(let ago): "it ended \(Self.seconds(ago)) seconds ago; if it is new, the clock here is ahead"
        case .early(let by): "it was made \(Self.seconds(by)) seconds from now; the clock here is behind"
        case .nonce: "it belongs to another sign-in"
        case .hostedDomain: "the account belongs to another organisation"
        }
    }

    private static func seconds(_ span: Duration) -> Int64 { max(0, span.components.seconds) }
}
