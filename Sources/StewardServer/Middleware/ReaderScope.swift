// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore

/// Tells every page who reads it, for the frame around it, and the log of requests who asks.
struct ReaderScope: RouterMiddleware {
    typealias Context = PageContext

    let site: Site

    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        RequestLog.known?.note(context.visitor)
        if let theme = context.visitor?.account.theme { context.theme = theme }
        var reader = Reader(context)
        if Self.hasFrame(request, context), let visitor = context.visitor {
            // The home page and the review count anyway. A number beside a link is no reason to refuse the page.
            let path = request.uri.path
            let looks = path == "/" || path.hasPrefix("/review")
            reader.waiting = try? await site.home.waiting(for: visitor, site, looks: looks)
        }
        let known = context
        return try await Reader.$current.withValue(reader) { try await next(request, known) }
    }

    /// Whether what is asked for is shown in a frame.
    private static func hasFrame(_ request: Request, _ context: PageContext) -> Bool {
        let path = request.uri.path
        return context.visitor?.session != nil && !context.isForProgram
            && !["/assets/", "/blobs/", "/events", "/metrics"].contains { path.hasPrefix($0) }
    }
}
