// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleSimulator
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import StewardStore
import Testing

@testable import StewardServer

@Suite("Signing in to an account in the browser", .timeLimit(.minutes(2)))
struct ConnectionSignInTests {
    private static let network = AsyncHTTPClientTransport()

    private struct Made {
        let site: ConnectionSite
        let service: LoopbackServer
        let owner: Browser
    }

    /// A simulated Google with a connection `me` that nobody has signed in to. The browser reaches the site under no
    /// name, which is this machine.
    private static func with(
        client kind: SimulatedClient.Kind = .desktop, _ body: @Sendable (Made) async throws -> Void
    ) async throws {
        let client = SimulatedClient(id: "made.apps.example.com", secret: "canary-client-secret", kind: kind)
        var project = SimulatedProject.demonstration
        project.clients = [client]
        try await LoopbackServer.withServer(GoogleSimulator(project, clock: SystemClock())) { service in
            let file = try client.file(project: "p", origin: service.address).canonicalBytes()
            try await ConnectionSite.with { site in
                try await site.save(
                    "me", "Google",
                    [
                        "client": String(decoding: file, as: UTF8.self), "accounts-address": service.address,
                        "token-address": service.address, "keys-address": service.address,
                    ])
                try await body(Made(site: site, service: service, owner: site.owner))
            }
        }
    }

    /// The service's address on the page that a sign-in shows.
    private static func begin(_ made: Made, _ fields: [String: String] = [:]) async throws -> String {
        try await made.owner.open("/connections/me/sign-in")
        let page = try await made.owner.submit("/connections/me/sign-in", fields)
        let link = page.text.components(separatedBy: "<a class=\"button primary\" href=\"").dropFirst().first ?? ""
        return link.components(separatedBy: "\"")[0].replacing("&amp;", with: "&")
    }

    /// Where a person ends who agrees at the service: a path of ours with what the service says.
    private static func agree(_ address: String) async throws -> String {
        let rest = address.components(separatedBy: "://")[1]
        let slash = try #require(rest.firstIndex(of: "/"))
        let request = HTTPRequest(
            method: .get, scheme: "http", authority: String(rest[..<slash]), path: String(rest[slash...]))
        let reply = try await network.send(HTTPCall(request))
        _ = try await reply.body.collect(upTo: 1 << 20)
        let location = try #require(reply.response.headerFields[.location])
        let mark = try #require(location.firstRange(of: "/connections/signed-in"))
        return String(location[mark.lowerBound...])
    }

    @Test("a person signs in by links alone, the health is asked, and no secret stands on a page")
    func wholeWay() async throws {
        try await Self.with { made in
            let drive = "https://www.googleapis.com/auth/drive.metadata.readonly"
            let address = try await Self.begin(made, ["scope": drive])
            #expect(address.contains("code_challenge_method=S256") && address.contains("drive.metadata.readonly"))
            #expect(address.contains("redirect_uri=http%3A%2F%2Flocalhost%2Fconnections%2Fsigned-in"), "\(address)")
            #expect(made.owner.page.headers[.contentSecurityPolicy] != nil)
            #expect(!made.owner.page.text.contains("canary-client-secret"))
            #expect(made.service.log.all.isEmpty, "nothing was sent yet")
            let back = try await Self.agree(address)
            let page = try await made.owner.open(back)
            #expect(page.status == 303 && page.location == "/connections/me?done=signed-in")
            try await made.owner.follow()
            #expect(made.owner.page.text.contains("user@example.com"))
            #expect(made.owner.page.text.contains(Phrase.works.english))
            #expect(made.owner.page.text.contains(drive))
            let again = try await made.owner.open(back)
            #expect(again.status == 400 && again.text.contains("sign-in"), "it can be used once")
            let token = try await made.site.installation.connections.open("me") as? any AccountConnecting
            _ = try await token?.accessToken(for: [drive], refused: nil)
            let left = try await made.site.installation.secrets.list().map(\.name)
            #expect(!left.contains { $0.hasSuffix("/sign-in") })
        }
    }

