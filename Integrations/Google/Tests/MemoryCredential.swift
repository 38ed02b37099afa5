// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// Keeps a connection's credential in memory.
actor MemoryCredential: CredentialKeeping {
    private(set) var secret: Secret?
    private var isTaken = false
    private var queue: [CheckedContinuation<Void, Never>] = []

    init(_ secret: Secret? = nil) { self.secret = secret }

    func load() async throws -> Secret? { secret }
    func replace(_ secret: Secret?) async throws { self.secret = secret }

    func exclusively<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        if isTaken { await withCheckedContinuation { queue.append($0) } }
        isTaken = true
        defer { if queue.isEmpty { isTaken = false } else { queue.removeFirst().resume() } }
        return try await body()
    }
}
