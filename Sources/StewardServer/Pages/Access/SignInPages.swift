// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import Hummingbird
import StewardCore
import Tally

/// Signing in with a name and a password, and signing out.
enum SignInPages {
    static let routes: [Route] = [
        Route(
            "/sign-in", "The form for signing in", scope: .open, queries: [("to", "The path to go to afterwards")]
        ) { request, context, site in
            let to = ReturnPath(request.uri.queryParameters["to"])
            guard try await site.access.isSetUp() else {
                return NoOwnerPage(language: context.language).response(context)
            }
            guard context.visitor == nil else { return Routes.seeOther(to.text) }
            let page = try await SignInPage.make(to, context, site)
            return page.response(notice: AccessPages.notice(request, context.language))
        },
        Route(.post, "/sign-in", "Signs in", scope: .open) { request, context, site in
            let form = try await FormData.read(request, context)
            guard try await site.access.isSetUp() else {
                return NoOwnerPage(language: context.language).response(context)
            }
            var page = try await SignInPage.make(ReturnPath(form["to"]), context, site)
            page.name = form["name"] ?? ""
            do {
                let signedIn = try await site.access.signIn(
                    name: page.name, password: Secret(form["password"] ?? ""), from: context.caller)
                return SessionCookie.signedIn(signedIn, to: page.to, context, site)
            } catch let error as AccessError {
                AccessPages.log(error, by: .password, context)
                return page.response(error)
            }
        },
        Route(.post, "/sign-out", "Signs this browser out", scope: .open) { request, context, site in
            _ = try await FormData.read(request, context)
            if let token = SessionCookie.session(context) {
                try await site.access.signOut(session: token)
            }
            return SessionCookie.signedOut(to: "/sign-in?done=out", context, site)
        },
    ]
}

/// The form for signing in. What went wrong is one sentence that tells nobody whether an account exists.
struct SignInPage {
    let to: ReturnPath
    let context: PageContext
    let site: Site
    let offersGoogle: Bool
    var name = ""

    static func make(_ to: ReturnPath, _ context: PageContext, _ site: Site) async throws -> SignInPage {
        let offersGoogle = try await site.access.googleSettings() != nil
        return SignInPage(to: to, context: context, site: site, offersGoogle: offersGoogle)
    }

    func response(
        _ problems: [FormProblem] = [], notice: HTML = "", status: HTTPResponse.Status = .ok
    ) -> Response {
        let parts = FormParts(language: context.language, problems: problems)
        return AccessPages.page(parts.title(.signInTitle), to.signIn, body(parts, notice), context, status: status)
    }

    func response(_ error: AccessError) -> Response {
        let now = site.installation.clock.now
        let problem = FormProblem(error == .wrongCredentials ? "name" : nil, error.phrase(now: now))
        var answer = response([problem], status: error.status)
        answer.headers[.retryAfter] = error.retryAfter(now: now).map(String.init)
        return answer
    }

    private func body(_ parts: FormParts, _ notice: HTML) -> HTML {
        let form = parts.form(
            "/sign-in", token: context.formField(), .signInDo,
            [
                "<input type=\"hidden\" name=\"to\" value=\"\(to.text)\">\n",
                parts.line("name", .accountName, value: name, autocomplete: "username", limit: 64),
                parts.password("password", .password, isNew: false),
            ])
        return """
            \(parts.summary)\(notice)<h1>\(parts.say(.signInTitle))</h1>
            <div class="card narrow">\(form)\(google(parts))</div>
            <p class="quiet small">\(parts.say(.forgotPassword)) <code>steward access link --for NAME</code></p>
            """
    }

    private func google(_ parts: FormParts) -> HTML {
        guard offersGoogle else { return "" }
        let address = to == .home ? "/sign-in/google" : "/sign-in/google?to=\(HTML.pathComponent(to.text))"
        return """
            <p class="quiet">\(parts.say(.orElse))</p>
            <p><a class="button" href="\(address)">\(parts.say(.signInGoogle))</a></p>
            """
    }
}

/// What everybody sees while nobody owns this Steward.
struct NoOwnerPage {
    let language: Language

    func response(_ context: PageContext) -> Response {
        let parts = FormParts(language: language)
        let body: HTML = """
            <h1>\(parts.say(.noOwnerTitle))</h1>
            <p>\(parts.say(.noOwnerHelp))</p>
            <p>\(parts.say(.noOwnerNewLink))</p>
            <p><code>steward access link</code></p>
            """
        return AccessPages.page(parts.say(.noOwnerTitle), "/", body, context, status: .serviceUnavailable)
    }
}
