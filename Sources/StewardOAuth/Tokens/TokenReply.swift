// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// What a token endpoint grants (RFC 6749, 5.1).
package struct TokenReply: Sendable, Hashable {
    /// The access token.
    package let accessToken: Secret
    /// How long it is good for; `nil` when the reply does not say.
    package let lifetime: Duration?
    /// What was granted; `nil` when the reply does not say, which means: what was asked for.
    package let scopes: [String]?
    /// The refresh token; `nil`: the one at hand stays good.
    package let refreshToken: Secret?
    /// Who granted it (OpenID Connect); `nil` when that was not asked for.
    package let idToken: Secret?

    /// Reads a reply. `separators` is what may stand between scopes besides spaces.
    ///
    /// - Throws: `JSONError` with the place, and never with a token in it.
    package init(parsing bytes: [UInt8], separator: String = " ") throws(JSONError) {
        self = try JSONReader.read(bytes, limits: Self.limits) { reader throws(JSONError) in
            try TokenReply(&reader, separator)
        }
    }

    /// A reply is small.
    static var limits: JSONLimits { JSONLimits(bytes: 256 * 1024, depth: 16) }

    private init(_ reader: inout JSONReader, _ separator: String) throws(JSONError) {
        var access: Secret?
        var lifetime: Duration?
        var scopes: [String]?
        var refresh: Secret?
        var identity: Secret?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "access_token": access = try reader.readToken("access_token")
            case "refresh_token": refresh = try reader.readTokenIfAny("refresh_token")
            case "id_token": identity = try reader.readTokenIfAny("id_token")
            case "expires_in": lifetime = try reader.readSecondsIfAny("expires_in")
            case "scope": scopes = try reader.readScopesIfAny(separator)
            case "token_type":
                guard try reader.readString().lowercased() == "bearer" else {
                    throw reader.error(.invalidValue, "The token_type is not Bearer.")
                }
            default: try reader.skipValue()
            }
        }
        guard let access else { throw reader.error(.missingKey, "The member access_token is missing.") }
        accessToken = access
        self.lifetime = lifetime
        self.scopes = scopes
        refreshToken = refresh
        idToken = identity
    }
}

extension JSONReader {
    mutating func readToken(_ name: StaticString) throws(JSONError) -> Secret {
        let text = try readString()
        guard Token.isWellFormed(text) else {
            throw error(.invalidValue, "The \(name) is empty, too long, or holds a character that cannot be in one.")
        }
        return Secret(text)
    }

    mutating func readTokenIfAny(_ name: StaticString) throws(JSONError) -> Secret? {
        try readNullIfPresent() ? nil : try readToken(name)
    }

    /// A number of seconds; some providers write it as text. At most ten years.
    mutating func readSecondsIfAny(_ name: StaticString) throws(JSONError) -> Duration? {
        if try readNullIfPresent() { return nil }
        var seconds: Double?
        if try peekKind() == .string {
            let text = try readString()
            seconds = text.utf8.count <= 12 && text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) ? Double(text) : nil
        } else {
            seconds = try readDouble()
        }
        guard let seconds, seconds >= 0, seconds <= 315_360_000 else {
            throw error(.invalidValue, "The \(name) is no number of seconds below ten years.")
        }
        return .seconds(seconds)
    }

    mutating func readScopesIfAny(_ separator: String) throws(JSONError) -> [String]? {
        if try readNullIfPresent() { return nil }
        let text = try readString()
        let scopes = text.split { $0 == " " || separator.contains($0) }.map(String.init)
        return scopes.isEmpty ? nil : scopes
    }
}
