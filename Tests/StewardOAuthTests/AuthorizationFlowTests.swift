// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardHTTP
import StewardOAuth
import Testing

@Suite("A sign-in in a browser")
struct AuthorizationFlowTests {
    private let random = RandomBytes { Array(repeating: 7, count: $0) }
    private let redirect = "http://127.0.0.1:5000/"

    private func flow(
        _ scopes: [String] = ["read", "write"], hint: String? = nil,
        _ change: (inout OAuthProvider) throws -> Void = { _ in }
    ) throws -> AuthorizationFlow {
        AuthorizationFlow(
            SignInRequest(scopes: scopes, hint: hint, random: random), provider: try Example.provider(change),
            client: Example.client, redirect: redirect, random: random)
    }

    private func query(_ flow: AuthorizationFlow) throws -> Parameters {
        let mark = try #require(flow.address.firstIndex(of: "?"))
        return Parameters(parsing: flow.address[flow.address.index(after: mark)...])
    }

    @Test("asks with everything that RFC 6749, RFC 7636 and RFC 8252 want, and with no secret")
    func address() throws {
        let flow = try flow(hint: "anna@example.org") { $0.authorizeParameters = ["access_type": "offline"] }
        let query = try query(flow)
        #expect(flow.address.hasPrefix("https://sign.example/authorize?"))
        #expect(query["response_type"] == "code")
        #expect(query["client_id"] == "client-1")
        #expect(query["redirect_uri"] == redirect)
        #expect(query["scope"] == "read write")
        #expect(query["state"]?.utf8.count == 43)
        #expect(query["code_challenge"]?.utf8.count == 43)
        #expect(query["code_challenge_method"] == "S256")
        #expect(query["access_type"] == "offline")
        #expect(query["login_hint"] == "anna@example.org")
        #expect(query["nonce"] == nil)
        #expect(!flow.address.contains("CANARY"))
    }

    @Test("asks other providers in their own way: comma between scopes, no PKCE, other parameters in place of ours")
    func otherProvider() throws {
        let flow = try flow(["openid", "car"]) {
            $0.scopeSeparator = ","
            $0.usesProofKey = false
            $0.authorizeParameters = ["response_type": "code id", "audience": "cars & more"]
        }
        let query = try query(flow)
        #expect(query["scope"] == "openid,car")
        #expect(query["code_challenge"] == nil)
        #expect(query["response_type"] == "code id")
        #expect(query["audience"] == "cars & more")
        #expect(query["nonce"]?.isEmpty == false)
    }

    @Test("the verifier has 128 characters and belongs to the challenge")
    func verifier() throws {
        var flow = try flow()
        let query = try query(flow)
        let state = try #require(query["state"])
        guard case .code(let code) = flow.handle("\(redirect)?state=\(state)&code=CANARY-code") else {
            Issue.record("no code")
            return
        }
        let verifier = try #require(code.verifier?.reveal())
        #expect(verifier.utf8.count == 128)
        #expect(ProofKey(verifier: verifier).challenge == query["code_challenge"])
        #expect(code.redirect == redirect)
        #expect(code.code.reveal() == "CANARY-code")
        #expect(!Example.everything(code).contains("CANARY"))
    }

    @Test("takes the address with white space and a fragment around it, or from its question mark on")
    func pasted() throws {
        for wrap in [{ "  \n\($0)\n" }, { "\($0)#fragment" }, { (text: String) in String(text.drop { $0 != "?" }) }] {
            var flow = try flow()
            let state = try #require(try query(flow)["state"])
            guard case .code = flow.handle(wrap("\(redirect)?state=\(state)&scope=read&code=abc")) else {
                Issue.record("not taken: \(wrap("address"))")
                continue
            }
        }
    }

    @Test(
        "what is no end of this sign-in changes nothing",
        arguments: [
            "", "code", "http://127.0.0.1:5000/", "http://127.0.0.1:5000/?code=x", "?state=wrong&code=x",
            "?state=STATE&state=STATE&code=x", "?error=access_denied", "?state=&code=x",
            "?state=wrong&error=access_denied",
        ])
    func foreign(address: String) throws {
        var flow = try flow()
        let state = try #require(try query(flow)["state"])
        let given = address.split(separator: "STATE", omittingEmptySubsequences: false).joined(separator: state)
        #expect(flow.judge(given) == .foreign)
        guard case .foreign(let error) = flow.handle(given) else {
            Issue.record("taken: \(address)")
            return
        }
        #expect(!error.message.contains(state))
        guard case .code = flow.handle("?state=\(state)&code=x") else {
            Issue.record("the true end was not taken any more")
            return
        }
    }

    @Test(
        "a refusal says what happened",
        arguments: [
            ("error=access_denied", IntegrationError.Code.unauthorized), ("error=invalid_scope", .invalidRequest),
            ("error=unauthorized_client", .unauthorized), ("error=temporarily_unavailable", .unavailable),
            ("error=something_new", .invalidRequest), ("code=", .malformedReply), ("nothing=1", .malformedReply),
            ("code=a&code=b", .malformedReply),
        ])
    func refused(end: String, code: IntegrationError.Code) throws {
        var flow = try flow()
        let state = try #require(try query(flow)["state"])
        #expect(flow.judge("?state=\(state)&\(end)") == .refused)
        guard case .refused(let error) = flow.handle("?state=\(state)&\(end)") else {
            Issue.record("not refused")
            return
        }
        #expect(error.code == code)
    }

    @Test("ends once: a second redirect with the same state is foreign")
    func once() throws {
        var flow = try flow()
        let state = try #require(try query(flow)["state"])
        _ = flow.handle("?state=\(state)&code=a")
        guard case .foreign(let error) = flow.handle("?state=\(state)&code=b") else {
            Issue.record("taken twice")
            return
        }
        #expect(error.code == .conflict)
    }

    @Test("two sign-ins have different states and verifiers")
    func unpredictable() throws {
        let request = SignInRequest(scopes: ["openid"], random: .system)
        let flows = try (0..<100).map { _ in
            AuthorizationFlow(
                request, provider: try Example.provider(), client: Example.client, redirect: redirect, random: .system)
        }
        let states = try Set(flows.map { try query($0)["state"] ?? "" })
        let challenges = try Set(flows.map { try query($0)["code_challenge"] ?? "" })
        #expect(states.count == 100 && challenges.count == 100)
    }
}
