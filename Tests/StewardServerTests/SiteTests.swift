// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import StewardCore
import StewardJobs
import StewardTestKit
import Tally
import Testing
@testable import StewardServer

@Suite struct SiteTests {
    /// What a page answered.
    private struct Answer {
        let status: Int
        let headers: HTTPFields
        let text: String
    }

    private static func ask(
        _ made: MadeElection, _ path: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:]
    ) async throws -> Answer {
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let server = try SiteServer(installation: made.installation, logger: logger)
        var all = try await OwnerCookie.headers(made.installation)
        for field in headers { all[field.name] = field.value }
        let sent = all
        return try await server.application().test(.router) { client in
            try await client.execute(uri: path, method: method, headers: sent) { response in
                Answer(
                    status: response.status.code, headers: response.headers, text: String(buffer: response.body))
            }
        }
    }

    /// An address of every route, its parameters filled with something that exists.
    private static func address(_ route: Route, _ made: MadeElection) async throws -> String {
        let state = try await made.installation.elections.state(MadeElection.name)
        let finding = state.findings.values.map(\.finding).sorted(by: Finding.byConsequence).first
        let job = try await made.installation.jobs.enqueue(.init(kind: "tally.check"))
        let values = [
            "election": MadeElection.name, "area": "10_1", "finding": finding?.id ?? "", "job": job.id.description,
            "book": "election%3Amade", "entry": "0", "province": "10", "set": MadeBackups.set,
            "backup": MadeBackups.id,
            "sha256": state.sources.values.first?.sha256 ?? "",
        ]
        return values.reduce(route.path) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
    }

    @Test("every route answers, with the strict headers")
    func everyRoute() async throws {
        try await MadeElection.with { made in
            try await MadeBackups.fill(made.installation)
            // The others are walked by tests of their own, with what they show.
            let others =
                FilesPages.routes + ConnectionPages.routes + FileRoutes.all + AccessPages.routes + ReviewPages.routes
                + WorkPages.routes + WorkRoutes.all + ReviewRoutes.all + EventRoutes.routes + VendorAssets.routes
                + IntakeRoutes.all + LogbookRoutes.all + LogbookPages.routes + PhonePages.routes
            let elsewhere = Set(others.map(\.path) + ["/readyz"])
            for route in Routes.all where route.method == .get && !elsewhere.contains(route.path) {
                let address = try await Self.address(route, made)
                let answer = try await Self.ask(made, address)
                #expect(answer.status == 200, "\(address)")
                #expect(answer.headers[.contentSecurityPolicy] == SecurityHeaders.policy, "\(address)")
                #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(address)")
                #expect(answer.headers[.requestID]?.isEmpty == false, "\(address)")
            }
        }
    }

    @Test("what people and services wrote is text in the page, never markup")
    func escaping() async throws {
        try await MadeElection.with { made in
            let answer = try await Self.ask(made, "/tally/made/areas/10_1")
            #expect(answer.text.contains("&lt;script&gt;alert(1)"))
            #expect(!answer.text.contains("<script"))
        }
    }

    @Test("the planted error is on the overview, on its constituency and on a page of its own")
    func findings() async throws {
        try await MadeElection.with { made in
            let state = try await made.installation.elections.state(MadeElection.name)
            let finding = try #require(state.findings.values.map(\.finding).first { $0.rule == .ballotsSplit })
            let id = HTML.pathComponent(finding.id)
            for path in ["/tally", "/tally/made/areas/10_1", "/findings"] {
                #expect(try await Self.ask(made, path).text.contains("/tally/made/findings/\(id)"), "\(path)")
            }
            let page = try await Self.ask(made, "/tally/made/findings/\(id)").text
            #expect(page.contains("/ledger/election%3Amade/"))
            let change = try #require(finding.smallestChanges.first)
            #expect(page.contains(Language.english.number(try #require(change.to))))
        }
    }

    @Test("another host name, another method and a large body are refused")
    func refused() async throws {
        try await MadeElection.with { made in
            #expect(RequestGuard.isLoopback("127.0.0.1:8787"))
            #expect(RequestGuard.isLoopback("[::1]:8787"))
            #expect(RequestGuard.isLoopback("localhost"))
            #expect(!RequestGuard.isLoopback("steward.example"))
            #expect(!RequestGuard.isLoopback("127.0.0.1.example:80"))
            #expect(try await Self.ask(made, "/", method: .delete).status == 405)
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let destination = try #require(HTTPField.Name("Sec-Fetch-Dest"))
            #expect(try await Self.ask(made, "/", headers: [site: "cross-site", destination: "image"]).status == 403)
            #expect(try await Self.ask(made, "/", headers: [site: "cross-site"]).status == 403)
            #expect(
                try await Self.ask(made, "/", headers: [site: "cross-site", destination: "document"]).status == 200)
            #expect(try await Self.ask(made, "/", headers: [site: "same-origin", destination: "empty"]).status == 200)
            let large = try await Self.ask(made, "/", headers: [.contentLength: "70000"])
            #expect(large.status == 413)
        }
    }

    @Test("the server refuses to listen where others could reach it")
    func loopbackOnly() async throws {
        try await MadeElection.with { made in
            let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            #expect(throws: ServerError.self) {
                try SiteServer(installation: made.installation, host: "0.0.0.0", logger: logger)
            }
        }
    }

    @Test("errors are pages for people and problem+json for programs, without internals")
    func errors() async throws {
        try await MadeElection.with { made in
            let page = try await Self.ask(made, "/tally/none/areas/10_1")
            #expect(page.status == 404)
            #expect(page.headers[.contentType]?.hasPrefix("text/html") == true)
            let problem = try await Self.ask(made, "/api/elections/none")
            #expect(problem.status == 404)
            #expect(problem.headers[.contentType] == "application/problem+json")
            #expect(try JSON(parsing: Array(problem.text.utf8))["status"]?.integer == 404)
            #expect(try await Self.ask(made, "/blobs/..%2f..%2fetc%2fpasswd").status == 404)
        }
    }

    @Test("the language is asked for, remembered, and else what the browser prefers")
    func languages() async throws {
        try await MadeElection.with { made in
            let asked = try await Self.ask(made, "/?lang=th")
            #expect(asked.text.contains("<html lang=\"th\">"))
            #expect(asked.headers[.setCookie]?.contains("lang=th") == true)
            #expect(asked.headers[.setCookie]?.contains("HttpOnly") == true)
            let preferred = try await Self.ask(made, "/", headers: [.acceptLanguage: "de, th;q=0.8, en;q=0.5"])
            #expect(preferred.text.contains("<html lang=\"th\">"))
            #expect(LanguageChoice.preferred("fr, de") == .english)
        }
    }

    @Test("the JSON beside the pages is described, and each described address answers JSON")
    func openAPI() async throws {
        try await MadeElection.with { made in
            let document = try JSON(parsing: Array(try await Self.ask(made, "/openapi.json").text.utf8))
            let paths = try #require(document["paths"]?.members)
            #expect(Set(paths.map(\.key)) == Set(Routes.described.map(\.path)))
            let area = try JSON(parsing: Array(try await Self.ask(made, "/api/elections/made/areas/10_1").text.utf8))
            #expect(area["constituency"]?.array?.count == 2)
            #expect(area["party_list"]?.array?.count == 3)
        }
    }

    @Test("a view is made anew when the book has grown, and kept until then")
    func views() async throws {
        try await MadeElection.with { made in
            let site = Site(installation: made.installation)
            let first = try await site.view(MadeElection.name)
            let finding = try #require(first.findings.first { $0.finding.severity > .hint })
            _ = try await made.installation.elections.decide(
                Decision(
                    findingID: finding.finding.id, verdict: .reject, reason: "seen", correction: nil, person: "anna"),
                in: MadeElection.name)
            let second = try await site.view(MadeElection.name)
            #expect(second.size == first.size + 1)
            #expect(second.finding(finding.finding.id)?.status == .rejected)
        }
    }
}
