// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logging
import StewardCore
import Tally

/// The pages of connections: what is connected, whether it works, setting up, changing and removing. Looking asks no
/// service; only a test and a sign-in do.
enum ConnectionPages {
    static let routes: [Route] = reading + ConnectionFormPages.routes + ConnectionSignInPages.routes

    private static let reading: [Route] = [
        Route("/connections", "The connections, and what can be connected; asks no service", scope: .read) {
            request, context, site in
            let page = ConnectionsPage(
                views: try await ConnectionView.list(site), words: context.words(site), mayChange: mayChange(context))
            let body: HTML = "\(notice(request, context))\(page.body)"
            return Self.page(Phrase.connections.text(context.language), "/connections", body, context)
        },
        Route("/connections/{connection}", "A connection as it is known; asks no service", scope: .read) {
            request, context, site in
            let view = try await ConnectionView.one(try FilesPages.parameter("connection", context), site)
            return connection(view, context, site, notice: notice(request, context))
        },
        Route(.post, "/connections/{connection}/test", "Asks a connection's service whether it works", scope: .operate)
        { request, context, site in
            _ = try await FormData.read(request, context)
            let view = try await ConnectionView.one(try FilesPages.parameter("connection", context), site)
            _ = try await ConnectionCheck.run(view.saved.name, site, by: actor(context))
            log("tested", view.saved.name, context)
            return Routes.seeOther(view.path + "?done=" + Done.tested.rawValue)
        },
    ]

    /// What a page can say of the request before it. Only these words stand in an address.
    enum Done: String {
        case made, saved, tested, signedIn = "signed-in", removed

        var phrase: Phrase {
            switch self {
            case .made: .connectionMade
            case .saved: .connectionSaved
            case .tested: .connectionTested
            case .signedIn: .signedInNow
            case .removed: .connectionRemoved
            }
        }
    }

    static func page(
        _ title: String, _ path: String, _ body: HTML, _ context: PageContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        PageFrame(title: title, language: context.language, section: .connections, path: path, body: body)
            .response(status: status)
    }

    /// The page of one connection.
    static func connection(
        _ view: ConnectionView, _ context: PageContext, _ site: Site, notice: HTML = "",
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let page = ConnectionPage(
            view: view, words: context.words(site), change: mayChange(context) ? context.formField() : nil)
        return Self.page(view.saved.name, view.path, "\(notice)\(page.body)", context, status: status)
    }

    /// Above a page about one connection: the way back to it.
    static func trail(_ view: ConnectionView, _ language: Language) -> HTML {
        Breadcrumbs(
            language: language,
            links: [
                PageLink(text: Phrase.connections.text(language), address: "/connections"),
                PageLink(text: view.saved.name, address: view.path),
            ]
        ).html
    }

    static func mayChange(_ context: PageContext) -> Bool { context.visitor?.may(.operate) ?? false }

    /// How what was changed names who did it.
    static func actor(_ context: PageContext) -> String { context.visitor?.account.name ?? "" }

    /// Who did it stands in the log; what was typed does not.
    static func log(_ action: String, _ name: String, _ context: PageContext) {
        context.logger.info(
            "a connection was \(action)",
            metadata: [
                "connection": "\(name)", "actor": "\(context.visitor?.actor ?? "")",
                "request": "\(context.requestID)",
            ])
    }

    private static func notice(_ request: Request, _ context: PageContext) -> HTML {
        guard let done = request.uri.queryParameters["done"].flatMap({ Done(rawValue: String($0)) }) else { return "" }
        return "\(NoticeBox(.good, isAnswer: true, "\(done.phrase.text(context.language))"))\n"
    }
}
