// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardIntegration
import Testing

@Suite("ServiceAddress")
struct ServiceAddressTests {
    @Test(
        "addresses that are taken, and how they are written",
        arguments: [
            ("https://Example.org", "https://example.org"), ("https://example.org/", "https://example.org"),
            ("HTTPS://example.org:8443/a/b/", "https://example.org:8443/a/b"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("http://localhost", "http://localhost"),
            ("http://[::1]:80", "http://[::1]:80"), ("https://[2001:db8::1]", "https://[2001:db8::1]"),
        ])
    func taken(text: String, written: String) {
        #expect(ServiceAddress(text)?.description == written)
    }

    @Test(
        "addresses that are refused",
        arguments: [
            "", "example.org", "ftp://example.org", "http://example.org", "https://", "https://a b", "https://a:0",
            "https://a:65536", "https://a:b", "https://user:pw@example.org", "https://a/?q", "https://a/#f",
            "http://127.0.0.1.example.org", "https://ex\u{E4}mple.org", "https://a/\u{7F}", "http://[::2]",
        ])
    func refused(text: String) {
        #expect(ServiceAddress(text) == nil)
    }

    @Test("a request is made below the prefix")
    func request() throws {
        let address = try #require(ServiceAddress("https://proxy.example:8443/ect/"))
        let request = address.request(.get, "/data/x.json?y=1")
        #expect(request.path == "/ect/data/x.json?y=1")
        #expect(request.authority == "proxy.example:8443")
        #expect(request.scheme == "https")
        #expect(!address.isLoopback)
    }
}
