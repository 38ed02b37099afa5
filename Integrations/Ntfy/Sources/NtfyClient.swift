// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Calls the service, one method for each endpoint.
struct NtfyClient: Sendable {
    let configuration: NtfyConfiguration
    let context: IntegrationContext

    /// A message that only asks whether messages arrive.
    func check() throws(IntegrationError) -> NtfyMessage {
        let now = context.clock.now
        let notice = try Notice(
            subject: "Steward asks whether its notices arrive",
            text: "Nothing has happened. Somebody connected this topic or looked whether it works.", kind: "check",
            instant: now, key: "check:\(Int64((now.timeIntervalSince1970 * 1_000_000).rounded()))", severity: .info)
        return NtfyMessage(notice, topic: configuration.topic, priority: 1)
    }

    /// `POST /` with a message as JSON; gives the message's id.
    func publish(_ message: NtfyMessage, timing: HTTPCall.Timing) async throws(IntegrationError) -> PublishedMessage {
        var fields: HTTPFields = [.contentType: "application/json; charset=utf-8", .userAgent: "Steward"]
        if let token = configuration.token { fields[.authorization] = "Bearer " + token.reveal() }
        let request = configuration.address.request(.post, "/", fields: fields)
        // A message that comes twice replaces itself, by its sequence id.
        let call = HTTPCall(request, body: HTTPBody(try message.body()), timing: timing, isRepeatable: true)
        let reply = try await context.transport.send(call)
        let service = configuration.address.authority
        if let error = IntegrationError(status: reply.response, from: service, now: context.clock.now) { throw error }
        guard reply.response.status.kind == .successful else {
            throw IntegrationError(
                .malformedReply, "\(service) answered a message with status \(reply.response.status.code).")
        }
        return try PublishedMessage(parsing: try await bytes(of: reply, service))
    }

    private func bytes(of reply: HTTPReply, _ service: String) async throws(IntegrationError) -> [UInt8] {
        do {
            return try await reply.body.collect(upTo: 1 << 20)
        } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "Publishing to \(service) was cancelled.")
        } catch {
            throw IntegrationError(
                .unavailable, "\(service) broke off while it answered a message; try again later.", cause: error)
        }
    }
}
