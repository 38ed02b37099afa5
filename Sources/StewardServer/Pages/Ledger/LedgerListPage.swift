// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import Tally

/// Every book and how it stands.
struct LedgerListPage: Sendable {
    let books: [BookView]
    let visitor: Visitor?
    let words: Words

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var body: HTML {
        let list: HTML =
            books.isEmpty
            ? EmptyState(title: say(.noBooks), text: "\(say(.noBooksHelp))").html
            : DataTable(
                name: say(.books),
                columns: [
                    .init(say(.book)), .init(say(.entriesTitle), isNumber: true), .init(say(.lastEntry)),
                    .init(say(.lastCheckpoint)), .init(say(.verification)), .init(say(.lastHash)),
                ], rows: books.map(row)
            ).html
        return """
            <h1>\(say(.ledger))</h1>
            <p>\(say(.ledgerHelp))</p>
            \(list)
            <p class="links"><a href="/ledger/check">\(say(.checkFile))</a></p>
            """
    }

    private func row(_ view: BookView) -> DataTable.Row {
        let id = view.book.id
        let mayRead = BookReading.allows(id, to: visitor)
        let name: HTML =
            mayRead
            ? "<a href=\"\(LedgerPages.address(id.name))\">\(id.name)</a>"
            : "\(id.name) \(Badge(say(.ownersOnly), .missing))"
        let parts = LedgerParts(words: words)
        return DataTable.Row([
            name, "\(words.number(view.book.size))", mayRead ? words.time(view.lastTime) : "–",
            mayRead ? parts.checkpoint(view.checkpoint) : "–", mayRead ? parts.verified(view) : "–",
            "<code>\(Hexadecimal.text(view.book.head).prefix(16))…</code>",
        ])
    }
}

/// Parts that the pages of the ledger share.
struct LedgerParts: Sendable {
    let words: Words

    /// Over how many entries the last checkpoint is, by which key, and whether the signature is good.
    func checkpoint(_ view: CheckpointView?) -> HTML {
        guard let view else { return "<span class=\"quiet\">\(words.say(.noCheckpoint))</span>" }
        let text = words.say(.signedOver).replacing("{n}", with: words.count(view.size, .entries))
        let sides = text.split(separator: "{key}", maxSplits: 1, omittingEmptySubsequences: false)
        let tail = sides.count > 1 ? sides[1] : ""
        return "\(sides.first ?? "")<code>\(view.key)</code>\(tail) \(standing(view.standing))"
    }

    private func standing(_ standing: CheckpointView.Standing) -> Badge {
        switch standing {
        case .good: Badge(words.say(.signatureGood), .good)
        case .other: Badge(words.say(.signatureOther), .medium)
        case .bad: Badge(words.say(.signatureBad), .high)
        }
    }

    /// What the last verification found, in a word, and when that was.
    func verified(_ view: BookView) -> HTML {
        guard let found = view.verified else { return "\(Badge(words.say(.neverVerified), .hint))" }
        let badge =
            found.isSound ? Badge(words.say(.verifiedSound), .good) : Badge(words.say(.verifiedBroken), .critical)
        return "\(badge) \(words.ago(found.at))"
    }

    /// A phrase with markup in place of `{time}`.
    func filled(_ phrase: Phrase, n: String? = nil, time: HTML) -> HTML {
        let text = n.map { words.say(phrase).replacing("{n}", with: $0) } ?? words.say(phrase)
        let sides = text.split(separator: "{time}", maxSplits: 1, omittingEmptySubsequences: false)
        return "\(sides.first ?? "")\(time)\(sides.count > 1 ? sides[1] : "")"
    }

    func trail(_ book: String? = nil) -> Breadcrumbs {
        let top = PageLink(text: words.say(.ledger), address: "/ledger")
        let links = book.map { [top, PageLink(text: $0, address: LedgerPages.address($0))] } ?? [top]
        return Breadcrumbs(language: words.language, links: links)
    }
}
