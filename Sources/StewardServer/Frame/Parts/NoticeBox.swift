// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A sentence that must be seen: what failed and how to repair it, what was done, what to know first.
struct NoticeBox: Part {
    enum Kind: String, Sendable, CaseIterable { case plain = "", info, good, warn, bad }

    let kind: Kind
    var title: String?
    let text: HTML
    /// Whether a screen reader says it at once: for what answers the thing just done.
    var isAnswer = false

    init(_ kind: Kind, title: String? = nil, isAnswer: Bool = false, _ text: HTML) {
        self.kind = kind
        self.title = title
        self.isAnswer = isAnswer
        self.text = text
    }

    var html: HTML {
        let role: String? = isAnswer ? (kind == .bad || kind == .warn ? "alert" : "status") : nil
        let name = kind == .plain ? "notice" : "notice " + kind.rawValue
        let head: HTML = title.map { "<strong>\($0)</strong>" } ?? ""
        return "<div class=\"\(name)\"\(HTML.attribute("role", role))>\(head)\(text)</div>"
    }
}
