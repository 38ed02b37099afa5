// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Nothing is here yet: why that is, and what to do.
struct EmptyState: Part {
    let title: String
    let text: HTML
    var action: PageLink?

    var html: HTML {
        let action: HTML =
            self.action.map { "\n<p><a class=\"button\" href=\"\($0.address)\">\($0.text)</a></p>" } ?? ""
        return "<div class=\"empty\"><p><strong>\(title)</strong></p>\n<p>\(text)</p>\(action)</div>"
    }
}

/// Something is on its way.
struct LoadingState: Part {
    let text: String

    var html: HTML { "<p class=\"loading\" role=\"status\">\(text)</p>" }
}
