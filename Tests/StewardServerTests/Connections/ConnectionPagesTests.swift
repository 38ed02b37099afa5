// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCatalog
import StewardCore
import StewardIntegration
import StewardSimulation
import StewardStore
import Tally
import Testing
import WebhookSimulator

@testable import StewardServer

/// Every page that is opened here is checked against the rules of pages by the browser itself.
@Suite("Pages of connections", .timeLimit(.minutes(2)))
struct ConnectionPagesTests {
    private static let canary = "canary-77c1"

    @Test("with nothing connected, everything that can be is offered, in every language")
    func catalog() async throws {
        try await ConnectionSite.with { site in
            let owner = site.owner
            for language in Language.allCases {
                let page = try await owner.open("/connections?lang=\(language.rawValue)")
                #expect(page.status == 200 && page.text.contains("<html lang=\"\(language.rawValue)\">"))
                #expect(page.text.contains(Phrase.nothingConnected.text(language)))
                for manifest in Catalog.entries.map(\.manifest) {
                    let name = ConnectionFacts.commandName(manifest.id)
                    #expect(page.text.contains("href=\"/connections/new/\(name)\""), "\(name)")
                    let form = try await owner.open("/connections/new/\(name)?lang=\(language.rawValue)")
                    #expect(form.status == 200, "\(name)")
                    for field in ConnectionDraft.fields(manifest) where field.key != "account" {
                        #expect(form.text.contains("name=\"setting-\(field.key)\""), "\(name) \(field.key)")
                    }
                }
            }
            #expect(try await owner.open("/connections/new/no-such").status == 404)
        }
    }

    @Test("no page can say where a service is")
    func addresses() async throws {
        for manifest in Catalog.entries.map(\.manifest) {
            for field in ConnectionDraft.fields(manifest) {
                #expect(field.kind != .address || field.secret, "\(manifest.id) \(field.key)")
            }
        }
        try await ConnectionSite.with { site in
            let owner = site.owner
            try await owner.open("/connections/new/election-commission")
            try await owner.submit(
                "/connections/new/election-commission",
                ["name": "count", "setting-stats-address": "https://elsewhere.example"])
            #expect(owner.page.status == 303)
            #expect(try await site.installation.connections.show("count").settings.isEmpty)
        }
    }

    @Test("a connection is set up, tested, changed and removed on pages, and no secret comes back to one")
    func wholeLife() async throws {
        try await LoopbackServer.withServer(WebhookSimulator()) { service in
            try await ConnectionSite.with { site in
                let owner = site.owner
                try await Self.setUp(owner, service)
                try await Self.test(owner, site, service)
                try await Self.change(owner, site)
                try await Self.remove(owner, site)
            }
        }
    }

    private static func setUp(_ owner: Browser, _ service: LoopbackServer) async throws {
        let form = "/connections/new/webhook"
        try await owner.open(form)
        #expect(owner.page.text.contains("value=\"webhook\""), "a name is proposed")
        var page = try await owner.submit(form, ["name": "Über", "setting-token": canary])
        #expect(page.status == 422 && page.text.contains("value=\"Über\""))
        #expect(page.text.contains(Phrase.connectionNameWrong.english))
        #expect(page.text.contains(Phrase.settingMissing.english), "the address is missing")
        #expect(page.text.contains(Phrase.secretAgain.english) && !page.text.contains(canary))
        page = try await owner.submit(form, ["name": "ops", "setting-address": "ftp://\(canary)"])
        #expect(page.status == 422 && page.text.contains("href=\"#field-setting-address\""))
        #expect(page.text.contains(Phrase.wantsAddress.english) && !page.text.contains(canary))
        page = try await owner.submit(
            form,
            [
                "name": "ops", "setting-address": service.address + "/hooks/ops?room=7",
                "setting-token": "wrong-\(canary)", "setting-signing-secret": "right-secret",
            ])
        #expect(page.status == 303 && page.location == "/connections/ops?done=made")
        try await owner.open(form)
        page = try await owner.submit(form, ["name": "ops", "setting-address": "https://example.org/x"])
        #expect(page.status == 422 && page.text.contains(Phrase.connectionNameTaken.english))
    }

