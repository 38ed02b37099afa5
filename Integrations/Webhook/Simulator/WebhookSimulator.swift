// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import HTTPTypes
import StewardCore
public import StewardSimulation

/// A receiver of notices, written from the form in the integration's README: it checks the token, the signature and the
/// form, and keeps what arrived under its key.
public struct WebhookSimulator: Simulator {
    /// Its name on the command line.
    public let name = "webhook"
    private let token: String?
    private let signingSecret: String?
    private let inbox = WebhookInbox()

    /// Makes a receiver at `/hooks/ops?room=7`. `nil` asks for no token, or for no signature.
    public init(token: String? = "right-token", signingSecret: String? = "right-secret") {
        self.token = token
        self.signingSecret = signingSecret
    }

    /// The one call.
    public var routes: [SimulatedRoute] {
        [
            SimulatedRoute(.post, "/hooks/ops", source: "Integrations/Webhook/README.md, 2026-11") { request in
                guard request.query["room"] == "7" else { return Self.refusal(.notFound, "There is no such room.") }
                return await take(request)
            }
        ]
    }

    /// `GET /_simulator/notices`: everything that was taken, in order, with how often each came.
    public var controls: [SimulatedRoute] {
        [
            SimulatedRoute(.get, "/_simulator/notices", source: "control path") { _ in .json(await inbox.json) }
        ]
    }

    private func take(_ request: SimulatedRequest) async -> SimulatedReply {
        if let token, request.headerFields[.authorization] != "Bearer \(token)" {
            return Self.refusal(.unauthorized, "The token is missing or wrong.")
        }
        if let signingSecret, !Self.isSigned(request, with: signingSecret) {
            return Self.refusal(.unauthorized, "The signature is missing or wrong.")
        }
        guard request.headerFields[.contentType]?.hasPrefix("application/json") == true else {
            return Self.refusal(.unsupportedMediaType, "A notice is application/json.")
        }
        guard let notice = try? JSON(parsing: request.body), Self.isNotice(notice) else {
            return Self.refusal(.unprocessableContent, "This is no notice of the form steward-notice-1.")
        }
        let header = HTTPField.Name("Idempotency-Key").flatMap { request.headerFields[$0] }
        guard let header, notice["key"]?.string == header else {
            return Self.refusal(.badRequest, "Idempotency-Key is missing, or another than the notice's.")
        }
        let isNew = await inbox.take(notice, key: header)
        return .json(["result": "the notice was taken", "new": .bool(isNew)], status: isNew ? .created : .ok)
    }

    private static func refusal(_ status: HTTPResponse.Status, _ reason: String) -> SimulatedReply {
        .json(["error": .string(reason)], status: status)
    }

    private static func isNotice(_ json: JSON) -> Bool {
        let texts = ["kind", "subject", "text", "at", "key"].allSatisfy { json[$0]?.string != nil }
        return texts && json["format"]?.string == "steward-notice-1" && json.members?.count == 6
    }

    private static func isSigned(_ request: SimulatedRequest, with secret: String) -> Bool {
        let given = HTTPField.Name("Steward-Signature").flatMap { request.headerFields[$0] } ?? ""
        guard given.hasPrefix("sha256="), given.count == 71 else { return false }
        var rest = Array(given.utf8.dropFirst(7))[...]
        var code: [UInt8] = []
        while rest.count >= 2 {
            guard let byte = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return false }
            code.append(byte)
            rest = rest.dropFirst(2)
        }
        let key = SymmetricKey(data: Array(secret.utf8))
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: request.body, using: key)
    }
}

/// What arrived.
private actor WebhookInbox {
    private var taken: [(key: String, notice: JSON, times: Int64)] = []

    /// Whether the key is new.
    func take(_ notice: JSON, key: String) -> Bool {
        if let index = taken.firstIndex(where: { $0.key == key }) {
            taken[index].times += 1
            return false
        }
        taken.append((key, notice, 1))
        return true
    }

    var json: JSON { .array(taken.map { ["notice": $0.notice, "times": .integer($0.times)] }) }
}
