// SPDX-License-Identifier: Apache-2.0

/// What a program asks a person for, checked.
///
/// Google: OAuth 2.0 for iOS & Desktop Apps, "Step 2: Send a request to Google's OAuth 2.0 server", 2026-11.
struct AuthorizationRequest: Sendable {
    let client: SimulatedClient
    let redirect: String
    let scopes: [String]
    let state: String?
    let challenge: (text: String, isHashed: Bool)?
    let nonce: String?
    let prompts: Set<String>
    let hint: String?
    let isOffline: Bool
    let includesGranted: Bool

    /// Checks a request's parameters.
    /// - Throws: what the person sees in place of the question; nothing is redirected then.
    init(_ query: [String: String], client known: (String) -> SimulatedClient?) throws(OAuthFailure) {
        guard let id = query["client_id"] else { throw .missing("client_id") }
        guard let client = known(id) else {
            throw OAuthFailure(401, "invalid_client", "The OAuth client was not found.")
        }
        guard let redirect = query["redirect_uri"] else { throw .missing("redirect_uri") }
        guard redirect != "urn:ietf:wg:oauth:2.0:oob" else {
            throw OAuthFailure(400, "invalid_request", "The out-of-band (OOB) flow has been blocked.")
        }
        guard client.allows(redirect: redirect) else {
            throw OAuthFailure(400, "redirect_uri_mismatch", "The address \(redirect) is not registered.")
        }
        guard let type = query["response_type"] else { throw .missing("response_type") }
        guard type == "code" else {
            throw OAuthFailure(400, "unsupported_response_type", "Unsupported response type: \(type)")
        }
        self.client = client
        self.redirect = redirect
        scopes = try Self.scopes(query["scope"])
        state = query["state"]
        challenge = try Self.challenge(query)
        nonce = query["nonce"]
        prompts = Set(Scopes.split(query["prompt"]))
        hint = query["login_hint"]
        isOffline = client.kind == .desktop || query["access_type"] == "offline"
        includesGranted = query["include_granted_scopes"] == "true"
    }

    private static func scopes(_ text: String?) throws(OAuthFailure) -> [String] {
        let scopes = Scopes.split(text)
        guard !scopes.isEmpty else { throw .missing("scope") }
        let unknown = scopes.filter { !Scopes.isKnown($0) }
        guard unknown.isEmpty else {
            throw OAuthFailure(
                400, "invalid_scope", "Some requested scopes were invalid. {invalid=\(unknown)}")
        }
        return scopes
    }

    /// RFC 7636, 4.3; Google takes `plain` too.
    private static func challenge(_ query: [String: String]) throws(OAuthFailure) -> (text: String, isHashed: Bool)? {
        guard let text = query["code_challenge"] else { return nil }
        let method = query["code_challenge_method"] ?? "plain"
        guard ["S256", "plain"].contains(method) else {
            throw OAuthFailure(400, "invalid_request", "Unsupported code_challenge_method: \(method)")
        }
        let lengths = method == "S256" ? 43...43 : 43...128
        guard lengths.contains(text.utf8.count) else {
            throw OAuthFailure(400, "invalid_request", "code_challenge has the wrong length for \(method).")
        }
        return (text, method == "S256")
    }
}
