// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import StewardLedger
import Tally

/// A book: how it stands, its verification, its bundle, its entries.
struct BookPage: Sendable {
    let view: BookView
    /// The job that verifies it now.
    let job: Job?
    let listing: EntryListing
    let parts: WorkParts
    let names: AccountNames

    var words: Words { parts.words }
    var book: Book { view.book }
    func say(_ phrase: Phrase) -> String { words.say(phrase) }
    var address: String { LedgerPages.address(book.id.name) }

    var body: HTML {
        parts.following(
            "",
            """
            \(LedgerParts(words: words).trail())
            <h1>\(book.id.name)</h1>
            \(facts)
            <div class="columns">\(verification)
            \(bundle)</div>
            <h2 id="entries">\(say(.entriesTitle))</h2>
            \(entries)
            """)
    }

    private var facts: Facts {
        Facts(pairs: [
            (say(.entriesTitle), "\(words.number(book.size))"), (say(.lastEntry), words.time(view.lastTime)),
            (say(.lastCheckpoint), LedgerParts(words: words).checkpoint(view.checkpoint)),
            (say(.lastHash), "<code>\(Hexadecimal.text(book.head))</code>"),
        ])
    }

    private var bundle: HTML {
        let size = listing.bundleSize(of: book)
        var content: HTML = "<p>\(say(.bundleWhat))</p>"
        guard listing.entries != nil else {
            content += NoticeBox(.bad, "\(say(.entriesUnreadable))").html
            return Card(title: say(.bundle), id: "bundle", content: content).html
        }
        guard view.verified?.isSound ?? true else {
            content += NoticeBox(.bad, "\(say(.bundleBroken))").html
            return Card(title: say(.bundle), id: "bundle", content: content).html
        }
        guard size > 0 else {
            content += NoticeBox(.warn, "\(say(.bundleNone))").html
            return Card(title: say(.bundle), id: "bundle", content: content).html
        }
        if size < book.size {
            let text = say(.bundleEnds).replacing("{n}", with: words.number(size))
            content += NoticeBox(.warn, "\(text)").html
        }
        let text = say(.bundleDo).replacing("{n}", with: words.count(size, .entries))
        content += """
            <p><a class="button" href="\(address)/bundle.tar" download>\(text)</a></p>
            <h3>\(say(.bundleElsewhere))</h3>
            <p>\(say(.bundleElsewhereHelp))</p>
            <pre tabindex="0" role="region" aria-label="\(say(.bundleElsewhere))"><code>tar -xf \
            \(BundleDownload.name(book, size)).tar
            steward ledger verify \(BundleDownload.name(book, size))</code></pre>
            """
        if let key = view.key {
            content += "<p class=\"small\">\(say(.publicKey)): <code>\(key.description)</code></p>"
        }
        return Card(title: say(.bundle), id: "bundle", content: content).html
    }

    private var entries: HTML {
        guard let shown = listing.entries, let veil = listing.veil else {
            return NoticeBox(.bad, "\(say(.entriesUnreadable))").html
        }
        let table = DataTable(
            name: say(.entries),
            columns: [
                .init(say(.number), isNumber: true), .init(say(.time)), .init(say(.kind)), .init(say(.actor)),
                .init(say(.hash)),
            ], rows: shown.map { row($0, isHidden: veil.hides($0.sequence)) })
        let from = listing.end > 0 ? listing.start : 0
        let pages = Pagination(
            language: words.language,
            text: "\(words.number(from))–\(words.number(max(0, listing.end - 1)))",
            previous: listing.end < book.size ? page(before: min(book.size, listing.end + LedgerPages.limit)) : nil,
            next: listing.start > 0 ? page(before: listing.start) : nil)
        return "\(table)\n\(pages)"
    }

    private func page(before end: Int64) -> String {
        end >= book.size ? "\(address)#entries" : "\(address)?before=\(end)#entries"
    }

    private func row(_ entry: Entry, isHidden: Bool) -> DataTable.Row {
        DataTable.Row([
            "<a href=\"\(LedgerPages.address(book.id.name, entry.sequence))\">\(entry.sequence)</a>",
            words.time(entry.time), isHidden ? "\(Badge(say(.inReview), .hint))" : "\(entry.kind)",
            isHidden ? "…" : "\(names[entry.actor])", "<code>\(Hexadecimal.text(entry.hash).prefix(16))…</code>",
        ])
    }
}
