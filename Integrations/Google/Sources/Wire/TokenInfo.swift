// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
package import StewardCore

/// `tokeninfo`: what an access token is good for. Google writes every value as text.
package struct TokenInfo: Sendable, Hashable {
    /// What was granted.
    package let scopes: [String]
    /// The client that it was given to.
    package let audience: String?
    /// The account's address; only with the scope `email`.
    package let email: String?
    /// The account's id.
    package let subject: String?

    /// Reads a reply.
    package init(parsing bytes: [UInt8]) throws(JSONError) {
        self = try JSONReader.read(bytes) { reader throws(JSONError) in try TokenInfo(&reader) }
    }

    private init(_ reader: inout JSONReader) throws(JSONError) {
        var scopes: [String]?
        var audience: String?
        var email: String?
        var subject: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "scope": scopes = try reader.readString().split(separator: " ").map(String.init)
            case "aud": audience = try reader.readString()
            case "email": email = try reader.readString()
            case "sub": subject = try reader.readString()
            default: try reader.skipValue()
            }
        }
        guard let scopes else { throw reader.error(.missingKey, "The member scope is missing.") }
        self.scopes = scopes
        self.audience = audience
        self.email = email
        self.subject = subject
    }

    /// Whether a refusal means that the token is none, or has ended: 400 with `invalid_token`.
    static func isUnknownToken(_ response: HTTPResponse, _ bytes: [UInt8]) -> Bool {
        guard response.status.code == 400, let json = try? JSON(parsing: bytes) else { return false }
        return json["error"] == "invalid_token" || json["error_description"] == "Invalid Value"
    }
}
