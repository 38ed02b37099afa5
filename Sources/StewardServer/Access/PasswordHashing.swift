// SPDX-License-Identifier: Apache-2.0
import Dispatch
import StewardCore
import Synchronization

/// Hashes passwords on threads of their own, a few at a time, so that a flood of sign-ins takes neither the memory nor
/// the threads that pages are made on.
final class PasswordHashing: Sendable {
    /// What new hashes cost.
    let cost: PasswordHash.Cost
    private let places: Int
    private let longestQueue: Int
    private let queue = DispatchQueue(label: "steward.passwords", qos: .userInitiated, attributes: .concurrent)
    private let state = Mutex(State())

    private struct State {
        var running = 0
        var mostRunning = 0
        var waiting: [@Sendable () -> Void] = []
    }

    /// - Parameters:
    ///   - cost: what new hashes cost.
    ///   - places: how many are made at once.
    ///   - longestQueue: how many more may wait; those who come then are turned away.
    init(cost: PasswordHash.Cost, places: Int = 2, longestQueue: Int = 64) {
        self.cost = cost
        self.places = places
        self.longestQueue = longestQueue
    }

    /// The most that were ever made at once.
    var mostAtOnce: Int { state.withLock { $0.mostRunning } }

    /// The text to keep of a normalized password.
    /// - Throws: `AccessError` with `busy`.
    func make(_ password: Secret, salt: [UInt8]) async throws -> String {
        let cost = cost
        return try await run { () throws(AccessError) -> String in
            try PasswordHash(password, cost: cost, salt: salt).text
        }
    }

    /// Whether the kept text is this password's. Without a text it is not, after the same work.
    /// - Throws: `AccessError` with `busy`.
    func matches(_ password: Secret, _ text: String?) async throws -> Bool {
        let cost = cost
        return try await run { () throws(AccessError) -> Bool in
            if let hash = text.flatMap({ PasswordHash($0) }) { return try hash.matches(password) }
            _ = try PasswordHash(password, cost: cost, salt: [UInt8](repeating: 0, count: 16))
            return false
        }
    }

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(AccessError) -> Value
    ) async throws -> Value {
        let result: Result<Value, AccessError> = await withCheckedContinuation { continuation in
            let isTaken = submit { continuation.resume(returning: Result(catching: body)) }
            if !isTaken { continuation.resume(returning: .failure(.busy)) }
        }
        return try result.get()
    }

    /// Whether the work is done now or later.
    private func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
        enum Place { case now, later, none }
        let place = state.withLock { state -> Place in
            if state.running < places {
                state.running += 1
                state.mostRunning = max(state.mostRunning, state.running)
                return .now
            }
            guard state.waiting.count < longestQueue else { return .none }
            state.waiting.append(work)
            return .later
        }
        if place == .now { queue.async { self.drain(work) } }
        return place != .none
    }

    private func drain(_ first: @Sendable () -> Void) {
        first()
        while let next = next() { next() }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.running -= 1
            return nil
        }
    }
}
