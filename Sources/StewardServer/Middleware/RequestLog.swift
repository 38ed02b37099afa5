// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import Logging

/// One structured line a request: constant message, everything else as metadata. Addresses are logged without their
/// query, which may hold what a person typed, and those of one-time links without their code, which lets somebody in.
struct RequestLog: RouterMiddleware {
    typealias Context = PageContext

    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        context.logger.info(
            "request",
            metadata: [
                "request": "\(context.requestID)", "method": "\(request.method.rawValue)",
                "path": "\(Self.logged(request.uri.path))",
                "status": "\(response.status.code)", "ms": "\((ContinuousClock.now - start).milliseconds)",
            ])
        return response
    }

    static func logged(_ path: String) -> String { path.hasPrefix("/setup/") ? "/setup/…" : path }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
