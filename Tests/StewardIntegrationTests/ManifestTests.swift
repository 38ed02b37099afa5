// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardIntegration
import Testing

@Suite("Manifest, pages, health and statuses")
struct ManifestTests {
    static let manifest = Manifest(
        id: "Gadget", name: "Gadget", summary: "Reads a | gadget.", serviceVersion: "v3",
        hosts: [.init("api.example.org", setting: "address")], credential: .oauth(scopes: ["read"]),
        capabilities: [.datasetReading], limits: [.init("Slow.", link: "https://example.org/limits")],
        tier: .experimental,
        settings: [
            ConfigurationField("address", .address, help: "Where.", default: "https://api.example.org", since: "0.1"),
            ConfigurationField("token", .text, help: "A | B.", required: true, secret: true, since: "0.2"),
            ConfigurationField("mode", .choice(["a", "b"]), help: "How.", since: "0.1", deprecated: "use address"),
            ConfigurationField("size", .integer(1...9), help: "How many.", default: "3", since: "0.1"),
        ])

    @Test("encodes to JSON with every part")
    func json() throws {
        let json = Self.manifest.json
        #expect(json["id"] == "Gadget")
        #expect(json["credential"] == ["kind": "oauth", "scopes": ["read"]])
        #expect(json["hosts"] == [["name": "api.example.org", "setting": "address"]])
        #expect(json["capabilities"] == ["DatasetReading"])
        #expect(json["limits"] == [["summary": "Slow.", "link": "https://example.org/limits"]])
        let settings = try #require(json["settings"]?.array)
        #expect(settings[1]["secret"] == true && settings[1]["required"] == true)
        #expect(settings[2]["choices"] == ["a", "b"] && settings[2]["deprecated"] == "use address")
        #expect(settings[3]["minimum"] == 1 && settings[3]["default"] == "3")
    }

    @Test("the settings table shows one row a field and is found again in a page")
    func table() {
        let table = IntegrationPage.settingsTable(Self.manifest.settings)
        #expect(table.contains("| `token` | secret | **required** | A \\| B. (since 0.2) |"))
        #expect(table.contains("**Deprecated**: use address"))
        let readme = "# X\n\(IntegrationPage.tableStart)\n\(table)\n\(IntegrationPage.tableEnd)\nmore"
        #expect(IntegrationPage.settingsTable(inReadme: readme) == table)
        #expect(IntegrationPage.settingsTable(inReadme: "# X") == nil)
    }

    @Test("an override takes a host's place among the authorities")
    func authorities() throws {
        let plain = try Configuration(["token": "t"], fields: Self.manifest.settings)
        #expect(Self.manifest.authorities(plain) == ["api.example.org"])
        let other = try Configuration(
            ["token": "t", "address": "http://127.0.0.1:81"], fields: Self.manifest.settings)
        #expect(Self.manifest.authorities(other) == ["127.0.0.1:81"])
    }

    @Test("health says what should happen next")
    func health() {
        #expect(Health.ok.action == .none)
        #expect(Health.degraded("slow").action == .none)
        #expect(Health.failing(IntegrationError(.rateLimited, "")).action == .wait)
        #expect(Health.failing(IntegrationError(.unauthorized, "")).action == .askPerson)
        #expect(Health.failing(IntegrationError(.malformedReply, "")).action == .giveUp)
        #expect(Health.failing(IntegrationError(.unavailable, "Down.")).json["code"] == "unavailable")
        #expect(Health.ok.json == ["status": "ok", "action": "none"])
    }

    @Test(
        "a status means a code",
        arguments: [
            (400, "invalidRequest"), (401, "unauthorized"), (403, "forbidden"), (404, "notFound"), (409, "conflict"),
            (410, "notFound"), (412, "conflict"), (429, "rateLimited"), (500, "unavailable"), (501, "unsupported"),
            (503, "unavailable"), (507, "quotaExceeded"), (302, "malformedReply"), (408, "unavailable"),
        ])
    func statuses(status: Int, code: String) {
        let error = IntegrationError(
            status: HTTPResponse(status: .init(code: status)), from: "gadget", now: Date(timeIntervalSince1970: 0))
        #expect(error?.code.description == code)
        #expect(error?.message.contains("gadget answered with status \(status)") == true)
    }

    @Test("a good status is no error, and a delay is kept where waiting helps")
    func delay() {
        let now = Date(timeIntervalSince1970: 0)
        for status in [200, 204, 206, 304] {
            #expect(IntegrationError(status: HTTPResponse(status: .init(code: status)), from: "-", now: now) == nil)
        }
        let slow = HTTPResponse(status: .tooManyRequests, headerFields: [.retryAfter: "7"])
        #expect(IntegrationError(status: slow, from: "-", now: now)?.retryAfter == .seconds(7))
        let refused = HTTPResponse(status: .forbidden, headerFields: [.retryAfter: "7"])
        #expect(IntegrationError(status: refused, from: "-", now: now)?.retryAfter == nil)
    }
}
