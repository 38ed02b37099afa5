// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import StewardCore
import StewardIntegration
import Tally

/// Removing a connection: what goes, what stays, and the name typed as a proof that it is meant.
enum ConnectionRemovalPages {
    static let routes: [Route] = [
        Route("/connections/{connection}/remove", "What goes and what stays when it is removed", scope: .operate) {
            _, context, site in
            let view = try await ConnectionView.one(try FilesPages.parameter("connection", context), site)
            return page(view, context, site)
        },
        Route(.post, "/connections/{connection}/remove", "Removes a connection", scope: .operate) {
            request, context, site in
            let form = try await FormData.read(request, context)
            _ = try AccessPages.person(context)
            let view = try await ConnectionView.one(try FilesPages.parameter("connection", context), site)
            guard form["name"] == view.saved.name else {
                return page(
                    view, context, site,
                    problem: DraftProblem(
                        field: "name", text: Phrase.nameDiffers.text(context.language)))
            }
            return try await remove(view, keepsGrant: form["keep-grant"] != nil, context, site)
        },
    ]

    private static func remove(
        _ view: ConnectionView, keepsGrant: Bool, _ context: PageContext, _ site: Site
    ) async throws -> Response {
        if !keepsGrant, view.users.isEmpty, view.account?.grant != nil {
            do {
                try await revoke(view.saved.name, site)
            } catch let error as IntegrationError {
                let text = "\(Phrase.revokeFailed.text(context.language)) \(error.message)"
                return page(view, context, site, problem: DraftProblem(field: nil, text: text))
            }
        }
        do {
            try await site.installation.connections.remove(view.saved.name)
        } catch let error as IntegrationError {
            return page(view, context, site, problem: DraftProblem(field: nil, text: error.message, language: "en"))
        }
        ConnectionPages.log("removed", view.saved.name, context)
        return Routes.seeOther("/connections?done=" + ConnectionPages.Done.removed.rawValue)
    }

    /// Ends the grant at the service, within 10 seconds.
    private static func revoke(_ name: String, _ site: Site) async throws {
        guard let account = try await site.opening(name) as? any AccountConnecting else { return }
        let isDone = try await TimeLimit.run(.seconds(10), clock: site.patience) {
            try await account.revoke()
            return true
        }
        if isDone == nil { throw IntegrationError(.unavailable, Fault.tooSlow(10).sentence) }
    }

    private static func page(
        _ view: ConnectionView, _ context: PageContext, _ site: Site, problem: DraftProblem? = nil
    ) -> Response {
        let words = context.words(site)
        let title = words.say(.removeConnection)
        let body: HTML = """
            \(ConnectionPages.trail(view, words.language))
            <h1>\(title)</h1>
            \(said(problem, words))\(view.users.isEmpty ? lists(view, words) : users(view, words))
            \(view.users.isEmpty ? form(view, context, words, problem) : "")
            """
        return ConnectionPages.page(
            title, view.path + "/remove", body, context, status: problem == nil ? .ok : .unprocessableContent)
    }

    private static func said(_ problem: DraftProblem?, _ words: Words) -> HTML {
        guard let problem else { return "" }
        let text: HTML = "<span\(HTML.attribute("lang", problem.language))>\(problem.text)</span>"
        return "\(NoticeBox(.bad, isAnswer: true, text))\n"
    }

    private static func users(_ view: ConnectionView, _ words: Words) -> HTML {
        let links = view.users.map { FilesParts(words: words).connection($0) }
        return "<p>\(words.say(.usedByOthers)) \(HTML(joining: links, separator: ", "))</p>"
    }

    private static func lists(_ view: ConnectionView, _ words: Words) -> HTML {
        var goes: [Phrase] = [.goesSettings, .goesState]
        if view.account?.grant != nil { goes.append(.goesSignIn) }
        let stays: [Phrase] = [.staysFiles, .staysRecords, .staysSchedules]
        func list(_ phrases: [Phrase]) -> HTML {
            "<ul>\(phrases.map { phrase -> HTML in "<li>\(words.say(phrase))</li>" })</ul>"
        }
        return """
            <h2>\(words.say(.whatGoes))</h2>
            \(list(goes))
            <h2>\(words.say(.whatStays))</h2>
            \(list(stays))
            """
    }

    private static func form(
        _ view: ConnectionView, _ context: PageContext, _ words: Words, _ problem: DraftProblem?
    ) -> HTML {
        let error = problem?.field == "name" ? problem?.text : nil
        let name = FieldRow(
            name: "name", label: words.say(.typeNameToRemove), help: view.saved.name, error: error, isRequired: true,
            autocomplete: "off", limit: 40)
        let keep: HTML =
            view.account?.grant == nil
            ? "" : "\(CheckRow(name: "keep-grant", label: words.say(.keepGrant)))\n"
        return """
            <form method="post" action="\(view.path)/remove">\(context.formField())
            \(name)
            \(keep)<p class="field">\(Button(words.say(.removeConnectionDo), .dangerPrimary))</p>
            </form>
            """
    }
}
