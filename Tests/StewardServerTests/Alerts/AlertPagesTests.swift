// SPDX-License-Identifier: Apache-2.0
import Automation
import Foundation
import StewardCore
import StewardIntegration
import StewardJobs
import StewardSimulation
import StewardTestKit
import Tally
import Testing
import WebhookSimulator

@testable import StewardServer

@Suite("The page of alerts")
struct AlertPagesTests {
    private static let hostile = "<script>alert(1)</script>"

    private static func matter(
        _ topic: String = "health:disk", _ severity: Notice.Severity = .critical
    ) throws -> Matter {
        try Matter(
            topic: topic, severity: severity, subject: "The disk is \(hostile) full", text: "Free some.\nSoon.",
            kind: "health-check")
    }

    /// The fields of the settings' form.
    private static func fields(_ more: [String: String] = [:]) -> [String: String] {
        var fields = [
            "quiet": "22:00-07:00", "zone": "Europe/Amsterdam", "reminder": "12h", "heart": "",
        ]
        for day in 1...7 { fields["day-\(day)"] = "on" }
        return fields.merging(more) { $1 }
    }

    @Test("it says that all is well, and that nobody would be told", arguments: Language.allCases)
    func empty(language: Language) async throws {
        try await LedgerSite.with(entries: 0) { made in
            let page = try await made.owner.open("/alerts?lang=\(language.rawValue)")
            #expect(page.status == 200)
            for phrase in [Phrase.alertsAllWell, .alertsNobody, .alertHistoryNone, .alertSettings] {
                #expect(page.text.contains(phrase.text(language).prefix { $0 != "&" && $0 != "’" }), "\(phrase)")
            }
        }
    }

    @Test("what is the matter is shown with whom it was told to, on the page, on the home page and as JSON")
    func shown() async throws {
        try await LedgerSite.with(entries: 0) { made in
            try await LoopbackServer.withServer(WebhookSimulator(token: nil, signingSecret: nil)) { server in
                try await made.installation.connections.save(
                    "ops", integration: "Webhook", settings: ["address": server.address + "/hooks/ops?room=7"],
                    by: "me")
                // Between two milliseconds, as clocks mostly are.
                made.clock.set(made.clock.now.addingTimeInterval(0.0017))
                try await Alerting(made.installation).saw(try Self.matter())
                let page = try await made.owner.open("/alerts").text
                for part in ["critical", "The disk is", "Free some.<br>Soon.", "ops: taken"] {
                    #expect(page.contains(part), "\(part)")
                }
                #expect(!page.contains(Self.hostile) && !page.contains("nobody yet"))
                let home = try await made.owner.open("/").text
                #expect(home.contains("The disk is") && home.contains("href=\"/alerts\""))
                #expect(!home.contains(Self.hostile))
                let json = try JSON(parsing: Array(try await made.owner.open("/api/alerts").text.utf8))
                #expect(json["matters"]?.array?.first?["topic"]?.string == "health:disk")
                let delivery = json["told"]?.array?.first?["deliveries"]?.array?.first
                #expect(delivery?["state"]?.string == "taken" && json["channels"] == .array(["ops"]))
            }
        }
    }

    @Test("muting and telling again are buttons of those who may; nobody else has them")
    func mute() async throws {
        try await LedgerSite.with(entries: 0) { made in
            let alerting = Alerting(made.installation)
            try await alerting.saw(try Self.matter())
            try await made.owner.open("/alerts")
            let muted = try await made.owner.submit("/alerts/mute", ["topic": "health:disk", "for": "day"])
            #expect(muted.status == 303 && muted.location == "/alerts")
            let until = try await alerting.matter("health:disk")?.mutedUntil
            #expect(until == made.clock.now.addingTimeInterval(86_400))
            #expect(try await made.owner.open("/alerts").text.contains("muted until 22 Nov 2026"))
            #expect(try await !made.owner.open("/").text.contains("The disk is"))
            try await made.owner.open("/alerts")
            try await made.owner.submit("/alerts/unmute", ["topic": "health:disk"])
            #expect(try await alerting.matter("health:disk")?.mutedUntil == nil)
            try await made.owner.open("/alerts")
            let unknown = try await made.owner.submit("/alerts/mute", ["topic": "health:other", "for": "over"])
            #expect(unknown.status == 404)
            let viewed = try await made.viewer.open("/alerts").text
            #expect(viewed.contains("The disk is") && !viewed.contains("/alerts/mute"))
        }
    }

