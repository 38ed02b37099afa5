// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

/// Puts the strict headers on every answer, errors included.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = PageContext

    var reach = Reach.local

    /// Only what Steward itself serves; no inline script or style, no frame around it.
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.crossOriginOpenerPolicy] = "same-origin"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=(), payment=()"
        response.headers[.requestID] = context.requestID
        // Sub-domains may be other programs': whether they speak TLS is not ours to say.
        if reach.isSecure(peer: context.peer, request.headers) {
            response.headers[.strictTransportSecurity] = "max-age=31536000"
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}

extension HTTPField.Name {
    /// The names are constant and valid; a wrong one would be a programmer's mistake that every test shows.
    private static func named(_ name: String) -> Self { Self(name) ?? .server }

    static var referrerPolicy: Self { named("Referrer-Policy") }
    static var crossOriginOpenerPolicy: Self { named("Cross-Origin-Opener-Policy") }
    static var crossOriginResourcePolicy: Self { named("Cross-Origin-Resource-Policy") }
    static var permissionsPolicy: Self { named("Permissions-Policy") }
    static var fetchSite: Self { named("Sec-Fetch-Site") }
    static var fetchDestination: Self { named("Sec-Fetch-Dest") }
    static var requestID: Self { named("X-Request-Id") }
}
