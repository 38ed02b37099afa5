// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import StewardCore
import StewardStore
import Testing

import enum Tally.Language

@testable import StewardServer

@Suite("The page of what reports about cars")
struct SourcesPagesTests {
    private static let path = "/logbook/sources"

    /// What the open page shows in boxes of its own, the token last.
    private static func secrets(_ browser: Browser) -> [String] {
        browser.page.text.components(separatedBy: "class=\"secret\">").dropFirst()
            .map { $0.components(separatedBy: "<")[0].replacing("&amp;", with: "&").replacing("&quot;", with: "\"") }
    }

    @Test(
        "a token is shown once, with addresses that take reports, wherever it is to stand",
        arguments: DeviceKind.allCases, ["header", "address"])
    func tokens(kind: DeviceKind, shows: String) async throws {
        try await MadeLogbook.with { made in
            try await made.driver.open(Self.path)
            let page = try await made.driver.submit(
                Self.path + "/tokens",
                ["device-name": "Mine <1>", "device-kind": kind.rawValue, "device-car": "", "device-shows": shows])
            #expect(page.status == 200)
            let shown = Self.secrets(made.driver)
            let text = try #require(shown.last)
            let token = try #require(try await made.logbook.device(token: text))
            #expect(token.vehicle == nil && token.isUsableInAddress == (kind.needsAddress || shows == "address"))
            // Of each kind what is shown leads somewhere, and shows the token.
            #expect(shown.dropLast().contains { $0.contains(text) })
            let table = RouteTable(Routes.all)
            for address in shown.dropLast() where address.contains("://localhost") || address.contains("://127.0.0.1") {
                guard !address.hasPrefix("overland") else { continue }
                let path = address.components(separatedBy: "://")[1].drop { $0 != "/" }.prefix { $0 != "?" }
                let method: HTTPRequest.Method = address.hasPrefix("POST ") || kind != .osmand ? .post : .get
                #expect(table.find(String(path))?.place[method] != nil, "\(address)")
            }
            #expect(!shown.dropLast().contains { $0.contains("/in/\(text)") } || token.isUsableInAddress)
        }
    }

