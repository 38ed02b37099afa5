// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Testing

struct RedactorTests {
    private let redactor = Redactor(
        secrets: [Secret("hunter2/ü"), Secret("hunter2"), Secret("")], fields: ["X-Box-Token"], queryKeys: ["Ticket"])

    @Test(
        "credentials in text are hidden, the rest stays",
        arguments: [
            ("plain text stays as it is", "plain text stays as it is"), ("", ""),
            ("GET https://a.example/x?key=abc&page=2", "GET https://a.example/x?key=<redacted>&page=2"),
            ("?page=2&access_token=abc#top", "?page=2&access_token=<redacted>#top"),
            ("?TICKET=7&x=1", "?TICKET=<redacted>&x=1"), ("monkey=1&keys=2", "monkey=1&keys=2"),
            ("(see https://a.example/?token=abc)", "(see https://a.example/?token=<redacted>)"),
            ("Authorization: Bearer abc.def\r\nAccept: x", "Authorization: <redacted>\r\nAccept: x"),
            ("x-box-token:  17", "x-box-token:  <redacted>"),
            ("sent Bearer abcdefgh.ijk to", "sent Bearer <redacted> to"), ("a Basic idea", "a Basic idea"),
            ("{\"access_token\": \"a\\\"b\", \"n\": 1}", "{\"access_token\": \"<redacted>\", \"n\": 1}"),
            ("{\"password\":123,\"code\": 403}", "{\"password\":<redacted>,\"code\": 403}"),
            ("password is hunter2.", "password is <redacted>."),
            ("hunter2/ü and hunter2%2F%C3%BC and hunter2%2f%c3%bc", "<redacted> and <redacted> and <redacted>"),
            ("aHVudGVyMg==", "<redacted>"), ("hunter2\u{301}", "<redacted>\u{301}"),
            ("key=<redacted>&x=1", "key=<redacted>&x=1"), ("key=", "key="), ("token = abc", "token = <redacted>"),
        ])
    func text(input: String, expected: String) {
        #expect(redactor.redact(input) == expected)
    }

    @Test("header fields of credentials are hidden whole, others keep what is no secret")
    func fields() throws {
        let box = try #require(HTTPField.Name("X-Box-Token"))
        let fields: HTTPFields = [.authorization: "Digest a=1", box: "x", .accept: "text/plain", .server: "at hunter2"]
        #expect(
            redactor.redact(fields) == [
                .authorization: "<redacted>", box: "<redacted>", .accept: "text/plain", .server: "at <redacted>",
            ])
    }

    @Test("query keys count in a form, not in any body")
    func bodies() {
        func redact(_ text: String, isForm: Bool) -> String {
            String(decoding: redactor.redact(body: Array(text.utf8), isForm: isForm), as: UTF8.self)
        }
        #expect(redact("code=abc&grant_type=x", isForm: true) == "code=<redacted>&grant_type=x")
        #expect(redact("code=abc", isForm: false) == "code=abc")
        #expect(redact("{\"refresh_token\":\"abc\"}", isForm: false) == "{\"refresh_token\":\"<redacted>\"}")
    }

    @Test("bytes that are no text pass unharmed")
    func bytes() {
        let bytes: [UInt8] = [0xFF, 0x00, 0xFE, 0x3D, 0x80]
        #expect(redactor.redact(body: bytes) == bytes)
    }

    @Test("an error loses its secrets, and so do its causes")
    func errors() throws {
        struct Inner: Error { let password: String }
        let cause = IntegrationError(.unavailable, "asked with hunter2", cause: Inner(password: "hunter2"))
        let error = redactor.redact(
            IntegrationError(.rateLimited, "?key=abc failed", retryAfter: .seconds(3), cause: cause))
        #expect(error.code == .rateLimited)
        #expect(error.message == "?key=<redacted> failed")
        #expect(error.retryAfter == .seconds(3))
        let inner = try #require(error.cause as? IntegrationError)
        #expect(inner.message == "asked with <redacted>")
        let innermost = try #require(inner.cause)
        #expect(!String(reflecting: innermost).contains("hunter2"))
        #expect(String(reflecting: innermost).contains("Inner"))
    }
}
