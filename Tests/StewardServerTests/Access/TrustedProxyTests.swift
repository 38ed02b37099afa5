// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Testing

@testable import StewardServer

@Suite("Trusted proxies")
struct TrustedProxyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var field = TrustedProxy.Field.xForwardedFor
        var trusted = ["127.0.0.1", "10.0.0.0/8", "2001:db8::/32"]
        var peer = "127.0.0.1"
        let headers: [(String, String)]
        let client: String
    }

    static let cases: [Case] = [
        Case(testDescription: "no field", headers: [], client: "127.0.0.1"),
        Case(testDescription: "one hop", headers: [("x-forwarded-for", "203.0.113.9")], client: "203.0.113.9"),
        Case(
            testDescription: "what the client wrote itself stands further left and is not read",
            headers: [("x-forwarded-for", "1.1.1.1, 203.0.113.9")], client: "203.0.113.9"),
        Case(
            testDescription: "further proxies of ours are passed over",
            headers: [("x-forwarded-for", "203.0.113.9, 10.1.2.3, 10.0.0.1")], client: "203.0.113.9"),
        Case(
            testDescription: "several lines are one list",
            headers: [("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "203.0.113.9")], client: "203.0.113.9"),
        Case(
            testDescription: "a peer that is not trusted is the client, whatever it says", peer: "198.51.100.1",
            headers: [("x-forwarded-for", "10.0.0.1")], client: "198.51.100.1"),
        Case(
            testDescription: "nobody is trusted by default", trusted: [],
            headers: [("x-forwarded-for", "203.0.113.9")], client: "127.0.0.1"),
        Case(
            testDescription: "what is no address ends the search",
            headers: [("x-forwarded-for", "203.0.113.9, nonsense")], client: "127.0.0.1"),
        Case(testDescription: "an empty field", headers: [("x-forwarded-for", " ")], client: "127.0.0.1"),
        Case(
            testDescription: "all are ours: the first of them", headers: [("x-forwarded-for", "10.0.0.2, 10.0.0.1")],
            client: "10.0.0.2"),
        Case(
            testDescription: "with a port", headers: [("x-forwarded-for", "203.0.113.9:4711")], client: "203.0.113.9"),
        Case(
            testDescription: "IPv6", peer: "2001:db8::1", headers: [("x-forwarded-for", "2001:DB9::00FF")],
            client: "2001:db9:0:0:0:0:0:ff"),
        Case(
            testDescription: "IPv4 in IPv6 is IPv4", peer: "::ffff:127.0.0.1",
            headers: [("x-forwarded-for", "::ffff:203.0.113.9")], client: "203.0.113.9"),
        Case(
            testDescription: "Forwarded is not read when the proxy writes the other",
            headers: [("forwarded", "for=203.0.113.9")], client: "127.0.0.1"),
        Case(
            testDescription: "Forwarded", field: .forwarded,
            headers: [("forwarded", "for=1.1.1.1, For=\"[2001:db9::1]:80\";proto=https;by=10.0.0.1")],
            client: "2001:db9:0:0:0:0:0:1"),
        Case(
            testDescription: "an obfuscated Forwarded", field: .forwarded, headers: [("forwarded", "for=_hidden")],
            client: "127.0.0.1"),
        Case(
            testDescription: "X-Forwarded-For is not read when the proxy writes Forwarded", field: .forwarded,
            headers: [("x-forwarded-for", "203.0.113.9")], client: "127.0.0.1"),
    ]

    private static func fields(_ headers: [(String, String)]) throws -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in headers {
            fields.append(HTTPField(name: try #require(HTTPField.Name(name)), value: value))
        }
        return fields
    }

    @Test("the client is the last hop that is not ours", arguments: cases)
    func client(example: Case) throws {
        let proxy = try #require(TrustedProxy(example.trusted, field: example.field))
        #expect(proxy.client(peer: example.peer, try Self.fields(example.headers)) == example.client)
    }

    @Test("TLS is believed of a trusted proxy only")
    func secure() throws {
        let proxy = try #require(TrustedProxy(["127.0.0.1"]))
        let https = try Self.fields([("x-forwarded-proto", "https")])
        #expect(proxy.isSecure(peer: "127.0.0.1", https))
        #expect(!proxy.isSecure(peer: "198.51.100.1", https))
        #expect(!TrustedProxy.none.isSecure(peer: "127.0.0.1", https))
        #expect(!proxy.isSecure(peer: "127.0.0.1", try Self.fields([("x-forwarded-proto", "https, http")])))
        let other = try #require(TrustedProxy(["127.0.0.1"], field: .forwarded))
        #expect(other.isSecure(peer: "127.0.0.1", try Self.fields([("forwarded", "for=1.1.1.1;proto=https")])))
        #expect(!other.isSecure(peer: "127.0.0.1", https))
    }

    @Test(
        "what is neither an address nor a network is refused",
        arguments: ["", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "::1/129", "1.2.3", "10.0.0.0/x"])
    func refused(text: String) { #expect(TrustedProxy([text]) == nil) }

    @Test("addresses are masked by bits")
    func masks() throws {
        #expect(try #require(IPAddress("203.0.113.255")).masked(25).description == "203.0.113.128")
        #expect(try #require(IPAddress("203.0.113.255")).masked(0).description == "0.0.0.0")
        #expect(try #require(IPAddress("2001:db8:1:2:3::9")).network(of: 64).description == "2001:db8:1:2:0:0:0:0")
        #expect(try #require(IPAddress("203.0.113.255")).network(of: 64).description == "203.0.113.255")
        #expect(IPAddress("fe80::1%eth0") == nil && IPAddress("1\u{0}") == nil)
    }
}
