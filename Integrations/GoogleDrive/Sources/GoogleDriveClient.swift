// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
package import StewardCore
package import StewardHTTP
package import StewardIntegration

/// Speaks the Drive API: signs, paces, sends, tries again and names what went wrong. The endpoints stand in extensions,
/// by resource.
package struct GoogleDriveClient: Sendable {
    package let configuration: GoogleDriveConfiguration
    let clock: any Timekeeping
    let resourceKeys = ResourceKeys()
    let widerPlaces = WiderPlaces()
    private let transport: any HTTPTransport
    private let access: (any AccessTokenProviding)?
    private let pacer: DrivePacer
    private let random: @Sendable () -> Double

    /// Makes a client; sends nothing. `random` gives numbers from 0 up to 1, without 1.
    package init(
        configuration: GoogleDriveConfiguration, context: IntegrationContext,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.configuration = configuration
        clock = context.clock
        access = context.access
        self.random = random
        pacer = DrivePacer(clock: context.clock)
        var limits: [String: PaceLimit] = [:]
        if configuration.unitsPerMinute > 0 {
            limits["units"] = .count(Double(configuration.unitsPerMinute), per: .seconds(60))
        }
        if configuration.writesPerSecond > 0 {
            let rate = Double(configuration.writesPerSecond)
            limits["files"] = PaceLimit(perSecond: rate, burst: rate * 10)
        }
        transport =
            limits.isEmpty
            ? context.transport : PacingTransport(context.transport, limits: limits, clock: context.clock)
    }

    var jitter: Double { random() }

    /// Learns from a refusal that stood within a reply.
    func noteRefusal(_ error: IntegrationError, of call: DriveCall) { pacer.note(error, of: call) }

    /// Sends a call until it succeeds or trying again is of no use, and hands the reply to `finish`, which reads it.
    ///
    /// A reply that breaks off while `finish` reads it counts as a failed try.
    package func perform<Value: Sendable>(
        _ call: DriveCall, _ finish: (HTTPReply) async throws(IntegrationError) -> Value
    ) async throws(IntegrationError) -> Value {
        var attempts = Attempts(limit: configuration.tries)
        while true {
            let failure: IntegrationError
            do throws(IntegrationError) {
                let value = try await finish(try await attempt(call))
                pacer.note(nil, of: call)
                return value
            } catch {
                failure = error
            }
            pacer.note(failure, of: call)
            let wait = attempts.wait(after: failure, isRepeatable: call.isRepeatable, jitter: random())
            guard let wait else { throw failure }
            try await pause(wait)
        }
    }

    /// Sends a call once, with a fresh token when the first is refused.
    ///
    /// - Throws: for every status that is no success the error its reason means.
    package func attempt(_ call: DriveCall) async throws(IntegrationError) -> HTTPReply {
        try await pacer.turn(call)
        let reply = try await send(call)
        guard reply.response.status.kind != .successful else { return reply }
        throw await refusal(of: call.subject, reply)
    }

    /// Sends a call once and gives whatever comes, after a fresh token when the first is refused and the body can be
    /// sent again.
    package func send(_ call: DriveCall) async throws(IntegrationError) -> HTTPReply {
        guard let access else {
            throw IntegrationError(
                .unauthorized,
                "No Google account is connected, so only what is shared with everyone can be read: run `steward "
                    + "connect google`, then put its connection's name into the setting "
                    + "`\(GoogleDriveConfiguration.accountKey)`."
            )
        }
        if Task.isCancelled { throw IntegrationError(.cancelled, "The call about \(call.subject) was cancelled.") }
        do throws(IntegrationError) {
            return try await AuthorizingTransport(transport, access: access, scopes: [call.scope]).send(request(call))
        } catch {
            guard error.code == .unauthorized, DriveScope.readsOwn(call.scope) else { throw error }
            return try await sendForOwn(call, access, missing: error)
        }
    }

    /// Reading, with nothing granted but what reaches the files that Steward made. For any other the missing grant is
    /// the answer, not that there were no such file.
    private func sendForOwn(
        _ call: DriveCall, _ access: any AccessTokenProviding, missing: IntegrationError
    ) async throws(IntegrationError) -> HTTPReply {
        let reply: HTTPReply
        do throws(IntegrationError) {
            reply = try await AuthorizingTransport(transport, access: access, scopes: [DriveScope.file])
                .send(request(call))
        } catch {
            throw error.code == .unauthorized ? missing : error
        }
        guard reply.response.status.code != 404 else { throw missing }
        return reply
    }

    /// The error that a reply means.
    package func refusal(of subject: String, _ reply: HTTPReply) async -> IntegrationError {
        let body = (try? await reply.body.collect(upTo: 64 << 10)) ?? []
        return DriveRefusal(status: reply.response.status.code, body: body)
            .error(about: subject, reply.response, now: clock.now)
    }

    private func request(_ call: DriveCall) -> HTTPCall {
        let request = (call.address ?? configuration.api).request(call.method, call.path.text, fields: call.fields)
        var cost: [String: Double] = ["units": call.cost.rawValue * Double(call.weight)]
        if call.makesFile { cost["files"] = Double(call.weight) }
        // Whether to try again depends on the reason in the body, which only this client reads.
        return HTTPCall(request, body: call.body, timing: call.timing, isRepeatable: false, cost: cost)
    }

    /// Waits on the connection's clock.
    func pause(_ wait: Duration) async throws(IntegrationError) {
        do { try await clock.sleep(for: wait) } catch {
            throw IntegrationError(.cancelled, "The call was cancelled while waiting to try again.", cause: error)
        }
    }
}

extension GoogleDriveClient {
    /// Sends a call and decodes its reply.
    package func value<Value: Sendable>(
        _ call: DriveCall, upTo limit: Int = 64 << 20,
        _ decode: @Sendable (inout JSONReader) throws(JSONError) -> Value
    ) async throws(IntegrationError) -> Value {
        try await perform(call) { reply throws(IntegrationError) in
            try await decoded(reply, about: call.subject, upTo: limit, decode)
        }
    }

    /// Decodes a reply's body.
    func decoded<Value: Sendable>(
        _ reply: HTTPReply, about subject: String, upTo limit: Int = 64 << 20,
        _ decode: @Sendable (inout JSONReader) throws(JSONError) -> Value
    ) async throws(IntegrationError) -> Value {
        let bytes = try await bytes(of: reply, about: subject, upTo: limit)
        do throws(JSONError) { return try JSONReader.read(bytes, decode) } catch {
            throw IntegrationError(
                .malformedReply,
                "Google Drive's reply about \(subject) is not what its documentation says: \(error)", cause: error)
        }
    }

    /// Sends a call whose reply holds nothing of use.
    package func done(_ call: DriveCall) async throws(IntegrationError) {
        try await perform(call) { reply throws(IntegrationError) in
            _ = try await bytes(of: reply, about: call.subject, upTo: 1 << 20)
        }
    }

    /// A reply's whole body.
    func bytes(of reply: HTTPReply, about subject: String, upTo limit: Int) async throws(IntegrationError) -> [UInt8] {
        do { return try await reply.body.collect(upTo: limit) } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "The call about \(subject) was cancelled.")
        } catch {
            throw IntegrationError(.unavailable, "Google Drive's reply about \(subject) broke off.", cause: error)
        }
    }
}
