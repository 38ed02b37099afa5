// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardIntegration
package import StewardJobs

extension Backups {
    /// The newest backup of a database that was made at an instant or before.
    /// - Parameter instant: `nil` for the newest there is.
    /// - Throws: `BackupsError` with `notFound`, saying from when the oldest is; `LedgerError`, `DatabaseError`.
    package func backup(of database: String, at instant: Date? = nil, in set: BackupSet) async throws -> Backup {
        let present = try await history(of: set.name).present(database)
        guard let oldest = present.first else {
            throw BackupsError(.notFound, "The set “\(set.name)” has no backup of “\(database)”.")
        }
        guard let instant else { return present.last ?? oldest }
        guard let found = present.last(where: { $0.madeAt <= instant }) else {
            throw BackupsError(
                .notFound,
                "There is no backup of “\(database)” so early; the oldest is of \(oldest.madeAt.formatted(.iso8601)).")
        }
        return found
    }

    /// What would be restored where; looks at the server, and changes nothing.
    /// - Parameters:
    ///   - target: the database to make; `nil` for a new name.
    ///   - over: a database to replace, its name typed by a person.
    ///   - connection: the connection to restore through, whose role may make databases; `nil` for the set's own.
    /// - Throws: `BackupsError`: `notFound`, `invalid`, `exists` when there is a database of that name and it is not to
    ///   be replaced; `IntegrationError`.
    package func planRestore(
        of id: BackupID, in set: BackupSet, to target: String? = nil, over: String? = nil,
        through connection: String? = nil,
        connecting: any DatabaseConnecting
    ) async throws -> RestorePlan {
        let backup = try await present(id, in: set)
        let plan = try RestorePlan(
            backup, to: target, over: over, through: connection ?? set.connection, now: clock.now, zone: set.zone)
        let isThere = try await connecting.restoring(plan.connection).hasDatabase(plan.target)
        guard !isThere || plan.replaces else {
            throw BackupsError(
                .exists,
                "There is a database “\(plan.target)” already; choose another with --to, or type its name after --over "
                    + "to replace it.")
        }
        return plan
    }

    /// Restores a backup into a database. A restore that fails leaves no half database, and one that was there before
    /// is only removed by a plan that replaces it.
    /// - Parameter withoutOwners: whether owners and rights are left out.
    /// - Throws: `BackupsError`: `damaged`, `locked`, `held`; `IntegrationError`; `LedgerError`, `DatabaseError`.
    package func restore(
        _ plan: RestorePlan, in set: BackupSet, connecting: any DatabaseConnecting, identity: String? = nil,
        withoutOwners: Bool = false, by actor: String,
        progress: @escaping @Sendable (JobProgress) -> Void = { _ in }
    ) async throws -> RestoreReport {
        let server = try await connecting.restoring(plan.connection)
        // Before anything is made: what replaces a database must be what was written.
        try await checkFile(of: plan.backup, in: set)
        let request = RestoreRequest(
            plan.target, plan.backup.format, replaces: plan.replaces, withoutOwners: withoutOwners)
        let begun = clock.now
        let total = plan.backup.dumpBytes
        let summary = try await withSource(
            of: plan.backup, in: set, identity: identity,
            progress: { progress(JobProgress(bytes: $0, ofBytes: total, message: "Restoring to \(plan.target)")) },
            { try await server.restore(request, from: $0) })
        try await record(
            BackupEntry.restored,
            [
                .init("to", .string(plan.target)), .init("connection", .string(plan.connection)),
                .init("by", .string(actor)),
            ], of: plan.backup,
            in: set, by: actor)
        return RestoreReport(
            backup: plan.backup.id, target: plan.target, serverVersion: summary.serverVersion,
            milliseconds: max(0, clock.now.milliseconds - begun.milliseconds), warnings: summary.warnings)
    }
}
