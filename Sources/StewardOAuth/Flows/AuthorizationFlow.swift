// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardHTTP

/// A sign-in in a browser (RFC 6749, 4.1 with RFC 7636 and RFC 8252), without I/O: an address to open goes out, the
/// address that the browser ended at comes in.
package struct AuthorizationFlow: Sendable {
    /// What an address that came in means.
    package enum Outcome: Sendable {
        /// Nothing: it is not the end of this sign-in, or this sign-in has ended already.
        case foreign(IntegrationError)
        /// The person agreed; this is to be redeemed once.
        case code(AuthorizationCode)
        /// The person or the provider refused.
        case refused(IntegrationError)
    }

    /// The address that the person opens.
    package let address: String
    private let provider: String
    private let redirect: String
    private let state: String
    private let proofKey: ProofKey?
    private var hasEnded = false

    /// Begins a sign-in.
    ///
    /// - Parameters:
    ///   - request: what is asked for.
    ///   - provider: who is asked.
    ///   - client: who asks.
    ///   - redirect: where the browser has to end.
    ///   - random: makes state and verifier.
    package init(
        _ request: SignInRequest, provider: OAuthProvider, client: OAuthClient, redirect: String, random: RandomBytes
    ) {
        self.provider = provider.name
        self.redirect = redirect
        state = Base64URL.encode(random(32))
        proofKey = provider.usesProofKey ? ProofKey(random: random) : nil
        var query: Parameters = [
            "response_type": "code", "client_id": client.id, "redirect_uri": redirect,
            "scope": request.scopes.joined(separator: provider.scopeSeparator), "state": state,
        ]
        query.append("code_challenge", proofKey?.challenge)
        query.append("code_challenge_method", proofKey == nil ? nil : "S256")
        query.append("nonce", request.nonce)
        query.append("login_hint", request.hint)
        query.merge(provider.authorizeParameters)
        address = provider.authorize.address(query)
    }

    /// Takes the address that the browser ended at, whole or from its `?` on, with white space around it.
    package mutating func handle(_ address: String) -> Outcome {
        guard !hasEnded else { return .foreign(Self.error(.conflict, "This sign-in has ended already.")) }
        let outcome = read(address)
        if case .foreign = outcome { return outcome }
        hasEnded = true
        return outcome
    }

    /// What ``handle(_:)`` would say, for the page that the browser is shown.
    package func judge(_ address: String) -> RedirectListener.Verdict {
        switch read(address) {
        case .foreign: .foreign
        case .code: .granted
        case .refused: .refused
        }
    }

    private func read(_ address: String) -> Outcome {
        let text = address.drop { $0.isWhitespace }.prefix { !$0.isWhitespace && $0 != "#" }
        guard text.utf8.count <= 16 * 1024, let mark = text.firstIndex(of: "?") else {
            return .foreign(
                Self.error(
                    .invalidRequest,
                    "This is not the address that the sign-in ended at; it has “state=” and “code=” in it: copy the "
                        + "browser's whole address line."))
        }
        let query = Parameters(parsing: text[text.index(after: mark)...])
        guard query["state"] == state else {
            return .foreign(
                Self.error(
                    .unauthorized,
                    "The address does not belong to this sign-in (its state is another one); start again and use only "
                        + "the address that is shown now."))
        }
        if let error = query["error"] { return .refused(refusal(error)) }
        guard let code = query["code"], Token.isWellFormed(code) else {
            return .refused(Self.error(.malformedReply, "\(provider) sent the browser back without a code; try again."))
        }
        return .code(AuthorizationCode(code: Secret(code), redirect: redirect, verifier: proofKey?.verifier))
    }

    private func refusal(_ error: String) -> IntegrationError {
        switch error {
        case "access_denied":
            Self.error(.unauthorized, "Access was refused on \(provider)'s page; nothing was changed.")
        case "invalid_scope":
            Self.error(.invalidRequest, "\(provider) does not know one of the scopes that were asked for.")
        case "unauthorized_client", "invalid_client":
            Self.error(.unauthorized, "\(provider) does not let this client sign people in; check the client file.")
        case "server_error", "temporarily_unavailable":
            Self.error(.unavailable, "\(provider) could not sign in just now; try again later.")
        default:
            Self.error(
                .invalidRequest, "\(provider) refused the sign-in (\(TokenRefusal(status: 400, error: error).error)).")
        }
    }

    private static func error(_ code: IntegrationError.Code, _ message: String) -> IntegrationError {
        IntegrationError(code, message)
    }
}

/// What a sign-in asks for.
package struct SignInRequest: Sendable, Hashable {
    /// The scopes, those granted before included.
    package let scopes: [String]
    /// Who is expected to sign in, as the provider names the account; `nil`: anybody.
    package let hint: String?
    /// What the ID token has to repeat; `nil` when none is asked for.
    package let nonce: String?

    /// Asks for scopes. With `openid` among them a nonce is made.
    package init(scopes: [String], hint: String? = nil, random: RandomBytes) {
        self.scopes = scopes
        self.hint = hint
        nonce = scopes.contains("openid") ? Base64URL.encode(random(16)) : nil
    }
}

/// What a browser brings back, good for one use.
package struct AuthorizationCode: Sendable, Hashable {
    /// The code.
    package let code: Secret
    /// Where the browser ended; has to be shown again.
    package let redirect: String
    /// The proof of who asked for it.
    package let verifier: Secret?

    /// Describes a code.
    package init(code: Secret, redirect: String, verifier: Secret?) {
        self.code = code
        self.redirect = redirect
        self.verifier = verifier
    }
}
