// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Calls the service, one method for each endpoint.
struct OSRMClient: Sendable {
    let configuration: OSRMConfiguration
    let context: IntegrationContext

    /// `GET /status`.
    func status() async throws(IntegrationError) -> Status {
        try await get("/status", Status.init(parsing:))
    }

    private func get<Wire>(
        _ path: String, _ decode: ([UInt8]) throws(IntegrationError) -> Wire
    ) async throws(IntegrationError) -> Wire {
        let address = configuration.address
        let fields: HTTPFields = [.authorization: "Bearer \(configuration.key.reveal())"]
        let reply = try await context.transport.send(HTTPCall(address.request(.get, path, fields: fields)))
        let service = address.authority
        if let error = IntegrationError(status: reply.response, from: service, now: context.clock.now) { throw error }
        return try decode(try await bytes(of: reply, path))
    }

    /// A reply's whole body.
    func bytes(of reply: HTTPReply, _ path: String) async throws(IntegrationError) -> [UInt8] {
        do {
            return try await reply.body.collect(upTo: 16 << 20)
        } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "Fetching \(path) was cancelled.")
        } catch {
            throw IntegrationError(.unavailable, "\(path) broke off; try again later.", cause: error)
        }
    }
}
