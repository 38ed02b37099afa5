// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardHTTP

/// The cookies of one read, as a browser keeps them (RFC 6265), for its three hosts; forgotten with the read.
package struct CookieJar: Sendable {
    private struct Cookie: Sendable {
        let name: String
        let value: String
        let domain: String
        let isHostOnly: Bool
        let path: String
    }
    private var cookies: [Cookie] = []
    private static let limit = 50

    package init() {}

    /// Takes a `Set-Cookie` field of a reply from this host. A cookie for a host that the sender is not part of, for a
    /// whole top-level domain, or longer than 4,096 bytes is left out.
    package mutating func take(_ field: String, from host: String, path: String, now: Date) {
        guard field.utf8.count <= 4_096 else { return }
        let parts = field.split(separator: ";", omittingEmptySubsequences: false).map(Self.pair)
        guard let (name, value) = parts.first, !name.isEmpty, Self.isPlain(name), Self.isPlain(value) else { return }
        var domain = host
        var isHostOnly = true
        var isOver = false
        var maxAge: Int64?
        var scope = Self.folder(of: path)
        for (key, text) in parts.dropFirst() {
            switch key.lowercased() {
            case "domain" where !text.isEmpty:
                domain = (text.hasPrefix(".") ? String(text.dropFirst()) : text).lowercased()
                isHostOnly = false
            case "path" where text.hasPrefix("/"): scope = text
            case "max-age": maxAge = Int64(text)
            case "expires": isOver = HTTPDate.parse(text.replacing("-", with: " ")).map { $0 <= now } ?? false
            default: break
            }
        }
        guard Self.covers(domain, isHostOnly: isHostOnly, host), domain == host || domain.contains(".") else { return }
        cookies.removeAll { $0.name == name && $0.domain == domain && $0.path == scope }
        if let maxAge { isOver = maxAge <= 0 }
        guard !isOver else { return }
        cookies.append(Cookie(name: name, value: value, domain: domain, isHostOnly: isHostOnly, path: scope))
        if cookies.count > Self.limit { cookies.removeFirst() }
    }

    /// What goes along to a place; `nil` for nothing.
    package func field(for host: String, path: String) -> String? {
        let path = String(path.prefix { $0 != "?" })
        let found = cookies.filter { cookie in
            Self.covers(cookie.domain, isHostOnly: cookie.isHostOnly, host)
                && (path == cookie.path || path.hasPrefix(cookie.path.hasSuffix("/") ? cookie.path : cookie.path + "/"))
        }
        return found.isEmpty ? nil : found.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    }

    private static func covers(_ domain: String, isHostOnly: Bool, _ host: String) -> Bool {
        host == domain || !isHostOnly && host.hasSuffix("." + domain)
    }

    private static func folder(of path: String) -> String {
        let path = path.prefix { $0 != "?" }
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    private static func pair(_ part: Substring) -> (String, String) {
        let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(halves[0]).trimmed, halves.count == 2 ? String(halves[1]).trimmed : "")
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
    }
}
