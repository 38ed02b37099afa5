// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// Long-running downloads (`files/{id}/download`), valid for 24 hours.
///
/// Source: Drive API v3 reference, files.download and operations.get, 2026-11.
final class DownloadOperations: Sendable {
    /// One of them.
    struct Operation: Sendable {
        let account: String
        let fileId: String
        let type: String
        let partial: Bool
        let created: Int64
        /// How often it was asked after.
        var polls = 0
    }

    private let operations = Mutex<(next: Int, byName: [String: Operation])>((1, [:]))

    /// Begins one; gives its name.
    func begin(_ operation: Operation) -> String {
        operations.withLock { state in
            let name = "operations-\(state.next)-\(UInt64.random(in: 0 ... .max))"
            state.next += 1
            state.byName[name] = operation
            return name
        }
    }

    /// One that is known and not older than a day; counts the question.
    func poll(_ name: String, now: Int64) -> Operation? {
        operations.withLock { state in
            guard var found = state.byName[name] else { return nil }
            guard now < found.created + 86_400_000 else {
                state.byName[name] = nil
                return nil
            }
            found.polls += 1
            state.byName[name] = found
            return found
        }
    }
}
