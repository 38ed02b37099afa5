// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
public import Logging
public import StewardCore

/// Lets no credential out in an error, and logs each call without one.
///
/// Put it outermost, so that the errors of every layer below pass through it. Replies are not changed.
public struct RedactingTransport: HTTPTransport {
    private let next: any HTTPTransport
    private let redactor: Redactor
    private let logger: Logger?

    /// Wraps a transport. With a logger each call is one line at `debug`: method, address and status.
    public init(_ next: any HTTPTransport, redactor: Redactor = Redactor(), logger: Logger? = nil) {
        self.next = next
        self.redactor = redactor
        self.logger = logger
    }

    /// Sends the call; errors, also those of reading the reply, hold no credential. See ``HTTPTransport/send(_:)``.
    public func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        do {
            var reply = try await next.send(call)
            log(call, "status", "\(reply.response.status.code)")
            let redactor = redactor
            reply.body = reply.body.mapErrors { error in
                (error as? IntegrationError).map { redactor.redact($0) } ?? error
            }
            return reply
        } catch {
            let error = redactor.redact(error)
            log(call, "error", "\(error)")
            throw error
        }
    }

    private func log(_ call: HTTPCall, _ key: String, _ value: String) {
        guard let logger, logger.logLevel <= .debug else { return }
        let request = call.request
        let address = "\(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "/")"
        logger.debug(
            "HTTP call",
            metadata: [
                "method": "\(request.method.rawValue)", "address": "\(redactor.redact(address))", key: "\(value)",
            ])
    }
}
