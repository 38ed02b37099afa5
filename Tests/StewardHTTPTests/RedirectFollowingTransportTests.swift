// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Testing

struct RedirectFollowingTransportTests {
    @Test(
        "a redirect leads where its Location says",
        arguments: [
            ("/b", "https://one.example/b"), ("b?x=1", "https://one.example/a/b?x=1"),
            ("https://two.example/c", "https://two.example/c"), ("//two.example", "https://two.example/"),
            ("https://two.example:8443/c#part", "https://two.example:8443/c"), ("../d", "https://one.example/d"),
        ])
    func follows(location: String, expected: String) async throws {
        let service = ScriptedTransport(.reply(302, ["Location": location]), .reply(200, body: "there"))
        let reply = try await RedirectFollowingTransport(service).send(.to("https://one.example/a/x"))
        #expect(try await reply.told() == "200 there")
        let sent = try #require(service.calls.last?.request)
        #expect("\(sent.scheme ?? "")://\(sent.authority ?? "")\(sent.path ?? "")" == expected)
    }

    @Test("credentials stay with the origin they were meant for")
    func credentials() async throws {
        let service = ScriptedTransport(
            .reply(302, ["Location": "/b"]), .reply(302, ["Location": "https://two.example/"]), .reply(200))
        let fields = ["Authorization": "Bearer abcdefgh", "X-Api-Key": "k", "Accept": "text/plain"]
        _ = try await RedirectFollowingTransport(service).send(.to("https://one.example/", fields: fields))
        let sent = service.calls.map { $0.request.headerFields.map { $0.name.canonicalName }.sorted() }
        #expect(
            sent == [
                ["accept", "authorization", "x-api-key"], ["accept", "authorization", "x-api-key"], ["accept"],
            ])
    }

    @Test("a redirect from https to http is not followed")
    func downgrade() async throws {
        let service = ScriptedTransport(.reply(302, ["Location": "http://one.example/"]))
        await #expect(throws: IntegrationError(.malformedReply, "")) {
            try await RedirectFollowingTransport(service).send(.to("https://one.example/"))
        }
        #expect(service.calls.count == 1)
    }

    @Test("a circle of redirects ends")
    func circle() async throws {
        let service = ScriptedTransport(.reply(302, ["Location": "/again"]))
        await #expect(throws: IntegrationError(.malformedReply, "")) {
            try await RedirectFollowingTransport(service, limit: 3).send(.to("https://one.example/"))
        }
        #expect(service.calls.count == 4)
    }

    @Test("what is not followed is a reply", arguments: [(HTTPRequest.Method.post, 302), (.get, 304), (.get, 201)])
    func notFollowed(method: HTTPRequest.Method, status: Int) async throws {
        let service = ScriptedTransport(.reply(status, ["Location": "/b"]))
        let reply = try await RedirectFollowingTransport(service).send(.to("https://one.example/", method: method))
        #expect(reply.response.status.code == status)
        #expect(service.calls.count == 1)
    }

    @Test("a call that reads redirects itself gets them")
    func handedOver() async throws {
        let service = ScriptedTransport(.reply(302, ["Location": "/b"]))
        var call = HTTPCall.to("https://one.example/", method: .get)
        call.followsRedirects = false
        let reply = try await RedirectFollowingTransport(service).send(call)
        #expect(reply.response.status.code == 302 && service.calls.count == 1)
    }
}
