// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore
import StewardLedger
import Tally

/// The pages of the ledger.
enum LedgerPages {
    static let routes: [Route] = [
        Route("/ledger", "The books", scope: .read) { _, context, site in
            let page = LedgerListPage(
                books: try await BookView.all(site, context.visitor), visitor: context.visitor,
                words: context.words(site))
            return frame(Phrase.ledger.text(context.language), "/ledger", page.body, context)
        },
        // Addresses of fixed words come first: no book may be called “check”.
        Route(
            "/ledger/check", "Whether the records hold a file, by its SHA-256", scope: .read,
            queries: [("sha256", "64 hexadecimal digits")]
        ) { request, context, site in
            let asked = request.uri.queryParameters["sha256"].map(String.init) ?? ""
            let answer = asked.isEmpty ? nil : try await LedgerCheck.answer(sha256: asked, context, site)
            return LedgerCheck.page(asked, answer, context, site)
        },
        Route(
            "/ledger/{book}", "A book: how it stands, its verification, its entries, the newest first", scope: .read,
            queries: [("before", "Only entries with a smaller number")]
        ) { request, context, site in
            try await book(request, context, site)
        },
        Route(.post, "/ledger/{book}/verify", "Verify a book; one verification at a time", scope: .read) {
            request, context, site in
            _ = try await FormData.read(request, context)
            let book = try await BookReading.book(context, site).id
            _ = try await BookVerifications(site.installation).begin(book, by: context.visitor?.actor ?? "")
            return Routes.seeOther(address(book.name) + "#verification")
        },
        Route("/ledger/{book}/bundle.tar", "A book as a sealed bundle that anybody can verify offline", scope: .read) {
            _, context, site in
            try await BundleDownload.response(context, site)
        },
        Route("/ledger/{book}/{entry}", "An entry with its proof", scope: .read) { _, context, site in
            let page = try await EntryPage.load(context, site)
            let (book, number) = (page.book.id.name, page.number)
            return frame("\(book) \(number)", address(book, number), page.body, context)
        },
        Route("/ledger/{book}/{entry}/line", "The exact bytes of an entry that were hashed", scope: .read) {
            _, context, site in
            let (book, number, line) = try await EntryPage.line(context, site)
            guard try await !ReviewVeil(book.id, site).hides(number) else {
                throw HTTPError(.forbidden, message: Phrase.reviewHidden.text(context.language))
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/octet-stream",
                    .contentDisposition: "attachment; filename=\"entry-\(number).json\"",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: line.bytes)))
        },
        Route("/assets/file-hash.js", "The script that computes a file's SHA-256", scope: .open) { _, _, _ in
            var response = Routes.text(FileHashScript.text, type: "text/javascript; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
    ]

    /// How many entries stand on one page.
    static let limit: Int64 = 100

    /// The address of a book or of one of its entries.
    static func address(_ book: String, _ sequence: Int64? = nil) -> String {
        "/ledger/\(HTML.pathComponent(book))" + (sequence.map { "/\($0)" } ?? "")
    }

    static func frame(_ title: String, _ path: String, _ body: HTML, _ context: PageContext) -> Response {
        TallyPages.frame(title, path, .ledger, body, context)
    }

    private static func book(_ request: Request, _ context: PageContext, _ site: Site) async throws -> Response {
        let book = try await BookReading.book(context, site)
        let before = request.uri.queryParameters["before"].flatMap { Int64($0) }
        let verifications = BookVerifications(site.installation)
        let page = BookPage(
            view: try await BookView(book, site), job: try await verifications.underWay(book.id),
            listing: try await EntryListing(book, before: before, site), parts: WorkPages.parts(context, site),
            names: await AccountNames(site))
        let path = address(book.id.name) + (before.map { "?before=\($0)" } ?? "")
        return frame(book.id.name, path, page.body, context)
    }
}