    @Test("the list says when each was used last, and ends it", arguments: ["en", "nl", "th"])
    func list(language: String) async throws {
        try await MadeLogbook.with { made in
            let token = try await made.logbook.makeToken(
                account: made.account, vehicle: made.vehicle, name: "Phone & co")
            let page = try await made.driver.open("\(Self.path)?lang=\(language)")
            #expect(page.text.contains("Phone &amp; co") && page.text.contains("Blue one"))
            let words = Words(try #require(Language(rawValue: language)), now: made.site.installation.clock.now)
            #expect(page.text.contains(">\(words.say(.never))</td>"))
            let now = words.now.microseconds
            var received = Received()
            let reading = CarReport(activity: .parked)
            received.parts = [
                .init(vehicle: VehicleHint(), observations: [.init(instant: now, device: "x", fact: .car(reading))])
            ]
            _ = try await made.logbook.record(received, form: "test", from: .device(token.token), arrival: now)
            try await made.logbook.noteUses()
            #expect(try await made.driver.open(Self.path).text.contains(">\(words.relative(words.now))</time>"))
            #expect(made.driver.page.text.contains("name=\"back\" value=\"\(Self.path)#devices\""))
            let ended = try await made.driver.submit(
                "/logbook/tokens/\(token.token.id)/revoke", ["back": Self.path + "#devices"])
            #expect(ended.status == 303 && ended.location == Self.path + "#devices")
            #expect(try await made.logbook.device(token: token.secret.reveal()) == nil)
            try await made.driver.open(Self.path)
            #expect(made.driver.actions("/logbook/tokens").isEmpty)
        }
    }

    @Test("times are in the zone that the person chose, else in that of their usual car, never in the server's")
    func zone() async throws {
        try await MadeLogbook.with { made in
            let token = try await made.logbook.makeToken(account: made.account, name: "Phone").token
            let created = Date(microseconds: token.created)
            func shown(_ zone: String) -> String {
                Words(.english, zone: Words.zone(named: zone), now: created).text(created)
            }
            let page = try await made.driver.open(Self.path)
            #expect(page.text.contains(">\(shown("Europe/Amsterdam"))</time>"), "\(shown("Europe/Amsterdam"))")
            #expect(!page.text.contains(">\(shown("UTC"))</time>"))
            try await made.driver.open("/account")
            try await made.driver.submit("/account", ["name": "anna", "language": "", "zone": "Asia/Bangkok"])
            let own = try await made.driver.open(Self.path)
            #expect(own.text.contains(">\(shown("Asia/Bangkok"))</time>"))
        }
    }

    @Test("a name that cannot be is said at its field, and what was typed is kept")
    func name() async throws {
        try await MadeLogbook.with { made in
            try await made.driver.open(Self.path)
            let page = try await made.driver.submit(
                Self.path + "/tokens",
                ["device-name": " ", "device-kind": "overland", "device-car": made.vehicle, "device-shows": "address"])
            #expect(page.status == 422 && page.text.contains("id=\"field-device-name-error\""))
            #expect(page.text.contains("<option value=\"overland\" selected>"))
            #expect(page.text.contains("<option value=\"\(made.vehicle)\" selected>"))
            #expect(page.text.contains("value=\"address\" checked"))
            #expect(try await made.logbook.tokens(of: made.account).isEmpty)
        }
    }

    private static let settings = [
        "broker-host": "broker.local", "broker-port": "", "broker-tls": "on", "broker-user": "steward",
        "broker-password": "murmuring <water>",
    ]

    @Test("a broker is set, its password is never shown and stays when none is typed, and it is removed")
    func broker() async throws {
        try await MadeLogbook.with { made in
            let brokers = Brokers(made.site.installation)
            try await made.driver.open(Self.path)
            #expect(made.driver.page.text.contains("No broker is listened to"))
            let saved = try await made.driver.submit(Self.path + "/broker", Self.settings)
            #expect(saved.status == 303)
            let page = try await made.driver.open(Self.path)
            #expect(page.text.contains("broker.local:8883") && page.text.contains("waiting for a server"))
            #expect(!page.text.contains("murmuring"))
            var same = Self.settings
            same["broker-password"] = ""
            same["broker-port"] = "8883"
            #expect(try await made.driver.submit(Self.path + "/broker", same).status == 303)
            #expect(try await brokers.password(of: made.account)?.reveal() == "murmuring <water>")
            try await made.driver.open(Self.path)
            try await made.driver.submit(Self.path + "/broker/remove")
            #expect(try await brokers.broker(of: made.account) == nil)
            #expect(try await brokers.password(of: made.account) == nil)
        }
    }

    @Test(
        "a kept password goes to no other broker, for no other user, and never without the protection it had",
        arguments: [("broker-host", "other.local"), ("broker-port", "1884"), ("broker-user", "x"), ("broker-tls", nil)])
    func keptPassword(field: String, value: String?) async throws {
        try await MadeLogbook.with { made in
            let brokers = Brokers(made.site.installation)
            try await made.driver.open(Self.path)
            try await made.driver.submit(Self.path + "/broker", Self.settings)
            try await made.driver.open(Self.path)
            var other = Self.settings
            other["broker-password"] = ""
            other[field] = value
            if field == "broker-tls" { other["broker-port"] = "8883" }
            let refused = try await made.driver.submit(Self.path + "/broker", other)
            #expect(refused.status == 422 && refused.text.contains("id=\"field-broker-password-error\""))
            #expect(try await brokers.broker(of: made.account)?.settings.host == "broker.local")
        }
    }

    @Test(
        "what cannot be is said at its field, with what was typed",
        arguments: [
            ("broker-host", "-P x"), ("broker-port", "0"), ("broker-port", "x"), ("broker-user", " a"),
            ("broker-user", ""), ("broker-password", "a\nb"),
        ])
    func wrong(field: String, value: String) async throws {
        try await MadeLogbook.with { made in
            try await made.driver.open(Self.path)
            var form = Self.settings
            form[field] = value
            let page = try await made.driver.submit(Self.path + "/broker", form)
            #expect(page.status == 422 && page.text.contains("href=\"#field-\(field)\""))
            #expect(page.text.contains("id=\"field-\(field)-error\"") && !page.text.contains("murmuring"))
            #expect(page.text.contains("<details class=\"fold\" id=\"broker-settings\" open>"))
            #expect(try await Brokers(made.site.installation).broker(of: made.account) == nil)
        }
    }

    @Test("it says how it goes: since when, what was heard, and why the last message was not taken")
    func health() async throws {
        try await MadeLogbook.with { made in
            let brokers = Brokers(made.site.installation)
            try await brokers.set(
                BrokerSettings(host: "broker.local"), password: nil, of: made.account, by: "test")
            let now = made.site.installation.clock.now.microseconds
            var health = BrokerHealth()
            health.state = .listening
            (health.since, health.heard) = (now - 3_600_000_000, now - 120_000_000)
            (health.messages, health.observations, health.faults) = (1_234, 1_000, 2)
            health.fault = "None of your <vehicles> is called “7”."
            let configured = try #require(try await brokers.all().first)
            try await brokers.write(health, of: configured)
            let page = try await made.driver.open("\(Self.path)?lang=nl").text
            for part in [
                "luistert</span>", "2 minuten geleden", "<dd>1.234</dd>", "<dd>1.000</dd>",
                "<span lang=\"en\">None of your &lt;vehicles&gt;",
            ] { #expect(page.contains(part), "\(part)") }
        }
    }

    @Test("who may not say where this server connects to sees their devices and no form for a broker")
    func rights() async throws {
        try await MadeLogbook.with { made in
            let viewer = try await made.site.person("vera", .viewer, by: made.driver)
            let page = try await viewer.open(Self.path)
            #expect(page.status == 200 && viewer.actions(Self.path + "/broker").isEmpty)
            #expect(page.text.contains("an owner of this Steward decides"))
        }
    }

    @Test("another's devices and broker are not there")
    func isolation() async throws {
        try await MadeLogbook.with { made in
            let token = try await made.logbook.makeToken(account: made.account, name: "Secret phone").token
            try await Brokers(made.site.installation).set(
                BrokerSettings(host: "secret.local"), password: nil, of: made.account, by: "test")
            let other = try await made.site.person("rob", .reviewer, by: made.driver)
            let page = try await other.open(Self.path).text
            for secret in ["Secret phone", "secret.local", "Blue one", token.id] { #expect(!page.contains(secret)) }
            try await other.open("/logbook/places")
            let form = try #require(
                other.page.text.components(separatedBy: "name=\"_form\" value=\"").last?
                    .components(separatedBy: "\"")[0])
            let answer = try await other.post(
                Self.path + "/tokens", ["_form": form, "device-name": "x", "device-car": made.vehicle])
            #expect(answer.status == 404)
        }
    }
}
