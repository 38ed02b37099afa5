// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logging
import StewardCatalog
import StewardCore
import StewardIntegration
import Tally

/// Signing in to an account through the browser. What a form leads to must be this server (`form-action` of the content
/// security policy), and the service is not: so the form leads to a page of ours with a link.
enum ConnectionSignInPages {
    static let routes: [Route] = [
        Route("/connections/{connection}/sign-in", "What to allow Steward in an account", scope: .operate) {
            request, context, site in
            let view = try await ConnectionView.one(try FilesPages.parameter("connection", context), site)
            return page(view, try await choices(view, site), request, context, site)
        },
        Route(
            .post, "/connections/{connection}/sign-in", "Begins a sign-in; shows the service's address", scope: .operate
        ) { request, context, site in
            let form = try await FormData.read(request, context)
            let (_, session) = try AccessPages.person(context)
            let view = try await ConnectionView.one(try FilesPages.parameter("connection", context), site)
            return try await begin(view, form, session, request, context, site)
        },
        Route("/connections/signed-in", "Where a service sends the browser back to", scope: .operate) {
            request, context, site in
            try await finish(request, context, site)
        },
    ]

    /// Where a service sends the browser back to; it has to know it.
    static func redirect(_ request: Request, _ context: PageContext) -> String {
        AccessPages.origin(request, context) + "/connections/signed-in"
    }

    /// A scope that can be asked for.
    private struct Choice {
        let meaning: ScopeMeaning
        let isGranted: Bool
        let isWanted: Bool
    }

    /// What an account can be asked for: what is granted already, and what the connections that work in its name need
    /// as far as it is narrow, are ticked.
    private static func choices(_ view: ConnectionView, _ site: Site) async throws -> [Choice] {
        guard let account = view.account, let manifest = view.manifest else { return [] }
        let always = account.known.filter { manifest.credential.scopes.contains($0.name) }
        let all = try await site.installation.connections.list()
        let users = all.filter { view.users.contains($0.name) }.compactMap {
            try? Connections.entry($0.integration).manifest
        }
        let needing = users.isEmpty ? Catalog.entries.map(\.manifest).filter { $0.id != manifest.id } : users
        let wanted = Set(needing.flatMap(\.credential.scopes))
        let granted = Set(account.grant?.scopes ?? [])
        return account.known.filter { scope in !always.contains { $0.meaning == scope.meaning } }.map { scope in
            let isGranted = granted.contains(scope.name)
            return Choice(
                meaning: scope, isGranted: isGranted,
                isWanted: isGranted || (wanted.contains(scope.name) && !scope.isWide))
        }
    }

    private static func begin(
        _ view: ConnectionView, _ form: FormData, _ session: Session, _ request: Request, _ context: PageContext,
        _ site: Site
    ) async throws -> Response {
        let known = Set(view.account?.known.map(\.name) ?? [])
        let scopes = form.all("scope").filter(known.contains)
        do {
            let address = try await site.installation.connections.beginSignIn(
                view.saved.name, try await account(view.saved.name, site), scopes: scopes,
                redirect: redirect(request, context), session: session.id, by: ConnectionPages.actor(context))
            ConnectionPages.log("being signed in to", view.saved.name, context)
            return away(view, address, context)
        } catch let error as IntegrationError {
            return page(view, try await choices(view, site), request, context, site, problem: error)
        }
    }

    private static func account(_ name: String, _ site: Site) async throws -> any AccountReturning {
        guard let account = try await site.opening(name) as? any AccountReturning else {
            throw IntegrationError(.unsupported, "Nobody signs in to the connection “\(name)” with a browser.")
        }
        return account
    }

    private static func finish(_ request: Request, _ context: PageContext, _ site: Site) async throws -> Response {
        let (_, session) = try AccessPages.person(context)
        let address = request.uri.string
        guard
            let returned = try await site.installation.connections.takeSignIn(
                address: address, session: session.id)
        else { return failure(nil, nil, context) }
        let name = returned.connection
        do {
            let account = try await account(name, site)
            _ = try await returned.finish(account, address: address)
            ConnectionPages.log("signed in to", name, context)
        } catch let error as IntegrationError {
            context.logger.info(
                "a sign-in to a connection failed",
                metadata: ["request": "\(context.requestID)", "connection": "\(name)", "code": "\(error.code)"])
            return failure(name, error, context)
        }
        _ = try await ConnectionCheck.run(name, site, by: ConnectionPages.actor(context))
        return Routes.seeOther(
            "/connections/\(HTML.pathComponent(name))?done=" + ConnectionPages.Done.signedIn.rawValue)
    }

