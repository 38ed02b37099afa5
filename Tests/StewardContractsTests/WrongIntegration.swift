// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

/// What can be wrong with an integration, one at a time.
enum Flaw: String, Sendable, CaseIterable {
    case none
    case requestInInit, unhealthy, wrongCredentialUnnoticed, noDelay, throttlingUnnoticed, failureIsMalformed
    case disconnectIsMalformed, timeoutIsCancelled, bodyUnread, ignoresCancellation, sendsAfterCancellation
    case secretInError, secretInDump, hostUnknown, undeclaredCapability
}

/// A small integration with a key, made wrong on purpose. The flaw is a setting, so that each test has its own.
struct Gadget: Integration {
    static let manifest = Manifest(
        id: "Gadget", name: "Gadget", summary: "Reads a gadget.", serviceVersion: "1",
        hosts: [.init("api.gadget.example", setting: "address")], credential: .key, capabilities: [], limits: [],
        tier: .experimental,
        settings: [
            ConfigurationField(
                "address", .address, help: "Where it is.", default: "https://api.gadget.example", since: "0.1"),
            ConfigurationField("key", .text, help: "The key.", required: true, secret: true, since: "0.1"),
            ConfigurationField(
                "flaw", .choice(Flaw.allCases.map(\.rawValue)), help: "-", default: "none", since: "0.1"),
        ])

    let address: ServiceAddress
    let key: Secret
    let flaw: Flaw
    let context: IntegrationContext
    let shown: String

    init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        address = try configuration.address("address")
        key = try configuration.secret("key")
        flaw = Flaw(rawValue: try configuration.text("flaw")) ?? .none
        self.context = context
        shown = flaw == .secretInDump ? "key=\(key.reveal())" : ""
        guard flaw == .requestInInit else { return }
        let call = HTTPCall(address.request(.get, "/status"))
        let sent = DispatchSemaphore(value: 0)
        Task.detached { [context] in
            _ = try? await context.transport.send(call)
            sent.signal()
        }
        sent.wait()
    }

    func health() async -> Health {
        do throws(IntegrationError) {
            if flaw == .unhealthy { return .degraded("always") }
            if flaw == .hostUnknown { try await callElsewhere() }
            try await read()
            return .ok
        } catch {
            return .failing(error)
        }
    }

    private func callElsewhere() async throws(IntegrationError) {
        let request = HTTPRequest(method: .get, scheme: "http", authority: "127.0.0.1:9", path: "/")
        _ = try? await context.transport.send(HTTPCall(request))
    }

    private func read() async throws(IntegrationError) {
        do throws(IntegrationError) {
            let bytes = try await fetch()
            if flaw == .bodyUnread { return }
            guard (try? JSON(parsing: bytes))?["ok"]?.bool == true else {
                throw IntegrationError(.malformedReply, "The status is no status.")
            }
        } catch {
            throw await spoiled(error)
        }
    }

    private func fetch() async throws(IntegrationError) -> [UInt8] {
        let fields: HTTPFields = [.authorization: "Bearer \(key.reveal())"]
        let reply = try await context.transport.send(HTTPCall(address.request(.get, "/status", fields: fields)))
        if let error = IntegrationError(status: reply.response, from: "gadget", now: context.clock.now) { throw error }
        do { return try await reply.body.collect(upTo: 1 << 20) } catch {
            throw error as? IntegrationError ?? IntegrationError(.cancelled, "cancelled")
        }
    }

    /// The error as the flaw reports it.
    private func spoiled(_ error: IntegrationError) async -> IntegrationError {
        switch (flaw, error.code) {
        case (.wrongCredentialUnnoticed, .unauthorized): return IntegrationError(.forbidden, "no")
        case (.noDelay, .rateLimited): return IntegrationError(.rateLimited, "slow down")
        case (.throttlingUnnoticed, .rateLimited): return IntegrationError(.unavailable, "later")
        case (.failureIsMalformed, .unavailable) where error.message.contains("status 50"),
            (.disconnectIsMalformed, .unavailable) where !error.message.contains("status 50"):
            return IntegrationError(.malformedReply, "what?")
        case (.timeoutIsCancelled, .unavailable): return IntegrationError(.cancelled, "gave up")
        case (.ignoresCancellation, .cancelled): await linger()
        case (.sendsAfterCancellation, .cancelled):
            // A task of its own does not know that its caller was cancelled.
            let (transport, call) = (context.transport, HTTPCall(address.request(.get, "/status")))
            _ = await Task.detached { try? await transport.send(call) }.value
        case (.secretInError, _): return IntegrationError(error.code, "with \(key.reveal())", cause: error)
        default: break
        }
        return error
    }

    /// Goes on for longer than the contract allows, cancelled or not.
    private func linger() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().asyncAfter(deadline: .now() + 2.5) { continuation.resume() }
        }
    }
}
