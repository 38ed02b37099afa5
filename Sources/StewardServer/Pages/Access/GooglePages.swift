// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import Hummingbird
import StewardCore
import StewardOAuth
import Tally

/// Sign-in with Google, as an owner sets it up: the client that Google knows, and the addresses that may come.
enum GooglePages {
    static let path = "/people/google"

    static let routes: [Route] = [
        Route(path, "Sign-in with Google, and who may use it", scope: .administer) { request, context, site in
            let page = try await GooglePage.make(request, context, site)
            return page.response(notice: AccessPages.notice(request, context.language))
        },
        Route(.post, path, "Sets sign-in with Google up", scope: .administer) { request, context, site in
            let (visitor, _) = try AccessPages.person(context)
            let form = try await FormData.read(request, context)
            let (id, secret) = (form["client"] ?? "", form["secret"] ?? "")
            guard isWritten(id), isWritten(secret) else {
                let page = try await GooglePage.make(request, context, site)
                return page.response([FormProblem("client", .clientMissing)])
            }
            let settings = try GoogleSettings(client: OAuthClient(id: id, secret: Secret(secret)))
            try await site.access.setGoogle(settings, by: visitor)
            return seeOther(.googleOn)
        },
        Route(.post, "/people/google/off", "Ends sign-in with Google", scope: .administer) { request, context, site in
            let (visitor, _) = try AccessPages.person(context)
            _ = try await FormData.read(request, context)
            try await site.access.setGoogle(nil, by: visitor)
            return seeOther(.googleOff)
        },
        Route(.post, "/people/google/addresses", "Lets an address sign in with Google", scope: .administer) {
            request, context, site in
            try await allow(request, context, site)
        },
        Route(.post, "/people/google/addresses/remove", "Takes an address off the list", scope: .administer) {
            request, context, site in
            let (visitor, _) = try AccessPages.person(context)
            let form = try await FormData.read(request, context)
            do {
                try await site.access.disallow(form["email"] ?? "", by: visitor)
            } catch AccessError.notFound {}
            return seeOther(.removed)
        },
    ]

    private static func allow(_ request: Request, _ context: PageContext, _ site: Site) async throws -> Response {
        let (visitor, _) = try AccessPages.person(context)
        let form = try await FormData.read(request, context)
        let page = try await GooglePage.make(request, context, site)
        guard let role = form["role"].flatMap(Role.init(rawValue:)) else {
            return page.response([FormProblem("role", .roleUnknown)])
        }
        do {
            try await site.access.allow(form["email"] ?? "", role: role, by: visitor)
            return seeOther(.allowed)
        } catch AccessError.invalid {
            return page.response([FormProblem("email", .emailRefused)], email: form["email"] ?? "")
        }
    }

    /// As Google writes them: visible ASCII.
    private static func isWritten(_ text: String) -> Bool {
        (1...500).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func seeOther(_ done: AccessPages.Done) -> Response {
        Routes.seeOther("\(path)?done=\(done.rawValue)")
    }
}

/// The page of sign-in with Google.
struct GooglePage {
    let client: String?
    let allowed: [AllowedAddress]
    /// Where Google sends the browser back to.
    let redirect: String
    let context: PageContext

    static func make(_ request: Request, _ context: PageContext, _ site: Site) async throws -> GooglePage {
        _ = try AccessPages.person(context)
        return GooglePage(
            client: try await site.access.googleSettings()?.client.id,
            allowed: try await site.access.allowedAddresses(),
            redirect: GoogleSignInPages.redirect(request, context), context: context)
    }

    func response(_ problems: [FormProblem] = [], notice: HTML = "", email: String = "") -> Response {
        let parts = FormParts(language: context.language, problems: problems)
        let body: HTML = """
            \(parts.summary)\(notice)<h1>\(parts.say(.googleTitle))</h1>
            <p>\(parts.say(client == nil ? .googleOff : .googleOn))</p>
            <div class="columns">\(settings(parts))
            \(addresses(parts, email))</div>
            """
        return AccessPages.page(
            parts.title(.googleTitle), .people, body, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func settings(_ parts: FormParts) -> HTML {
        let form = parts.form(
            GooglePages.path, token: context.formField(), client == nil ? .googleTurnOn : .saveDo,
            [
                parts.line("client", .clientID, value: client ?? "", limit: 500),
                // Not one of the person's own passwords: a browser should not fill in what it keeps.
                parts.password("secret", .clientSecret, isNew: true),
            ])
        let off =
            client == nil
            ? "" : parts.button("/people/google/off", token: context.formField(), .googleTurnOff, .danger)
        let content: HTML = """
            <p>\(parts.say(.googleClientHelp))</p>
            <p><code>\(redirect)</code></p>
            \(form)\(off)
            """
        return Card(title: "OAuth", id: "client", content: content).html
    }

    private func addresses(_ parts: FormParts, _ email: String) -> HTML {
        let rows = allowed.map { address in
            let button = parts.button(
                "/people/google/addresses/remove", token: context.formField(), .disallowDo, about: address.email,
                name: "email", value: address.email)
            return DataTable.Row(["\(address.email)", "\(parts.say(address.role.phrase))", button])
        }
        let table = DataTable(
            name: parts.say(.allowedTitle),
            columns: [
                .init(parts.say(.emailAddress)), .init(parts.say(.roleName)),
                .init(parts.say(.disallowDo), isUnseen: true),
            ], rows: rows)
        let roles = Role.allCases.map { FieldRow.Choice(value: $0.rawValue, text: parts.say($0.phrase)) }
        let form = parts.form(
            "/people/google/addresses", token: context.formField(), .allowDo,
            [
                parts.line("email", .emailAddress, value: email, limit: 254),
                parts.list("role", .roleName, roles, chosen: Role.viewer.rawValue),
            ])
        let list: HTML = rows.isEmpty ? "" : table.html
        return Card(title: parts.say(.allowedTitle), id: "addresses", content: "\(list)\n\(form)").html
    }
}
