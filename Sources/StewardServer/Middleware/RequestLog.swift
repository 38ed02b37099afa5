// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import Logging
import Synchronization

/// One structured line a request: constant message, everything else as metadata. Of the address only the template of
/// its route is logged, never what a person or program wrote into it; of the person only the account's id.
struct RequestLog: RouterMiddleware {
    typealias Context = PageContext

    /// Whom a request comes from, once that is known; what is outside learns of it through this.
    final class Known: Sendable {
        private let account = Mutex<String?>(nil)

        var id: String? { account.withLock { $0 } }
        func note(_ visitor: Visitor?) { account.withLock { $0 = visitor?.account.id } }
    }
    @TaskLocal static var known: Known?

    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let known = Known()
        let response = try await Self.$known.withValue(known) { try await next(request, context) }
        let route = Routes.isKnown(context) ? context.endpointPath : nil
        var metadata: Logger.Metadata = [
            "request": .string(context.requestID), "method": .string(Self.logged(request.method.rawValue)),
            "route": .string(route ?? "none"), "status": .string(String(response.status.code)),
            "ms": .string(String((ContinuousClock.now - start).milliseconds)),
        ]
        if let id = known.id { metadata["account"] = .string(id) }
        context.logger.info("request", metadata: metadata)
        return response
    }

    /// A method that no client has is not repeated.
    private static func logged(_ method: String) -> String { methods.contains(method) ? method : "other" }
    private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
