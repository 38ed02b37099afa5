// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore
import StewardStore
import Tally

/// The pages of elections.
enum TallyPages {
    static let routes: [Route] = [
        Route("/tally", "The newest election at a glance", scope: .read) { request, context, site in
            guard let election = try await site.elections().last else {
                return empty("/tally", .tally, context)
            }
            return try await overview(election, request, context, site)
        },
        Route("/tally/{election}", "An election at a glance", scope: .read) { request, context, site in
            try await overview(try context.parameters.require("election"), request, context, site)
        },
        Route(
            "/tally/{election}/provinces/{province}", "A province: its constituencies and sums",
            scope: .read
        ) {
            _, context, site in
            let (election, atlas) = try await atlas(context, site)
            let code = try province(context, atlas)
            let name = atlas.name(of: code) ?? String(code)
            let page = ProvincePage(
                election: election, province: code, name: name, atlas: atlas, words: context.words(site))
            return frame(name, address(election, province: code), .tally, page.body, context)
        },
        Route(
            "/tally/{election}/areas/{area}", "A constituency: both ballots, sources side by side",
            scope: .read
        ) {
            _, context, site in
            try await constituency(context, site)
        },
        Route("/tally/{election}/charts", "An election in charts, each with its numbers", scope: .read) {
            _, context, site in
            let (election, atlas) = try await atlas(context, site)
            let words = context.words(site)
            let body = site.shelf.fragment("charts", election, atlas, context.language) {
                ChartsPage(election: election, atlas: atlas, words: words, vendor: site.vendor).body
            }
            return frame(
                Phrase.charts.text(context.language), "/tally/\(election)/charts", .tally, body, context)
        },
        Route("/tally/{election}/findings", "The findings of an election, by consequence", scope: .read) {
            request, context, site in
            let election = try context.parameters.require("election")
            return try await findings(election, "/tally/\(election)/findings", request, context, site)
        },
        Route("/tally/{election}/findings/{finding}", "A finding with its evidence", scope: .read) {
            request, context, site in
            try await finding(request, context, site)
        },
        Route("/findings", "The findings of the newest election, by consequence", scope: .read) {
            request, context, site in
            guard let election = try await site.elections().last else {
                return empty("/findings", .findings, context)
            }
            return try await findings(election, "/findings", request, context, site)
        },
        Route("/blobs/{sha256}", "The bytes of an imported file, as it came", scope: .read) {
            _, context, site in
            guard let id = BlobID(try context.parameters.require("sha256")),
                let bytes = try? site.installation.blobs.bytes(of: id)
            else { throw HTTPError(.notFound, message: "There is no such blob.") }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/octet-stream",
                    .contentDisposition: "attachment; filename=\"\(id.hex)\"",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        },
        Route("/assets/tally.js", "The script of maps and charts", scope: .open) { _, _, _ in
            var response = Routes.text(TallyScript.text, type: "text/javascript; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
    ]

    // MARK: addresses

    static func address(_ election: String, _ area: Area) -> String {
        "/tally/\(election)/areas/\(area.description)"
    }
    static func address(_ election: String, province: Int) -> String {
        "/tally/\(election)/provinces/\(province)"
    }
    static func address(_ election: String, _ finding: Finding) -> String {
        "/tally/\(election)/findings/\(HTML.pathComponent(finding.id))"
    }

    // MARK: what a page is about

    static func view(_ context: PageContext, _ site: Site) async throws -> (String, ElectionView) {
        let election = try context.parameters.require("election")
        return (election, try await found { try await site.view(election) })
    }

    static func atlas(_ context: PageContext, _ site: Site) async throws -> (String, TallyAtlas) {
        let election = try context.parameters.require("election")
        return (election, try await found { try await site.atlas(election) })
    }

    /// What is not there is a page that says so, not a failure.
    static func found<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as TallyError where error.code == .notFound {
            throw HTTPError(.notFound, message: error.description)
        }
    }

    /// The code of the province in the address.
    static func province(_ context: PageContext, _ atlas: TallyAtlas) throws -> Int {
        guard let code = context.parameters.get("province").flatMap({ Int($0) }),
            atlas.name(of: code) != nil
        else {
            throw HTTPError(.notFound, message: "The register has no constituency of such a province.")
        }
        return code
    }

    // MARK: pages

    private static func overview(
        _ election: String, _ request: Request, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let atlas = try await found { try await site.atlas(election) }
        let filter = AreaFilter(request.form)
        let page = OverviewPage(
            election: election, atlas: atlas, filter: filter, words: context.words(site),
            shelf: site.shelf,
            vendor: site.vendor)
        return frame(
            atlas.view.data.state.title, "/tally/\(election)\(filter.query)", .tally, page.body, context)
    }

    private static func constituency(_ context: PageContext, _ site: Site) async throws -> Response {
        let (election, atlas) = try await atlas(context, site)
        guard let area = context.parameters.get("area").flatMap({ Area($0) }), let facts = atlas[area]
        else {
            throw HTTPError(.notFound, message: "The register has no such constituency.")
        }
        let desk = try? await site.reviews.desk(election)
        let settled = SettledCells(election, area, atlas.view, desk, context.language)
        let page = ConstituencyPage(
            election: election, facts: facts, atlas: atlas, settled: settled, words: context.words(site))
        return frame(page.title, address(election, area), .tally, page.body, context)
    }

    private static func findings(
        _ election: String, _ path: String, _ request: Request, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let atlas = try await found { try await site.atlas(election) }
        let filter = FindingsFilter(request.form)
        let page = FindingsPage(
            election: election, filter: filter, atlas: atlas, words: context.words(site), path: path, shelf: site.shelf)
        return frame(
            Phrase.findings.text(context.language), path + filter.query, .findings, page.body, context)
    }

    private static func finding(
        _ request: Request, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let (election, view) = try await view(context, site)
        let id = try context.parameters.require("finding")
        guard let record = view.finding(id.removingPercentEncoding ?? id) else {
            throw HTTPError(.notFound, message: "This election has no such finding.")
        }
        let review = await ReviewOfFinding(record.finding, election, context, site)
        let path = address(election, record.finding)
        let host = request.head.authority.map { (context.isSecure ? "https://" : "http://") + $0 } ?? ""
        let page = FindingPage(
            election: election, record: record, view: view, words: context.words(site), review: review,
            address: host + path)
        return frame(page.title, path, .findings, page.body, context)
    }

    private static func empty(_ path: String, _ section: PageFrame.Section, _ context: PageContext)
        -> Response
    {
        let language = context.language
        let body: HTML = """
            <h1>\(Phrase.noElection.text(language))</h1>
            \(EmptyState(title: Phrase.noElection.text(language), text: "\(Phrase.noElectionHelp.text(language))"))
            """
        return frame(Phrase.noElection.text(language), path, section, body, context)
    }

    static func frame(
        _ title: String, _ path: String, _ section: PageFrame.Section, _ body: HTML,
        _ context: PageContext
    ) -> Response {
        PageFrame(title: title, language: context.language, section: section, path: path, body: body)
            .response()
    }
}
