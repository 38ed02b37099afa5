// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore
import StewardStore
import Synchronization

enum Routes {
    /// Every address.
    static let all: [Route] =
        health + assets + HomePages.routes + AccessPages.routes + TallyPages.routes + ReviewPages.routes
        + FilesPages.routes + ConnectionPages.routes
        + WorkPages.routes + EventRoutes.routes + LedgerPages.routes + StyleguidePages.routes + VendorAssets.routes
        + FolderUpload.routes + CheckUpload.routes + MetricsRoutes.routes + dataRoutes

    static func router(_ site: Site) -> Router<PageContext> {
        let router = Router(context: PageContext.self, options: .autoGenerateHeadEndpoints)
        router.middlewares.add(RequestLog())
        router.middlewares.add(RequestMetrics(site.installation.meters, routes: all.map(\.path)))
        router.middlewares.add(SecurityHeaders(reach: site.reach))
        router.middlewares.add(LanguageChoice(reach: site.reach))
        router.middlewares.add(ErrorPages())
        let files = Set(all.filter(\.takesFile).map { RouterPath($0.path).description })
        let (limits, proxy, clock) = (site.limits, site.reach.proxy, site.installation.clock)
        router.middlewares.add(RequestGuard(reach: site.reach, files: (files, limits.uploadBytes)))
        router.middlewares.add(RequestPace(.address, limits, proxy: proxy, clock: clock))
        router.middlewares.add(VisitorCheck(site: site))
        router.middlewares.add(ReaderScope(site: site))
        // Once more, so that the page of an error too has the navigation and the colours of who reads it.
        router.middlewares.add(ErrorPages())
        router.middlewares.add(RequestPace(.visitor, limits, proxy: proxy, clock: clock))
        for route in all {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                if let refused = try await Gate.refusal(route, request, context, site) { return refused }
                try route.check(request)
                return try await route.answer(request, context, site)
            }
        }
        refuseOtherMethods(router)
        return router
    }

    private static let dataRoutes =
        DataRoutes.all + [
            Route("/openapi.json", "This description", isData: true, scope: .read, gives: .map(of: .anything)) {
                _, _, _ in
                JSONAnswer.response(description)
            }
        ]

    /// The addresses that give JSON, which `/openapi.json` describes.
    static var described: [Route] { all.filter(\.isData) }
    private static let description = OpenAPI.document(described)

    private static let health = [
        Route("/healthz", "Whether the process is alive", scope: .open) { _, _, _ in text("ok\n") },
        Route("/readyz", "Whether it can answer: listening, and its database works", scope: .open) { _, _, site in
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
        Route("/assets/steward.css", "The style sheet", scope: .open) { _, _, _ in
            var response = text(StyleSheet.text, type: "text/css; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
        Route("/assets/live.js", "The script that keeps figures fresh", scope: .open) { _, _, _ in
            var response = text(LiveScript.text, type: "text/javascript; charset=utf-8")
            response.headers[.cacheControl] = "max-age=300"
            return response
        },
    ]

    /// The answer after something was done: another page, by GET, so that a reload does nothing twice.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }

    static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
