// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
package import StewardCore
package import StewardHTTP

/// Speaks a provider's token, device and revocation endpoints, one method for each thing asked.
package struct TokenEndpoint: Sendable {
    /// The provider.
    package let provider: OAuthProvider
    /// Who asks; `nil` for a service account, which proves itself by its assertion.
    package let client: OAuthClient?
    private let transport: any HTTPTransport
    private let clock: any Timekeeping

    /// Makes an endpoint; sends nothing.
    package init(
        provider: OAuthProvider, client: OAuthClient?, transport: any HTTPTransport, clock: any Timekeeping
    ) {
        self.provider = provider
        self.client = client
        self.transport = transport
        self.clock = clock
    }

    /// What the token endpoint said, and how far the clock is off.
    package struct Answer: Sendable {
        package let outcome: TokenOutcome
        /// `nil` when the reply has no date.
        package let clockError: ClockError?
    }

    /// Redeems a code. Never sent twice: a code that is shown again ends the grant.
    package func redeem(_ code: AuthorizationCode) async throws(IntegrationError) -> Answer {
        var form: Parameters = [
            "grant_type": "authorization_code", "code": code.code.reveal(), "redirect_uri": code.redirect,
        ]
        form.append("code_verifier", code.verifier?.reveal())
        return try await token(form, isRepeatable: false)
    }

    /// Refreshes.
    package func refresh(_ token: Secret) async throws(IntegrationError) -> Answer {
        try await self.token(
            ["grant_type": "refresh_token", "refresh_token": token.reveal()],
            isRepeatable: !provider.rotatesRefreshTokens)
    }

    /// Shows a signed assertion (RFC 7523).
    package func grant(_ assertion: Secret) async throws(IntegrationError) -> Answer {
        try await token(
            ["grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": assertion.reveal()],
            isRepeatable: true)
    }

    /// Asks whether the person has typed the code in.
    package func poll(_ deviceCode: Secret) async throws(IntegrationError) -> Answer {
        try await token(
            [
                "grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": deviceCode.reveal(),
            ], isRepeatable: true)
    }

    /// Begins a sign-in by code.
    package func device(_ scopes: [String]) async throws(IntegrationError) -> DeviceReply {
        guard let endpoint = provider.device, let client else {
            throw IntegrationError(.unsupported, "\(provider.name) has no sign-in by code.")
        }
        let form: Parameters = [
            "client_id": client.id, "scope": scopes.joined(separator: provider.scopeSeparator),
        ]
        let (response, body) = try await send(form, to: endpoint, isRepeatable: true, authenticates: false)
        guard response.status.kind == .successful else {
            let refusal = refusal(response, body)
            throw redacted(refusal.failure(of: "the sign-in by code", from: provider.name), form)
        }
        return try reading(endpoint) { () throws(JSONError) in
            try DeviceReply(parsing: body, addressMembers: provider.deviceAddressMembers)
        }
    }

    /// Ends the grant that a token belongs to. A token that has ended already, or is not known, is no error.
    package func revoke(_ token: Secret) async throws(IntegrationError) {
        guard let endpoint = provider.revoke else { return }
        let form: Parameters = ["token": token.reveal()]
        let (response, body) = try await send(form, to: endpoint, isRepeatable: true, authenticates: false)
        guard response.status.kind != .successful else { return }
        let refusal = refusal(response, body)
        if refusal.error == "invalid_token" || refusal.error == "invalid_grant" { return }
        throw redacted(refusal.failure(of: "to end the grant", from: provider.name), form)
    }
}

extension TokenEndpoint {
    private func token(_ form: Parameters, isRepeatable: Bool) async throws(IntegrationError) -> Answer {
        var form = form
        form.merge(provider.tokenParameters)
        let (response, body) = try await send(form, to: provider.token, isRepeatable: isRepeatable)
        let clockError = ClockError(response, now: clock.now, reference: provider.token.authority)
        if response.status.kind == .successful {
            let reply = try reading(provider.token) { () throws(JSONError) in
                try TokenReply(parsing: body, separator: provider.scopeSeparator)
            }
            return Answer(outcome: .granted(reply), clockError: clockError)
        }
        let refusal = refusal(response, body)
        let redactor = Redactor(secrets: secrets(form))
        let shown = TokenRefusal(
            status: refusal.status, error: redactor.redact(refusal.error), details: redactor.redact(refusal.details),
            retryAfter: refusal.retryAfter)
        return Answer(outcome: .refused(shown), clockError: clockError)
    }

    private func send(
        _ form: Parameters, to endpoint: OAuthEndpoint, isRepeatable: Bool, authenticates: Bool = true
    ) async throws(IntegrationError) -> (HTTPResponse, [UInt8]) {
        var form = form
        var request = endpoint.request(.post)
        request.headerFields[.contentType] = "application/x-www-form-urlencoded"
        if let client, authenticates { authenticate(client, &request, &form) }
        let call = HTTPCall(
            request, body: HTTPBody(Array(form.encoded.utf8)), timing: .quick, isRepeatable: isRepeatable)
        do {
            let reply = try await transport.send(call)
            return (reply.response, try await reply.body.collect(upTo: 256 * 1024))
        } catch let error as IntegrationError {
            throw redacted(error, form)
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "The call to \(endpoint.authority) was cancelled.")
        } catch {
            throw IntegrationError(.unavailable, "The reply of \(endpoint.authority) broke off; try again later.")
        }
    }

    private func authenticate(_ client: OAuthClient, _ request: inout HTTPRequest, _ form: inout Parameters) {
        switch provider.clientAuthentication {
        case .basic:
            let pair = [client.id, client.secret?.reveal() ?? ""].map(HTML.pathComponent).joined(separator: ":")
            request.headerFields[.authorization] = "Basic \(Data(pair.utf8).base64EncodedString())"
        case .form:
            form.append("client_id", client.id)
            form.append("client_secret", client.secret?.reveal())
        case .none: form.append("client_id", client.id)
        }
    }

    private func refusal(_ response: HTTPResponse, _ body: [UInt8]) -> TokenRefusal {
        TokenRefusal(status: response.status.code, body: body, retryAfter: response.retryAfter(now: clock.now))
    }

    private func reading<Value>(
        _ endpoint: OAuthEndpoint, _ parse: () throws(JSONError) -> Value
    ) throws(IntegrationError) -> Value {
        do { return try parse() } catch {
            // Only the place: a message may quote what stands there.
            let place = error.line.map { "line \($0), column \(error.column ?? 1)" } ?? "its start"
            throw IntegrationError(
                .malformedReply,
                "\(endpoint.authority) did not send what a token reply has to be (\(place)); check the address in the "
                    + "settings, and whether a proxy answers in its place.")
        }
    }

    private func secrets(_ form: Parameters) -> [Secret] {
        let names = [
            "code", "code_verifier", "refresh_token", "assertion", "device_code", "token", "client_secret",
        ]
        let all = names.compactMap { form[$0].map { Secret($0) } } + [client?.secret].compactMap(\.self)
        // Nothing this short is a secret, and taking it out of everything would make nonsense of it.
        return all.filter { $0.reveal().utf8.count >= 8 }
    }

    private func redacted(_ error: IntegrationError, _ form: Parameters) -> IntegrationError {
        Redactor(secrets: secrets(form)).redact(error)
    }
}
