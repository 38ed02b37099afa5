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
            guard let election = try await site.elections().last else { return empty(context) }
            return try await overview(election, request, context, site)
        },
        Route("/tally/{election}", "An election at a glance", scope: .read) { request, context, site in
            try await overview(try context.parameters.require("election"), request, context, site)
        },
        Route("/tally/{election}/areas/{area}", "A constituency: both ballots, sources side by side", scope: .read) {
            _, context, site in
            let (election, view) = try await view(context, site)
            guard let area = context.parameters.get("area").flatMap({ Area($0) }),
                view.context.constituencies[area] != nil
            else { throw HTTPError(.notFound, message: "The register has no such constituency.") }
            let page = ConstituencyPage(election: election, area: area, view: view, words: context.words(site))
            return frame(page.title, "/tally/\(election)/areas/\(area)", .tally, page.body, context)
        },
        Route("/tally/{election}/findings/{finding}", "A finding with its evidence", scope: .read) { _, context, site in
            let (election, view) = try await view(context, site)
            let id = try context.parameters.require("finding")
            guard let record = view.finding(id.removingPercentEncoding ?? id) else {
                throw HTTPError(.notFound, message: "This election has no such finding.")
            }
            let review = await ReviewOfFinding(record.finding, election, context, site)
            let page = FindingPage(
                election: election, record: record, view: view, words: context.words(site), review: review)
            let path = "/tally/\(election)/findings/\(HTML.pathComponent(record.finding.id))"
            return frame(page.title, path, .findings, page.body, context)
        },
        Route("/findings", "The findings of the newest election, by consequence", scope: .read) {
            request, context, site in
            guard let election = try await site.elections().last else { return empty(context) }
            let view = try await found { try await site.view(election) }
            let filter = FindingsPage.Filter { request.uri.queryParameters[$0] }
            let page = FindingsPage(election: election, filter: filter, view: view, words: context.words(site))
            return frame(Phrase.findings.text(context.language), "/findings", .findings, page.body, context)
        },
        Route("/blobs/{sha256}", "The bytes of an imported file, as it came", scope: .read) { _, context, site in
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
    ]

    static func view(_ context: PageContext, _ site: Site) async throws -> (String, ElectionView) {
        let election = try context.parameters.require("election")
        return (election, try await found { try await site.view(election) })
    }

    /// What is not there is a page that says so, not a failure.
    static func found<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as TallyError where error.code == .notFound {
            throw HTTPError(.notFound, message: error.description)
        }
    }

    private static func overview(
        _ election: String, _ request: Request, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let view = try await found { try await site.view(election) }
        let page = OverviewPage(election: election, view: view, words: context.words(site))
        return frame(view.data.state.title, "/tally/\(election)", .tally, page.body, context)
    }

    private static func empty(_ context: PageContext) -> Response {
        let body: HTML = """
            <h1>\(Phrase.noElection.text(context.language))</h1>
            <p>\(Phrase.noElectionHelp.text(context.language))</p>
            """
        return frame(Phrase.noElection.text(context.language), "/tally", .tally, body, context)
    }

    static func frame(
        _ title: String, _ path: String, _ section: PageFrame.Section, _ body: HTML, _ context: PageContext
    ) -> Response {
        PageFrame(title: title, language: context.language, section: section, path: path, body: body).response()
    }
}
