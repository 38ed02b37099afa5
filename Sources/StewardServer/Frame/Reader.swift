// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Who reads the page that is being made. The frame around every page shows it; what a page says never depends on it.
struct Reader: Sendable {
    /// `nil` for nobody who is signed in with a browser.
    let name: String?
    let scopes: Set<Scope>
    /// What every form in the frame has to bring along.
    var formField: HTML { FormData.field(formToken) }
    private let formToken: String
    let theme: Theme
    /// How many matters of the review wait for this person; `nil` when nobody has counted.
    var waiting: Int?
    /// How many questions about this person's trips are open; `nil` when nobody has counted.
    var questions: Int?

    init(_ context: PageContext) {
        name = context.visitor?.session == nil ? nil : context.visitor?.account.name
        scopes = context.visitor?.scopes ?? []
        formToken = context.formToken
        theme = context.theme
    }

    @TaskLocal static var current: Reader?
}

extension FormData {
    /// The hidden field that every form has to have.
    static func field(_ token: String) -> HTML {
        "<input type=\"hidden\" name=\"\(tokenField)\" value=\"\(token)\">"
    }
}
