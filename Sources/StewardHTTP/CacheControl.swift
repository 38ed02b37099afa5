// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

/// What `Cache-Control` says (RFC 9111, 5.2; RFC 5861 for `stale-if-error`). Unknown directives are ignored.
struct CacheControl: Sendable, Equatable {
    var noStore = false
    var noCache = false
    var mustRevalidate = false
    var maxAge: Duration?
    var staleIfError: Duration?

    init(_ fields: HTTPFields) {
        for directive in fields[values: .cacheControl].flatMap(Self.directives) {
            let parts = directive.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " && $0 != "\t" } }
            switch parts.first?.lowercased() {
            case "no-store": noStore = true
            case "no-cache": noCache = true
            case "must-revalidate": mustRevalidate = true
            case "max-age": maxAge = Self.seconds(parts)
            case "stale-if-error": staleIfError = Self.seconds(parts)
            default: break
            }
        }
    }

    /// Splits at commas that stand outside of quotes: `no-cache="a, b"` is one directive.
    private static func directives(_ value: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in value {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts
    }

    /// A value that can't be read counts as zero: stale at once (RFC 9111, 4.2.1).
    private static func seconds(_ parts: [String]) -> Duration {
        guard parts.count == 2 else { return .zero }
        let digits = parts[1].filter { $0 != "\"" }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return .zero }
        return .seconds(min(Int64(digits) ?? .max, 2_147_483_648))
    }
}
