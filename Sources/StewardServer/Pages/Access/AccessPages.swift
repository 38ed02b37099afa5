// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import StewardCore
import Tally

/// The pages of setting up, signing in, one's own account, API tokens and people. All work without a script.
enum AccessPages {
    static let routes: [Route] =
        LinkPages.routes + SignInPages.routes + GoogleSignInPages.routes + AccountPages.routes + TokenPages.routes
        + PeoplePages.routes + GooglePages.routes

    /// The parts of what belongs to an account, in the order of their navigation.
    enum Part: CaseIterable {
        case account, tokens, people

        var path: String {
            switch self {
            case .account: "/account"
            case .tokens: "/account/tokens"
            case .people: "/people"
            }
        }
        var phrase: Phrase {
            switch self {
            case .account: .ownAccount
            case .tokens: .tokensTitle
            case .people: .people
            }
        }
        /// What somebody needs to see it.
        var scope: Scope { self == .people ? .administer : .read }
    }

    /// A page outside the sections of the navigation.
    static func page(
        _ title: String, _ path: String, _ body: HTML, _ context: PageContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        let section: PageFrame.Section? = path == Part.people.path ? .people : nil
        return PageFrame(title: title, language: context.language, section: section, path: path, body: body)
            .response(status: status)
    }

    /// A page of one's account, with the navigation of its parts.
    static func page(
        _ title: String, _ part: Part, _ body: HTML, _ context: PageContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        let language = context.language
        let links = Part.allCases.filter { context.visitor?.may($0.scope) ?? false }.map { entry in
            PageLink(text: entry.phrase.text(language), address: entry.path, isCurrent: entry == part)
        }
        let whole: HTML = """
            \(Tabs(label: Phrase.accountParts.text(language), links: links))
            \(body)
            """
        return page(title, part.path, whole, context, status: status)
    }

    /// Who is signed in with a browser. API tokens change no accounts, sessions or tokens: one that leaks must not be
    /// able to make another.
    /// - Throws: 403 for an API token, or for nobody.
    static func person(_ context: PageContext) throws -> (visitor: Visitor, session: Session) {
        guard let visitor = context.visitor, let session = visitor.session else {
            throw HTTPError(.forbidden, message: "Sign in with a browser; an API token cannot do this.")
        }
        return (visitor, session)
    }

    /// How this browser reaches the server, as `https://steward.example.org`. The name was checked before any route.
    static func origin(_ request: Request, _ context: PageContext) -> String {
        "\(context.isSecure ? "https" : "http")://\(request.head.authority ?? "127.0.0.1")"
    }

    /// Logs that somebody was not let in. What was typed as a name is left out: it may be a password.
    static func log(_ error: AccessError, by way: Session.Method, _ context: PageContext) {
        context.logger.info(
            "sign-in refused",
            metadata: [
                "request": "\(context.requestID)", "way": "\(way.rawValue)", "reason": "\(error)",
                "address": "\(context.caller.address)",
            ])
    }

    /// An error of signing in as a page of its own, for where no form could say it.
    static func failure(_ error: AccessError, _ context: PageContext, _ site: Site) -> Response {
        let now = site.installation.clock.now
        let sentence = error.phrase(now: now).text(context.language)
        let body: HTML = "<h1>\(sentence)</h1>"
        var response = page(sentence, "/", body, context, status: error.status)
        response.headers[.retryAfter] = error.retryAfter(now: now).map(String.init)
        return response
    }

    /// What happened just before, said once above the page; nothing for words that are not ours.
    static func notice(_ request: Request, _ language: Language) -> HTML {
        guard let done = request.uri.queryParameters["done"].flatMap({ Done(rawValue: String($0)) }) else { return "" }
        return "\(NoticeBox(.good, isAnswer: true, "\(done.phrase.text(language))"))\n"
    }

    /// What a page can say of the request before it. Only these words stand in an address.
    enum Done: String, CaseIterable {
        case saved, password, session, revoked, role, disabled, enabled, withdrawn, out, linked, unlinked
        case googleOn, googleOff, allowed, removed

        var phrase: Phrase {
            switch self {
            case .saved: .accountSaved
            case .password: .passwordChanged
            case .session: .deviceSignedOut
            case .revoked: .tokenRevoked
            case .role: .roleChanged
            case .disabled: .accountDisabledNotice
            case .enabled: .accountEnabledNotice
            case .withdrawn: .linkWithdrawn
            case .out: .signedOutNotice
            case .linked: .googleLinked
            case .unlinked: .googleUnlinked
            case .googleOn: .googleSaved
            case .googleOff: .googleIsOff
            case .allowed: .addressAllowed
            case .removed: .addressRemoved
            }
        }
    }

    /// The answer after something was done: the page again, by GET, with a notice.
    static func seeOther(_ part: Part, _ done: Done) -> Response {
        Routes.seeOther("\(part.path)?done=\(done.rawValue)")
    }

    /// Does something to what a list shows. What somebody else ended a moment ago is ended: no error.
    static func seeOther(
        _ part: Part, _ done: Done, _ body: () async throws -> Void
    ) async throws -> Response {
        do {
            try await body()
        } catch AccessError.notFound {}
        return seeOther(part, done)
    }
}