    private static func test(_ owner: Browser, _ site: ConnectionSite, _ service: LoopbackServer) async throws {
        for language in Language.allCases {
            let page = try await owner.open("/connections/ops?lang=\(language.rawValue)")
            #expect(page.text.contains(Phrase.neverChecked.text(language)))
            #expect(page.text.contains(Phrase.testSendsNotice.text(language)))
        }
        #expect(service.log.all.isEmpty, "looking asks nobody")
        try await owner.submit("/connections/ops/test")
        #expect(owner.page.location == "/connections/ops?done=tested")
        #expect(service.log.count == 1)
        for language in Language.allCases {
            let page = try await owner.open("/connections/ops?lang=\(language.rawValue)")
            #expect(page.text.contains(Phrase.failing.text(language)))
            #expect(page.text.contains("The token or the signing secret is not the receiver&#39;s."))
            #expect(page.text.contains("<code>http_401</code>"), "the last call failed")
            #expect(!page.text.contains(canary) && !page.text.contains("right-secret"))
        }
        let list = try await owner.open("/connections?lang=en")
        #expect(list.text.contains("The token or the signing secret is not the receiver&#39;s."))
        #expect(!list.text.contains(canary) && !list.text.contains("room=7"))
    }

    private static func change(_ owner: Browser, _ site: ConnectionSite) async throws {
        let form = "/connections/ops/edit"
        try await owner.open(form)
        #expect(owner.page.text.contains(Phrase.secretKeptHelp.english))
        #expect(!owner.page.text.contains(canary) && !owner.page.text.contains("room=7"))
        try await owner.submit(form, ["setting-token": "right-token"])
        #expect(owner.page.location == "/connections/ops?done=saved")
        try await owner.follow()
        try await owner.submit("/connections/ops/test")
        try await owner.follow()
        #expect(owner.page.text.contains(Phrase.works.english))
        let state = try await site.installation.connections.state(of: "ops")
        #expect(state.check?.health == .ok && state.check?.by == "anna" && state.use?.hasWorked == true)
        try await owner.open(form)
        try await owner.submit(form, ["forget-token": "on"])
        #expect(owner.page.status == 303)
        let kept = try await site.installation.connections.secretDates(of: "ops").keys.sorted()
        #expect(kept == ["address", "signing-secret"], "what was left empty is kept, what was ticked is not")
    }

    private static func remove(_ owner: Browser, _ site: ConnectionSite) async throws {
        let form = "/connections/ops/remove"
        try await owner.open(form)
        #expect(owner.page.text.contains(Phrase.staysRecords.english))
        try await owner.submit(form, ["name": "other"])
        #expect(owner.page.status == 422 && owner.page.text.contains("&#39;s name."))
        #expect(try await site.installation.connections.list().count == 1)
        try await owner.submit(form, ["name": "ops"])
        #expect(owner.page.location == "/connections?done=removed")
        try await owner.follow()
        #expect(owner.page.text.contains(Phrase.connectionRemoved.english))
        #expect(try await site.installation.connections.list().isEmpty)
        let secrets = try await site.installation.secrets.list().map(\.name)
        #expect(!secrets.contains { $0.hasPrefix("connection/") })
        #expect(try await owner.open("/connections/ops").status == 404)
    }

    @Test("what was typed wrong stays in the form, in a part of it that is open")
    func typed() async throws {
        try await ConnectionSite.with { site in
            let owner = site.owner
            let form = "/connections/new/google-drive"
            try await owner.open(form)
            #expect(owner.page.text.contains("href=\"/connections/new/google\""), "an account has to come first")
            let page = try await owner.submit(
                form,
                [
                    "name": "drive", "setting-drive": " 0ABC ", "setting-writes-per-second": "many",
                    "setting-acknowledge-abuse": "true", "setting-account": "nobody",
                ])
            #expect(page.status == 422)
            #expect(page.text.contains("value=\"0ABC\"") && page.text.contains("value=\"many\""))
            #expect(page.text.contains("<option value=\"true\" selected>"))
            #expect(page.text.contains("<details class=\"field\" open>"))
            #expect(page.text.contains("Give a whole number from 0 to 10,000."))
            #expect(page.text.contains(Phrase.accountUnknown.english))
            try await owner.submit(form, ["name": "drive", "setting-writes-per-second": "2"])
            #expect(owner.page.status == 303)
            let saved = try await site.installation.connections.show("drive")
            #expect(saved.settings == ["writes-per-second": "2"] && saved.changedBy == "anna")
            try await owner.open("/connections/drive/edit")
            try await owner.submit("/connections/drive/edit", ["setting-writes-per-second": ""])
            #expect(try await site.installation.connections.show("drive").settings.isEmpty)
        }
    }

