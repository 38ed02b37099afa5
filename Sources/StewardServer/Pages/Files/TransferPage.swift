// SPDX-License-Identifier: Apache-2.0
import Files
import StewardCore
import StewardJobs
import Tally

/// One transfer: its counts, its bar, what failed and why, and everything else.
struct TransferPage {
    let view: TransferView
    let items: TransferItems
    /// The number of the item that the list begins behind; 0 for its beginning.
    let after: Int64
    let words: Words

    private var language: Language { words.language }
    private var parts: FilesParts { FilesParts(words: words) }
    private var transfer: Transfer { view.transfer }

    var title: String { parts.say(Self.kind(transfer.kind)) + " · " + transfer.connection }
    private var path: String { Self.path(transfer) }
    /// With the part of the list.
    var address: String { after == 0 ? path : "\(path)?after=\(after)" }

    var body: HTML {
        let live: HTML =
            view.isOpen ? " data-live=\"/api\(path)\" data-watch=\"state counts.failed job.state\"" : ""
        let progress = view.progress
        return """
            <nav class="trail"><a href="/transfers">\(parts.say(.transfers))</a></nav>
            <h1>\(parts.say(Self.kind(transfer.kind))): \(Shown.name(Self.place(transfer), language))</h1>
            <section\(live)>
            <p>\(Self.state(view, parts)) \(amount)</p>
            \(parts.bar(progress.done, of: progress.total, label: parts.say(.progress), isLive: view.isOpen))
            \(reason)<ul class="figures">\(figures)</ul>
            </section>
            <dl class="pairs card">\(facts)</dl>
            \(failures)
            \(list)
            <p class="small quiet"><code>\(transfer.id)</code></p>
            """
    }

    /// `1.50 GB of 3.00 GB`.
    private var amount: HTML {
        let progress = view.progress
        let form = progress.isBytes ? "bytes" : "number"
        let write = { (count: Int64) in progress.isBytes ? words.bytes(count) : words.number(count) }
        return """
            <span data-value="progress.done" data-form="\(form)">\(write(progress.done))</span> \(parts.say(.ofTotal)) \
            <span data-value="progress.total" data-form="\(form)">\(write(progress.total))</span>
            """
    }

    private var reason: HTML {
        let text = transfer.reason ?? view.job?.reason
        return text.map { "<p class=\"notice warn\">\($0)</p>\n" } ?? ""
    }

    private var figures: [HTML] {
        let counts = view.counts
        return [
            parts.figure(words.number(counts.done), .done, value: "counts.done"),
            parts.figure(words.number(counts.waiting), .waiting, value: "counts.waiting"),
            parts.figure(words.number(counts.failed), .failed, value: "counts.failed"),
            parts.figure(words.number(counts.skipped), .skipped, value: "counts.skipped"),
            parts.figure(words.bytes(counts.bytes), .inAll, value: "counts.bytes", form: "bytes"),
        ]
    }

    private var facts: HTML {
        var rows: HTML = parts.pair(.connection, parts.connection(transfer.connection))
        if !transfer.source.isEmpty { rows += parts.pair(.from, Shown.name(transfer.source, language)) }
        if !transfer.target.isEmpty { rows += parts.pair(.to, Shown.name(transfer.target, language)) }
        rows += parts.pair(.begun, words.time(transfer.createdAt))
        rows += parts.pair(.ended, words.time(transfer.finishedAt))
        if let job = view.job {
            rows += parts.pair(.jobs, "<a href=\"/jobs/\(job.id.description)\">\(job.kind)</a>")
        }
        return rows
    }

    private var failures: HTML {
        guard !items.failed.isEmpty else { return "" }
        let note: HTML = view.counts.failed > items.failed.count ? parts.quiet(.listIsLonger) : ""
        return "<h2>\(parts.say(.failedFiles))</h2>\n\(table(items.failed))\(note)"
    }

    private var list: HTML {
        let more: HTML =
            items.next.map { "<p><a href=\"\(path)?after=\($0)\">\(parts.say(.nextPage)) →</a></p>" } ?? ""
        let back: HTML = after == 0 ? "" : "<p><a href=\"\(path)\">← \(parts.say(.firstPage))</a></p>"
        let rows: HTML = items.others.isEmpty ? "<p class=\"quiet\">\(parts.say(.none))</p>" : table(items.others)
        return "<h2>\(parts.say(.everything))</h2>\n\(back)\(rows)\(more)"
    }

    private func table(_ items: [TransferItem]) -> HTML {
        parts.table(
            [(.file, false), (.kind, false), (.size, true), (.state, false), (.reason, false)],
            items.map { item in
                """
                <tr><td>\(Shown.name(item.path.isEmpty ? Self.fallback(item) : item.path, language))</td>\
                <td class="small">\(parts.say(Self.kind(item.kind)))</td>\
                \(parts.cell(.size, "\(words.bytes(item.size))", kind: "n"))\
                <td>\(Self.tag(item.state, parts))</td><td class="small">\(item.reason ?? "")</td></tr>
                """
            })
    }

    /// A download knows a file's name only when it was read.
    private static func fallback(_ item: TransferItem) -> String {
        item.name.isEmpty ? item.fileID ?? "" : item.name
    }
}

/// What the list and the page of a transfer say alike.
extension TransferPage {
    static func path(_ transfer: Transfer) -> String { "/transfers/\(HTML.pathComponent(transfer.id))" }

    /// What a person calls it by: the local path.
    static func place(_ transfer: Transfer) -> String {
        switch transfer.kind {
        case .upload: transfer.source
        case .download, .cleanUp: transfer.target
        }
    }

    static func kind(_ kind: Transfer.Kind) -> Phrase {
        switch kind {
        case .upload: .upload
        case .download: .downloadKind
        case .cleanUp: .cleanUp
        }
    }

    static func kind(_ kind: TransferItem.Kind) -> Phrase {
        switch kind {
        case .file: .fileKind
        case .folder: .folder
        case .document: .document
        case .shortcut: .shortcut
        case .replacement: .replacement
        }
    }

    static func state(_ view: TransferView, _ parts: FilesParts) -> HTML {
        switch view.transfer.state {
        case .planning: return parts.tag(.planning, "hint")
        case .ready where view.transfer.reason != nil: return parts.tag(.stopped, "medium")
        case .ready where view.job?.state == .running: return parts.tag(.underWay, "low")
        case .ready: return parts.tag(.notFinished, "low")
        case .done where view.counts.failed > 0:
            let failed = parts.words.count(view.counts.failed, .failed)
            return "<span class=\"tag high\">\(parts.say(.done)), \(failed)</span>"
        case .done: return parts.tag(.done, "good")
        }
    }

    static func tag(_ state: TransferItem.State, _ parts: FilesParts) -> HTML {
        switch state {
        case .waiting: parts.tag(.waiting, "hint")
        case .done: parts.tag(.done, "good")
        case .skipped: parts.tag(.skipped, "missing")
        case .failed: parts.tag(.failed, "high")
        }
    }

    /// `7/12`, kept fresh.
    static func numbers(_ counts: TransferCounts, _ words: Words) -> HTML {
        """
        <span data-value="counts.done" data-form="number">\(words.number(counts.done))</span>/\
        <span data-value="counts.total" data-form="number">\(words.number(counts.total))</span>
        """
    }
}