    // MARK: Pages

    private static func page(
        _ view: ConnectionView, _ choices: [Choice], _ request: Request, _ context: PageContext, _ site: Site,
        problem: IntegrationError? = nil
    ) -> Response {
        let words = context.words(site)
        let title = words.say(.signInToAccount)
        let canSignIn = view.account?.canSignIn ?? false
        let said: HTML =
            problem.map { "\(NoticeBox(.bad, isAnswer: true, "<span lang=\"en\">\($0.message)</span>"))\n" } ?? ""
        let impossible = NoticeBox(.warn, "\(words.say(.signInImpossible))").html
        let body: HTML = """
            \(ConnectionPages.trail(view, words.language))
            <h1>\(title)</h1>
            \(said)\(canSignIn ? form(view, choices, context, words) : impossible)
            \(canSignIn ? help(view, redirect(request, context), words) : "")
            """
        return ConnectionPages.page(
            title, view.path + "/sign-in", body, context, status: problem == nil ? .ok : .unprocessableContent)
    }

    private static func form(
        _ view: ConnectionView, _ choices: [Choice], _ context: PageContext, _ words: Words
    ) -> HTML {
        let rows = choices.map { choice -> HTML in
            let wide: HTML = choice.meaning.isWide ? " \(Badge(words.say(.wide), .medium))" : ""
            let before: HTML = choice.isGranted ? " \(Badge(words.say(.grantedBefore), .good))" : ""
            return """
                <label class="choice"><input type="checkbox" name="scope" value="\(choice.meaning.name)"\
                \(HTML.flag("checked", choice.isWanted))> <span><span lang="en">\(choice.meaning.meaning)</span>\
                \(wide)\(before)</span></label>

                """
        }
        return """
            <form class="fields" method="post" action="\(view.path)/sign-in">\(context.formField())
            <fieldset class="field" aria-describedby="scopes-help"><legend>\(words.say(.whatToAllow))</legend>
            <p class="help" id="scopes-help">\(words.say(.whatToAllowHelp))</p>
            \(rows)</fieldset>
            <p class="field">\(Button(words.say(.continueDo), .primary))</p>
            </form>
            """
    }

    /// Which address the service has to know, and the way that needs none.
    private static func help(_ view: ConnectionView, _ redirect: String, _ words: Words) -> HTML {
        let command = ConnectionFacts.commandName(view.saved.integration)
        return """
            <p class="small quiet">\(words.say(.comesBackTo)) <code>\(redirect)</code></p>
            <p class="small quiet">\(words.say(.signInByCommand)) \
            <code>steward connect \(command) --name \(view.saved.name)</code></p>
            """
    }

    private static func away(_ view: ConnectionView, _ address: String, _ context: PageContext) -> Response {
        let language = context.language
        let title = Phrase.goToService.text(language)
        let host = ServiceAddress(String(address.prefix { $0 != "?" }))?.host ?? ""
        let body: HTML = """
            \(ConnectionPages.trail(view, language))
            <h1>\(title)</h1>
            <p>\(Phrase.goToServiceHelp.text(language))</p>
            <p><a class="button primary" href="\(address)" rel="noreferrer">\(Phrase.continueDo.text(language)): \
            \(host)</a></p>
            """
        return ConnectionPages.page(title, view.path + "/sign-in", body, context)
    }

    private static func failure(_ name: String?, _ error: IntegrationError?, _ context: PageContext) -> Response {
        let language = context.language
        let title = Phrase.signInFailed.text(language)
        let why: HTML = error.map { "<span lang=\"en\">\($0.message)</span>" } ?? "\(Phrase.signInStale.text(language))"
        let path = name.map { "/connections/\(HTML.pathComponent($0))/sign-in" }
        let link: HTML =
            path.map { "<p><a class=\"button\" href=\"\($0)\">\(Phrase.tryAgain.text(language))</a></p>" } ?? ""
        let body: HTML = """
            \(Breadcrumbs(
                language: language,
                links: [PageLink(text: Phrase.connections.text(language), address: "/connections")]))
            <h1>\(title)</h1>
            \(NoticeBox(.bad, isAnswer: true, why))
            \(link)
            """
        let status: HTTPResponse.Status = error?.code == .unavailable ? .badGateway : .badRequest
        return ConnectionPages.page(title, path ?? "/connections", body, context, status: status)
    }
}
