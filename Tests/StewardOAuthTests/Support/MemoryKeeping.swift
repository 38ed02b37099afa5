// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardOAuth

/// Keeps a text in memory; one body at a time, as between processes.
actor MemoryKeeping: TokenKeeping {
    private(set) var text: Secret?
    private(set) var replacements = 0
    private(set) var turns = 0
    private(set) var loads = 0
    private var failure: (any Error)?
    private var isTaken = false
    private var queue: [CheckedContinuation<Void, Never>] = []

    init(_ text: Secret? = nil) { self.text = text }

    /// Makes every replacement fail; `nil` makes them work again.
    func fail(with error: (any Error)?) { failure = error }

    /// What another process would do.
    func put(_ text: Secret?) { self.text = text }

    var grant: KeptGrant? { text.flatMap { try? KeptGrant($0) } }

    func load() async throws -> Secret? {
        loads += 1
        return text
    }

    func replace(_ secret: Secret?) async throws {
        if let failure { throw failure }
        // As a database does: who is cancelled writes nothing.
        try Task.checkCancellation()
        replacements += 1
        text = secret
    }

    func exclusively<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        await take()
        defer { give() }
        return try await body()
    }

    private func take() async {
        turns += 1
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { queue.append($0) }
    }

    private func give() {
        if queue.isEmpty { isTaken = false } else { queue.removeFirst().resume() }
    }
}
