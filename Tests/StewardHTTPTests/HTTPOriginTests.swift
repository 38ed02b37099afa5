// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Testing

struct HTTPOriginTests {
    @Test(
        "an origin is scheme, host and port as they will be used",
        arguments: [
            ("https", "Example.ORG", "https://example.org", 443), ("http", "example.org", "http://example.org", 80),
            ("https", "example.org:443", "https://example.org", 443),
            ("http", "example.org:443", "http://example.org:443", 443),
            ("https", "example.org.", "https://example.org", 443), ("http", "[::1]:8080", "http://[::1]:8080", 8080),
            ("HTTPS", "127.0.0.1:9", "https://127.0.0.1:9", 9),
        ])
    func wellFormed(scheme: String, authority: String, text: String, port: Int) throws {
        let origin = try HTTPOrigin(of: HTTPRequest(method: .get, scheme: scheme, authority: authority, path: "/"))
        #expect(origin.description == text)
        #expect(origin.port == port)
    }

    @Test(
        "an address that could mean another host is refused",
        arguments: [
            ("https", "good.example@evil.example", "/"), ("https", "good.example", ".evil.example/"),
            ("https", "good.example", "@evil.example/"), ("https", "good.example\\", "/"),
            ("https", "good.example/evil", "/"), ("https", "good.example:80:81", "/"), ("https", "good.example:0", "/"),
            ("https", "good.example:99999", "/"), ("https", "good.example:", "/"), ("https", "", "/"),
            ("https", "[::1", "/"), ("https", "[good.example]", "/"), ("https", "good example", "/"),
            ("ftp", "good.example", "/"), ("https", "good.example", "/a b"), ("https", "good.example", "/a\r\nHost: b"),
            ("https", "good.example", "/ไทย"), ("https", "good.example", ""),
        ])
    func illFormed(scheme: String, authority: String, path: String) {
        let request = HTTPRequest(method: .get, scheme: scheme, authority: authority, path: path)
        #expect(throws: IntegrationError(.invalidRequest, "")) { try HTTPOrigin(of: request) }
    }
}
