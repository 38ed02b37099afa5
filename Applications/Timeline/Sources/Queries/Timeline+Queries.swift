// SPDX-License-Identifier: Apache-2.0
import StewardStore

extension Timeline {
    /// The rows that a query asks for.
    /// - Throws: `DatabaseError`.
    package func locations(_ query: LocationQuery) async throws -> [Location] {
        try await database.read { connection in
            var locations: [Location] = []
            try connection.locations.forEach(query) { locations.append($0) }
            return locations
        }
    }

    /// Hands over row after row, on a thread that may block; memory does not grow with the result when it is in the
    /// order of time or height.
    /// - Throws: `DatabaseError`; whatever `body` throws.
    package func forEachLocation(
        _ query: LocationQuery, _ body: @escaping @Sendable (Location) throws -> Void
    ) async throws {
        try await database.read { try $0.locations.forEach(query, body) }
    }

    /// How far imports or elevations have come; `nil` before the first.
    /// - Throws: `DatabaseError`.
    package func control(_ key: ControlKey) async throws -> Int64? {
        try await database.read { try $0.locations.control(key) }
    }

    /// What the timeline holds.
    /// - Throws: `DatabaseError`.
    package func summary() async throws -> TimelineSummary {
        try await database.read { try $0.locations.summary() }
    }
}
