// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes

extension HTTPResponse {
    /// Where a redirect points (301, 302, 303, 307 and 308 with a `Location`): the request to send instead.
    ///
    /// The method becomes GET for 303, and for 301 and 302 unless it was HEAD, as every client does (RFC 9110, 15.4).
    /// Credentials don't go along to another origin. `nil` when this is no redirect, or its address can't be read.
    func redirection(of request: HTTPRequest) -> HTTPRequest? {
        guard
            [301, 302, 303, 307, 308].contains(status.code), let location = headerFields[.location],
            let base = URL(string: "\(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "/")"),
            let target = URL(string: location, relativeTo: base)?.absoluteURL,
            let scheme = target.scheme, let host = target.host(percentEncoded: true)
        else { return nil }
        var redirected = request
        redirected.scheme = scheme.lowercased()
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        redirected.authority = target.port.map { "\(name):\($0)" } ?? name
        let path = target.path(percentEncoded: true)
        redirected.path = (path.isEmpty ? "/" : path) + (target.query(percentEncoded: true).map { "?\($0)" } ?? "")
        let keepsMethod = status.code == 307 || status.code == 308 || request.method == .head
        if !keepsMethod { redirected.method = .get }
        if (try? HTTPOrigin(of: redirected)) != (try? HTTPOrigin(of: request)) {
            for field in request.headerFields where Redactor.standardFields.contains(field.name.canonicalName) {
                redirected.headerFields[field.name] = nil
            }
        }
        return redirected
    }
}
