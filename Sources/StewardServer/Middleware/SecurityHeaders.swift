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

    private static let fixed: [HTTPField] = [
        HTTPField(name: .contentSecurityPolicy, value: policy), HTTPField(name: .xContentTypeOptions, value: "nosniff"),
        HTTPField(name: .referrerPolicy, value: "no-referrer"),
        HTTPField(name: .crossOriginOpenerPolicy, value: "same-origin"),
        HTTPField(name: .crossOriginResourcePolicy, value: "same-origin"),
        HTTPField(name: .permissionsPolicy, value: "camera=(), geolocation=(), microphone=(), payment=()"),
    ]

    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // Nothing else sets these, so they need not be looked for.
        for field in Self.fixed { response.headers.append(field) }
        response.headers.append(HTTPField(name: .requestID, value: context.requestID))
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

    static let referrerPolicy = named("Referrer-Policy")
    static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
    static let crossOriginResourcePolicy = named("Cross-Origin-Resource-Policy")
    static let permissionsPolicy = named("Permissions-Policy")
    static let fetchSite = named("Sec-Fetch-Site")
    static let fetchDestination = named("Sec-Fetch-Dest")
    static let requestID = named("X-Request-Id")
}