    @Test("a test says whether the channel took it, and why not")
    func test() async throws {
        try await LedgerSite.with(entries: 0) { made in
            try await LoopbackServer.withServer(WebhookSimulator(token: nil, signingSecret: nil)) { server in
                for (name, path) in [("good", "/hooks/ops?room=7"), ("bad", "/nowhere")] {
                    try await made.installation.connections.save(
                        name, integration: "Webhook", settings: ["address": server.address + path], by: "me")
                }
                try await made.owner.open("/alerts")
                let sent = try await made.owner.submit("/alerts/test", ["channel": "good"])
                #expect(sent.status == 200 && sent.text.contains("A test was sent on “good”"))
                let failed = try await made.owner.submit("/alerts/test", ["channel": "bad"])
                #expect(failed.text.contains("“bad” did not take the test:"))
                #expect(try await made.owner.submit("/alerts/test", ["channel": "none"]).status == 404)
            }
        }
    }

    @Test("quiet hours and reminders are kept as they were filled in")
    func settings() async throws {
        try await LedgerSite.with(entries: 0) { made in
            try await made.owner.open("/alerts")
            let saved = try await made.owner.submit("/alerts/settings", Self.fields(["day-6": "", "heart": "outside"]))
            #expect(saved.status == 200 && saved.text.contains("The settings were saved."))
            let rules = try await Alerting(made.installation).rules()
            #expect(rules.quiet.first?.text == "22:00-07:00")
            #expect(rules.quiet.first?.zone.identifier == "Europe/Amsterdam" && rules.reminder == .seconds(43_200))
            #expect(rules.heartbeat == "outside")
            try await made.owner.submit("/alerts/settings", Self.fields(["quiet": ""]))
            #expect(try await Alerting(made.installation).rules().quiet.isEmpty)
        }
    }

    @Test(
        "what is wrong stands at its field in every language, and nothing is kept",
        arguments: [
            ("quiet", "25:00-07:00", Phrase.alertQuietWrong), ("reminder", "soon", .alertSpanWrong),
            ("reminder", "1m", .alertSpanWrong), ("zone", "Mars/Base", .zoneWrong),
        ])
    func wrong(field: String, typed: String, phrase: Phrase) async throws {
        try await LedgerSite.with(entries: 0) { made in
            for language in Language.allCases {
                try await made.owner.open("/alerts?lang=\(language.rawValue)")
                let page = try await made.owner.submit("/alerts/settings", Self.fields([field: typed]))
                #expect(page.status == 422 && page.text.contains(phrase.text(language)), "\(language)")
                #expect(page.text.contains("href=\"#field-\(field)\""))
            }
            #expect(try await Alerting(made.installation).rules() == AlertRules())
        }
    }

    @Test("failed and missing schedules, full storages and broken connections are what is the matter")
    func sources() async throws {
        try await MadeFiles.with { made in
            let installation = made.installation
            let alerting = Alerting(installation)
            let schedule = Schedule(
                name: "nightly", kind: "made.fails", trigger: .interval(.seconds(3600)), zone: .utc,
                grace: .seconds(60))
            try await Schedules(queue: installation.jobs).put(schedule)
            try await installation.connections.keep(
                .failing(IntegrationError(.unauthorized, "Sign in again.")), of: "drive", by: "me")
            for _ in 0..<5 { made.clock.tick() }
            let report = try await alerting.run()
            #expect(report.failed.isEmpty)
            let open = Set(try await alerting.open().map(\.topic))
            #expect(open.isSuperset(of: ["schedule:nightly", "storage:drive", "connection:drive"]))
            #expect(try await alerting.run().told.isEmpty)
        }
    }
}
