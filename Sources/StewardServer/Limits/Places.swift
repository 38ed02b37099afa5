// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// A number of places, of which each has only so many.
final class Places: Sendable {
    private struct State {
        var taken = 0
        var byOwner: [String: Int] = [:]
    }
    private let state = Mutex(State())
    private let most: Int
    private let mostOfOne: Int

    init(_ most: Int, ofOne: Int? = nil) {
        self.most = most
        mostOfOne = ofOne ?? most
    }

    /// How many are taken.
    var taken: Int { state.withLock { $0.taken } }

    /// Takes a place, if one is free; give it back with ``leave(_:)``.
    func enter(_ owner: String = "") -> Bool {
        state.withLock { state in
            guard state.taken < most, state.byOwner[owner, default: 0] < mostOfOne else { return false }
            state.taken += 1
            state.byOwner[owner, default: 0] += 1
            return true
        }
    }

    func leave(_ owner: String = "") {
        state.withLock { state in
            state.taken -= 1
            let left = (state.byOwner[owner] ?? 1) - 1
            state.byOwner[owner] = left > 0 ? left : nil
        }
    }
}
