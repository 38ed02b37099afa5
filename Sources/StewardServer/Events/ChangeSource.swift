// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Something that now stands differently, with how it stands.
struct Change: Sendable, Hashable {
    /// The name of the event, as `job`.
    let name: String
    let id: String
    /// Whether nothing more happens to it by itself.
    let isOver: Bool
    let data: JSON
    /// The account that alone may hear of it; `nil` for everybody.
    var audience: String?
}

/// What one look found.
struct ChangeSet: Sendable {
    var changes: [Change] = []
    /// `false` when more changed than was read.
    var isComplete = true
}

/// Where the events come from. One caller at a time.
protocol ChangeSource: Sendable {
    /// What changed since the last call, whichever process changed it.
    func changes() async throws -> ChangeSet
    /// The same, with what these accounts alone may hear of.
    func changes(for listeners: Set<String>) async throws -> ChangeSet
    /// Returns when something may have changed, when the time is up, or when the task is cancelled.
    func waitForNews(atMost limit: Duration) async
}

extension ChangeSource {
    /// Nothing is for somebody alone.
    func changes(for listeners: Set<String>) async throws -> ChangeSet { try await changes() }
}
