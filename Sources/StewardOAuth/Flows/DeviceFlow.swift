// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore

/// A sign-in with a code on another device (RFC 8628), without clock and I/O: what came back goes in, what to do next
/// comes out.
package struct DeviceFlow: Sendable {
    /// What happened.
    package enum Event: Sendable {
        /// The provider handed out a code.
        case began(DeviceReply)
        /// The wait is over.
        case waited
        /// The provider was asked for the token and answered.
        case answered(TokenOutcome)
        /// The provider could not be reached when it was asked for the token.
        case failed(IntegrationError)
    }
    /// What to do next.
    package enum Action: Sendable, Equatable {
        /// Show the code, and then wait.
        case show(code: String, address: String, until: Date, thenWait: Duration)
        /// Wait.
        case wait(Duration)
        /// Ask for the token.
        case poll(deviceCode: Secret)
        /// It is over: granted.
        case finish(TokenReply)
        /// It is over: not granted.
        case fail(IntegrationError)
    }
    private enum State: Sendable {
        case beginning
        case waiting(DeviceReply, until: Date)
        case ended
    }

    private let provider: String
    private var state = State.beginning
    private var interval = Duration.seconds(5)

    /// Begins.
    ///
    /// - Throws: `unsupported`, before anything is sent, when the provider has no such sign-in or grants one of the
    ///   scopes only in a browser; the scopes are named.
    package init(provider: OAuthProvider, scopes: [String]) throws(IntegrationError) {
        self.provider = provider.name
        guard provider.device != nil else {
            throw IntegrationError(.unsupported, "\(provider.name) has no sign-in by code; sign in with a browser.")
        }
        let refused = scopes.filter { provider.deviceScopes?.contains($0) == false }
        guard refused.isEmpty else {
            throw IntegrationError(
                .unsupported,
                "\(provider.name) does not grant \(refused.joined(separator: ", ")) to a sign-in by code; sign in with "
                    + "a browser, or paste the address of one on another machine.")
        }
    }

    /// Says what to do next.
    package mutating func handle(_ event: Event, now: Date) -> Action {
        switch (state, event) {
        case (.beginning, .began(let reply)):
            let expiry = now + reply.lifetime / .seconds(1)
            state = .waiting(reply, until: expiry)
            interval = reply.interval
            return .show(code: reply.userCode, address: reply.address, until: expiry, thenWait: interval)
        case (.waiting(let reply, let expiry), .waited):
            return now < expiry ? .poll(deviceCode: reply.deviceCode) : fail(expired)
        case (.waiting, .answered(.granted(let reply))):
            state = .ended
            return .finish(reply)
        case (.waiting, .answered(.refused(let refusal))): return handle(refusal)
        case (.waiting, .failed(let error)) where error.code.isTransient:
            // RFC 8628, 3.5: a client that is not answered must slow down.
            interval = min(interval * 2, .seconds(60))
            return .wait(max(interval, error.retryAfter ?? .zero))
        case (_, .failed(let error)): return fail(error)
        default: return fail(IntegrationError(.conflict, "The sign-in by code has ended already; start it again."))
        }
    }

    private mutating func handle(_ refusal: TokenRefusal) -> Action {
        switch refusal.error {
        case "authorization_pending": return .wait(interval)
        case "slow_down":
            interval += .seconds(5)
            return .wait(interval)
        case "access_denied":
            return fail(IntegrationError(.unauthorized, "Access was refused on \(provider)'s page; nothing changed."))
        case "expired_token", "invalid_grant": return fail(expired)
        default:
            let error = refusal.failure(of: "the sign-in by code", from: provider)
            guard error.code.isTransient else { return fail(error) }
            interval += .seconds(5)
            return .wait(max(interval, refusal.retryAfter ?? .zero))
        }
    }

    private mutating func fail(_ error: IntegrationError) -> Action {
        state = .ended
        return .fail(error)
    }

    private var expired: IntegrationError {
        IntegrationError(.unauthorized, "The code was not typed in in time; start the sign-in again.")
    }
}
