// SPDX-License-Identifier: Apache-2.0
package import HTTPTypes
import StewardHTTP

/// One address of an authorization server: `https://host[:port]/path`; plain `http` for this machine only.
package struct OAuthEndpoint: Sendable, Hashable, CustomStringConvertible {
    /// `http` or `https`.
    package let scheme: String
    /// Host, and port when given.
    package let authority: String
    /// The path, percent-encoded.
    package let path: String

    /// Reads an address; `nil` for anything else, a query or fragment included.
    package init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        let rest = text[mark.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let request = HTTPRequest(
            method: .get, scheme: String(text[..<mark.lowerBound]), authority: String(rest[..<slash]),
            path: slash == rest.endIndex ? "/" : String(rest[slash...]))
        guard let origin = try? HTTPOrigin(of: request), let path = request.path else { return nil }
        guard origin.scheme == "https" || Self.isLoopback(origin.host) else { return nil }
        guard path.utf8.allSatisfy({ !"?#\"<>\\".utf8.contains($0) }) else { return nil }
        scheme = origin.scheme
        authority = origin.authority
        self.path = path
    }

    /// The address as text.
    package var description: String { "\(scheme)://\(authority)\(path)" }

    /// The address with a query.
    package func address(_ query: Parameters) -> String { "\(self)?\(query.encoded)" }

    /// A request for it.
    package func request(_ method: HTTPRequest.Method, query: Parameters? = nil) -> HTTPRequest {
        let target = query.map { "\(path)?\($0.encoded)" } ?? path
        return HTTPRequest(
            method: method, scheme: scheme, authority: authority, path: target,
            headerFields: [.accept: "application/json"])
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "[::1]"
            || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
    }
}
