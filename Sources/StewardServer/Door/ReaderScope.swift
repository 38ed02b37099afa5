// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import StewardCore

extension Reader {
    /// Tells every page that `make` makes who reads it, for the frame around it.
    static func reading<Value: Sendable>(
        _ request: Request, _ path: String, _ context: PageContext, _ site: Site,
        make: () async throws -> Value
    ) async throws -> Value {
        var reader = Reader(context)
        if hasFrame(path, context), let visitor = context.visitor {
            // The home page and the review count anyway. A number beside a link is no reason to refuse the page.
            let looks = path == "/" || path.hasPrefix("/review")
            reader.questions = try? await site.home.questions(for: visitor, site)?.all
            reader.waiting = try? await site.home.waiting(for: visitor, site, looks: looks)
        }
        return try await Reader.$current.withValue(reader) { try await make() }
    }

    /// Whether what is asked for is shown in a frame.
    private static func hasFrame(_ path: String, _ context: PageContext) -> Bool {
        context.visitor?.session != nil
            && !["/assets/", "/blobs/", "/events", "/metrics"].contains { path.hasPrefix($0) }
    }
}
