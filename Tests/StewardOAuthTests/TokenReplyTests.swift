// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardOAuth
import Testing

@Suite("What a token endpoint says")
struct TokenReplyTests {
    @Test("reads a reply of Google, with everything in it")
    func google() throws {
        let text = """
            {"access_token":"ya29.a0","expires_in":3599,"refresh_token":"1//0g","scope":"openid https://x/email",
             "token_type":"Bearer","id_token":"a.b.c","refresh_token_expires_in":604799}
            """
        let reply = try TokenReply(parsing: Array(text.utf8))
        #expect(reply.accessToken == Secret("ya29.a0"))
        #expect(reply.lifetime == .seconds(3599))
        #expect(reply.scopes == ["openid", "https://x/email"])
        #expect(reply.refreshToken == Secret("1//0g"))
        #expect(reply.idToken == Secret("a.b.c"))
    }

    @Test("reads other providers' spellings: seconds as text, null, lower case, commas between scopes")
    func others() throws {
        let text = """
            {"token_type":"bearer","access_token":"a","expires_in":"28800","refresh_token":null,"scope":"car,place",
             "id_token":null,"extra":{"deep":[1,2]}}
            """
        let reply = try TokenReply(parsing: Array(text.utf8), separator: ",")
        #expect(reply.lifetime == .seconds(28_800))
        #expect(reply.refreshToken == nil && reply.idToken == nil)
        #expect(reply.scopes == ["car", "place"])
        let bare = try TokenReply(parsing: Array(#"{"access_token":"a"}"#.utf8))
        #expect(bare.lifetime == nil && bare.scopes == nil)
    }

    @Test(
        "refuses what is none, without showing a token",
        arguments: [
            "", "{}", "[]", "null", "<html>", #"{"access_token":5}"#, #"{"access_token":""}"#,
            #"{"access_token":"CANARY a"}"#, #"{"access_token":"CANARY\r\nX: y"}"#, #"{"access_token":"CANARYé"}"#,
            #"{"access_token":"CANARY","token_type":"mac"}"#, #"{"access_token":"CANARY","expires_in":-1}"#,
            #"{"access_token":"CANARY","expires_in":1e300}"#, #"{"access_token":"CANARY","expires_in":"soon"}"#,
            #"{"access_token":"CANARY","access_token":"CANARY"}"#, #"{"access_token":"CANARY""#,
            #"{"access_token":"CANARY","refresh_token":""}"#,
        ])
    func malformed(text: String) {
        let error = #expect(throws: JSONError.self) { try TokenReply(parsing: Array(text.utf8)) }
        #expect(error?.message.contains("CANARY") == false)
    }

    @Test("reads refusals in every shape that is met")
    func refusals() {
        func read(_ text: String, _ status: Int = 400) -> TokenRefusal {
            TokenRefusal(status: status, body: Array(text.utf8))
        }
        #expect(read(#"{"error":"invalid_grant","error_description":"Bad Request"}"#).error == "invalid_grant")
        #expect(read(#"{"error":"invalid_grant","error_description":"Bad\nRequest"}"#).details == "Bad Request")
        #expect(read(#"{"error_code":"rate_limit_exceeded"}"#, 403).error == "rate_limit_exceeded")
        #expect(read(#"{"error":{"code":401,"message":"No","status":"UNAUTHENTICATED"}}"#).details == "No")
        #expect(read("<html>proxy</html>", 502).error.isEmpty)
        #expect(read(#"{"error":"a b\u0000"}"#).error.isEmpty)
        let long = read("{\"error_description\":\"\(String(repeating: "x", count: 5000))\"}").details
        #expect(long.count == 200)
    }

    @Test(
        "a refusal's code decides who has to act",
        arguments: [
            (400, "invalid_client", IntegrationError.Code.unauthorized), (401, "", .unauthorized),
            (403, "", .forbidden),
            (403, "rate_limit_exceeded", .rateLimited), (429, "", .rateLimited), (408, "", .unavailable),
            (500, "internal_failure", .unavailable), (503, "", .unavailable), (400, "server_error", .unavailable),
            (400, "invalid_scope", .invalidRequest), (400, "unsupported_grant_type", .unsupported),
            (404, "", .notFound), (302, "", .malformedReply), (403, "admin_policy_enforced", .forbidden),
            (418, "", .invalidRequest),
        ])
    func meaning(status: Int, error: String, code: IntegrationError.Code) {
        let failure = TokenRefusal(status: status, error: error, retryAfter: .seconds(3)).failure(of: "it", from: "X")
        #expect(failure.code == code)
        #expect(failure.retryAfter == (code.isTransient ? .seconds(3) : nil))
    }
}
