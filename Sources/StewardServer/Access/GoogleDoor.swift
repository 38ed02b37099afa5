// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import StewardCore
import StewardHTTP
import StewardOAuth
import Synchronization

/// Speaks with Google for people who sign in here: the address to send them to, and who came back.
///
/// Nothing of a flow is kept but the hash of its ticket, which the browser has in a cookie: state, nonce and proof key
/// (RFC 7636) all follow from the ticket.
struct GoogleDoor: Sendable {
    let settings: GoogleSettings
    let transport: any HTTPTransport
    let verifier: IDTokenVerifier
    let clock: any Timekeeping

    init(_ settings: GoogleSettings, transport: (any HTTPTransport)?, clock: any Timekeeping) {
        self.settings = settings
        self.clock = clock
        let hosts = [settings.token.authority, settings.keys.authority]
        let transport = transport ?? AsyncHTTPClientTransport().standard(TransportOptions(hosts: hosts), clock: clock)
        self.transport = transport
        verifier = IDTokenVerifier(
            rules: IdentityRules(issuers: GoogleSettings.issuers, audiences: [settings.client.id]), provider: "Google",
            keysAddress: settings.keys, transport: transport, clock: clock)
    }

    private var provider: OAuthProvider {
        var provider = OAuthProvider(name: "Google", authorize: settings.authorize, token: settings.token)
        provider.authorizeParameters = ["prompt": "select_account"]
        return provider
    }

    /// The flow of a ticket: the same however often it is made.
    private func flow(_ ticket: Secret, _ redirect: String) -> (flow: AuthorizationFlow, nonce: String?) {
        let random = RandomBytes { count in
            // The flow asks for three different lengths, so each answer is of its own.
            let key = HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: Array(ticket.reveal().utf8)), info: Array("flow \(count)".utf8),
                outputByteCount: count)
            return key.withUnsafeBytes { Array($0) }
        }
        let request = SignInRequest(scopes: ["openid", "email", "profile"], random: random)
        let flow = AuthorizationFlow(
            request, provider: provider, client: settings.client, redirect: redirect, random: random)
        return (flow, request.nonce)
    }

    /// Where to send the browser that has the ticket.
    func address(_ ticket: Secret, redirect: String) -> String { flow(ticket, redirect).flow.address }

    /// Whether the address that the browser came back with belongs to the ticket.
    func isOf(_ ticket: Secret, _ address: String, redirect: String) -> Bool {
        var flow = flow(ticket, redirect).flow
        if case .foreign = flow.handle(address) { return false }
        return true
    }

    /// Who came back.
    /// - Throws: `IntegrationError`: `unauthorized` when the person refused or the token is not to be believed,
    ///   `unavailable` when Google cannot be reached.
    func identity(_ ticket: Secret, _ address: String, redirect: String) async throws -> IdentityClaims {
        var (flow, nonce) = flow(ticket, redirect)
        switch flow.handle(address) {
        case .foreign(let error), .refused(let error): throw error
        case .code(let code):
            let endpoint = TokenEndpoint(
                provider: provider, client: settings.client, transport: transport, clock: clock)
            guard case .granted(let reply) = try await endpoint.redeem(code).outcome, let token = reply.idToken else {
                throw IntegrationError(.unauthorized, "Google did not take the sign-in's code; start again.")
            }
            return try await verifier.verify(token, nonce: nonce)
        }
    }
}

/// The door as it was last used, so that Google's keys are not fetched for every sign-in.
final class GoogleDoors: Sendable {
    private let last = Mutex<GoogleDoor?>(nil)

    func door(_ settings: GoogleSettings, transport: (any HTTPTransport)?, clock: any Timekeeping) -> GoogleDoor {
        last.withLock { last in
            if let last, last.settings == settings { return last }
            let door = GoogleDoor(settings, transport: transport, clock: clock)
            last = door
            return door
        }
    }
}