    @Test("what an integration itself refuses is said in its own words")
    func refused() async throws {
        try await ConnectionSite.with { site in
            let owner = site.owner
            try await owner.open("/connections/new/google")
            let page = try await owner.submit(
                "/connections/new/google", ["name": "me", "setting-client": "{\"\(Self.canary)\": 1}"])
            #expect(page.status == 422 && page.text.contains("<span lang=\"en\">"))
            #expect(!page.text.contains(Self.canary))
            #expect(try await site.installation.connections.list().isEmpty)
        }
    }

    @Test("a viewer looks and changes nothing; an API token tests and sets nothing up")
    func rights() async throws {
        try await ConnectionSite.with(opening: { _ in SteadyIntegration(.ok) }) { site in
            try await site.save("count", "ElectionCommission", [:])
            let viewer = site.browser(try await site.people.person("vera", .viewer))
            let page = try await viewer.open("/connections/count")
            #expect(page.status == 200 && !page.text.contains("action=\"/connections/count/"))
            #expect(!page.text.contains("/connections/count/edit"))
            #expect(try await viewer.open("/connections/count/edit").status == 403)
            #expect(try await viewer.open("/connections").text.contains(Phrase.onlyOwners.english))
            let program = Browser(site.client)
            let test = "/api/connections/count/test"
            let refused = try await program.post(test, [:], headers: try await site.token([.read]))
            #expect(refused.status == 403)
            let operate = try await site.token([.read, .operate])
            let tested = try await program.post(test, [:], headers: operate)
            #expect(tested.status == 200)
            let answer = try JSON(parsing: Array(tested.text.utf8))
            #expect(answer["status"] == "ok" && answer["checked_by"] == "anna" && answer["checked_at"] != nil)
            let known = try await program.open("/api/connections/count", headers: operate)
            let json = try JSON(parsing: Array(known.text.utf8))
            #expect(json["health"] == answer && json["verdict"] == "good" && json["last_use"] == .null)
            let form = try await program.post("/connections/new/election-commission", ["name": "x"], headers: operate)
            #expect(form.status == 403)
            #expect(try await site.installation.connections.list().count == 1)
        }
    }

    @Test("a service that never answers does not keep anybody waiting")
    func slow() async throws {
        try await MadeFiles.with { made in
            let site = Site(installation: made.installation, connecting: made, patience: made.clock) { _ in
                SteadyIntegration(nil)
            }
            let check = try await ConnectionCheck.run("drive", site, by: "tester")
            guard case .failing(let error) = check.health else {
                Issue.record("it fails")
                return
            }
            #expect(error.code == .unavailable && error.message.contains("10 seconds"))
        }
    }

    @Test("the pages of real connections keep the rules of pages and show no secret, in every language")
    func realConnections() async throws {
        try await MadeFiles.with { made in
            for address in ["/connections", "/connections/me", "/connections/drive", "/connections/me/edit"] {
                for language in Language.allCases {
                    let page = try await FilesPagesTests.ask(made.site, "\(address)?lang=\(language.rawValue)")
                    #expect(page.status == 200 && !page.text.contains(MadeFiles.canary), "\(address)")
                    let tree = MarkupTree(page.text)
                    for rule in PageRule.all { #expect(rule.check(tree) == [], "\(address): \(rule.name)") }
                }
            }
            let page = try await FilesPagesTests.ask(made.site, "/connections/me/remove")
            #expect(page.text.contains(Phrase.usedByOthers.english) && !page.text.contains("action=\"/connections/me"))
        }
    }
}
