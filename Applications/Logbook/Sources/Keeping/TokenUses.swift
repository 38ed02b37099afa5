// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// When tokens were used, until somebody writes it down: a ping must not cost a write of its own for it.
final class TokenUses: Sendable {
    private let uses = Mutex<[String: Int64]>([:])

    /// To the minute: a use sooner after the one that is known is no news.
    static let interval: Int64 = 60_000_000

    func note(_ token: DeviceToken, at instant: Int64) {
        if let last = token.lastUsed, instant - last < Self.interval { return }
        uses.withLock { uses in
            if let known = uses[token.id], instant - known < Self.interval { return }
            uses[token.id] = instant
        }
    }

    func take() -> [String: Int64] {
        uses.withLock { uses in
            defer { uses.removeAll(keepingCapacity: true) }
            return uses
        }
    }
}
