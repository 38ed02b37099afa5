// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import Hummingbird
import StewardCore
import Tally

/// Who may sign in: for owners.
enum PeoplePages {
    static let routes: [Route] = [
        Route("/people", "Who may sign in, and what each may do", scope: .administer) { request, context, site in
            let page = try await PeoplePage.make(context, site)
            return page.response(notice: AccessPages.notice(request, context.language))
        },
        Route(.post, "/people/invitations", "Makes an invitation, and shows its link this once", scope: .administer) {
            request, context, site in
            let page = try await PeoplePage.make(context, site)
            let form = try await FormData.read(request, context)
            guard let role = form["role"].flatMap(Role.init(rawValue:)) else {
                return page.response([FormProblem("role", .roleUnknown)])
            }
            let made = try await site.access.invite(role: role, by: page.visitor)
            return LinkShownPage(code: made.code, title: .inviteMade, context: context).response(request)
        },
        Route(.post, "/people/{account}/role", "Changes somebody's role", scope: .administer) {
            request, context, site in
            let form = try await FormData.read(request, context)
            guard let role = form["role"].flatMap(Role.init(rawValue:)) else {
                let page = try await PeoplePage.make(context, site)
                return page.response([FormProblem(nil, .roleUnknown)])
            }
            return try await change(context, site, .role) { id, visitor in
                try await site.access.changeRole(of: id, to: role, by: visitor)
            }
        },
        Route(.post, "/people/{account}/state", "Disables somebody's account, or enables it", scope: .administer) {
            request, context, site in
            let form = try await FormData.read(request, context)
            let disables = form["disabled"] == "yes"
            return try await change(context, site, disables ? .disabled : .enabled) { id, visitor in
                if disables {
                    try await site.access.disable(id, by: visitor)
                } else {
                    try await site.access.enable(id, by: visitor)
                }
            }
        },
        Route(.post, "/people/{account}/password", "Makes a link for a new password", scope: .administer) {
            request, context, site in
            let (visitor, _) = try AccessPages.person(context)
            _ = try await FormData.read(request, context)
            let id = try FilesPages.parameter("account", context)
            let made = try await site.access.newPasswordLink(for: id, by: visitor)
            return LinkShownPage(code: made.code, title: .passwordLinkMade, context: context).response(request)
        },
        Route(.post, "/people/invitations/{link}/withdraw", "Makes a link useless", scope: .administer) {
            request, context, site in
            let (visitor, _) = try AccessPages.person(context)
            _ = try await FormData.read(request, context)
            let id = try FilesPages.parameter("link", context)
            return try await AccessPages.seeOther(.people, .withdrawn) {
                try await site.access.withdrawLink(id, by: visitor)
            }
        },
    ]

    /// Changes an account and goes back to the list, or says there what was wrong.
    private static func change(
        _ context: PageContext, _ site: Site, _ done: AccessPages.Done,
        _ body: (String, Visitor) async throws -> Void
    ) async throws -> Response {
        let (visitor, _) = try AccessPages.person(context)
        do {
            try await body(try FilesPages.parameter("account", context), visitor)
            return AccessPages.seeOther(.people, done)
        } catch let error as AccessError {
            let page = try await PeoplePage.make(context, site)
            let problem = FormProblem(nil, error.phrase(now: site.installation.clock.now))
            return page.response([problem], status: error.status)
        }
    }
}

/// The list of people, and the form for an invitation.
struct PeoplePage {
    let visitor: Visitor
    let people: [Account]
    /// The links that nobody has used yet.
    let links: [AccessLink]
    let context: PageContext
    let words: Words

    static func make(_ context: PageContext, _ site: Site) async throws -> PeoplePage {
        let (visitor, _) = try AccessPages.person(context)
        return PeoplePage(
            visitor: visitor, people: try await site.access.people(), links: try await site.access.links(),
            context: context, words: context.words(site))
    }

    func response(
        _ problems: [FormProblem] = [], notice: HTML = "", status: HTTPResponse.Status? = nil
    ) -> Response {
        let parts = FormParts(language: context.language, problems: problems)
        let status = status ?? (problems.isEmpty ? .ok : .unprocessableContent)
        let list = DataTable(
            name: parts.say(.people),
            columns: [
                .init(parts.say(.accountName)), .init(parts.say(.roleName)), .init(parts.say(.state)),
                .init(parts.say(.madeAt)), .init(parts.say(.disableDo), isUnseen: true),
            ],
            rows: people.map { row($0, parts) })
        let body: HTML = """
            \(parts.summary)\(notice)<h1>\(parts.say(.people))</h1>
            <p>\(parts.say(.peopleHelp))</p>
            \(list)
            \(links.isEmpty ? "" : open(parts))
            \(invitation(parts))
            <p><a href="\(GooglePages.path)">\(parts.say(.googleTitle))</a></p>
            """
        return AccessPages.page(parts.title(.people), .people, body, context, status: status)
    }

