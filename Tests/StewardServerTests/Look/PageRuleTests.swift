// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import StewardCore
import StewardJobs
import Synchronization
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
            try await Schedules(queue: made.installation.jobs).put(
                Schedule(
                    name: "nightly", kind: "tally.check", trigger: try Trigger(parsing: "daily at 02:00"), zone: .utc))
            try await MadeBackups.fill(made.installation)
            let people = try await MadePeople(made.installation)
            let site = Site(installation: made.installation, access: people.access)
            let link = try await people.access.invite(role: .viewer, by: try await people.visitor(people.owner))
            let queue = MarkupTree(try await Self.ask(site, people, ["/review"]).first?.text ?? "")
            let matter = queue.root.all("a").compactMap { $0["href"] }.first {
                $0.hasPrefix("/review/") && $0 != "/review/next"
            }
            let values = [
                "election": MadeElection.name, "area": "10_1", "finding": HTML.pathComponent(finding?.id ?? ""),
                "job": job.id.description, "schedule": "nightly", "book": "election%3Amade", "entry": "0",
                "province": "10", "set": MadeBackups.set, "backup": MadeBackups.id,
                "code": link.code.reveal(), "case": String(try #require(matter).dropFirst("/review/".count)),
                "sha256": state.sources.values.first?.sha256 ?? "",
            ]
            #expect(Set(values.keys).isSubset(of: Self.parameters))
            try await Self.check(site, people, values, atLeast: 10)
        }
    }

    /// The parameters that these tests have values for.
    private static let parameters: Set = [
        "election", "area", "finding", "job", "book", "entry", "province", "code", "case", "sha256", "connection",
        "integration",
        "transfer", "mirror", "recovery", "schedule", "set", "backup",
    ]

    @Test("no page is left out: the parameters of each have values here")
    func complete() {
        for route in Routes.all where route.method == .get && !route.isData && !route.isForDevices {
            let needed = Set(route.path.matches(of: /\{([a-z0-9]+)\}/).map { String($0.output.1) })
            let known = Self.parameters.union(LogbookWalkTests.parameters)
            #expect(needed.subtracting(known) == [], "\(route.path)")
        }
    }

    @Test("every page of files keeps every rule, in every language")
    func files() async throws {
        try await MadeFiles.with { made in
            let values = [
                "connection": "drive", "transfer": MadeFiles.transfer, "mirror": try await made.mirrorID,
                "recovery": try await made.recoveryID, "integration": "google-drive",
            ]
            try await Self.check(made.site, try await MadePeople(made.installation), values, atLeast: 10)
        }
    }

    @Test("every page of an empty installation keeps every rule")
    func empty() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            try await Self.check(made.site, try await MadePeople(made.installation), [:], atLeast: 8)
        }
    }

    @Test("the page of an error keeps every rule")
    func errors() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let people = try await MadePeople(made.installation)
            let page = try await Self.ask(made.site, people, ["/transfers/none"], .thai)
            #expect(page.first?.status == 404)
            for rule in PageRule.all { #expect(rule.check(MarkupTree(page.first?.text ?? "")) == [], "\(rule.name)") }
        }
    }

    @Test("every class of a page is one that a style sheet knows, and every style sheet keeps the palette")
    func classes() async throws {
        try await MadeElection.with { made in
            let people = try await MadePeople(made.installation)
            let site = Site(installation: made.installation, access: people.access)
            var known = Set(StyleSheet.text.matches(of: /\.([a-z][a-z-]*)/).map { String($0.output.1) })
            let pages = try await Self.ask(site, people, Self.addresses([:]))
            for page in pages where page.type.hasPrefix("text/css") {
                known.formUnion(page.text.matches(of: /\.([a-z][a-z-]*)/).map { String($0.output.1) })
                let colors = page.text.replacing(Palette.properties, with: "").matches(of: /#[0-9a-f]{3,8}\b/)
                #expect(page.address.hasPrefix("/assets/vendor/") || colors.isEmpty, "\(page.address)")
            }
            for page in pages where page.type.hasPrefix("text/html") {
                let used = MarkupTree(page.text).root.all.flatMap {
                    ($0["class"] ?? "").split(separator: " ").map(String.init)
                }
                #expect(Set(used).subtracting(known) == [], "\(page.address)")
            }
        }
    }

    // MARK: walking

    private struct Page {
        let address: String
        let status: Int
        let type: String
        let text: String
    }

    /// Every page whose parameters are known. The stream of events never ends by itself.
    private static func addresses(_ values: [String: String]) -> [String] {
        Routes.all.filter { $0.method == .get && !$0.isData }.map { route in
            values.reduce(route.path) { $0.replacing("{\($1.key)}", with: $1.value) }
        }.filter { !$0.contains("{") && !$0.hasPrefix("/api/") && $0 != "/events" }
    }

    /// Walks the pages as an owner; what is not HTML is not looked at.
    private static func check(_ site: Site, _ people: MadePeople, _ values: [String: String], atLeast count: Int)
        async throws
    {
        var walked: Set<String> = []
        for language in Language.allCases {
            let pages = try await ask(site, people, addresses(values), language)
            for page in pages where page.type.hasPrefix("text/html") {
                #expect(page.status < 500, "\(page.address)")
                if page.status == 200 { walked.insert(page.address) }
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
    private static func ask(
        _ site: Site, _ people: MadePeople, _ addresses: [String], _ language: Language = .english
    ) async throws -> [Page] {
        site.readiness.withLock { $0 = true }
        let router = Router(context: PageContext.self)
        router.middlewares.add(Known(visitor: try await people.visitor(people.owner), language: language))
        for route in Routes.all where route.method == .get {
            router.get(RouterPath(route.path)) { request, context in
                try await Reader.$current.withValue(Reader(context)) {
                    try await route.answer(request, context, site)
                }
            }
        }
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        return try await Application(router: router, logger: logger).test(.router) { client in
            var pages: [Page] = []
            for address in addresses {
                let page = try await client.execute(uri: address, method: .get) { response in
                    Page(
                        address: address, status: response.status.code, type: response.headers[.contentType] ?? "",
                        text: String(buffer: response.body))
                }
                pages.append(page)
            }
            return pages
        }
    }

    /// Says who asks, and in which language.
    private struct Known: RouterMiddleware {
        typealias Context = PageContext

        let visitor: Visitor
        let language: Language

        func handle(
            _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            context.know(visitor, context.caller)
            context.formToken = visitor.formToken
            context.language = language
            do { return try await next(request, context) } catch {
                return ErrorPages.response(for: error, context)
            }
        }
    }
}
