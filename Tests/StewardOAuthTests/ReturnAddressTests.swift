// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardOAuth
import Testing

@Suite("Where a sign-in may come back to")
struct ReturnAddressTests {
    @Test(
        "a client without addresses of its own comes back to this machine alone, by plain http, at any port and path",
        arguments: [
            ("http://127.0.0.1:8787/connections/signed-in", true), ("http://localhost:8787/a", true),
            ("http://localhost/", true), ("http://[::1]:8787/a", true), ("https://localhost:8787/a", false),
            ("https://steward.example.org/a", false), ("http://127.0.0.1.example.org/a", false), ("a", false),
        ])
    func desktop(address: String, may: Bool) {
        let client = OAuthClient(id: "made", secret: nil)
        #expect(client.mayReturn(to: address) == may)
    }

    @Test("a client with addresses of its own comes back to exactly those")
    func web() {
        let known = "https://steward.example.org/connections/signed-in"
        let client = OAuthClient(id: "made", secret: nil, redirects: [known])
        #expect(client.mayReturn(to: known))
        for other in [known + "/", "http://localhost:8787/connections/signed-in", "https://steward.example.org/"] {
            #expect(!client.mayReturn(to: other), "\(other)")
        }
    }

    @Test("what follows from a ticket is the same for the same ticket and length, and else another")
    func ticket() {
        let random = RandomBytes(ticket: Secret("one ticket"))
        #expect(random(32) == RandomBytes(ticket: Secret("one ticket"))(32))
        #expect(random(32) != RandomBytes(ticket: Secret("another"))(32))
        #expect(Array(random(96).prefix(32)) != random(32))
        #expect(random(96).count == 96)
    }
}