    private func invitation(_ parts: FormParts) -> HTML {
        let roles = Role.allCases.map { role in
            FieldRow.Choice(value: role.rawValue, text: "\(parts.say(role.phrase)): \(parts.say(role.may))")
        }
        let form = parts.form(
            "/people/invitations", token: context.formField(), .inviteDo,
            [parts.list("role", .roleName, roles, chosen: Role.viewer.rawValue)])
        let content: HTML = "<p>\(parts.say(.inviteHelp))</p>\n\(form)"
        return Card(title: parts.say(.inviteTitle), id: "invite", content: content).html
    }

    private func open(_ parts: FormParts) -> HTML {
        let table = DataTable(
            name: parts.say(.openLinks),
            columns: [
                .init(parts.say(.linkFor)), .init(parts.say(.roleName)), .init(parts.say(.expires)),
                .init(parts.say(.withdrawDo), isUnseen: true),
            ],
            rows: links.map { link in
                let holder = people.first { $0.id == link.account }?.name
                let about = holder.map { "\(parts.say(.newPasswordTitle)): \(Shown.visible($0))" }
                let button = parts.button(
                    "/people/invitations/\(HTML.pathComponent(link.id))/withdraw", token: context.formField(),
                    .withdrawDo, about: about ?? parts.say(.joinTitle))
                return DataTable.Row([
                    "\(about ?? parts.say(.joinTitle))", "\(parts.say(link.role.phrase))", words.time(link.expiresAt),
                    button,
                ])
            })
        return "<h2>\(parts.say(.openLinks))</h2>\n\(table)"
    }

    private func row(_ account: Account, _ parts: FormParts) -> DataTable.Row {
        let you: HTML =
            account.id == visitor.account.id ? " <span class=\"tag hint\">\(parts.say(.yourself))</span>" : ""
        let state: HTML =
            account.isDisabled
            ? "<span class=\"tag missing\">\(parts.say(.accountDisabledTag))</span>"
            : "<span class=\"tag good\">\(parts.say(.accountActiveTag))</span>"
        return DataTable.Row([
            "\(Shown.name(account.name, context.language))\(you)", role(account, parts), state,
            words.time(account.createdAt), buttons(account, parts),
        ])
    }

    private func role(_ account: Account, _ parts: FormParts) -> HTML {
        let name = Shown.visible(account.name)
        let options = Role.allCases.map { role -> HTML in
            let selected = HTML.flag("selected", role == account.role)
            return "<option value=\"\(role.rawValue)\"\(selected)>\(parts.say(role.phrase))</option>"
        }
        var button = Button(parts.say(.changeRole))
        button.fullName = "\(parts.say(.changeRole)): \(name)"
        return """
            <form class="inline" method="post" action="\(path(account))/role">\(context.formField())\
            <select class="short" name="role" aria-label="\(parts.say(.roleName)): \(name)">\(options)</select>\
            \(button)</form>
            """
    }

    private func buttons(_ account: Account, _ parts: FormParts) -> HTML {
        let name = Shown.visible(account.name)
        let state = parts.button(
            "\(path(account))/state", token: context.formField(), account.isDisabled ? .enableDo : .disableDo,
            account.isDisabled ? .plain : .danger, about: name, name: "disabled",
            value: account.isDisabled ? "no" : "yes")
        guard account.id != visitor.account.id else { return state }
        let password = parts.button(
            "\(path(account))/password", token: context.formField(), .passwordLinkDo, about: name)
        return "\(password) \(state)"
    }

    private func path(_ account: Account) -> String { "/people/\(HTML.pathComponent(account.id))" }
}

/// The one page that shows a one-time link.
struct LinkShownPage {
    let code: Secret
    let title: Phrase
    let context: PageContext

    func response(_ request: Request) -> Response {
        let parts = FormParts(language: context.language)
        let address = "\(AccessPages.origin(request, context))/setup/\(code.reveal())"
        let body: HTML = """
            <h1>\(parts.say(title))</h1>
            <p class="notice warn" role="status">\(parts.say(.inviteShownOnce))</p>
            <p><label for="link">\(parts.say(.linkLabel))</label><br>\
            <input class="mono wide" id="link" type="text" readonly autocomplete="off" spellcheck="false" \
            value="\(address)"></p>
            <p><a href="/people">\(parts.say(.toPeople))</a></p>
            """
        return AccessPages.page(parts.say(title), .people, body, context)
    }
}
