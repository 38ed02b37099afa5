// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Does many pieces of work, a few at once, and hands back what came of each as it comes.
enum Crew {
    /// How many pieces of work lie ready beyond those in hand, so that nobody waits while results are put away.
    private static let ahead = 128

    /// Ends when `next` has nothing more and everything was taken, or throws the first error, after which the work that
    /// still runs is cancelled.
    ///
    /// With one worker, each piece is asked for only after the one before was taken.
    static func run<Item: Sendable, Product: Sendable>(
        _ workers: Int, next: () async throws -> Item?,
        work: @escaping @Sendable (Item) async throws -> Product, take: (Product) async throws -> Void
    ) async throws {
        let hands = Hands(max(workers, 1))
        let most = workers > 1 ? workers + ahead : 1
        try await withThrowingTaskGroup(of: Product.self) { group in
            var running = 0
            var isEmpty = false
            while true {
                while running < most, !isEmpty {
                    guard let item = try await next() else {
                        isEmpty = true
                        break
                    }
                    group.addTask { try await hands.lend { try await work(item) } }
                    running += 1
                }
                guard let product = try await group.next() else { return }
                running -= 1
                try await take(product)
            }
        }
    }
}

/// A number of hands; who finds none free waits in line.
private final class Hands: Sendable {
    private let state: Mutex<State>

    private struct State {
        var free: Int
        var line: [CheckedContinuation<Void, Never>] = []
        /// The first in line; those before it were let through.
        var first = 0
        /// What stopped all of it: nothing more begins, and what waits ends with the same.
        var failure: (any Error)?
    }

    init(_ count: Int) { state = Mutex(State(free: count)) }

    /// Does `work` with a free hand. After one that threw, no other begins.
    func lend<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        await take()
        defer { give() }
        try Task.checkCancellation()
        if let failure = state.withLock({ $0.failure }) { throw failure }
        do { return try await work() } catch {
            state.withLock { $0.failure = $0.failure ?? error }
            throw error
        }
    }

    private func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.line.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    private func give() {
        let waiting: CheckedContinuation<Void, Never>? = state.withLock { state in
            guard state.first < state.line.count else {
                state.line.removeAll(keepingCapacity: true)
                state.first = 0
                state.free += 1
                return nil
            }
            state.first += 1
            return state.line[state.first - 1]
        }
        waiting?.resume()
    }
}