    @Test("what comes back to another session, with another state or too late is refused, and ends nothing")
    func foreign() async throws {
        try await Self.with { made in
            let address = try await Self.begin(made)
            let back = try await Self.agree(address)
            let other = made.site.browser(
                try await made.site.people.access.signIn(
                    name: "anna", password: MadePeople.password, from: MadePeople.caller))
            #expect(try await other.open(back).status == 400)
            #expect(try await made.owner.open("/connections/signed-in?state=wrong&code=x").status == 400)
            #expect(try await made.owner.open("/connections/signed-in").status == 400)
            #expect(try await made.owner.open(back).status == 303)
        }
    }

    @Test("who refuses at the service is told so, and nothing was granted")
    func denied() async throws {
        try await Self.with { made in
            let address = try await Self.begin(made)
            let state = try #require(address.firstMatch(of: /state=([^&]+)/)).output.1
            let page = try await made.owner.open("/connections/signed-in?state=\(state)&error=access_denied")
            #expect(page.status == 400 && page.text.contains("Access was refused"))
            #expect(page.text.contains("href=\"/connections/me/sign-in\""))
            let account = try await made.site.installation.connections.open("me") as? any AccountConnecting
            #expect(try await account?.grant() == nil)
        }
    }

    @Test("a client that does not know our address is refused before anything is sent, with the repair")
    func redirects() async throws {
        try await Self.with(client: .web(redirects: ["https://steward.example.org/connections/signed-in"])) { made in
            let address = try await Self.begin(made)
            #expect(address.isEmpty)
            #expect(made.owner.page.status == 422)
            #expect(made.owner.page.text.contains("authorised redirect addresses"))
            #expect(made.owner.page.text.contains("steward connect google --name me"))
            #expect(made.service.log.all.isEmpty)
        }
    }

    @Test("a client that knows our address goes the same way")
    func webClient() async throws {
        try await Self.with(client: .web(redirects: ["http://localhost/connections/signed-in"])) { made in
            let back = try await Self.agree(try await Self.begin(made))
            #expect(try await made.owner.open(back).status == 303)
            try await made.owner.follow()
            #expect(made.owner.page.text.contains("user@example.com"))
        }
    }

    @Test("an account that others work in the name of cannot be removed; else its grant is ended and it goes")
    func removing() async throws {
        try await Self.with { made in
            let back = try await Self.agree(try await Self.begin(made))
            try await made.owner.open(back)
            try await made.site.save("drive", "GoogleDrive", ["account": "me"])
            try await made.owner.open("/connections/me/remove")
            #expect(made.owner.actions("/connections/me/remove").isEmpty)
            try await made.site.installation.connections.remove("drive")
            try await made.owner.open("/connections/me/remove")
            #expect(made.owner.page.text.contains(Phrase.goesSignIn.english))
            try await made.owner.submit("/connections/me/remove", ["name": "me"])
            #expect(made.owner.page.status == 303)
            #expect(made.service.log.all.contains { $0.path == "/revoke" })
        }
    }

    @Test("a sign-in is over after ten minutes")
    func late() async throws {
        let clock = HandClock()
        try await ConnectionSite.with(clock: clock) { site in
            let client = "{\"installed\": {\"client_id\": \"made.apps.example\", \"client_secret\": \"x\"}}"
            try await site.save("me", "Google", ["client": client])
            let connections = site.installation.connections
            let account = try #require(try await connections.open("me") as? any AccountReturning)
            for (wait, isThere) in [(599.0, true), (601.0, false)] {
                let address = try await connections.beginSignIn(
                    "me", account, scopes: [], redirect: "http://localhost:8787/connections/signed-in", session: "s",
                    by: "tester")
                let state = try #require(address.firstMatch(of: /state=([^&]+)/)).output.1
                clock.advance(wait)
                let taken = try await connections.takeSignIn(address: "/x?state=\(state)&code=1", session: "s")
                #expect((taken != nil) == isThere)
                #expect(taken?.connection ?? "me" == "me")
            }
        }
    }
}
