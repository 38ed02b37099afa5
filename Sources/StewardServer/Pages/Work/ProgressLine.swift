// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import Tally

/// How far a job is: a bar, the share, items, bytes, the speed, and how long it will take. The script keeps each value
/// fresh in place.
struct ProgressLine: Sendable {
    let job: Job
    let words: Words

    var html: HTML {
        guard let progress = job.progress else { return "" }
        let parts = [
            share(progress), amounts(progress), speed(progress), left(progress),
            progress.message.map { value("progress.message", nil, Shown.visible($0), kind: "message") },
        ]
        let texts = HTML(joining: parts.compactMap(\.self), separator: " ")
        return "<div class=\"progress\"><span>\(texts)</span>\(bar(progress))</div>"
    }

    private func value(_ path: String, _ form: String?, _ text: String, kind: String? = nil) -> HTML {
        let form: HTML = form.map { " data-form=\"\($0)\"" } ?? ""
        let kind: HTML = kind.map { " class=\"\($0)\"" } ?? ""
        return "<span\(kind) data-value=\"\(path)\"\(form)>\(text)</span>"
    }

    private func bar(_ progress: JobProgress) -> HTML {
        let label = words.say(.progress)
        guard let fraction = progress.fraction else {
            // A bar without a value says that something happens, and not how far it is.
            return job.state == .running ? "<progress aria-label=\"\(label)\" class=\"info\"></progress>" : ""
        }
        return """
            <progress class="info" max="1" value="\(String(fraction))" data-value="fraction" \
            aria-label="\(label)"></progress>
            """
    }

    private func share(_ progress: JobProgress) -> HTML? {
        progress.fraction.map { "<b>\(value("fraction", "percent", words.share($0)))</b>" }
    }

    private func amounts(_ progress: JobProgress) -> HTML? {
        var texts: [HTML] = []
        if let items = progress.items {
            texts.append(
                amount(
                    value("progress.items", "number", words.number(items)),
                    progress.totalItems.map { value("progress.totalItems", "number", words.number($0)) }))
        }
        if let bytes = progress.bytes {
            texts.append(
                amount(
                    value("progress.bytes", "bytes", words.bytes(bytes)),
                    progress.totalBytes.map { value("progress.totalBytes", "bytes", words.bytes($0)) }))
        }
        return texts.isEmpty ? nil : HTML(joining: texts, separator: " ")
    }

    private func amount(_ done: HTML, _ total: HTML?) -> HTML {
        guard let total else { return "<span>\(done)</span>" }
        return "<span>\(done) \(words.say(.ofTotal)) \(total)</span>"
    }

    private func speed(_ progress: JobProgress) -> HTML? {
        guard job.state == .running else { return nil }
        if let bytes = progress.bytesPerSecond, bytes.isFinite {
            let text = words.bytes(Int64(clamping: bytes))
            return filled(.perSecond, value("progress.bytesPerSecond", "rate", text))
        }
        guard let items = progress.itemsPerSecond, items.isFinite else { return nil }
        let text = words.decimal(items, digits: items < 10 ? 1 : 0)
        return filled(.perSecond, value("progress.itemsPerSecond", "pace", text))
    }

    private func left(_ progress: JobProgress) -> HTML? {
        guard job.state == .running, let end = progress.estimatedEnd else { return nil }
        let seconds = max(0, end.timeIntervalSince(words.now).rounded())
        let text = words.duration(.seconds(Int64(clamping: seconds)), .short)
        return filled(.timeLeft, value("progress.estimatedEnd", "left", text))
    }

    /// The phrase with the value where `{n}` stands.
    private func filled(_ phrase: Phrase, _ value: HTML) -> HTML {
        let sides = words.say(phrase).split(separator: Plural.place, maxSplits: 1, omittingEmptySubsequences: false)
        return "<span>\(sides.first ?? "")\(value)\(sides.count > 1 ? sides[1] : "")</span>"
    }
}

extension Int64 {
    /// The whole number nearest, within bounds.
    fileprivate init(clamping value: Double) {
        self = value.isFinite ? Int64(Swift.max(-9e15, Swift.min(9e15, value.rounded()))) : 0
    }
}
