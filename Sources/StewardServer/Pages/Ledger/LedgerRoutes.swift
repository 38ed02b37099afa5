// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore
import StewardLedger
import Tally

/// What the pages of the ledger show, as JSON.
enum LedgerRoutes {
    static let all: [Route] = books + entries + proofs

    private static let books: [Route] = [
        Route("/api/ledger", "The books", isData: true, scope: .read, gives: .array(of: LedgerSchemas.book)) {
            _, context, site in
            let views = try await BookView.all(site, context.visitor)
            return JSONAnswer.response(
                .array(
                    views.map { view in
                        LedgerJSON.book(view, mayRead: BookReading.allows(view.book.id, to: context.visitor))
                    }))
        },
        Route(
            "/api/ledger/{book}", "A book and how it stands", isData: true, scope: .read, gives: LedgerSchemas.book
        ) { _, context, site in
            let book = try await BookReading.book(context, site)
            return JSONAnswer.response(LedgerJSON.book(try await BookView(book, site), mayRead: true))
        },
        Route(
            "/api/ledger/{book}/verification", "What the last verification of a book found, and the one under way",
            isData: true, scope: .read, gives: LedgerSchemas.verification
        ) { _, context, site in
            try await verification(try await BookReading.book(context, site).id, site)
        },
        Route(
            .post, "/api/ledger/{book}/verify", "Verify a book; gives the verification under way, new or not",
            isData: true, scope: .read, gives: LedgerSchemas.verification
        ) { request, context, site in
            try await LedgerRoutes.prove(request, context)
            let book = try await BookReading.book(context, site).id
            _ = try await BookVerifications(site.installation).begin(book, by: context.visitor?.actor ?? "")
            return try await verification(book, site)
        },
    ]

    private static let entries: [Route] = [
        Route(
            "/api/ledger/{book}/entries", "Entries of a book, the newest first, 100 at a time", isData: true,
            scope: .read,
            queries: [
                Query("before", "Only entries with a smaller number: “next” of the page before", LedgerSchemas.size)
            ],
            gives: LedgerSchemas.entries, problems: [.conflict]
        ) { request, context, site in
            let book = try await BookReading.book(context, site)
            let before = request.uri.queryParameters["before"].flatMap { Int64($0) }
            let listing = try await EntryListing(book, before: before, site)
            guard listing.entries != nil else {
                throw HTTPError(.conflict, message: Phrase.entriesUnreadable.english)
            }
            return JSONAnswer.response(LedgerJSON.entries(listing))
        },
        Route(
            "/api/ledger/{book}/entries/{entry}", "An entry with the proof that it stands in the book", isData: true,
            scope: .read, gives: LedgerSchemas.proof, problems: [.conflict]
        ) { _, context, site in
            JSONAnswer.response(LedgerJSON.entry(try await EntryPage.load(context, site)))
        },
        Route(
            "/api/ledger-check/{sha256}", "Whether the records hold the file with this SHA-256", isData: true,
            scope: .read, gives: LedgerSchemas.check, problems: [.serviceUnavailable]
        ) { _, context, site in
            let answer = try await LedgerCheck.answer(
                sha256: try context.parameters.require("sha256"), context, site)
            guard answer != .wrong else { throw HTTPError(.notFound, message: Phrase.checkWrong.english) }
            return JSONAnswer.response(LedgerCheck.json(answer))
        },
    ]

    private static let proofs: [Route] = [
        Route(
            "/api/ledger/{book}/consistency", "The proof that a book continues what it was with fewer entries",
            isData: true, scope: .read,
            queries: [
                Query("from", "The smaller number of entries", LedgerSchemas.size.standard(0)),
                Query("to", "The larger one; all that there are when left out", LedgerSchemas.size),
            ], gives: LedgerSchemas.consistency, problems: [.conflict]
        ) { request, context, site in
            let book = try await BookReading.book(context, site)
            let query = request.uri.queryParameters
            let from = query["from"].flatMap { Int64($0) } ?? 0
            let end = query["to"].flatMap { Int64($0) } ?? book.size
            let ledger = site.installation.ledger
            do {
                let proof = try await ledger.consistencyProof(in: book.id, from: from, to: end)
                return JSONAnswer.response(
                    LedgerJSON.consistency(
                        proof, try await ledger.root(of: book.id, size: from),
                        try await ledger.root(of: book.id, size: end)))
            } catch let error as LedgerError {
                throw HTTPError(error.code == .notFound ? .notFound : .conflict, message: error.message)
            }
        }
    ]

    private static func verification(_ book: BookID, _ site: Site) async throws -> Response {
        let verifications = BookVerifications(site.installation)
        return JSONAnswer.response(
            LedgerJSON.verification(
                try await verifications.last(of: book), try await verifications.underWay(book)))
    }

    /// A program with an API token needs no body. A browser's session has to show that one of our pages sent it.
    private static func prove(_ request: Request, _ context: PageContext) async throws {
        if context.visitor?.session != nil { _ = try await FormData.read(request, context) }
    }
}
