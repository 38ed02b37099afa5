// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardIntegration

extension IntegrationContract {
    static let healthyAgainstSimulator = Rule<IntegrationSubject>(
        "healthy-against-simulator", "Against its simulator the health is ok and every operation succeeds."
    ) { subject in
        let integration = try subject.make(over: subject.transport)
        let health = await integration.health()
        try expect(health == .ok, "Expected health ok, found \(health).")
        for operation in subject.operations {
            if let failure = try await subject.failure(of: operation, under: nil) {
                throw RuleViolation("\(operation.name) failed: \(failure)")
            }
        }
    }

    static let wrongCredential = Rule<IntegrationSubject>(
        "wrong-credential-is-unauthorized", "A wrong credential is reported as unauthorized.",
        exemption: { $0.manifest.credential == .none ? "the service takes no credential" : nil }
    ) { subject in
        let isGiven = !subject.wrongCredential.isEmpty || subject.wrongAccess != nil || subject.wrongKept != nil
        try expect(isGiven, "The subject gives no wrong credential to try.")
        for operation in subject.everyOperation where !operation.isPublic {
            let failure = try await subject.failure(of: operation, under: nil, signing: .wrong)
            let code = (failure as? IntegrationError)?.code
            try expect(
                code == .unauthorized, "\(operation.name): expected unauthorized, found \(failure.shown).")
        }
    }

    static let missingAccount = Rule<IntegrationSubject>(
        "missing-account-is-unauthorized",
        "Without an account, or before its first sign-in, a call is refused as unauthorized and sends nothing.",
        exemption: { $0.access == nil && $0.credential == nil ? "the service takes no account" : nil }
    ) { subject in
        for operation in subject.everyOperation where !operation.isPublic {
            let watching = WatchingTransport(subject.transport)
            var failure: (any Error)?
            do {
                try await operation.run(try subject.make(over: watching, signing: .missing))
            } catch { failure = error }
            let code = (failure as? IntegrationError)?.code
            try expect(
                code == .unauthorized,
                "\(operation.name) without an account: expected unauthorized, found \(failure.shown).")
            try expect(
                watching.calls.isEmpty, "\(operation.name) sent \(watching.calls.count) requests without an account.")
        }
    }

    static let throttling = Rule<IntegrationSubject>(
        "throttling-is-rate-limited",
        "429 is reported as rateLimited with the delay of Retry-After, given in seconds or as a date.",
        exemption: \.withoutHTTP
    ) { subject in
        try await subject.expect([.rateLimited], under: ["kind": "rateLimited"], called: "429 without Retry-After")
        for form in ["seconds", "date"] {
            let fault: JSON = ["kind": "rateLimited", "seconds": 30, "form": .string(form)]
            try await subject.expect([.rateLimited], under: fault, called: "429 in the \(form) form") { error in
                let wait = error.retryAfter ?? .zero
                try StewardContracts.expect(
                    wait >= .seconds(29) && wait <= .seconds(31),
                    "The service asked to wait 30 s (\(form) form), but the error says \(wait).")
            }
        }
    }

    static let serverFailure = Rule<IntegrationSubject>(
        "server-failure-is-unavailable", "500, 502, 503 and 504 are reported as unavailable.",
        exemption: \.withoutHTTP
    ) { subject in
        for status in [500, 502, 503, 504] {
            let fault: JSON = ["kind": "status", "status": .integer(Int64(status))]
            try await subject.expect([.unavailable], under: fault, called: "status \(status)")
        }
    }

    static let disconnect = Rule<IntegrationSubject>(
        "disconnect-is-unavailable", "A connection that breaks, before or within the body, is reported as unavailable.",
        exemption: \.withoutHTTP
    ) { subject in
        let faults: [JSON] = [
            ["kind": "disconnect"], ["kind": "disconnect", "afterBytes": 0], ["kind": "disconnect", "afterBytes": 10],
            ["kind": "truncate", "toBytes": 20, "full": true],
        ]
        for fault in faults { try await subject.expect([.unavailable], under: fault, called: "\(fault.shown)") }
    }

    static let timeout = Rule<IntegrationSubject>(
        "timeout-is-unavailable", "A service that never answers is reported as unavailable.",
        exemption: \.withoutHTTP
    ) { subject in
        let impatient = WatchingTransport(subject.transport, idle: .milliseconds(150))
        try await subject.expect([.unavailable], under: ["kind": "silence"], called: "silence", over: impatient)
    }

    static let malformedBody = Rule<IntegrationSubject>(
        "malformed-body-is-malformed-reply",
        "A truncated, nonsensical, deeply nested, wrongly encoded or HTML body is reported as malformedReply.",
        exemption: { $0.readsAnswers ? nil : "a reply's status is all that is read of it" }
    ) { subject in
        let deep = String(repeating: "[", count: 100_000)
        var faults: [JSON] = ["", "{", "nonsense", "[true]", "\u{0}", .string(deep)].map {
            ["kind": "body", "text": $0]
        }
        faults.append(["kind": "truncate", "toBytes": 10, "full": false])
        faults.append(["kind": "truncate", "toBytes": 1, "full": false])
        faults.append(["kind": "challenge", "status": 200])
        for fault in faults { try await subject.expect([.malformedReply], under: fault, called: fault.shown) }
    }

    static let cancellation = Rule<IntegrationSubject>(
        "cancellation-ends-soon", "A cancelled call ends within two seconds, as cancelled, and sends nothing after.",
        exemption: \.withoutHTTP
    ) { subject in
        for operation in subject.everyOperation { try await checkCancellation(of: operation, subject) }
    }

    private static func checkCancellation(
        of operation: IntegrationSubject.Operation, _ subject: IntegrationSubject
    ) async throws {
        try await subject.control(.post, "faults", ["kind": "silence"])
        let watching = WatchingTransport(subject.transport, idle: .seconds(4))
        let integration = try subject.make(over: watching)
        let (failure, took) = await withTaskGroup(of: (any Error)?.self) { group in
            group.addTask {
                defer { watching.finish() }
                do { try await operation.run(integration) } catch { return error }
                return nil
            }
            var starts = watching.started.makeAsyncIterator()
            _ = await starts.next()
            let cancelled = ContinuousClock.now
            group.cancelAll()
            watching.markCancelled()
            let failure = await group.next() ?? nil
            return (failure, ContinuousClock.now - cancelled)
        }
        try await subject.control(.delete, "faults")
        try expect(took < .seconds(2), "\(operation.name) went on for \(took) after it was cancelled.")
        let isCancelled = (failure as? IntegrationError)?.code == .cancelled || failure is CancellationError
        try expect(isCancelled, "\(operation.name): expected cancelled, found \(failure.shown).")
        let late = watching.sentAfterCancel
        try expect(late == 0, "\(operation.name) sent \(late) requests after it was cancelled.")
    }
}

extension JSON {
    /// A fault, cut to what fits a sentence.
    fileprivate var shown: String {
        let text = (try? canonicalBytes()).map { String(decoding: $0.prefix(80), as: UTF8.self) } ?? "a fault"
        return text
    }
}

extension Optional where Wrapped == any Error {
    /// The error, or that there was none.
    var shown: String { map { "\($0)" } ?? "success" }
}
