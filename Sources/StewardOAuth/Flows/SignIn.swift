// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
import StewardHTTP

/// Runs a sign-in with a person: the only place from which a browser is ever opened.
package struct SignIn: Sendable {
    private let endpoint: TokenEndpoint
    private let client: OAuthClient
    private let clock: any Timekeeping
    private let random: RandomBytes
    private let patience: Duration

    /// Makes one; sends nothing. `patience` is how long a person may take in the browser.
    package init(
        endpoint: TokenEndpoint, client: OAuthClient, clock: any Timekeeping, random: RandomBytes = .system,
        patience: Duration = .seconds(600)
    ) {
        self.endpoint = endpoint
        self.client = client
        self.clock = clock
        self.random = random
        self.patience = patience
    }

    /// In a browser on this machine, which comes back to a port of 127.0.0.1.
    ///
    /// - Throws: `IntegrationError`, and what `open` throws.
    package func browser(
        _ request: SignInRequest, open: @escaping @Sendable (String) async throws -> Void
    ) async throws -> TokenReply {
        let (port, path) = try listening()
        return try await RedirectListener.withListener(port: port, path: path, clock: clock) { listener in
            let redirect = port == 0 ? listener.address : client.redirects.first { Self.loopback($0)?.port == port }
            var flow = flow(request, redirect: redirect ?? listener.address)
            let address = flow.address
            let ended = try await listener.redirect(within: patience, judging: { [flow] in flow.judge($0) }) {
                try await open(address)
            }
            return try await redeem(flow.handle(ended.reveal()))
        }
    }

    /// In a browser anywhere: the person copies the address that it ends at.
    ///
    /// - Throws: `IntegrationError`, and what `open` and `pasted` throw.
    package func paste(
        _ request: SignInRequest, open: @Sendable (String) async throws -> Void,
        pasted: @Sendable () async throws -> String
    ) async throws -> TokenReply {
        // Nobody has to listen there: the browser shows the address also when it cannot reach it.
        let port = 49_152 + random(2).reduce(0) { $0 << 8 | Int($1) } % 16_384
        var flow = flow(request, redirect: client.redirects.first ?? "http://127.0.0.1:\(port)/")
        try await open(flow.address)
        return try await redeem(flow.handle(try await pasted()))
    }

    /// The address that a person opens whose browser comes back to `redirect`, which is not this type's to listen at.
    /// With the same `random` it is the same.
    /// - Throws: `unsupported` when the client may not come back there.
    package func address(_ request: SignInRequest, redirect: String) throws(IntegrationError) -> String {
        guard client.mayReturn(to: redirect) else { throw Self.cannotReturn(client, redirect) }
        return flow(request, redirect: redirect).address
    }

    /// Ends the sign-in whose address ``address(_:redirect:)`` gave, with what the browser came back with.
    /// - Throws: `IntegrationError`.
    package func finish(
        _ request: SignInRequest, redirect: String, address: String
    ) async throws(IntegrationError) -> TokenReply {
        var flow = flow(request, redirect: redirect)
        return try await redeem(flow.handle(address))
    }

    private static func cannotReturn(_ client: OAuthClient, _ redirect: String) -> IntegrationError {
        let repair =
            client.redirects.isEmpty
            ? "a client of the type “Desktop app” comes back to addresses of this machine alone; open this page on it "
                + "as http://localhost:PORT, or make a client of the type “Web application” with that address"
            : "add it to the client's authorised redirect addresses in the console, download the client's file again, "
                + "and give the connection the new file"
        return IntegrationError(.unsupported, "The client may not come back to \(redirect): \(repair).")
    }

    /// With a code on another device.
    ///
    /// - Throws: `IntegrationError`, and what `show` throws.
    package func device(
        _ request: SignInRequest,
        show: @Sendable (_ code: String, _ address: String, _ until: Date) async throws -> Void
    ) async throws -> TokenReply {
        var flow = try DeviceFlow(provider: endpoint.provider, scopes: request.scopes)
        var event = DeviceFlow.Event.began(try await endpoint.device(request.scopes))
        while true {
            switch flow.handle(event, now: clock.now) {
            case .show(let code, let address, let expiry, let wait):
                try await show(code, address, expiry)
                try await sleep(wait)
                event = .waited
            case .wait(let wait):
                try await sleep(wait)
                event = .waited
            case .poll(let code): event = await poll(code)
            case .finish(let reply): return reply
            case .fail(let error): throw error
            }
        }
    }

    private func sleep(_ wait: Duration) async throws(IntegrationError) {
        do { try await clock.sleep(for: wait) } catch {
            throw IntegrationError(.cancelled, "The sign-in was cancelled while waiting for the code.")
        }
    }

    private func poll(_ code: Secret) async -> DeviceFlow.Event {
        do throws(IntegrationError) { return .answered(try await endpoint.poll(code).outcome) } catch {
            return .failed(error)
        }
    }

    private func flow(_ request: SignInRequest, redirect: String) -> AuthorizationFlow {
        AuthorizationFlow(
            request, provider: endpoint.provider, client: client, redirect: redirect, random: random)
    }

    private func redeem(_ outcome: AuthorizationFlow.Outcome) async throws(IntegrationError) -> TokenReply {
        switch outcome {
        case .foreign(let error), .refused(let error): throw error
        case .code(let code):
            let answer = try await endpoint.redeem(code)
            switch answer.outcome {
            case .granted(let reply): return reply
            case .refused(let refusal): throw failure(refusal, answer.clockError)
            }
        }
    }

    private func failure(_ refusal: TokenRefusal, _ clockError: ClockError?) -> IntegrationError {
        let provider = endpoint.provider.name
        guard refusal.error == "invalid_grant" else { return refusal.failure(of: "the sign-in", from: provider) }
        let clock = clockError.flatMap { $0.matters ? " \($0.sentence)" : nil } ?? ""
        return IntegrationError(
            .unauthorized,
            "\(provider) did not take the code: it is too old or was used before; start the sign-in again.\(clock)")
    }

    /// Where to listen. A client that may come back only to certain addresses needs one on this machine.
    private func listening() throws(IntegrationError) -> (port: Int, path: String) {
        guard !client.redirects.isEmpty else { return (0, "/") }
        for redirect in client.redirects {
            if let (port, path) = Self.loopback(redirect) { return (port, path) }
        }
        throw IntegrationError(
            .unsupported,
            "The client may not come back to this machine: none of its redirect addresses is http://localhost:PORT/…; "
                + "make a client of the type “Desktop app”, or paste the address.")
    }

    private static func loopback(_ redirect: String) -> (port: Int, path: String)? {
        guard let endpoint = OAuthEndpoint(redirect), endpoint.scheme == "http" else { return nil }
        let parts = endpoint.authority.split(separator: ":")
        guard parts[0] == "localhost" || parts[0] == "127.0.0.1" else { return nil }
        return (parts.count == 2 ? Int(parts[1]) ?? 80 : 80, endpoint.path)
    }
}
