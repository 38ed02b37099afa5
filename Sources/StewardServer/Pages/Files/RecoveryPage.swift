// SPDX-License-Identifier: Apache-2.0
import Files
import StewardCore
import Tally

/// One recovery: what is to be done in which order, and how far each file is.
struct RecoveryPage {
    let view: RecoveryView
    let words: Words

    private var language: Language { words.language }
    private var parts: FilesParts { FilesParts(words: words) }
    private var recovery: RecoveryOverview { view.recovery }

    var title: String { parts.say(.recoveries) + " · " + recovery.connection }

    var body: HTML {
        let live: HTML = view.isOpen ? " data-live=\"/api\(view.path)?files=no\" data-watch=\"finished_at failed\"" : ""
        return """
            <nav class="trail"><a href="/recoveries">\(parts.say(.recoveries))</a></nav>
            <h1>\(Shown.name(recovery.name, language))</h1>
            <section\(live)>
            <p>\(Self.state(recovery, parts)) \(Self.numbers(recovery, words))</p>
            \(parts.bar(Int64(recovery.done), of: Int64(recovery.found), label: parts.say(.progress), isLive: true))
            <ul class="figures">\(figures)</ul>
            </section>
            <h2>\(parts.say(.plan))</h2>
            <div class="card"><ol class="plan">\(plan)</ol></div>
            <dl class="pairs card">\(facts)</dl>
            <h2>\(parts.say(.files))</h2>
            \(view.files.isEmpty ? parts.quiet(.none) : table)
            \(view.files.count < recovery.found ? parts.quiet(.listIsLonger) : "")
            <p class="small quiet"><code>\(recovery.id)</code></p>
            """
    }

    private var figures: [HTML] {
        [
            parts.figure(words.number(recovery.found), .found, value: "found"),
            parts.figure(words.number(recovery.done), .done, value: "done"),
            parts.figure(
                words.number(recovery.found - recovery.done - recovery.failed), .waiting, value: "waiting"),
            parts.figure(words.number(recovery.failed), .failed, value: "failed"),
            parts.figure(words.bytes(recovery.bytes), .inAll, value: "bytes", form: "bytes"),
        ]
    }

    /// What happens to each file, in this order.
    private var plan: [HTML] {
        let needed = recovery.scope.steps
        var steps: [Phrase] = []
        if needed.contains(.recovered) { steps.append(.stepRestore) }
        if needed.contains(.downloaded) { steps.append(.stepDownload) }
        if needed.contains(.postRestored) {
            switch RecoveryPolicy(rawValue: recovery.policy) {
            case .trash: steps.append(.stepTrash)
            case .delete: steps.append(.stepDelete)
            default: steps.append(.stepRetain)
            }
        }
        return steps.map { "<li>\(parts.say($0))</li>" }
    }

    private var facts: HTML {
        var rows: HTML = parts.pair(.connection, parts.connection(recovery.connection))
        rows += parts.pair(.whatFiles, "\(parts.say(source))")
        if let folder = recovery.folder { rows += parts.pair(.intoFolder, Shown.name(folder, language)) }
        rows += parts.pair(.begun, words.time(recovery.startedAt))
        rows += parts.pair(.ended, words.time(recovery.finishedAt))
        return rows
    }

    private var source: Phrase {
        switch recovery.scope.source {
        case .trashQuery: .fromTrash
        case .folder: .fromFolder
        case .fileIDs: .fromIDs
        case .retryFailedFile: .fromFailed
        }
    }

    private var table: HTML {
        parts.table(
            [(.file, false), (.size, true), (.state, false), (.steps, false), (.reason, false)],
            view.files.map { file in
                let target: HTML =
                    file.target.map { "<br><span class=\"small quiet\">→ \(Shown.visible($0))</span>" } ?? ""
                return """
                    <tr><td>\(Shown.name(file.name.isEmpty ? file.id : file.name, language))\(target)</td>\
                    \(parts.cell(.size, "\(words.bytes(file.size))", kind: "n"))\
                    <td>\(tag(file))</td><td class="small">\(file.steps.map(step).joined(separator: " · "))</td>\
                    <td class="small">\(file.reason ?? "")</td></tr>
                    """
            })
    }

    private func tag(_ file: RecoveryFileOverview) -> HTML {
        if file.isDone { return parts.tag(.done, "good") }
        return file.reason == nil ? parts.tag(.waiting, "hint") : parts.tag(.failed, "high")
    }

    private func step(_ step: RecoveryStep) -> String {
        switch step {
        case .recovered: return parts.say(.restored)
        case .downloaded: return parts.say(.downloaded)
        case .postRestored:
            switch RecoveryPolicy(rawValue: recovery.policy) {
            case .trash: return parts.say(.trashed)
            case .delete: return parts.say(.deleted)
            default: return parts.say(.retained)
            }
        }
    }
}

/// What the list and the page of a recovery say alike.
extension RecoveryPage {
    static func state(_ recovery: RecoveryOverview, _ parts: FilesParts) -> HTML {
        guard recovery.finishedAt != nil else { return parts.tag(.notFinished, "low") }
        if recovery.failed > 0 {
            let failed = parts.words.count(recovery.failed, .failed)
            return "<span class=\"tag high\">\(parts.say(.ended)), \(failed)</span>"
        }
        return recovery.done < recovery.found ? parts.tag(.stopped, "medium") : parts.tag(.done, "good")
    }

    /// `7/12`, kept fresh.
    static func numbers(_ recovery: RecoveryOverview, _ words: Words) -> HTML {
        """
        <span data-value="done" data-form="number">\(words.number(recovery.done))</span>/\
        <span data-value="found" data-form="number">\(words.number(recovery.found))</span>
        """
    }
}
