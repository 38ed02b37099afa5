// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import Hummingbird
import StewardCore
import Tally

/// One's own API tokens.
enum TokenPages {
    static let routes: [Route] = [
        Route("/account/tokens", "One's own API tokens", scope: .read) { request, context, site in
            let page = try await TokensPage.make(context, site)
            return page.response(notice: AccessPages.notice(request, context.language))
        },
        Route(.post, "/account/tokens", "Makes an API token; its answer shows it, this once", scope: .read) {
            request, context, site in
            let form = try await FormData.read(request, context)
            return try await make(form, try await TokensPage.make(context, site), site)
        },
        Route(.post, "/account/tokens/{token}/revoke", "Revokes one of one's own API tokens", scope: .read) {
            request, context, site in
            let (visitor, _) = try AccessPages.person(context)
            _ = try await FormData.read(request, context)
            let id = try FilesPages.parameter("token", context)
            return try await AccessPages.seeOther(.tokens, .revoked) {
                try await site.access.revokeToken(id, by: visitor)
            }
        },
    ]

    /// Answers with the token itself: it is kept nowhere, so there is nothing to go to that could show it. Sent twice,
    /// the form makes no second token, because the name is taken by then.
    private static func make(_ form: FormData, _ page: TokensPage, _ site: Site) async throws -> Response {
        let wanted = WantedToken(form, page, now: site.installation.clock.now)
        guard wanted.problems.isEmpty else { return page.response(wanted.problems, wanted) }
        do {
            let made = try await site.access.makeToken(
                name: wanted.name, scopes: wanted.scopes, expiresAt: wanted.expiresAt, by: page.visitor)
            return TokenShownPage(secret: made.secret, token: made.token, context: page.context).response()
        } catch let error as AccessError {
            let problem = FormProblem(nil, error.phrase(now: site.installation.clock.now))
            return page.response([problem], wanted, status: error.status)
        }
    }
}

/// What somebody asks of a new token.
struct WantedToken {
    var name = ""
    var scopes: Set<Scope> = [.read]
    var days = 90
    var expiresAt = Date.distantPast
    var problems: [FormProblem] = []

    /// How long a token can work. Each ends: one that is forgotten must not work for ever.
    static let periods = [7, 30, 90, 365]

    init() {}

    init(_ form: FormData, _ page: TokensPage, now: Date) {
        name = form["name"] ?? ""
        scopes = Set(page.offered.filter { form["scopes-\($0.rawValue)"] != nil })
        if name.isEmpty { problems.append(FormProblem("name", .nameMissing)) }
        if page.tokens.contains(where: { $0.name == name }) { problems.append(FormProblem("name", .tokenNameTaken)) }
        if scopes.isEmpty { problems.append(FormProblem("scopes", .scopeMissing)) }
        guard let asked = form["days"].flatMap(Int.init), Self.periods.contains(asked) else {
            problems.append(FormProblem("days", .expiryUnknown))
            return
        }
        days = asked
        expiresAt = now.addingTimeInterval(TimeInterval(asked) * 86_400)
    }
}

/// The list of one's tokens, and the form for a new one.
struct TokensPage {
    let visitor: Visitor
    let tokens: [APIToken]
    let context: PageContext
    let words: Words

    static func make(_ context: PageContext, _ site: Site) async throws -> TokensPage {
        let (visitor, _) = try AccessPages.person(context)
        let tokens = try await site.access.tokens(of: visitor.account.id)
        return TokensPage(visitor: visitor, tokens: tokens, context: context, words: context.words(site))
    }

    /// A token can be given what its owner may do.
    var offered: [Scope] { Scope.ofTokens.filter { visitor.account.role.scopes.contains($0) } }

    func response(
        _ problems: [FormProblem] = [], _ wanted: WantedToken = WantedToken(), notice: HTML = "",
        status: HTTPResponse.Status? = nil
    ) -> Response {
        let parts = FormParts(language: context.language, problems: problems)
        let status = status ?? (problems.isEmpty ? .ok : .unprocessableContent)
        let body: HTML = """
            \(parts.summary)\(notice)<h1>\(parts.say(.tokensTitle))</h1>
            <p>\(parts.say(.tokensHelp))</p>
            \(tokens.isEmpty ? "<p class=\"quiet\">\(parts.say(.noTokens))</p>" : list(parts))
            <section class="card narrow"><h2>\(parts.say(.newToken))</h2>\(form(parts, wanted))</section>
            """
        return AccessPages.page(parts.title(.tokensTitle), .tokens, body, context, status: status)
    }

    private func form(_ parts: FormParts, _ wanted: WantedToken) -> HTML {
        let scopes = offered.map { FieldRow.Choice(value: $0.rawValue, text: "\($0.rawValue): \(parts.say($0.may))") }
        let periods = WantedToken.periods.map { days in
            FieldRow.Choice(value: String(days), text: words.count(days, .days))
        }
        return parts.form(
            "/account/tokens", token: context.formField(), .newToken,
            [
                parts.line("name", .tokenName, value: wanted.name, limit: 64),
                parts.boxes("scopes", .tokenScopes, scopes, chosen: Set(wanted.scopes.map(\.rawValue))),
                parts.list("days", .tokenExpiry, periods, chosen: String(wanted.days)),
            ])
    }

    private func list(_ parts: FormParts) -> HTML {
        DataTable(
            name: parts.say(.tokensTitle),
            columns: [
                .init(parts.say(.tokenName)), .init(parts.say(.tokenScopes)), .init(parts.say(.madeAt)),
                .init(parts.say(.lastUsed)), .init(parts.say(.expires)), .init(parts.say(.revokeDo), isUnseen: true),
            ],
            rows: tokens.map { row($0, parts) }
        ).html
    }

    private func row(_ token: APIToken, _ parts: FormParts) -> DataTable.Row {
        let button = parts.button(
            "/account/tokens/\(HTML.pathComponent(token.id))/revoke", token: context.formField(), .revokeDo, .danger,
            about: Shown.visible(token.name))
        let used = token.usedAt.map { words.time($0) } ?? "\(parts.say(.never))"
        let isOver = token.expiresAt.map { $0 <= words.now } ?? false
        let end = isOver ? "<span class=\"tag missing\">\(parts.say(.expired))</span>" : words.time(token.expiresAt)
        return DataTable.Row([
            Shown.name(token.name, words.language), "\(token.scopes.sorted().map(\.rawValue).joined(separator: ", "))",
            words.time(token.createdAt), used, end, button,
        ])
    }
}

/// The one page that shows a token.
struct TokenShownPage {
    let secret: Secret
    let token: APIToken
    let context: PageContext

    func response() -> Response {
        let parts = FormParts(language: context.language)
        let body: HTML = """
            <h1>\(parts.say(.tokenMade))</h1>
            <p class="notice warn" role="status">\(parts.say(.tokenShownOnce))</p>
            <p><label for="token">\(Shown.visible(token.name))</label><br>\
            <input class="mono wide" id="token" type="text" readonly autocomplete="off" spellcheck="false" \
            value="\(secret.reveal())"></p>
            <p class="small">\(parts.say(.tokenUse)) <code>Authorization: Bearer …</code></p>
            <p><a href="/account/tokens">\(parts.say(.toTokens))</a></p>
            """
        return AccessPages.page(parts.say(.tokenMade), .tokens, body, context)
    }
}
