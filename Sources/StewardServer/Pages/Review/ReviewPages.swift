// SPDX-License-Identifier: Apache-2.0
import Foundation
import Foundation
import HTTPTypes
import Hummingbird
import StewardCore
import StewardStore
import Tally

/// The pages of the review: what waits, one matter at a time, and the ways to answer, skip and take back.
enum ReviewPages {
    static let routes: [Route] = [
        Route(.get, "/review", "What waits for this reviewer, with progress and agreement", scope: .review) {
            _, context, site in
            guard let room = try await ReviewRoom(context, site) else { return nothing(context) }
            let page = ReviewQueuePage(room: room, names: await ReviewNames(site), form: context.formField())
            return frame(Phrase.review.text(context.language), "/review", page.body, context)
        },
        Route(.get, "/review/next", "The way to the matter that comes first", scope: .review) { _, context, site in
            guard let room = try await ReviewRoom(context, site), let first = room.queue.first else {
                return Routes.seeOther("/review")
            }
            return Routes.seeOther(address(first.id))
        },
        Route(
            .get, "/review/{case}", "One matter: source, readings, arithmetic, and what can be answered", scope: .review
        ) {
            _, context, site in
            try await page(try await matter(context, site), ReviewForm(), context, site)
        },
        Route(.get, "/review/{case}/crop", "The picture of a matter's cell, as PNG", scope: .review) {
            _, context, site in
            let (room, matter) = try await matter(context, site)
            guard let id = room.desk.crop(matter).flatMap({ BlobID($0) }),
                let bytes = try? site.installation.blobs.bytes(of: id)
            else { throw HTTPError(.notFound, message: "There is no picture of this cell.") }
            return Response(
                status: .ok, headers: [.contentType: "image/png"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        },
        Route(.post, "/review/{case}", "Records an answer", scope: .review) { request, context, site in
            try await answer(request, context, site)
        },
        Route(.post, "/review/{case}/skip", "Puts a matter off", scope: .review) { request, context, site in
            _ = try await FormData.read(request, context)
            let (room, matter) = try await matter(context, site)
            _ = try await TallyPages.found {
                try await site.reviews.skip(matter.id, by: room.reviewer, in: room.election)
            }
            return Routes.seeOther("/review/next")
        },
        Route(.post, "/review/{case}/undo", "Takes this reviewer's own answer back", scope: .review) {
            request, context, site in
            try await undo(request, context, site)
        },
        Route(.get, "/assets/review.js", "The script of the review's keys", scope: .open) { _, _, _ in
            var response = Routes.text(ReviewScript.text, type: "text/javascript; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
    ]

    static func address(_ id: String) -> String { "/review/\(HTML.pathComponent(id))" }

    static func frame(_ title: String, _ path: String, _ body: HTML, _ context: PageContext) -> Response {
        let script: HTML = "\n<script type=\"module\" src=\"/assets/review.js\"></script>"
        return TallyPages.frame(title, path, .review, "\(body)\(script)", context)
    }

    /// The matter that the address names, whether it waits or not.
    static func matter(_ context: PageContext, _ site: Site) async throws -> (ReviewRoom, ReviewCase) {
        let id = try context.parameters.require("case")
        guard let room = try await ReviewRoom(context, site),
            let matter = room.desk.matter(id.removingPercentEncoding ?? id)
        else { throw HTTPError(.notFound, message: "No open finding turns on this any more.") }
        return (room, matter)
    }

    private static func nothing(_ context: PageContext) -> Response {
        let body: HTML = """
            <h1>\(Phrase.review.text(context.language))</h1>
            <p>\(Phrase.noElection.text(context.language))</p>
            """
        return frame(Phrase.review.text(context.language), "/review", body, context)
    }

    private static func page(
        _ place: (room: ReviewRoom, matter: ReviewCase), _ form: ReviewForm, _ context: PageContext, _ site: Site,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let names = await ReviewNames(site)
        let page = ReviewCasePage(
            room: place.room, matter: place.matter, names: names, form: form, field: context.formField())
        var response = frame(page.title, address(place.matter.id), page.body, context)
        response.status = status
        return response
    }

    private static func answer(_ request: Request, _ context: PageContext, _ site: Site) async throws -> Response {
        let data = try await FormData.read(request, context)
        let place = try await matter(context, site)
        var form = ReviewForm(data)
        guard let submission = form.submission(place.1, on: place.0.desk, context.language) else {
            return try await page(place, form, context, site, status: .unprocessableContent)
        }
        do {
            _ = try await site.reviews.enter(submission, by: place.0.reviewer, in: place.0.election)
            return Routes.seeOther("/review/next")
        } catch let error as TallyError where error.code == .exists {
            form.problem = Phrase.reviewConflict.text(context.language)
            return try await page(try await matter(context, site), form, context, site, status: .conflict)
        } catch let error as TallyError where error.code == .invalid {
            form.problem = error.description
            return try await page(place, form, context, site, status: .unprocessableContent)
        } catch let error as TallyError where error.code == .notFound {
            throw HTTPError(.notFound, message: error.description)
        }
    }

    private static func undo(_ request: Request, _ context: PageContext, _ site: Site) async throws -> Response {
        let data = try await FormData.read(request, context)
        let place = try await matter(context, site)
        do {
            _ = try await site.reviews.undo(
                place.1.id, turn: data["turn"].flatMap { Int($0) } ?? -1, by: place.0.reviewer, in: place.0.election)
            return Routes.seeOther(address(place.1.id))
        } catch let error as TallyError where error.code == .exists || error.code == .invalid {
            var form = ReviewForm()
            form.problem = Phrase.reviewConflict.text(context.language)
            return try await page(try await matter(context, site), form, context, site, status: .conflict)
        }
    }
}

/// The newest election's desk, with the one who sits at it.
struct ReviewRoom: Sendable {
    let election: String
    let desk: ReviewDesk
    let reviewer: Reviewer
    let words: Words
    var language: Language { words.language }
    let queue: [ReviewCase]

    /// `nil` when there is no election.
    init?(_ context: PageContext, _ site: Site) async throws {
        guard let visitor = context.visitor else { throw HTTPError(.forbidden, message: "Sign in to review.") }
        guard let election = try await site.elections().last else { return nil }
        self.election = election
        let desk = try await TallyPages.found { try await site.reviews.desk(election) }
        self.desk = desk
        reviewer = Reviewer(id: visitor.actor)
        words = context.words(site)
        queue = desk.queue(of: reviewer)
    }

    /// `3.3 advance ballots outside`, `Row 12 of the table`, or the finding's rule. Never a name.
    func label(_ matter: ReviewCase) -> String {
        guard let cell = matter.cell, let form = matter.leading.form else {
            return matter.leading.rule.title(language)
        }
        let label = cell.label(on: form, language)
        return label.prefix(1).uppercased() + label.dropFirst()
    }

    /// `กรุงเทพมหานคร 1 · Constituency ballot · ส.ส. 5/17 · set 3`.
    func place(_ matter: ReviewCase) -> String {
        let finding = matter.leading
        var parts: [String] = []
        parts.append(finding.area.map { desk.register.name(of: $0) } ?? Phrase.all.text(language))
        if let kind = finding.kind { parts.append(Phrase.ballot(kind).text(language)) }
        if let form = finding.form, let kind = finding.kind { parts.append(form.code(kind)) }
        if let place = finding.place { parts.append(place.label(language)) }
        return parts.joined(separator: " · ")
    }
}

/// What people are called, for entries of settled matters. The book has no names.
struct ReviewNames: Sendable {
    private let names: AccountNames

    init(_ site: Site) async { names = await AccountNames(site) }

    subscript(reviewer: Reviewer) -> String { names[reviewer.id] }
}
