// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What is wrong with a form, above it: each sentence leads to its field.
struct ErrorSummary: Part {
    let title: String
    let fields: [FieldRow]

    private var wrong: [FieldRow] { fields.filter { $0.error != nil } }

    /// Nothing when every field is right.
    var html: HTML {
        guard !wrong.isEmpty else { return "" }
        let items = wrong.map { field -> HTML in
            "<li><a href=\"#\(field.id)\">\(field.label): \(field.error ?? "")</a></li>"
        }
        return NoticeBox(.bad, title: title, isAnswer: true, "<ul>\(items)</ul>").html
    }
}
