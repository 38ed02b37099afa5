// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardSimulation

/// Which program says it is calling the token endpoint: in HTTP Basic or in the form (RFC 6749, 2.3.1).
struct ClientCredentials: Sendable {
    private let id: String?
    private let secret: String?

    init(_ request: SimulatedRequest, _ form: [String: String]) {
        let field = request.headerFields[.authorization] ?? ""
        if field.lowercased().hasPrefix("basic "), let data = Data(base64Encoded: String(field.dropFirst(6))) {
            let parts = String(decoding: data, as: UTF8.self).split(
                separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            // Both halves are form-encoded before they are joined.
            id = Self.decoded(parts[0])
            secret = parts.count == 2 ? Self.decoded(parts[1]) : nil
        } else {
            id = form["client_id"]
            secret = form["client_secret"]
        }
    }

    private static func decoded(_ text: Substring) -> String? { SimulatedRequest.parameters("x=\(text)")["x"] }

    /// The program, when its secret is right.
    func check(_ known: (String) -> SimulatedClient?) throws(OAuthFailure) -> SimulatedClient {
        guard let id, !id.isEmpty else {
            throw OAuthFailure(400, "invalid_request", "Could not determine client ID from request.")
        }
        guard let client = known(id) else {
            throw OAuthFailure(401, "invalid_client", "The OAuth client was not found.")
        }
        guard let secret, !secret.isEmpty else {
            throw OAuthFailure(400, "invalid_request", "client_secret is missing.")
        }
        guard secret == client.secret else {
            throw OAuthFailure(401, "invalid_client", "The provided client secret is invalid.")
        }
        return client
    }
}
