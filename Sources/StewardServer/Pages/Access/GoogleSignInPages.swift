// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import StewardCore
import Tally

/// Signing in with Google, and linking one's account to a Google account.
///
/// Both begin with a plain link: what a form leads to must be this server (`form-action` of the content security
/// policy), and Google is not.
enum GoogleSignInPages {
    static let routes: [Route] = [
        Route(
            "/sign-in/google", "Sends the browser to Google to sign in", scope: .open,
            queries: [("to", "The path to go to afterwards")]
        ) { request, context, site in
            let to = ReturnPath(request.uri.queryParameters["to"])
            guard try await site.access.isSetUp() else {
                return NoOwnerPage(language: context.language).response(context)
            }
            return try await begin(to, linking: nil, request, context, site)
        },
        Route("/sign-in/google/callback", "Where Google sends the browser back to", scope: .open) {
            request, context, site in
            try await finish(request, context, site)
        },
        Route("/account/google", "Sends the browser to Google to link an account", scope: .read) {
            request, context, site in
            let (visitor, _) = try AccessPages.person(context)
            return try await begin(.home, linking: visitor, request, context, site)
        },
        Route(.post, "/account/google/unlink", "Ends the link to a Google account", scope: .read) {
            request, context, site in
            let (visitor, _) = try AccessPages.person(context)
            _ = try await FormData.read(request, context)
            do {
                return try await AccessPages.seeOther(.account, .unlinked) {
                    try await site.access.unlinkGoogle(by: visitor)
                }
            } catch let error as AccessError {
                let page = try await AccountPage.make(context, site)
                return page.response([FormProblem(nil, error.phrase(now: page.words.now))], status: error.status)
            }
        },
    ]

    /// Where Google sends the browser back to; Google has to know it.
    static func redirect(_ request: Request, _ context: PageContext) -> String {
        AccessPages.origin(request, context) + "/sign-in/google/callback"
    }

    private static func begin(
        _ to: ReturnPath, linking visitor: Visitor?, _ request: Request, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        do {
            let start = try await site.access.beginGoogle(redirect: redirect(request, context), linking: visitor)
            var response = Routes.seeOther(start.address)
            response.setCookie(GoogleCookie.make(start.ticket, to, context))
            return response
        } catch let error as AccessError {
            return AccessPages.failure(error, context, site)
        }
    }

    private static func finish(_ request: Request, _ context: PageContext, _ site: Site) async throws -> Response {
        guard let cookie = GoogleCookie(request, context) else {
            return AccessPages.failure(.googleStale, context, site)
        }
        var response: Response
        do {
            let outcome = try await site.access.finishGoogle(
                address: request.uri.string, ticket: cookie.ticket, visitor: context.visitor, from: context.caller)
            switch outcome {
            case .signedIn(let signedIn):
                response = SessionCookie.signedIn(signedIn, to: cookie.to, context, site)
            case .linked:
                response = AccessPages.seeOther(.account, .linked)
            }
        } catch let error as AccessError {
            AccessPages.log(error, by: .google, context)
            response = AccessPages.failure(error, context, site)
        } catch let error as IntegrationError {
            context.logger.info(
                "google sign-in failed",
                metadata: ["request": "\(context.requestID)", "code": "\(error.code)", "error": "\(error.message)"])
            let page = SignInPage(to: cookie.to, context: context, site: site, offersGoogle: true)
            response = page.response([FormProblem(nil, .googleFailed)], status: .badGateway)
        }
        response.setCookie(GoogleCookie.over(context))
        return response
    }
}

/// What the browser keeps while somebody is at Google: the ticket of the flow, and where to go afterwards.
struct GoogleCookie {
    let ticket: String
    let to: ReturnPath

    init?(_ request: Request, _ context: PageContext) {
        guard let value = context.cookie(Self.name(context)) else { return nil }
        let parts = value.split(separator: ".", maxSplits: 1)
        guard let first = parts.first, first.utf8.count == 43 else { return nil }
        ticket = String(first)
        to = ReturnPath(parts.count == 2 ? String(parts[1]).removingPercentEncoding : nil)
    }

    static func make(_ ticket: Secret, _ to: ReturnPath, _ context: PageContext) -> Cookie {
        cookie("\(ticket.reveal()).\(HTML.pathComponent(to.text))", 600, context)
    }

    /// Makes the browser forget it.
    static func over(_ context: PageContext) -> Cookie { cookie("", 0, context) }

    private static func name(_ context: PageContext) -> String {
        context.isSecure ? "__Host-steward-google" : "steward-google"
    }

    private static func cookie(_ value: String, _ seconds: Int, _ context: PageContext) -> Cookie {
        Cookie(
            name: name(context), value: value, maxAge: seconds, path: "/", secure: context.isSecure, httpOnly: true,
            sameSite: .lax)
    }
}
