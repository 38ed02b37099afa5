// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import Hummingbird
import StewardCore
import Tally

/// One's own account: language and time zone, the password, and where one is signed in.
enum AccountPages {
    static let routes: [Route] = [
        Route("/account", "One's own account and sessions", scope: .read) { request, context, site in
            let page = try await AccountPage.make(context, site)
            return page.response([], AccessPages.notice(request, page.language))
        },
        Route(.post, "/account/language", "Changes one's own language", scope: .read) { request, context, site in
            let (visitor, _) = try AccessPages.person(context)
            let form = try await FormData.read(request, context)
            guard let language = Language(rawValue: form["language"] ?? "") else {
                throw HTTPError(.badRequest, message: Phrase.languageUnknown.text(context.language))
            }
            try await site.access.changeLanguage(language, by: visitor)
            var response = Routes.seeOther(ReturnPath(form["to"]).text)
            LanguageChoice.keep(language, &response, context)
            return response
        },
        Route(.post, "/account", "Changes one's own language, time zone and colours", scope: .read) {
            request, context, site in
            let (visitor, _) = try AccessPages.person(context)
            let form = try await FormData.read(request, context)
            let wanted = Preferences(form)
            let page = try await AccountPage.make(context, site)
            guard wanted.problems.isEmpty else { return page.response(wanted.problems) }
            do {
                try await site.access.changeProfile(
                    name: wanted.name, email: visitor.account.email, language: wanted.language,
                    timeZone: wanted.timeZone, theme: wanted.theme ?? visitor.account.theme, by: visitor)
                var response = AccessPages.seeOther(.account, .saved)
                if let theme = wanted.theme { LanguageChoice.keep(theme, &response, context) }
                return response
            } catch let error as AccessError {
                let phrase = error.phrase(now: page.words.now)
                return page.response([FormProblem(error.field, phrase)], status: error.status)
            }
        },
        Route(.post, "/account/password", "Changes one's own password", scope: .read) { request, context, site in
            try await changePassword(request, context, site)
        },
        Route(.post, "/account/sessions/{session}/revoke", "Signs one of one's own devices out", scope: .read) {
            request, context, site in
            let (visitor, session) = try AccessPages.person(context)
            _ = try await FormData.read(request, context)
            let id = try FilesPages.parameter("session", context)
            let answer = try await AccessPages.seeOther(.account, .session) {
                try await site.access.endSession(id, by: visitor)
            }
            return id == session.id ? SessionCookie.signedOut(to: "/sign-in?done=out", context, site) : answer
        },
        Route(.post, "/account/sign-out-everywhere", "Signs all of one's own devices out", scope: .read) {
            request, context, site in
            let (visitor, _) = try AccessPages.person(context)
            _ = try await FormData.read(request, context)
            try await site.access.endEverySession(of: visitor.account.id, by: visitor)
            return SessionCookie.signedOut(to: "/sign-in?done=out", context, site)
        },
    ]

    private static func changePassword(
        _ request: Request, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        let (visitor, _) = try AccessPages.person(context)
        let form = try await FormData.read(request, context)
        let page = try await AccountPage.make(context, site)
        let new = Secret(form["password"] ?? "")
        guard !new.reveal().isEmpty else { return page.response([FormProblem("password", .passwordMissing)]) }
        guard new == Secret(form["again"] ?? "") else {
            return page.response([FormProblem("again", .passwordsDiffer)])
        }
        do {
            try await site.access.changePassword(
                old: Secret(form["now"] ?? ""), new: new, by: visitor, from: context.caller)
            return AccessPages.seeOther(.account, .password)
        } catch AccessError.wrongCredentials {
            return page.response([FormProblem("now", .wrongPasswordNow)])
        } catch AccessError.forbidden {
            return page.response([FormProblem(nil, .signInAgainFirst)], status: .forbidden)
        } catch let error as AccessError {
            let phrase = error.phrase(now: page.words.now)
            return page.response([FormProblem(error.field, phrase)], status: error.status)
        }
    }
}

/// What somebody wants the pages to be like.
struct Preferences {
    let name: String
    /// `nil`: what the browser prefers.
    var language: Language?
    /// An IANA name; `nil`: the installation's.
    var timeZone: String?
    /// `nil`: not asked about.
    var theme: Theme?
    var problems: [FormProblem] = []

    init(_ form: FormData) {
        name = form["name"] ?? ""
        if name.isEmpty { problems.append(FormProblem("name", .nameMissing)) }
        let words = form["language"] ?? ""
        language = Language(rawValue: words)
        if language == nil, !words.isEmpty { problems.append(FormProblem("language", .languageUnknown)) }
        let zone = form["zone"] ?? ""
        timeZone = zone.isEmpty ? nil : zone
        if !zone.isEmpty, !TimeZoneNames.all.contains(zone) { problems.append(FormProblem("zone", .zoneUnknown)) }
        guard let colors = form["theme"] else { return }
        theme = Theme(rawValue: colors)
        if theme == nil { problems.append(FormProblem("theme", .themeUnknown)) }
    }
}
