// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardOAuth
import Testing

@Suite("The token endpoint")
struct TokenEndpointTests {
    private let clock = HandClock()
    private let good = FormTransport { _ in .json(#"{"access_token":"a"}"#) }
    private let code = AuthorizationCode(
        code: Secret("CANARY-code"), redirect: "http://127.0.0.1:1/", verifier: Secret("v"))

    private func endpoint(
        _ transport: FormTransport, client: OAuthClient? = Example.client,
        _ change: (inout OAuthProvider) throws -> Void = { _ in }
    ) throws -> TokenEndpoint {
        TokenEndpoint(provider: try Example.provider(change), client: client, transport: transport, clock: clock)
    }

    @Test("a code is redeemed with its verifier, and never sent twice")
    func redeem() async throws {
        _ = try await endpoint(good).redeem(code)
        let call = try #require(good.calls.first)
        #expect(call.request.method == .post && call.path == "/token")
        #expect(call.request.headerFields[.contentType] == "application/x-www-form-urlencoded")
        #expect(call.form["grant_type"] == "authorization_code" && call.form["code"] == "CANARY-code")
        #expect(call.form["redirect_uri"] == "http://127.0.0.1:1/" && call.form["code_verifier"] == "v")
        #expect(call.isRepeatable == false)
    }

    @Test("a client proves itself in the form, in the Authorization field, or only by its id")
    func authentication() async throws {
        _ = try await endpoint(good).refresh(Secret("r"))
        let client = OAuthClient(id: "a:b", secret: Secret("c d"))
        _ = try await endpoint(good, client: client) { $0.clientAuthentication = .basic }.refresh(Secret("r"))
        _ = try await endpoint(good) { $0.clientAuthentication = .none }.refresh(Secret("r"))
        _ = try await endpoint(good, client: nil).grant(Secret("jwt"))
        let calls = good.calls
        #expect(calls[0].form["client_secret"] == "CANARY-client-secret")
        #expect(calls[0].request.headerFields[.authorization] == nil)
        // RFC 6749, 2.3.1: both are form-encoded before they are joined.
        let pair = Data("a%3Ab:c%20d".utf8).base64EncodedString()
        #expect(calls[1].request.headerFields[.authorization] == "Basic \(pair)")
        #expect(calls[1].form["client_id"] == nil)
        #expect(calls[2].form["client_id"] == "client-1" && calls[2].form["client_secret"] == nil)
        #expect(calls[3].form["client_id"] == nil && calls[3].form["assertion"] == "jwt")
        #expect(calls[3].form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer")
    }

    @Test("a provider's own parameters go with every call; a rotating refresh token is never sent twice")
    func parameters() async throws {
        let endpoint = try endpoint(good) {
            $0.tokenParameters = ["audience": "https://cars.example"]
            $0.rotatesRefreshTokens = true
        }
        _ = try await endpoint.refresh(Secret("r"))
        #expect(good.calls.first?.form["audience"] == "https://cars.example")
        #expect(good.calls.first?.isRepeatable == false)
    }

    @Test("a sign-in by code is begun without the secret and polled with it")
    func device() async throws {
        let transport = FormTransport { call in
            call.path == "/device"
                ? .json(#"{"device_code":"d","user_code":"u","verification_url":"https://sign.example/device"}"#)
                : .json(#"{"error":"authorization_pending"}"#, 428)
        }
        let endpoint = try endpoint(transport)
        let reply = try await endpoint.device(["a", "b"])
        guard case .refused(let refusal) = try await endpoint.poll(reply.deviceCode).outcome else {
            Issue.record("granted")
            return
        }
        #expect(refusal.error == "authorization_pending" && refusal.status == 428)
        #expect(transport.calls[0].form["scope"] == "a b" && transport.calls[0].form["client_secret"] == nil)
        #expect(transport.calls[1].form["device_code"] == "d")
        #expect(transport.calls[1].form["client_secret"] == "CANARY-client-secret")
    }

    @Test("a reply that is none is malformed, with its place and without its content", arguments: ["", "<html>CANARY"])
    func malformed(body: String) async throws {
        let transport = FormTransport { _ in .json(body) }
        let error = await #expect(throws: IntegrationError.self) { try await endpoint(transport).redeem(code) }
        #expect(error?.code == .malformedReply)
        #expect(error?.message.contains("line 1, column 1") == true)
        #expect(error.map { !Example.everything($0).contains("CANARY") } == true)
    }

    @Test("compares the clock with the reply's date")
    func clockError() async throws {
        let date = HTTPDate.format(clock.now + 601)
        let transport = FormTransport { _ in .json(#"{"access_token":"a"}"#, 200, [.date: date]) }
        let error = try await endpoint(transport).refresh(Secret("r")).clockError
        #expect(error?.matters == true)
        #expect(error?.sentence.contains("10 minutes behind sign.example") == true)
        #expect(try await endpoint(good).refresh(Secret("r")).clockError == nil)
    }

    @Test(
        "an endpoint is https, or plain http on this machine only",
        arguments: [
            ("https://a.example/token", true), ("https://a.example:8443/x/y", true), ("https://a.example", true),
            ("http://127.0.0.1:9/token", true), ("http://localhost/token", true), ("http://[::1]:9/", true),
            ("http://a.example/token", false), ("ftp://a.example/", false), ("https://a.example/t?x=1", false),
            ("https://u@a.example/", false), ("https://a.example/#f", false), ("a.example/token", false), ("", false),
            ("http://127.0.0.1.evil.example/", false),
        ])
    func endpoints(text: String, isOne: Bool) {
        #expect((OAuthEndpoint(text) != nil) == isOne)
    }
}
