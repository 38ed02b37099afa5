// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardOAuth

/// Asks Google's account service what is no grant, one method for each endpoint.
struct GoogleClient: Sendable {
    private let address: ServiceAddress
    /// Where the keys of ID tokens are.
    let keys: OAuthEndpoint
    private let context: IntegrationContext

    init(configuration: GoogleConfiguration, context: IntegrationContext) {
        address = configuration.tokenInfo
        keys = configuration.keys
        self.context = context
    }

    /// What a token is good for; `nil` when Google does not know it, or it has ended.
    ///
    /// The token travels in the form, not in the address, where proxies would write it down.
    func tokenInfo(_ token: Secret) async throws(IntegrationError) -> TokenInfo? {
        let request = address.request(
            .post, "/tokeninfo",
            fields: [.accept: "application/json", .contentType: "application/x-www-form-urlencoded"])
        let form = "access_token=\(HTML.pathComponent(token.reveal()))"
        let call = HTTPCall(request, body: HTTPBody(Array(form.utf8)), timing: .quick, isRepeatable: true)
        let (response, bytes) = try await send(call)
        if let error = IntegrationError(status: response, from: address.authority, now: context.clock.now) {
            if TokenInfo.isUnknownToken(response, bytes) { return nil }
            throw error
        }
        do { return try TokenInfo(parsing: bytes) } catch {
            let place = error.line.map { "line \($0), column \(error.column ?? 1)" } ?? "its start"
            throw IntegrationError(
                .malformedReply,
                "\(address.authority) did not say what a token is good for (\(place)); check the address in the "
                    + "settings, and whether a proxy answers in its place.")
        }
    }

    private func send(_ call: HTTPCall) async throws(IntegrationError) -> (HTTPResponse, [UInt8]) {
        do {
            let reply = try await context.transport.send(call)
            return (reply.response, try await reply.body.collect(upTo: 64 * 1024))
        } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "The call to \(address.authority) was cancelled.")
        } catch {
            throw IntegrationError(.unavailable, "The reply of \(address.authority) broke off; try again later.")
        }
    }
}
