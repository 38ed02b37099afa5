// SPDX-License-Identifier: Apache-2.0
public import HTTPTypes
import StewardCore

/// Where a service is reached: `https://host`, `https://host:8443` or `https://host/prefix`.
///
/// Plain `http` is taken for the loopback addresses only (simulators), so that nothing travels unencrypted by a typing
/// mistake.
public struct ServiceAddress: Sendable, Hashable, CustomStringConvertible {
    /// `http` or `https`.
    public let scheme: String
    /// The host's name or address, in lower case, without the port; an IPv6 address stands in brackets.
    public let host: String
    /// The port, when one is given.
    public let port: Int?
    /// What precedes every path; empty, or `/prefix` without a final slash.
    public let prefix: String

    /// Reads an address; `nil` for anything else, with a user name, a query or a fragment included.
    public init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        let rest = text[mark.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let (host, port) = Self.split(authority: rest[..<slash]) else { return nil }
        guard scheme == "https" || (scheme == "http" && Self.isLoopback(host)) else { return nil }
        var prefix = String(rest[slash...])
        while prefix.hasSuffix("/") { prefix.removeLast() }
        let allowed = prefix.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"?#\\\"<>".utf8.contains($0) }
        guard allowed else { return nil }
        self.scheme = scheme
        self.host = host
        self.port = port
        self.prefix = prefix
    }

    /// Reads an address that is a secret and may have a query; the query is left out. `nil` for anything else.
    init?(withoutQuery secret: Secret) {
        let parts = secret.reveal().split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let query = parts.count == 2 ? parts[1] : ""
        guard query.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) else { return nil }
        self.init(String(parts[0]))
    }

    /// Host, and port when given: what stands in a request's authority.
    public var authority: String { port.map { "\(host):\($0)" } ?? host }

    /// The address as text, without a final slash.
    public var description: String { "\(scheme)://\(authority)\(prefix)" }

    /// Whether the host is this machine.
    public var isLoopback: Bool { Self.isLoopback(host) }

    /// A request for `path` below this address. `path` starts with a slash and is already percent-encoded.
    public func request(_ method: HTTPRequest.Method = .get, _ path: String, fields: HTTPFields = [:]) -> HTTPRequest {
        HTTPRequest(method: method, scheme: scheme, authority: authority, path: prefix + path, headerFields: fields)
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "[::1]"
            || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
    }

    private static func split(authority: Substring) -> (String, Int?)? {
        var host = authority
        var port: Int?
        if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
            guard let number = Int(authority[authority.index(after: colon)...]), (1...65535).contains(number) else {
                return nil
            }
            host = authority[..<colon]
            port = number
        }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let letters = isBracketed ? host.dropFirst().dropLast() : host
        let known = letters.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || $0 == 0x2D || $0 == 0x2E || (isBracketed && $0 == 0x3A)
        }
        return known && !letters.isEmpty ? (host.lowercased(), port) : nil
    }
}
