// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardOAuth
import Testing

@Suite("A sign-in by code")
struct DeviceFlowTests {
    private let start = Date(timeIntervalSince1970: 1_790_000_000)
    private let reply = DeviceReply(
        deviceCode: Secret("CANARY-device"), userCode: "AB-CD", address: "https://sign.example/device",
        lifetime: .seconds(100), interval: .seconds(5))

    private func begun() throws -> DeviceFlow {
        var flow = try DeviceFlow(provider: try Example.provider(), scopes: ["read"])
        let action = flow.handle(.began(reply), now: start)
        #expect(
            action
                == .show(
                    code: "AB-CD", address: "https://sign.example/device", until: start + 100, thenWait: .seconds(5)))
        return flow
    }

    private func refusal(_ status: Int, _ error: String) -> DeviceFlow.Event {
        .answered(.refused(TokenRefusal(status: status, error: error)))
    }

    @Test("waits, asks, and goes on while the person has not typed", arguments: [400, 428])
    func pending(status: Int) throws {
        var flow = try begun()
        for _ in 0..<3 {
            #expect(flow.handle(.waited, now: start + 5) == .poll(deviceCode: Secret("CANARY-device")))
            #expect(flow.handle(refusal(status, "authorization_pending"), now: start + 5) == .wait(.seconds(5)))
        }
    }

    @Test("slows down by five seconds each time it is told to, for good", arguments: [400, 403])
    func slowDown(status: Int) throws {
        var flow = try begun()
        for seconds in [10, 15, 20] {
            _ = flow.handle(.waited, now: start + 5)
            #expect(flow.handle(refusal(status, "slow_down"), now: start + 5) == .wait(.seconds(seconds)))
        }
        _ = flow.handle(.waited, now: start + 5)
        #expect(flow.handle(refusal(428, "authorization_pending"), now: start + 5) == .wait(.seconds(20)))
    }

    @Test("ends with the tokens, and asks no more")
    func granted() throws {
        var flow = try begun()
        _ = flow.handle(.waited, now: start + 5)
        let tokens = try TokenReply(parsing: Array(#"{"access_token":"a","token_type":"Bearer"}"#.utf8))
        #expect(flow.handle(.answered(.granted(tokens)), now: start + 5) == .finish(tokens))
        guard case .fail = flow.handle(.waited, now: start + 10) else {
            Issue.record("went on")
            return
        }
    }

    @Test(
        "ends with a reason",
        arguments: [
            (403, "access_denied", IntegrationError.Code.unauthorized), (400, "expired_token", .unauthorized),
            (400, "invalid_grant", .unauthorized), (401, "invalid_client", .unauthorized),
            (400, "invalid_request", .invalidRequest), (400, "", .invalidRequest),
        ])
    func refused(status: Int, error: String, code: IntegrationError.Code) throws {
        var flow = try begun()
        _ = flow.handle(.waited, now: start + 5)
        guard case .fail(let failure) = flow.handle(refusal(status, error), now: start + 5) else {
            Issue.record("went on")
            return
        }
        #expect(failure.code == code)
        #expect(!failure.message.contains("CANARY"))
    }

    @Test("ends when the code's time is over, without asking once more")
    func expired() throws {
        var flow = try begun()
        guard case .fail(let failure) = flow.handle(.waited, now: start + 100) else {
            Issue.record("went on")
            return
        }
        #expect(failure.code == .unauthorized)
    }

    @Test("a service that cannot be reached is asked again, ever more slowly")
    func unreachable() throws {
        var flow = try begun()
        for seconds in [10, 20, 40, 60, 60] {
            _ = flow.handle(.waited, now: start + 5)
            let event = DeviceFlow.Event.failed(IntegrationError(.unavailable, "gone"))
            #expect(flow.handle(event, now: start + 5) == .wait(.seconds(seconds)))
        }
        _ = flow.handle(.waited, now: start + 5)
        #expect(flow.handle(refusal(503, ""), now: start + 5) == .wait(.seconds(65)))
        let cancelled = IntegrationError(.cancelled, "stopped")
        #expect(flow.handle(.failed(cancelled), now: start + 5) == .fail(cancelled))
    }

    @Test("scopes that a sign-in by code may not grant are refused before anything is sent, and named")
    func scopes() throws {
        let provider = try Example.provider { $0.deviceScopes = ["openid"] }
        let error = #expect(throws: IntegrationError.self) {
            try DeviceFlow(provider: provider, scopes: ["openid", "drive", "mail"])
        }
        #expect(error?.code == .unsupported)
        #expect(error?.message.contains("drive, mail") == true)
        #expect(throws: Never.self) { try DeviceFlow(provider: provider, scopes: ["openid"]) }
        let none = try Example.provider { $0.device = nil }
        #expect(throws: IntegrationError(.unsupported, "")) { try DeviceFlow(provider: none, scopes: []) }
    }

    @Test("reads the replies of RFC 8628 and of Google")
    func replies() throws {
        let standard = """
            {"device_code":"d","user_code":"WDJB-MJHT","verification_uri":"https://example.com/device",
             "verification_uri_complete":"https://example.com/device?user_code=WDJB-MJHT","expires_in":1800}
            """
        let google = """
            {"device_code":"d","user_code":"GQVQ-JKEC","verification_url":"https://www.google.com/device",
             "expires_in":1800,"interval":7}
            """
        let members = ["verification_url", "verification_uri"]
        let first = try DeviceReply(parsing: Array(standard.utf8), addressMembers: members)
        #expect(first.address == "https://example.com/device" && first.interval == .seconds(5))
        let second = try DeviceReply(parsing: Array(google.utf8), addressMembers: members)
        #expect(second.address == "https://www.google.com/device" && second.interval == .seconds(7))
        #expect(second.lifetime == .seconds(1800) && second.userCode == "GQVQ-JKEC")
    }

    @Test(
        "a reply that would harm the terminal or flood the service is refused or tamed",
        arguments: [
            #"{"device_code":"d","user_code":"\u001b[2J","verification_uri":"https://e"}"#,
            #"{"device_code":"a b","user_code":"x","verification_uri":"https://e"}"#,
            #"{"device_code":"d","user_code":"x"}"#, #"{"user_code":"x","verification_uri":"https://e"}"#,
            #"{"device_code":"d","user_code":"x","verification_uri":"https://e","interval":-5}"#,
        ])
    func badReplies(text: String) {
        #expect(throws: JSONError.self) {
            try DeviceReply(parsing: Array(text.utf8), addressMembers: ["verification_uri"])
        }
    }

    @Test("an interval of zero becomes a second")
    func zeroInterval() throws {
        let text = #"{"device_code":"d","user_code":"x","verification_uri":"https://e","interval":0}"#
        let reply = try DeviceReply(parsing: Array(text.utf8), addressMembers: ["verification_uri"])
        #expect(reply.interval == .seconds(1))
    }
}
