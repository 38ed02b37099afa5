// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardOAuth
import Synchronization
import Testing

@Suite("Signing in, from the first address to the tokens", .timeLimit(.minutes(1)))
struct SignInTests {
    private let clock = HandClock()
    private static let network = AsyncHTTPClientTransport()

    private func signIn(
        _ transport: FormTransport, client: OAuthClient = Example.client,
        _ change: (inout OAuthProvider) throws -> Void = { _ in }
    ) throws -> SignIn {
        let endpoint = TokenEndpoint(
            provider: try Example.provider(change), client: client, transport: transport, clock: clock)
        return SignIn(endpoint: endpoint, client: client, clock: clock)
    }

    private let good = FormTransport { _ in .json(#"{"access_token":"a","refresh_token":"r","scope":"read"}"#) }
    private let request = SignInRequest(scopes: ["read"], random: .system)

    /// What a browser does: goes where the page sends it, with these parameters.
    private static func come(back address: String, with end: String) async throws -> Int {
        let mark = try #require(address.firstIndex(of: "?"))
        let query = Parameters(parsing: address[address.index(after: mark)...])
        let redirect = try #require(query["redirect_uri"])
        let state = try #require(query["state"])
        let rest = redirect.dropFirst("http://".count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let request = HTTPRequest(
            method: .get, scheme: "http", authority: String(rest[..<slash]),
            path: "\(rest[slash...])?state=\(state)&\(end)")
        return try await network.send(HTTPCall(request)).response.status.code
    }

    @Test("in a browser on this machine")
    func browser() async throws {
        let reply = try await signIn(good).browser(request) { address in
            _ = try await Self.come(back: address, with: "code=abc")
        }
        #expect(reply.refreshToken == Secret("r"))
        let form = try #require(good.calls.first?.form)
        #expect(form["code"] == "abc" && form["code_verifier"]?.utf8.count == 128)
        #expect(form["redirect_uri"]?.hasPrefix("http://127.0.0.1:") == true)
    }

    @Test("a person who refuses changes nothing, and no code is redeemed")
    func denied() async throws {
        let error = await #expect(throws: IntegrationError.self) {
            try await signIn(good).browser(request) { address in
                _ = try await Self.come(back: address, with: "error=access_denied")
            }
        }
        #expect(error?.code == .unauthorized)
        #expect(good.calls.isEmpty)
    }

    @Test("a browser that cannot be opened ends it")
    func noBrowser() async throws {
        struct NoBrowser: Error {}
        await #expect(throws: NoBrowser.self) {
            try await signIn(good).browser(request) { _ in throw NoBrowser() }
        }
    }

    @Test("nobody comes: it ends on the clock")
    func nobody() async throws {
        let impatient = HandClock(patience: .seconds(86_400))
        let endpoint = TokenEndpoint(
            provider: try Example.provider(), client: Example.client, transport: good, clock: impatient)
        let signIn = SignIn(endpoint: endpoint, client: Example.client, clock: impatient)
        let error = await #expect(throws: IntegrationError.self) { try await signIn.browser(request) { _ in } }
        #expect(error?.code == .unavailable)
        #expect(impatient.sleeps == [.seconds(600)])
    }

    @Test("a client that may come back only to one address listens there, or says that it cannot")
    func fixedRedirect() async throws {
        let port = try await RedirectListener.withListener(clock: clock) { listener in
            Int(listener.address.split(separator: ":")[2].dropLast()) ?? 0
        }
        let fixed = "http://localhost:\(port)/back"
        let web = OAuthClient(id: "w", secret: Secret("s"), redirects: ["https://steward.example/back", fixed])
        _ = try await signIn(good, client: web).browser(request) { address in
            _ = try await Self.come(back: address, with: "code=abc")
        }
        #expect(good.calls.first?.form["redirect_uri"] == fixed)
        let remote = OAuthClient(id: "w", secret: nil, redirects: ["https://steward.example/back"])
        await #expect(throws: IntegrationError(.unsupported, "")) {
            try await signIn(good, client: remote).browser(request) { _ in }
        }
    }

    @Test("with a pasted address; a code is not sent when the state is another one's")
    func paste() async throws {
        let shown = Mutex("")
        let reply = try await signIn(good).paste(request, open: { address in shown.withLock { $0 = address } }) {
            let address = shown.withLock { $0 }
            let query = Parameters(parsing: address.drop { $0 != "?" }.dropFirst())
            return " \(query["redirect_uri"] ?? "")?state=\(query["state"] ?? "")&code=4/0abc "
        }
        #expect(reply.accessToken == Secret("a"))
        #expect(good.calls.first?.form["code"] == "4/0abc")
        let error = await #expect(throws: IntegrationError.self) {
            try await signIn(good).paste(request, open: { _ in }) { "http://127.0.0.1:1/?state=old&code=4/0abc" }
        }
        #expect(error?.code == .unauthorized)
        #expect(good.calls.count == 1)
    }

    @Test("with a code on another device, waiting as the service asks")
    func device() async throws {
        let answers = [
            (428, #"{"error":"authorization_pending"}"#), (403, #"{"error":"slow_down"}"#), (503, ""),
            (200, #"{"access_token":"a","refresh_token":"r"}"#),
        ]
        let polls = Counter()
        let transport = FormTransport { call in
            guard call.path == "/token" else {
                return .json(
                    #"{"device_code":"d","user_code":"AB-CD","verification_url":"https://e.example","interval":5}"#)
            }
            let (status, body) = answers[polls.increase() - 1]
            return .json(body, status)
        }
        let shown = Mutex<[String]>([])
        let reply = try await signIn(transport).device(request) { code, address, _ in
            shown.withLock { $0 = [code, address] }
        }
        #expect(reply.refreshToken == Secret("r"))
        #expect(shown.withLock { $0 } == ["AB-CD", "https://e.example"])
        #expect(clock.sleeps == [.seconds(5), .seconds(5), .seconds(10), .seconds(15)])
    }

    @Test("scopes that a device may not have are refused before anything is sent")
    func deviceScopes() async throws {
        await #expect(throws: IntegrationError(.unsupported, "")) {
            try await signIn(good) { $0.deviceScopes = [] }.device(request) { _, _, _ in }
        }
        #expect(good.calls.isEmpty)
    }

    @Test("a code that is not taken says why, with the clock when it is off")
    func usedCode() async throws {
        let date = HTTPDate.format(clock.now + 3600)
        let transport = FormTransport { _ in .json(#"{"error":"invalid_grant"}"#, 400, [.date: date]) }
        let error = await #expect(throws: IntegrationError.self) {
            try await signIn(transport).browser(request) { address in
                _ = try await Self.come(back: address, with: "code=CANARY-code")
            }
        }
        #expect(error?.code == .unauthorized)
        #expect(error?.message.contains("60 minutes behind") == true)
        #expect(error?.message.contains("CANARY") == false)
    }

    @Test("cancelling ends it and frees the port")
    func cancelled() async throws {
        let addresses = AsyncStream<String>.makeStream()
        let task = Task {
            try await signIn(good).browser(request) { address in addresses.continuation.yield(address) }
        }
        let address = try #require(await addresses.stream.first { _ in true })
        task.cancel()
        await #expect(throws: IntegrationError(.cancelled, "")) { try await task.value }
        await #expect(throws: IntegrationError(.unavailable, "")) {
            try await Self.come(back: address, with: "code=abc")
        }
    }
}
