// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore
import StewardLedger
import Tally

/// One entry: what it says, the line that was hashed, and the path from it to the root.
struct EntryPage: Sendable {
    let book: Book
    let number: Int64
    /// `nil` when what is stored cannot be read as an entry.
    let entry: Entry?
    /// What is stored, its hash, and the hash that is kept with it.
    let line: (bytes: [UInt8], hash: [UInt8], stored: [UInt8])
    let proof: InclusionProof
    let root: [UInt8]
    /// Whether it is part of a review that is not settled, so that only its hash is shown.
    let isHidden: Bool
    let words: Words
    let names: AccountNames

    /// More than this of a line is not shown.
    private static let longest = 1 << 16

    static func load(_ context: PageContext, _ site: Site) async throws -> EntryPage {
        let (book, number, line) = try await line(context, site)
        let ledger = site.installation.ledger
        do {
            let proof = try await ledger.inclusionProof(of: number, in: book.id)
            return EntryPage(
                book: book, number: number, entry: try? await ledger.entry(in: book.id, at: number), line: line,
                proof: proof, root: try await ledger.root(of: book.id, size: proof.size),
                isHidden: try await ReviewVeil(book.id, site).hides(number), words: context.words(site),
                names: await AccountNames(site))
        } catch  where BookDamage.isOne(error) {
            throw HTTPError(.conflict, message: Phrase.entriesUnreadable.text(context.language))
        }
    }

    /// The entry that an address names, as it is stored.
    static func line(
        _ context: PageContext, _ site: Site
    ) async throws -> (Book, Int64, (bytes: [UInt8], hash: [UInt8], stored: [UInt8])) {
        let book = try await BookReading.book(context, site)
        guard let number = context.parameters.get("entry").flatMap({ Int64($0) }), number >= 0, number < book.size,
            let line = try await site.installation.ledger.line(of: number, in: book.id)
        else { throw HTTPError(.notFound, message: "There is no such entry.") }
        return (book, number, line)
    }

    /// Whether what is stored is what was hashed.
    var isIntact: Bool { line.hash == line.stored && entry?.sequence == number }

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    private var address: String { LedgerPages.address(book.id.name, number) }

    var body: HTML {
        let broken: HTML = isIntact ? "" : NoticeBox(.bad, "\(say(.entryBroken))").html
        return """
            \(LedgerParts(words: words).trail(book.id.name))
            <h1>\(say(.entry)) \(number)</h1>
            \(neighbours)
            \(broken)\(facts)
            \(content)
            <h2>\(say(.proof))</h2>
            \(steps)
            """
    }

    private var neighbours: HTML {
        func link(_ number: Int64, _ relation: String, _ phrase: Phrase) -> HTML {
            guard (0..<book.size).contains(number) else { return "" }
            let address = LedgerPages.address(book.id.name, number)
            return "<a href=\"\(address)\" rel=\"\(relation)\">\(say(phrase))</a>"
        }
        return """
            <nav class="pages" aria-label="\(say(.entriesTitle))">\(link(number - 1, "prev", .previousEntry))\
            <span>\(words.number(number)) / \(words.number(book.size - 1))</span>\
            \(link(number + 1, "next", .followingEntry))</nav>
            """
    }

    private var facts: Facts {
        var pairs: [(name: String, value: HTML)] = []
        if let entry {
            pairs = [
                (say(.time), words.time(entry.time)),
                (say(.kind), isHidden ? "\(Badge(say(.inReview), .hint))" : "\(entry.kind)"),
                (say(.actor), isHidden ? "…" : names.long(entry.actor)),
            ]
        }
        pairs.append((say(.hash), "<code>\(Hexadecimal.text(line.stored))</code>"))
        return Facts(pairs: pairs)
    }

    private var content: HTML {
        guard !isHidden else { return "<p>\(say(.reviewHidden))</p>" }
        let text = entry.map { IndentedJSON.text($0.payload, limit: Self.longest) }
        let payload: HTML =
            switch text {
            case nil: ""
            case .some(nil): "<h2>\(say(.entryFacts))</h2>\n<p>\(say(.lineCut))</p>"
            case .some(let text?): "<h2>\(say(.entryFacts))</h2>\n\(box(text, .entryFacts))"
            }
        let isLong = line.bytes.count > Self.longest
        let raw: HTML =
            isLong
            ? "<p>\(say(.lineCut))</p>"
            : """
            <div class="card"><code>\(Shown.visible(String(decoding: line.bytes, as: UTF8.self)))</code></div>
            """
        return """
            \(payload)
            <h2>\(say(.hashedLine))</h2>
            <p>\(say(.hashedLineHelp)) <a href="\(address)/line" download>\(say(.lineFile))</a> \
            (\(words.bytes(Int64(line.bytes.count))))</p>
            \(raw)
            """
    }

    /// A text that scrolls inside its box, also by keyboard.
    private func box(_ text: String, _ name: Phrase) -> HTML {
        "<pre tabindex=\"0\" role=\"region\" aria-label=\"\(say(name))\"><code>\(Shown.lines(text))</code></pre>"
    }

    private var steps: HTML {
        let holds = proof.isValid(entryHash: line.hash, root: root)
        let badge = holds ? Badge(say(.proofHolds), .good) : Badge(say(.proofFails), .critical)
        let rows = proof.steps(from: line.hash).enumerated().map { index, step -> DataTable.Row in
            DataTable.Row([
                "\(index + 1)",
                """
                \(say(step.isLeft ? .onTheLeft : .onTheRight)): <code>\(Hexadecimal.text(step.sibling))</code>
                """,
                "<code>\(Hexadecimal.text(step.result))</code>",
            ])
        }
        let table: HTML =
            rows.isEmpty
            ? "<p>\(say(.proofAlone))</p>"
            : DataTable(
                name: say(.proof),
                columns: [.init(say(.proofStep)), .init(say(.proofSide)), .init(say(.proofGives))],
                rows: rows
            ).html
        return """
            <p>\(say(.proofHelp).replacing("{n}", with: words.count(proof.size, .entries)))</p>
            \(table)
            <p>\(say(.proofRoot)): <code>\(Hexadecimal.text(root))</code> \(badge)</p>
            """
    }
}

extension Shown {
    /// A text of several lines: the line ends stay, all else that cannot be seen is written as its code point.
    static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { visible(String($0)) }
            .joined(separator: "\n")
    }
}
