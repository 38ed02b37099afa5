// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// How far something is, with the same in words.
struct ProgressBar: Part {
    enum Kind: String, Sendable, CaseIterable { case good = "", info, above }

    /// What progresses.
    let label: String
    let done: Int64
    /// `nil`: nobody knows yet.
    let total: Int64?
    /// How far, in words, as “3 of 8 files”; shown beside the label.
    var text: String?
    var kind: Kind = .info
    /// The paths of both values in the JSON beside the page.
    var live: (done: String, total: String)?

    var html: HTML {
        let words: HTML = text.map { "<span>\($0)</span>" } ?? ""
        return """
            <div class="progress"><span><span>\(label)</span>\(words)</span>
            <progress\(attributes) aria-label="\(label)"></progress></div>
            """
    }

    private var attributes: HTML {
        var parts = HTML.attribute("class", kind == .good ? nil : kind.rawValue)
        if let total {
            let whole = max(total, 1)
            parts += HTML.attribute("max", String(whole))
            parts += HTML.attribute("value", String(min(max(done, 0), whole)))
        }
        parts += HTML.attribute("data-value", live?.done)
        parts += HTML.attribute("data-whole", live?.total)
        return parts
    }
}
