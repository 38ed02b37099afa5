// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCatalog
import StewardCore
import StewardIntegration
import Tally

/// Making, changing and removing connections. People do it with a browser: an API token that leaks must not be able to
/// point Steward at another place.
enum ConnectionFormPages {
    static let routes: [Route] =
        [
            Route("/connections/new/{integration}", "The form that sets a connection up", scope: .operate) {
                _, context, site in
                let manifest = try manifest(context)
                let draft = ConnectionDraft(manifest, name: try await freeName(manifest, site))
                return try await page(draft, context, site)
            },
            Route(.post, "/connections/new/{integration}", "Sets a connection up", scope: .operate) {
                request, context, site in
                let form = try await FormData.read(request, context)
                _ = try AccessPages.person(context)
                var draft = ConnectionDraft(try manifest(context), name: form["name"] ?? "")
                if !SavedConnections.isName(draft.name) {
                    let text = Phrase.connectionNameWrong.text(context.language)
                    draft.problems.append(DraftProblem(field: "name", text: text))
                } else if try await site.installation.connections.list().contains(where: { $0.name == draft.name }) {
                    let text = Phrase.connectionNameTaken.text(context.language)
                    draft.problems.append(DraftProblem(field: "name", text: text))
                }
                return try await save(&draft, form, context, site)
            },
            Route("/connections/{connection}/edit", "The form that changes a connection", scope: .operate) {
                _, context, site in
                let view = try await ConnectionView.one(try FilesPages.parameter("connection", context), site)
                return try await page(try draft(view), context, site, view)
            },
            Route(.post, "/connections/{connection}/edit", "Changes a connection", scope: .operate) {
                request, context, site in
                let form = try await FormData.read(request, context)
                _ = try AccessPages.person(context)
                let view = try await ConnectionView.one(try FilesPages.parameter("connection", context), site)
                var draft = try draft(view)
                return try await save(&draft, form, context, site, view)
            },
        ] + ConnectionRemovalPages.routes

    private static func manifest(_ context: PageContext) throws -> Manifest {
        try Connections.entry(try FilesPages.parameter("integration", context)).manifest
    }

    private static func draft(_ view: ConnectionView) throws -> ConnectionDraft {
        let manifest = try Connections.entry(view.saved.integration).manifest
        return ConnectionDraft(manifest, saved: view.saved, keptSecrets: Set(view.secretDates.keys))
    }

    /// The integration's name, or with a number what is free.
    private static func freeName(_ manifest: Manifest, _ site: Site) async throws -> String {
        let taken = Set(try await site.installation.connections.list().map(\.name))
        let name = ConnectionFacts.commandName(manifest.id)
        var free = name
        var number = 2
        while taken.contains(free) {
            free = "\(name)-\(number)"
            number += 1
        }
        return free
    }

    /// The names of the connections that give accounts.
    private static func accounts(_ site: Site) async throws -> [String] {
        try await site.installation.connections.list().filter { saved in
            let manifest = try? Connections.entry(saved.integration).manifest
            return manifest?.capabilities.contains(.accountConnecting) ?? false
        }.map(\.name)
    }

    private static func save(
        _ draft: inout ConnectionDraft, _ form: FormData, _ context: PageContext, _ site: Site,
        _ view: ConnectionView? = nil
    ) async throws -> Response {
        draft.read(form, accounts: try await accounts(site), words: context.words(site))
        guard draft.problems.isEmpty else { return try await page(draft, context, site, view) }
        do {
            let saved = try await site.installation.connections.save(
                draft.name, integration: draft.manifest.id, settings: draft.given, forgetting: draft.forgotten,
                isNew: draft.saved == nil, by: ConnectionPages.actor(context))
            ConnectionPages.log(draft.saved == nil ? "made" : "changed", saved.name, context)
            return Routes.seeOther(try await next(saved, isNew: draft.saved == nil, site))
        } catch let error as IntegrationError {
            draft.problems.append(DraftProblem(field: nil, text: error.message, language: "en"))
            return try await page(draft, context, site, view)
        }
    }

    /// Where somebody goes who saved: to the sign-in where nothing works without one.
    private static func next(_ saved: SavedConnection, isNew: Bool, _ site: Site) async throws -> String {
        let view = try await ConnectionView.one(saved.name, site)
        if isNew, let account = view.account, account.canSignIn, account.grant == nil { return view.path + "/sign-in" }
        let done: ConnectionPages.Done = isNew ? .made : .saved
        return view.path + "?done=" + done.rawValue
    }

    private static func page(
        _ draft: ConnectionDraft, _ context: PageContext, _ site: Site, _ view: ConnectionView? = nil
    ) async throws -> Response {
        let words = context.words(site)
        let form = ConnectionForm(
            draft: draft, accounts: try await accounts(site), secretDates: view?.secretDates ?? [:], words: words)
        let command = ConnectionFacts.commandName(draft.manifest.id)
        let path = view.map { $0.path + "/edit" } ?? "/connections/new/" + command
        let title = view == nil ? "\(words.say(.setUpService)): \(draft.manifest.name)" : words.say(.changeSettings)
        let trail: HTML =
            view.map { ConnectionPages.trail($0, words.language) }
            ?? Breadcrumbs(
                language: words.language,
                links: [PageLink(text: words.say(.connections), address: "/connections")]
            ).html
        let body: HTML = """
            \(trail)
            <h1>\(title)</h1>
            <p lang="en">\(draft.manifest.summary)</p>
            \(form.html(action: path, token: context.formField()))
            """
        let isWrong = !draft.problems.isEmpty
        let shown = isWrong ? "\(words.say(.titleProblem)): \(title)" : title
        return ConnectionPages.page(shown, path, body, context, status: isWrong ? .unprocessableContent : .ok)
    }
}
