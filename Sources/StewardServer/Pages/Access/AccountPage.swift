// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import Hummingbird
import StewardCore
import Tally

/// The page of one's own account.
struct AccountPage {
    let visitor: Visitor
    let session: Session
    let sessions: [Session]
    let context: PageContext
    let words: Words
    let offersGoogle: Bool

    static func make(_ context: PageContext, _ site: Site) async throws -> AccountPage {
        let (visitor, session) = try AccessPages.person(context)
        let sessions = try await site.access.sessions(of: visitor.account.id)
        return AccountPage(
            visitor: visitor, session: session, sessions: sessions, context: context, words: context.words(site),
            offersGoogle: try await site.access.googleSettings() != nil)
    }

    var language: Language { context.language }

    func response(
        _ problems: [FormProblem], _ notice: HTML = "", status: HTTPResponse.Status? = nil
    ) -> Response {
        let parts = FormParts(language: language, problems: problems)
        let status = status ?? (problems.isEmpty ? .ok : .unprocessableContent)
        return AccessPages.page(parts.title(.ownAccount), .account, body(parts, notice), context, status: status)
    }

    private var account: Account { visitor.account }

    private func body(_ parts: FormParts, _ notice: HTML) -> HTML {
        let facts = Facts(
            pairs: [
                (parts.say(.roleName), "\(parts.say(account.role.phrase)) – \(parts.say(account.role.may))")
            ], isCard: false)
        return """
            \(parts.summary)\(notice)<h1>\(parts.say(.ownAccount))</h1>
            \(facts)
            <div class="columns">\(preferences(parts))
            \(password(parts))\(google(parts))</div>
            <h2 id="sessions">\(parts.say(.sessionsTitle))</h2>
            \(list(parts))
            <p>\(parts.say(.signOutEverywhereHelp))</p>
            <div class="actions">\(parts.button("/sign-out", token: context.formField(), .signOutDo))
            \(parts.button("/account/sign-out-everywhere", token: context.formField(), .signOutEverywhere, .danger))
            </div>
            """
    }

    private func preferences(_ parts: FormParts) -> HTML {
        let languages =
            [FieldRow.Choice(value: "", text: parts.say(.browserLanguage))]
            + Language.allCases.map { FieldRow.Choice(value: $0.rawValue, text: $0.ownName) }
        let zones =
            [FieldRow.Choice(value: "", text: parts.say(.zoneUTC))]
            + TimeZoneNames.all.map { FieldRow.Choice(value: $0, text: $0) }
        let themes = Theme.allCases.map { FieldRow.Choice(value: $0.rawValue, text: parts.say($0.phrase)) }
        let form = parts.form(
            "/account", token: context.formField(), .saveDo,
            [
                parts.line(
                    "name", .accountName, value: account.name, help: .accountNameHint, autocomplete: "username",
                    limit: 64),
                parts.list("language", .languageName, languages, chosen: account.language?.rawValue ?? ""),
                parts.list("zone", .timeZoneName, zones, chosen: account.timeZone ?? ""),
                parts.list("theme", .themeName, themes, chosen: context.theme.rawValue),
            ])
        return Card(title: parts.say(.preferences), id: "preferences", content: form).html
    }

    /// Who came by Google or a link may have no password yet, and then there is none to prove.
    private func password(_ parts: FormParts) -> HTML {
        let title: Phrase = account.hasPassword ? .changePassword : .choosePassword
        // Password keepers want to know whose password it is.
        let owner: HTML = """
            <input type="hidden" name="username" autocomplete="username" value="\(account.name)">

            """
        let proof = account.hasPassword ? parts.password("now", .passwordNow, isNew: false) : ""
        let form = parts.form(
            "/account/password", token: context.formField(), title,
            [
                owner, proof, parts.password("password", .passwordNew, isNew: true, help: .passwordHint),
                parts.password("again", .passwordAgain, isNew: true),
            ])
        let content: HTML = "<p class=\"quiet small\">\(parts.say(.passwordHelp))</p>\n\(form)"
        return Card(title: parts.say(title), id: "change-password", content: content).html
    }

    private func google(_ parts: FormParts) -> HTML {
        guard offersGoogle || account.hasGoogle else { return "" }
        let content: HTML =
            account.hasGoogle
            ? """
            <p>\(parts.say(.googleIsLinked))</p>
            \(parts.button("/account/google/unlink", token: context.formField(), .googleUnlinkDo))
            """ : "<p><a class=\"button\" href=\"/account/google\">\(parts.say(.googleLinkDo))</a></p>"
        return Card(title: parts.say(.googleLink), id: "google", content: content).html
    }

    private func list(_ parts: FormParts) -> HTML {
        DataTable(
            name: parts.say(.sessionsTitle),
            columns: [
                .init(parts.say(.device)), .init(parts.say(.lastSeen)), .init(parts.say(.signedInAt)),
                .init(parts.say(.addressName)), .init(parts.say(.signOutDevice), isUnseen: true),
            ],
            rows: sessions.map { row($0, parts) }
        ).html
    }

    private func row(_ one: Session, _ parts: FormParts) -> DataTable.Row {
        let device = DeviceName(userAgent: one.userAgent).text ?? parts.say(.unknownDevice)
        let here: HTML = one.id == session.id ? " <span class=\"tag good\">\(parts.say(.thisDevice))</span>" : ""
        let button = parts.button(
            "/account/sessions/\(HTML.pathComponent(one.id))/revoke", token: context.formField(), .signOutDevice,
            about: device)
        return DataTable.Row([
            "\(device)\(here)", words.time(one.seenAt), words.time(one.createdAt), "\(one.address)", button,
        ])
    }
}
