// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Posts notices.
struct WebhookClient: Sendable {
    let configuration: WebhookConfiguration
    let context: IntegrationContext

    /// A notice that only asks whether notices arrive.
    func check() throws(IntegrationError) -> Notice {
        let now = context.clock.now
        return try Notice(
            subject: "Steward asks whether its notices arrive",
            text: "Nothing has happened. Somebody connected this address or looked whether it works.", kind: "check",
            instant: now, key: "check:\(Int64((now.timeIntervalSince1970 * 1_000_000).rounded()))")
    }

    /// `POST` of a notice; 2xx is success.
    func post(_ notice: Notice, timing: HTTPCall.Timing) async throws(IntegrationError) {
        let body = try Self.body(notice)
        var request = try WebhookTarget(configuration.address).request
        request.headerFields = fields(notice, body)
        // The receiver knows a notice that comes again by its key.
        var call = HTTPCall(request, body: HTTPBody(body), timing: timing, isRepeatable: true)
        call.followsRedirects = false
        let reply = try await context.transport.send(call)
        let service = request.authority ?? "The receiver"
        if let error = IntegrationError(status: reply.response, from: service, now: context.clock.now) { throw error }
        guard reply.response.status.kind == .successful else {
            throw IntegrationError(
                .malformedReply, "\(service) answered a notice with status \(reply.response.status.code).")
        }
        try await reply.drain(from: service, answering: "a notice")
    }

    private func fields(_ notice: Notice, _ body: [UInt8]) -> HTTPFields {
        var fields: HTTPFields = [
            .contentType: "application/json; charset=utf-8", .userAgent: "Steward", .idempotencyKey: notice.key,
        ]
        if let token = configuration.token { fields[.authorization] = "Bearer " + token.reveal() }
        if let secret = configuration.signingSecret {
            fields[.stewardSignature] = Self.signature(of: body, with: secret)
        }
        return fields
    }

    /// What is sent, documented in README.md.
    static func body(_ notice: Notice) throws(IntegrationError) -> [UInt8] {
        let json: JSON = [
            "format": "steward-notice-1", "kind": .string(notice.kind), "subject": .string(notice.subject),
            "text": .string(notice.text), "at": .string(notice.instant.formatted(.iso8601)),
            "key": .string(notice.key),
        ]
        do { return try json.canonicalBytes() } catch {
            throw IntegrationError(.invalidRequest, "The notice cannot be written as JSON.", cause: error)
        }
    }

    /// `sha256=` and the lower-case hexadecimal HMAC-SHA256 of the body.
    static func signature(of body: [UInt8], with secret: Secret) -> String {
        let key = SymmetricKey(data: Array(secret.reveal().utf8))
        let digits = Array("0123456789abcdef".utf8)
        let code = HMAC<SHA256>.authenticationCode(for: body, using: key)
        let text = code.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "sha256=" + String(decoding: text, as: UTF8.self)
    }
}

extension HTTPField.Name {
    /// The field that lets a receiver know a repeated request: `Idempotency-Key`.
    static let idempotencyKey = Self("Idempotency-Key") ?? .eTag
    /// The field with the signature: `Steward-Signature`.
    static let stewardSignature = Self("Steward-Signature") ?? .eTag
}
