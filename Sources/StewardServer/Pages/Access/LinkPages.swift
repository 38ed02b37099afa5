// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import Hummingbird
import StewardCore
import Tally

/// One-time links: the first set-up, an invitation, and a new password for somebody who forgot theirs.
enum LinkPages {
    static let routes: [Route] = [
        Route("/setup/{code}", "The form behind a one-time link; looking at it does not use it up", scope: .open) {
            _, context, site in
            let code = try written(context)
            guard let link = try await site.access.link(code: code) else {
                return try await over(context, site)
            }
            return LinkPage(link: link, code: code, context: context).response()
        },
        Route(.post, "/setup/{code}", "Makes the account, or sets the password, of a one-time link", scope: .open) {
            request, context, site in
            let code = try written(context)
            let form = try await FormData.read(request, context)
            guard let link = try await site.access.link(code: code) else {
                return try await over(context, site)
            }
            let page = LinkPage(link: link, code: code, context: context, name: form["name"] ?? "")
            return try await finish(page, form, site)
        },
    ]

    private static func finish(_ page: LinkPage, _ form: FormData, _ site: Site) async throws -> Response {
        let password = Secret(form["password"] ?? "")
        let problems = page.problems(password: password, again: Secret(form["again"] ?? ""))
        guard problems.isEmpty else { return page.response(problems) }
        do {
            let signedIn = try await site.access.accept(
                code: page.code, name: page.name, password: password, from: page.context.caller)
            return SessionCookie.signedIn(signedIn, to: .home, page.context, site)
        } catch AccessError.linkInvalid {
            return try await over(page.context, site)
        } catch let error as AccessError {
            let phrase = error.phrase(now: site.installation.clock.now)
            return page.response([FormProblem(error.field, phrase)], status: error.status)
        }
    }

    private static func written(_ context: PageContext) throws -> String { try FilesPages.parameter("code", context) }

    /// The link was used, is too old, or never was one: all the same to whoever opens it.
    private static func over(_ context: PageContext, _ site: Site) async throws -> Response {
        AccessPages.log(.linkInvalid, by: .link, context)
        let parts = FormParts(language: context.language)
        let isSetUp = try await site.access.isSetUp()
        let repair: HTML =
            isSetUp
            ? "<p>\(parts.say(.askForInvitation))</p>\n<p><a href=\"/sign-in\">\(parts.say(.signInTitle))</a></p>"
            : "<p>\(parts.say(.newSetUpLink))</p>\n<p><code>steward access link</code></p>"
        let body: HTML = """
            <h1>\(parts.say(.linkIsOverTitle))</h1>
            <p>\(parts.say(.linkIsOver))</p>
            \(repair)
            """
        return AccessPages.page(parts.say(.linkIsOverTitle), "/sign-in", body, context, status: .gone)
    }
}

/// The form behind a one-time link.
struct LinkPage {
    let link: AccessLink
    let code: String
    let context: PageContext
    var name = ""

    /// What is wrong before anything is looked up.
    func problems(password: Secret, again: Secret) -> [FormProblem] {
        var problems: [FormProblem] = []
        if asksName, name.isEmpty { problems.append(FormProblem("name", .nameMissing)) }
        if password.reveal().isEmpty {
            problems.append(FormProblem("password", .passwordMissing))
        } else if password != again {
            problems.append(FormProblem("again", .passwordsDiffer))
        }
        return problems
    }

    func response(_ problems: [FormProblem] = [], status: HTTPResponse.Status? = nil) -> Response {
        let parts = FormParts(language: context.language, problems: problems)
        let status = status ?? (problems.isEmpty ? .ok : .unprocessableContent)
        return AccessPages.page(parts.title(title), path, body(parts), context, status: status)
    }

    private var asksName: Bool { link.kind != .password }
    private var path: String { "/setup/\(HTML.pathComponent(code))" }

    private var title: Phrase {
        switch link.kind {
        case .setUp: .setUpTitle
        case .invitation: .joinTitle
        case .password: .newPasswordTitle
        }
    }

    private var help: Phrase {
        switch link.kind {
        case .setUp: .setUpHelp
        case .invitation: .joinHelp
        case .password: .newPasswordHelp
        }
    }

    private func body(_ parts: FormParts) -> HTML {
        let nameLine =
            asksName
            ? [
                parts.line(
                    "name", .accountName, value: name, help: .accountNameHint, autocomplete: "username", limit: 64)
            ] : []
        let role: HTML =
            link.kind == .invitation
            ? "<p>\(parts.say(.roleName)): <b>\(parts.say(link.role.phrase))</b> – \(parts.say(link.role.may))</p>\n"
            : ""
        let form = parts.form(
            path, token: context.formField(), link.kind == .password ? .saveDo : .setUpDo,
            nameLine + [
                parts.password("password", .password, isNew: true, help: .passwordHint),
                parts.password("again", .passwordAgain, isNew: true),
            ])
        return """
            \(parts.summary)<h1>\(parts.say(title))</h1>
            <p>\(parts.say(help))</p>
            \(role)<div class="card narrow">\(form)</div>
            """
    }
}
