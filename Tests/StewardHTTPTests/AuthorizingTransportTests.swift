// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Synchronization
import Testing

@Suite("Calls in the name of an account")
struct AuthorizingTransportTests {
    /// Gives the tokens of a list, one after another, and remembers what it was asked.
    private final class Account: AccessTokenProviding {
        private struct State {
            var tokens: [Result<Secret, IntegrationError>]
            var asked: [(scopes: [String], refused: Secret?)] = []
        }
        private let state: Mutex<State>
        init(_ tokens: Result<Secret, IntegrationError>...) { state = Mutex(State(tokens: tokens)) }
        var asked: [(scopes: [String], refused: Secret?)] { state.withLock { $0.asked } }

        func accessToken(for scopes: [String], refused: Secret?) async throws(IntegrationError) -> Secret {
            let next = state.withLock { state in
                state.asked.append((scopes, refused))
                return state.tokens.count > 1 ? state.tokens.removeFirst() : state.tokens[0]
            }
            return try next.get()
        }
    }
    private let two = Account(.success(Secret("one")), .success(Secret("two")))

    private func tokens(_ transport: ScriptedTransport) -> [String?] {
        transport.calls.map { $0.request.headerFields[.authorization] }
    }

    @Test("every call carries the token of the scopes it needs, in place of another one")
    func carries() async throws {
        let scripted = ScriptedTransport(.reply(200, body: "x"))
        let transport = AuthorizingTransport(scripted, access: two, scopes: ["read"])
        let call = HTTPCall.to("https://example.org/a", fields: ["Authorization": "Bearer old"])
        #expect(try await transport.send(call).told() == "200 x")
        #expect(tokens(scripted) == ["Bearer one"])
        #expect(two.asked.map(\.scopes) == [["read"]] && two.asked[0].refused == nil)
    }

    @Test("a refused token is told, and the call is sent once more with another one", arguments: [false, true])
    func replays(hasBody: Bool) async throws {
        let scripted = ScriptedTransport(.reply(401), .reply(200, body: "x"))
        let body = hasBody ? HTTPBody(Array("body".utf8)) : nil
        let call = HTTPCall.to("https://example.org/a", method: hasBody ? .post : .get, body: body, isRepeatable: false)
        #expect(try await AuthorizingTransport(scripted, access: two).send(call).told() == "200 x")
        #expect(tokens(scripted) == ["Bearer one", "Bearer two"])
        #expect(two.asked[1].refused == Secret("one"))
        #expect(scripted.bodies == (hasBody ? [Array("body".utf8), Array("body".utf8)] : [nil, nil]))
    }

    @Test("a second refusal is handed on; there is no third try")
    func handsOn() async throws {
        let scripted = ScriptedTransport(.reply(401, body: "first"), .reply(401, body: "second"))
        let reply = try await AuthorizingTransport(scripted, access: two).send(.to("https://example.org/a"))
        #expect(try await reply.told() == "401 second")
        #expect(scripted.calls.count == 2 && two.asked.count == 2)
    }

    @Test("a body that can be sent only once is not sent again, but the refused token is told")
    func bodyOnce() async throws {
        let scripted = ScriptedTransport(.reply(401, body: "first"), .reply(200))
        let left = PieceList(["body"])
        let body = HTTPBody(length: 4) { left.pop().map { ByteStream(Array($0.utf8)) } }
        let call = HTTPCall.to("https://example.org/a", method: .put, body: body)
        #expect(try await AuthorizingTransport(scripted, access: two).send(call).told() == "401 first")
        #expect(scripted.calls.count == 1 && two.asked.count == 2)
    }

    @Test("when there is no other token, the refusal is handed on")
    func sameToken() async throws {
        let scripted = ScriptedTransport(.reply(401, body: "first"), .reply(200))
        let one = Account(.success(Secret("one")))
        #expect(
            try await AuthorizingTransport(scripted, access: one).send(.to("https://example.org/a")).told()
                == "401 first")
        #expect(scripted.calls.count == 1)
    }

    @Test("other refusals are none of its business", arguments: [400, 403, 407, 500])
    func others(status: Int) async throws {
        let scripted = ScriptedTransport(.reply(status))
        let reply = try await AuthorizingTransport(scripted, access: two).send(.to("https://example.org/a"))
        #expect(reply.response.status.code == status)
        #expect(two.asked.count == 1)
    }

    @Test("without a token nothing is sent; without a second one the account's error is the result")
    func noToken() async throws {
        let repair = IntegrationError(.unauthorized, "Sign in again.")
        let unsent = ScriptedTransport(.reply(200))
        await #expect(throws: repair) {
            try await AuthorizingTransport(unsent, access: Account(.failure(repair))).send(.to("https://example.org/"))
        }
        #expect(unsent.calls.isEmpty)
        let refusing = ScriptedTransport(.reply(401))
        let dead = Account(.success(Secret("one")), .failure(repair))
        let error = await #expect(throws: IntegrationError.self) {
            try await AuthorizingTransport(refusing, access: dead).send(.to("https://example.org/"))
        }
        #expect(error?.message == "Sign in again.")
    }

    @Test("the token stays behind when a redirect leads to another origin")
    func redirect() async throws {
        let scripted = ScriptedTransport(
            .reply(302, ["Location": "https://elsewhere.example/b"]), .reply(200, body: "x"))
        let transport = AuthorizingTransport(RedirectFollowingTransport(scripted), access: two)
        #expect(try await transport.send(.to("https://example.org/a")).told() == "200 x")
        #expect(tokens(scripted) == ["Bearer one", nil])
    }
}
