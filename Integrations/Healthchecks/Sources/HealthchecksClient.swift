// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Sends pings: https://healthchecks.io/docs/http_api/.
struct HealthchecksClient: Sendable {
    let configuration: HealthchecksConfiguration
    let context: IntegrationContext

    /// Bytes of a text that a server keeps at most.
    static let longestText = 100_000

    /// `POST` of a ping; 2xx is success.
    func send(_ ping: Ping, timing: HTTPCall.Timing) async throws(IntegrationError) {
        let path = try "/" + configuration.check.reveal() + Self.ending(ping.signal) + Self.query(ping.run)
        let fields: HTTPFields = [.contentType: "text/plain; charset=utf-8", .userAgent: "Steward"]
        let request = configuration.address.request(.post, path, fields: fields)
        // A ping that comes twice says nothing else.
        let call = HTTPCall(request, body: HTTPBody(Self.end(of: ping.text)), timing: timing, isRepeatable: true)
        let reply = try await context.transport.send(call)
        let service = configuration.address.authority
        if let error = IntegrationError(status: reply.response, from: service, now: context.clock.now) {
            guard error.code == .notFound else { throw error }
            // Whoever knows the check may ping it, and an unknown one is all that is said of a wrong key.
            throw IntegrationError(
                .unauthorized, "\(service) knows no such check; copy its ping address again.", cause: error)
        }
        guard reply.response.status.kind == .successful else {
            throw IntegrationError(
                .malformedReply, "\(service) answered a ping with status \(reply.response.status.code).")
        }
        try await reply.drain(from: service, answering: "a ping")
    }

    private static func ending(_ signal: Ping.Signal) throws(IntegrationError) -> String {
        switch signal {
        case .start: return "/start"
        case .success: return ""
        case .log: return "/log"
        case .failure(nil): return "/fail"
        case .failure(let status?):
            guard (1...255).contains(status) else {
                throw IntegrationError(
                    .invalidRequest, "A failed run's exit status is a number from 1 to 255; \(status) is not.")
            }
            return "/\(status)"
        }
    }

    private static func query(_ run: String?) throws(IntegrationError) -> String {
        guard let run else { return "" }
        guard HealthchecksConfiguration.isUUID(run) else {
            throw IntegrationError(.invalidRequest, "A run is told from others by a UUID, and by nothing else.")
        }
        return "?rid=" + run.lowercased()
    }

    /// As much of the end as is kept, from the beginning of a character.
    static func end(of text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard bytes.count > longestText else { return bytes }
        return Array(bytes.suffix(longestText).drop { $0 & 0xC0 == 0x80 })
    }
}
