// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore

/// The cookies of signing in: the session's token, and for who is not signed in, what forms are tied to.
enum SessionCookie {
    private static let session = "steward"
    private static let form = "steward-form"
    private static let phone = "steward-phone"

    /// Behind TLS a browser takes the name only with `Secure`, for this host alone and all of its paths.
    private static func name(_ name: String, _ context: PageContext) -> String {
        context.isSecure ? "__Host-\(name)" : name
    }

    /// The session's token that a browser sent.
    static func session(_ context: PageContext) -> String? {
        context.cookie(name(session, context))
    }

    /// What the forms of a browser are tied to that is not signed in.
    static func form(_ context: PageContext) -> String? {
        context.cookie(name(form, context))
    }

    /// Sends who has just signed in on, with the session in a cookie.
    static func signedIn(_ signedIn: SignedIn, to: ReturnPath, _ context: PageContext, _ site: Site) -> Response {
        var response = Routes.seeOther(to.text)
        response.setCookie(
            cookie(session, signedIn.token.reveal(), seconds: Int(Session.absoluteLimit), context))
        return response
    }

    /// Sends who has just signed out on, without the cookie and without what the browser kept. A browser that recorded
    /// trips may have points that are nowhere else: its own script clears it of everything but those.
    static func signedOut(to path: String, _ context: PageContext, _ site: Site) -> Response {
        let mayHavePoints = context.cookie(name(phone, context)) != nil
        var response = Routes.seeOther(mayHavePoints ? PhonePages.left : path)
        response.setCookie(cookie(session, "", seconds: 0, context))
        response.headers[.clearSiteData] = mayHavePoints ? "\"cache\"" : "\"cache\", \"storage\""
        return response
    }

    /// Notes in the browser that it records trips, for as long as browsers keep a note.
    static func setPhone(_ response: inout Response, _ context: PageContext) {
        guard context.visitor?.session != nil else { return }
        response.setCookie(cookie(phone, "1", seconds: 400 * 86_400, context))
    }

    /// Gives a browser that is not signed in something that its forms are tied to.
    static func setForm(_ token: String, _ response: inout Response, _ context: PageContext) {
        response.setCookie(cookie(form, token, seconds: nil, context))
    }

    private static func cookie(_ name: String, _ value: String, seconds: Int?, _ context: PageContext) -> Cookie {
        Cookie(
            name: self.name(name, context), value: value, maxAge: seconds, path: "/", secure: context.isSecure,
            httpOnly: true, sameSite: .lax)
    }
}

extension HTTPField.Name {
    /// The name is constant and valid; a wrong one would be a programmer's mistake that the tests show.
    static var clearSiteData: Self { Self("Clear-Site-Data") ?? .server }
}
