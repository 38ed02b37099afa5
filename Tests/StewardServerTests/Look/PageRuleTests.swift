// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import StewardCore
import StewardJobs
import Tally
import Testing

@testable import StewardServer

@Suite struct PageRuleTests {
    @Test("each rule sees what breaks it", arguments: PageRule.all)
    func planted(_ rule: PageRule) {
        #expect(!rule.broken.isEmpty)
        for page in rule.broken {
            #expect(!rule.check(MarkupTree(page)).isEmpty, "\(page)")
        }
    }

    @Test("no rule objects to a page that keeps them")
    func sound() {
        let page = """
            <!doctype html>
            <html lang="en"><head><title>x</title></head><body><nav aria-label="a"><a href="/">x &lt; y</a></nav>
            <main><h1>x</h1><!-- <p> --><form action="/a" method="post"><label for="f">x</label><input id="f">
            <button type="submit">x</button></form><table><thead><tr><th scope="col">x</th></tr></thead>
            <tbody><tr><td>y</td></tr></tbody></table><script type="module" src="/a.js">if (a < b) {}</script></main>
            </body></html>
            """
        for rule in PageRule.all { #expect(rule.check(MarkupTree(page)) == [], "\(rule.name)") }
    }

    @Test("every page of an election keeps every rule, in every language")
    func election() async throws {
        try await MadeElection.with { made in
            let state = try await made.installation.elections.state(MadeElection.name)
            let finding = state.findings.values.map(\.finding).sorted(by: Finding.byConsequence).first
            let job = try await made.installation.jobs.enqueue(.init(kind: "tally.check"))
            let values = [
                "election": MadeElection.name, "area": "10_1", "finding": HTML.pathComponent(finding?.id ?? ""),
                "job": job.id.description, "book": "election%3Amade", "entry": "0", "province": "10",
            ]
            try await Self.check(Site(installation: made.installation), values, atLeast: 10)
        }
    }

    @Test("every page of files keeps every rule, in every language")
    func files() async throws {
        try await MadeFiles.with { made in
            let values = [
                "connection": "drive", "transfer": MadeFiles.transfer, "mirror": try await made.mirrorID,
                "recovery": try await made.recoveryID,
            ]
            try await Self.check(made.site, values, atLeast: 10)
        }
    }

    @Test("every page of an empty installation keeps every rule")
    func empty() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            try await Self.check(made.site, [:], atLeast: 8)
        }
    }

    @Test("the page of an error keeps every rule")
    func errors() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let page = try await Self.ask(made.site, ["/transfers/none?lang=th"])
            #expect(page.first?.status == 404)
            for rule in PageRule.all { #expect(rule.check(MarkupTree(page.first?.text ?? "")) == [], "\(rule.name)") }
        }
    }

    // MARK: walking

    private struct Page {
        let address: String
        let status: Int
        let isPage: Bool
        let text: String
    }

    /// Walks every page whose parameters are known; what is not HTML is not looked at.
    private static func check(_ site: Site, _ values: [String: String], atLeast count: Int) async throws {
        let addresses = Routes.all.map { route in
            values.reduce(route.path) { $0.replacing("{\($1.key)}", with: $1.value) }
        }.filter { !$0.contains("{") && !$0.hasPrefix("/api/") && !$0.hasPrefix("/assets/") }
        var walked: Set<String> = []
        for language in Language.allCases {
            for page in try await ask(site, addresses.map { "\($0)?lang=\(language.rawValue)" }) where page.isPage {
                walked.insert(page.address.split(separator: "?").first.map(String.init) ?? "")
                let tree = MarkupTree(page.text)
                for rule in PageRule.all {
                    let faults = rule.check(tree)
                    #expect(faults == [], "\(page.address): \(rule.name)")
                }
            }
        }
        #expect(walked.count >= count, "\(walked.sorted())")
    }

    /// Asks the routes themselves, as one who may do everything.
    private static func ask(_ site: Site, _ addresses: [String]) async throws -> [Page] {
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        return try await Application(router: Routes.router(site), logger: logger).test(.router) { client in
            var pages: [Page] = []
            for address in addresses {
                let page = try await client.execute(uri: address, method: .get) { response in
                    let type = response.headers[.contentType] ?? ""
                    return Page(
                        address: address, status: response.status.code, isPage: type.hasPrefix("text/html"),
                        text: String(buffer: response.body))
                }
                pages.append(page)
            }
            return pages
        }
    }
}
