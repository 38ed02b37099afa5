// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore
import StewardStore
import Synchronization

/// One address of the server. The list of all of them is the server: the router, `/openapi.json` and the test that
/// walks every route are made from it.
struct Route: Sendable {
    /// Who may call it. Everything is read-only and loopback-only until sign-in exists.
    enum Scope: String, Sendable { case loopback }

    let path: String
    let summary: String
    let scope: Scope
    /// Whether it gives JSON, and so stands in `/openapi.json`.
    let isData: Bool
    /// What may stand behind the `?`, each with what it is for.
    let queries: [(name: String, purpose: String)]
    let answer: @Sendable (Request, PageContext, Site) async throws -> Response

    init(
        _ path: String, _ summary: String, isData: Bool = false, scope: Scope = .loopback,
        queries: [(name: String, purpose: String)] = [],
        answer: @escaping @Sendable (Request, PageContext, Site) async throws -> Response
    ) {
        self.path = path
        self.summary = summary
        self.isData = isData
        self.queries = queries
        self.scope = scope
        self.answer = answer
    }
}

enum Routes {
    /// Every address.
    static let all: [Route] =
        health + assets + TallyPages.routes + FilesPages.routes + WorkPages.routes + LedgerPages.routes + dataRoutes

    static func router(_ site: Site) -> Router<PageContext> {
        let router = Router(context: PageContext.self, options: .autoGenerateHeadEndpoints)
        router.middlewares.add(RequestLog())
        router.middlewares.add(SecurityHeaders())
        router.middlewares.add(LanguageChoice())
        router.middlewares.add(ErrorPages())
        router.middlewares.add(RequestGuard())
        for route in all {
            router.get(RouterPath(route.path)) { request, context in
                try await route.answer(request, context, site)
            }
        }
        return router
    }

    private static let dataRoutes =
        DataRoutes.all + [
            Route("/openapi.json", "This description", isData: true) { _, _, _ in
                JSONAnswer.response(OpenAPI.document(DataRoutes.all))
            }
        ]

    private static let health = [
        Route("/healthz", "Whether the process is alive") { _, _, _ in text("ok\n") },
        Route("/readyz", "Whether it can answer: listening, and its database works") { _, _, site in
            guard site.readiness.withLock({ $0 }) else { throw HTTPError(.serviceUnavailable, message: "starting") }
            do {
                _ = try await site.installation.database.read { try $0.query("SELECT 1 AS one") }
            } catch {
                throw HTTPError(.serviceUnavailable, message: "The database does not answer.")
            }
            return text("ready\n")
        },
    ]

    private static let assets = [
        Route("/assets/steward.css", "The style sheet") { _, _, _ in
            var response = text(StyleSheet.text, type: "text/css; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
        Route("/assets/live.js", "The script that keeps figures fresh") { _, _, _ in
            var response = text(LiveScript.text, type: "text/javascript; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
    ]

    static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
