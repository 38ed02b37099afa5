// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

/// Refuses what a read-only loopback server never needs: other host names (a page elsewhere that points its name at
/// this machine), what other sites embed or fetch, methods that change things, and bodies.
struct RequestGuard: RouterMiddleware {
    typealias Context = PageContext

    /// Bytes a request's body may have. Read-only pages take none; a small one is tolerated and ignored.
    static let bodyLimit = 64 * 1024

    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        guard Self.isLoopback(request.head.authority) else {
            throw HTTPError(.misdirectedRequest, message: "This server answers only as 127.0.0.1, [::1] or localhost.")
        }
        // A page elsewhere that embeds an address of this server would make it ask outside services.
        guard request.headers[.fetchSite] != "cross-site" || request.headers[.fetchDestination] == "document" else {
            throw HTTPError(.forbidden, message: "Other sites cannot use these pages; open them yourself.")
        }
        guard request.method == .get || request.method == .head else {
            throw HTTPError(.methodNotAllowed, message: "These pages are read-only; use GET.")
        }
        if let length = request.headers[.contentLength].flatMap(Int.init), length > Self.bodyLimit {
            throw HTTPError(.contentTooLarge, message: "The body is longer than \(Self.bodyLimit) bytes.")
        }
        return try await next(request, context)
    }

    /// Whether a `Host` names this machine. A request without one comes from no browser and is let in.
    static func isLoopback(_ authority: String?) -> Bool {
        guard let authority else { return true }
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        return ["127.0.0.1", "localhost", "[::1]"].contains(host.lowercased())
    }
}
