// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

/// The HTML pages that Drive shows to visitors without an account.
///
/// Sources: the pages as gdown 6.5.1 and its tests describe them, 2026-11. Every page has a title; a form stands with
/// all its inputs on one line, as programs that read line by line expect.
enum PublicPages {
    /// The page that asks before a large file is sent unscanned.
    static func scanWarning(name: String, size: Int64, action: String, hidden: [(String, String)]) -> HTML {
        let inputs = HTML(
            joining: hidden.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" as HTML })
        let form: HTML = """
            <form id="download-form" action="\(action)" method="get">\
            <input type="submit" id="uc-download-link" class="goog-inline-block jfk-button jfk-button-action" \
            value="Download anyway"/>\(inputs)</form>
            """
        return page(
            "Google Drive - Virus scan warning",
            """
            <div class="uc-main"><div id="uc-text"><p class="uc-warning-caption">Google Drive can't scan this file \
            for viruses.</p><p class="uc-warning-subcaption"><span class="uc-name-size"><a href="#">\(name)</a> \
            (\(shortSize(size)))</span> is too large for Google to scan for viruses. Would you still like to download \
            this file?</p>
            \(form)
            </div></div>
            """)
    }

    /// The page in place of a file that too many have fetched.
    static let quotaExceeded = page(
        "Google Drive - Quota exceeded",
        """
        <div class="uc-main"><div id="uc-text"><p class="uc-error-caption">Sorry, you can't view or download this \
        file at this time.</p><p class="uc-error-subcaption">Too many users have viewed or downloaded this file \
        recently. Please try accessing the file again later. If the file you are trying to access is particularly \
        large or is shared with many people, it may take up to 24 hours to be able to view or download the file. If \
        you still can't access a file after 24 hours, contact your domain administrator.</p></div></div>
        """)

    /// The page in place of what does not exist.
    static let notFound = page(
        "Google Drive - Page Not Found",
        "<div id=\"drive-logo\"></div><p class=\"errorMessage\">Sorry, the file you have requested does not exist.</p>")

    /// The page in place of what went wrong on Google's side.
    static let serverError = page(
        "Google Drive - Error", "<p class=\"errorMessage\">Sorry, something went wrong. Please reload the page.</p>")

    /// Where visitors are led who may not see something.
    static let signIn = page(
        "Google Drive: Sign-in",
        """
        <div class="login"><h1>Sign in</h1><p>to continue to Google Drive</p><form id="gaia_loginform" \
        action="/signin/v1/lookup" method="post"><input type="email" name="Email" id="Email"></form></div>
        """)

    /// A file's or a document's own page.
    static func viewer(_ name: String, product: String) -> HTML {
        page("\(name) - \(product)", "<div class=\"drive-viewer\"><h1>\(name)</h1></div>")
    }

    /// A whole page.
    static func page(_ title: String, _ body: HTML) -> HTML {
        """
        <!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>\
        <title>\(title)</title></head><body>
        \(body)
        </body></html>
        """
    }

    /// As `1.5G`, in the way of the warning page.
    static func shortSize(_ size: Int64) -> String {
        var value = Double(size)
        for unit in ["", "K", "M", "G"] {
            if value < 1000 || unit == "G" {
                let tenths = (value * 10).rounded() / 10
                return (tenths < 10 && !unit.isEmpty ? "\(tenths)" : "\(Int(value.rounded()))") + unit
            }
            value /= 1024
        }
        return "\(size)"
    }
}

extension SimulatedReply {
    /// A page.
    static func page(_ html: HTML, _ status: HTTPResponse.Status = .ok) -> Self {
        .text(html.markup, type: "text/html; charset=utf-8", status: status)
    }

    /// A redirection. It has a small page too.
    static func redirect(_ status: HTTPResponse.Status, to address: String) -> Self {
        var reply = Self.page(PublicPages.page("Redirecting", "<a href=\"\(address)\">Moved</a>"), status)
        reply.headerFields[.location] = address
        return reply
    }
}
