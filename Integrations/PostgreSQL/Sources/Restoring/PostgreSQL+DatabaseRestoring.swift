// SPDX-License-Identifier: Apache-2.0
public import StewardIntegration

extension PostgreSQL: DatabaseRestoring {
    private func target() throws -> RestoreTarget { RestoreTarget(session: try session()) }

    /// Whether there is a database of this name.
    public func hasDatabase(_ name: String) async throws -> Bool { try await target().hasDatabase(name) }

    /// Restores by psql or pg_restore, which stop at the first error. The database gets its name when it is whole.
    public func restore(_ request: RestoreRequest, from source: RestoreSource) async throws -> RestoreSummary {
        try await target().restore(request, from: source)
    }

    /// The rows of one statement, in a transaction that may not write.
    public func rows(of statement: String, in database: String) async throws -> [[String?]] {
        try await target().rows(of: statement, in: database)
    }

    /// Removes a database with whoever is in it; those that the server needs itself are refused.
    @discardableResult
    public func removeDatabase(_ name: String) async throws -> Bool { try await target().removeDatabase(name) }
}
