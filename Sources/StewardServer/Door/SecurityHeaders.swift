// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

/// Puts the strict headers on every answer, errors included.
enum SecurityHeaders {
    /// Only what Steward itself serves; no inline script or style, no frame around it.
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// What every answer has.
    private static let fixed: [HTTPField] = [
        HTTPField(name: .xContentTypeOptions, value: "nosniff"),
        HTTPField(name: .crossOriginResourcePolicy, value: "same-origin"),
    ]
    /// What pages have besides. Data leads nowhere, opens nothing and runs nothing.
    private static let ofPages: [HTTPField] = [
        HTTPField(name: .referrerPolicy, value: "no-referrer"),
        HTTPField(name: .crossOriginOpenerPolicy, value: "same-origin"),
    ]
    private static let pagePolicy = HTTPField(name: .contentSecurityPolicy, value: policy)
    /// The page that records trips can be put on a phone's home screen, and has a script that opens it without a
    /// network.
    private static let phonePolicy = HTTPField(
        name: .contentSecurityPolicy, value: policy + "; manifest-src 'self'; worker-src 'self'")
    private static let noPosition = HTTPField(
        name: .permissionsPolicy, value: "camera=(), geolocation=(), microphone=(), payment=()")
    private static let position = HTTPField(
        name: .permissionsPolicy, value: "camera=(), geolocation=(self), microphone=(), payment=()")
    private static let noStore = HTTPField(name: .cacheControl, value: "no-store")
    private static let transport = HTTPField(name: .strictTransportSecurity, value: "max-age=31536000")

    /// Puts them on an answer. Nothing else sets these, but for `Cache-Control` and the policy of a page with a map, so
    /// they are not looked for: asking a list of fields for a name makes an index of it.
    /// - Parameter usesPosition: whether it is the page that records trips.
    static func add(to response: inout Response, _ context: PageContext, usesPosition: Bool = false) {
        var (keepsOwn, hasPolicy) = (false, false)
        for field in response.headers {
            keepsOwn = keepsOwn || field.name == .cacheControl
            hasPolicy = hasPolicy || field.name == .contentSecurityPolicy
        }
        for field in fixed { response.headers.append(field) }
        if !hasPolicy { response.headers.append(usesPosition ? phonePolicy : pagePolicy) }
        if !context.isForProgram {
            for field in ofPages { response.headers.append(field) }
            response.headers.append(usesPosition ? position : noPosition)
        }
        response.headers.append(HTTPField(name: .requestID, value: context.requestID))
        // Sub-domains may be other programs': whether they speak TLS is not ours to say.
        if context.isSecure { response.headers.append(transport) }
        if !keepsOwn { response.headers.append(noStore) }
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
