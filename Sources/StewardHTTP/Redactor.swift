// SPDX-License-Identifier: Apache-2.0
public import HTTPTypes
public import StewardCore

/// Takes credentials out of what people and files get to see.
///
/// It knows three kinds: the values of certain header fields, the values of certain query and form keys, and given
/// secrets wherever they stand, also percent-encoded or in Base64. Each becomes `<redacted>`. It errs on the safe side:
/// a harmless value under a telling name goes too.
public struct Redactor: Sendable {
    /// Header fields whose values are credentials, in lower case.
    public let fields: Set<String>
    /// Query and form keys whose values are credentials, in lower case.
    public let queryKeys: Set<String>
    /// JSON members whose values are credentials, in lower case. Fewer than ``queryKeys``: `key` and `code` are
    /// ordinary words in replies.
    public let members: Set<String>
    private let needles: [[UInt8]]

    /// Makes a redactor that knows ``standardFields``, ``standardQueryKeys`` and ``standardMembers``, and these.
    public init(secrets: [Secret] = [], fields: Set<String> = [], queryKeys: Set<String> = []) {
        self.fields = Self.standardFields.union(fields.map { $0.lowercased() })
        self.queryKeys = Self.standardQueryKeys.union(queryKeys.map { $0.lowercased() })
        members = Self.standardMembers.union(queryKeys.map { $0.lowercased() })
        // Longest first, so that a secret within another doesn't leave the other's rest.
        needles = Set(secrets.flatMap { Self.forms(of: $0.reveal()) }).sorted { $0.count > $1.count }
    }

    /// Header fields that carry credentials.
    public static let standardFields: Set<String> = [
        "authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-auth-token", "x-access-token",
        "x-csrf-token", "x-goog-api-key", "x-amz-security-token",
    ]
    /// Query and form keys that carry credentials.
    public static let standardQueryKeys: Set<String> = [
        "access_token", "refresh_token", "id_token", "token", "key", "api_key", "apikey", "client_secret", "secret",
        "password", "passwd", "pwd", "code", "code_verifier", "assertion", "signature", "sig", "auth", "jwt", "otp",
        "pin", "session", "sessionid", "upload_id", "x-amz-signature", "x-amz-credential", "x-amz-security-token",
        "x-goog-signature", "x-goog-credential",
    ]
    /// JSON members that carry credentials.
    public static let standardMembers: Set<String> = [
        "access_token", "refresh_token", "id_token", "token", "api_key", "apikey", "client_secret", "secret",
        "password", "code_verifier", "assertion",
    ]
    /// What stands for a credential.
    public static let mark = "<redacted>"

    /// Takes credentials out of text: a message, an address, a logged line.
    public func redact(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let redacted = scan(bytes, queryKeys: queryKeys)
        return redacted == bytes ? text : String(decoding: redacted, as: UTF8.self)
    }

    /// Takes credentials out of a body. Query keys count only in a form.
    public func redact(body: [UInt8], isForm: Bool = false) -> [UInt8] {
        scan(body, queryKeys: isForm ? queryKeys : [])
    }

    /// Takes credentials out of header fields; other values keep what is not a known secret.
    public func redact(_ headers: HTTPFields) -> HTTPFields {
        var redacted = HTTPFields()
        for field in headers {
            let hidden = fields.contains(field.name.canonicalName)
            redacted.append(HTTPField(name: field.name, value: hidden ? Self.mark : redact(field.value)))
        }
        return redacted
    }

    /// Takes credentials out of an error's message and causes. Code and wait stay.
    public func redact(_ error: IntegrationError) -> IntegrationError {
        IntegrationError(
            error.code, redact(error.message), retryAfter: error.retryAfter,
            cause: error.cause.map { redact(cause: $0) })
    }

    private func redact(cause: any Error) -> any Error {
        if let error = cause as? IntegrationError { return redact(error) }
        let text = "\(cause)"
        let full = String(reflecting: cause)
        guard redact(text) != text || redact(full) != full else { return cause }
        return RedactedError(description: redact(text))
    }

    private func scan(_ bytes: [UInt8], queryKeys: Set<String>) -> [UInt8] {
        var bytes = bytes
        let mark = Array(Self.mark.utf8)
        for needle in needles { bytes.replace(needle, with: mark) }
        var scanner = CredentialScanner(bytes, fields: fields, queryKeys: queryKeys, members: members)
        return scanner.scrubbed()
    }

    private static func forms(of secret: String) -> [[UInt8]] {
        guard !secret.isEmpty else { return [] }
        return [
            Array(secret.utf8), Array(HTML.pathComponent(secret).utf8),
            Array(HTML.pathComponent(secret).lowercased().utf8), Base64.encode(Array(secret.utf8)),
        ]
    }
}

/// Stands for an error whose own description held a credential.
struct RedactedError: Error, CustomStringConvertible {
    let description: String
}
