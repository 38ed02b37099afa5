// SPDX-License-Identifier: Apache-2.0
public import HTTPTypes
public import StewardCore

/// Where a request goes: scheme, host and port (RFC 6454).
///
/// Reading it from a request also checks that the address means what it says: a path that does not start with `/`
/// (`https://good.example` + `.evil.example/`), a user name before the host (`good.example@evil.example`) and control
/// characters are refused.
public struct HTTPOrigin: Hashable, Sendable {
    /// `http` or `https`.
    public let scheme: String
    /// Lower case, without a trailing dot; an IPv6 address keeps its brackets.
    public let host: String
    /// The port, also when the address leaves it out.
    public let port: Int

    /// The origin of a request.
    ///
    /// - Throws: `invalidRequest` when scheme, authority or path are missing or not well formed.
    public init(of request: HTTPRequest) throws(IntegrationError) {
        guard let scheme = request.scheme?.lowercased(), scheme == "http" || scheme == "https" else {
            throw IntegrationError(.invalidRequest, "The address must start with http:// or https://.")
        }
        guard let (host, port) = Self.split(request.authority ?? "") else {
            throw IntegrationError(.invalidRequest, "The address has no usable host; give it as host or host:port.")
        }
        self.scheme = scheme
        self.host = host
        self.port = port ?? Self.defaultPort(scheme)
        guard Self.isWellFormed(path: request.path) else {
            throw IntegrationError(
                .invalidRequest, "The path for \(host) must start with / and be percent-encoded.")
        }
    }

    /// Host and port as people write them: the port only where it is not the scheme's own.
    public var authority: String { port == Self.defaultPort(scheme) ? host : "\(host):\(port)" }

    static func defaultPort(_ scheme: String) -> Int { scheme == "https" ? 443 : 80 }

    /// Splits `host`, `host:port` or `[v6]:port`; `nil` when it is none of these.
    static func split(_ authority: String) -> (host: String, port: Int?)? {
        let text = authority.lowercased()
        var host: Substring
        var rest: Substring
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[...end]
            rest = text[text.index(after: end)...]
            guard host.count > 2, host.dropFirst().dropLast().allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." })
            else { return nil }
        } else {
            let colon = text.firstIndex(of: ":") ?? text.endIndex
            host = text[..<colon]
            rest = text[colon...]
            if host.last == "." { host = host.dropLast() }
            guard !host.isEmpty, host.utf8.allSatisfy(isHostByte) else { return nil }
        }
        if rest.isEmpty { return (String(host), nil) }
        rest = rest.dropFirst()
        guard rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(rest), port > 0 else {
            return nil
        }
        return (String(host), Int(port))
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }

    private static func isWellFormed(path: String?) -> Bool {
        guard let path else { return true }
        return path.utf8.first == 0x2F && path.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}

extension HTTPOrigin: CustomStringConvertible {
    /// Scheme, host and port, as in `https://example.org`.
    public var description: String { "\(scheme)://\(authority)" }
}
