// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import StewardCore
import StewardLedger
import Tally

/// The pages of the ledger.
enum LedgerPages {
    static let routes: [Route] = [
        Route("/ledger", "The books", scope: .read) { _, context, site in
            let books = try await site.installation.ledger.books()
            return TallyPages.frame(
                Phrase.ledger.text(context.language), "/ledger", .ledger, list(books, context.words(site)), context)
        },
        Route("/ledger/{book}", "The entries of a book, the newest first", scope: .read) { request, context, site in
            let id = try book(context)
            guard let book = try await site.installation.ledger.book(id) else {
                throw HTTPError(.notFound, message: "There is no such book.")
            }
            let end = request.uri.queryParameters["before"].flatMap { Int64($0) } ?? book.size
            let start = max(0, min(end, book.size) - 100)
            let entries = try await site.installation.ledger.entries(
                in: id, from: start, limit: Int(max(0, end - start)))
            let veil = try await ReviewVeil(id, site)
            let page = page(book, entries.reversed(), veil, context.words(site))
            return TallyPages.frame(id.name, address(id.name), .ledger, page, context)
        },
        Route("/ledger/{book}/{entry}", "An entry with its proof", scope: .read) { _, context, site in
            let id = try book(context)
            let ledger = site.installation.ledger
            guard let number = context.parameters.get("entry").flatMap({ Int64($0) }),
                let entry = try await ledger.entry(in: id, at: number)
            else { throw HTTPError(.notFound, message: "There is no such entry.") }
            let proof = try await ledger.inclusionProof(of: number, in: id)
            let root = try await ledger.root(of: id, size: proof.size)
            let isHidden = try await ReviewVeil(id, site).hides(number)
            let body = try EntryPage(
                entry: entry, proof: proof, root: root, isHidden: isHidden, words: context.words(site)
            ).body
            return TallyPages.frame("\(id.name) \(number)", address(id.name, number), .ledger, body, context)
        },
    ]

    /// The address of a book or of one of its entries.
    static func address(_ book: String, _ sequence: Int64? = nil) -> String {
        "/ledger/\(HTML.pathComponent(book))" + (sequence.map { "/\($0)" } ?? "")
    }

    static func book(_ context: PageContext) throws -> BookID {
        let text = try context.parameters.require("book")
        return BookID(text.removingPercentEncoding ?? text)
    }

    private static func list(_ books: [Book], _ words: Words) -> HTML {
        let language = words.language
        let rows = books.map { book -> HTML in
            """
            <tr><td><a href="\(address(book.id.name))">\(book.id.name)</a></td>\
            <td class="n">\(words.number(book.size))</td>\
            <td><code>\(Hexadecimal.text(book.head))</code></td></tr>
            """
        }
        return """
            <h1>\(Phrase.ledger.text(language))</h1>
            <p>\(Phrase.verifyHelp.text(language))</p>
            <div class="card"><table><thead><tr><th scope="col">\(Phrase.book.text(language))</th>\
            <th scope="col" class="n">\(Phrase.entries.text(language))</th>\
            <th scope="col">\(Phrase.hash.text(language))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private static func page(_ book: Book, _ entries: [Entry], _ veil: ReviewVeil, _ words: Words) -> HTML {
        let language = words.language
        let rows = entries.map { entry -> HTML in
            """
            <tr><td class="n"><a href="\(address(book.id.name, entry.sequence))">\(entry.sequence)</a></td>\
            <td class="small">\(words.time(entry.time))</td>\
            <td>\(veil.hides(entry.sequence) ? "review" : entry.kind)</td>\
            <td>\(veil.hides(entry.sequence) ? "…" : entry.actor)</td>\
            <td><code>\(Hexadecimal.text(entry.hash).prefix(16))</code></td></tr>
            """
        }
        let older: HTML =
            (entries.last?.sequence ?? 0) > 0
            ? "<p><a href=\"\(address(book.id.name))?before=\(entries.last?.sequence ?? 0)\">→</a></p>" : ""
        return """
            <nav class="trail"><a href="/ledger">\(Phrase.ledger.text(language))</a></nav>
            <h1>\(book.id.name)</h1>
            <p>\(Phrase.verifyHelp.text(language))</p>
            <div class="card"><table><thead><tr><th scope="col" class="n">\(Phrase.number.text(language))</th>\
            <th scope="col">\(Phrase.time.text(language))</th><th scope="col">\(Phrase.kind.text(language))</th>\
            <th scope="col">\(Phrase.actor.text(language))</th>\
            <th scope="col">\(Phrase.hash.text(language))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>\(older)
            """
    }
}

/// One entry: what was hashed, and the path from it to the root.
struct EntryPage {
    let entry: Entry
    let proof: InclusionProof
    let root: [UInt8]
    /// Whether it is part of a review that is not settled, so that only its hash is shown.
    let isHidden: Bool
    let words: Words

    private var language: Language { words.language }

    var body: HTML {
        get throws {
            let line: HTML =
                isHidden
                ? "<p>\(Phrase.reviewHidden.text(language))</p>"
                : "<code>\(String(decoding: try entry.line(), as: UTF8.self))</code>"
            let path = proof.path.map { hash -> HTML in "<li><code>\(Hexadecimal.text(hash))</code></li>" }
            return """
                <nav class="trail"><a href="/ledger">\(Phrase.ledger.text(language))</a> › \
                <a href="\(LedgerPages.address(entry.book.name))">\(entry.book.name)</a></nav>
                <h1>\(Phrase.entry.text(language)) \(entry.sequence)</h1>
                <dl class="pairs card"><dt>\(Phrase.time.text(language))</dt><dd>\(words.time(entry.time))</dd>\
                <dt>\(Phrase.kind.text(language))</dt><dd>\(isHidden ? "review" : entry.kind)</dd>\
                <dt>\(Phrase.actor.text(language))</dt><dd>\(isHidden ? "…" : entry.actor)</dd>\
                <dt>\(Phrase.hash.text(language))</dt><dd><code>\(Hexadecimal.text(entry.hash))</code></dd></dl>
                <h2>SHA-256(00 ‖ …)</h2>
                <div class="card">\(line)</div>
                <h2>RFC 6962</h2>
                <p class="small">\(words.count(proof.size, .entries)), \(Phrase.root.text(language)) \
                <code>\(Hexadecimal.text(root))</code></p>
                <ol>\(path)</ol>
                """
        }
    }
}
