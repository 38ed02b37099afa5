// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardStore

/// Who asks for a lock: a process of a node.
package struct LockOwner: Sendable, Hashable {
    /// What the process calls itself: a run's or a job's id.
    package let run: String
    /// The machine's name.
    package let node: String
    /// The process on it.
    package let pid: Int64

    package init(run: String, node: String, pid: Int64) {
        self.run = run
        self.node = node
        self.pid = pid
    }
}

/// A connection's lock: held by whoever works on what is in its trash, so that nothing is emptied or cleaned away under
/// a recovery. A row of the database, so it holds between nodes; it ends by itself when its holder no longer renews it.
package struct RecoveryLock: Sendable, Hashable {
    /// What it is held for.
    package enum Purpose: String, Sendable {
        case recovery
        case emptyingTrash = "emptying the trash"
        case cleaningUp = "a clean-up"
    }
    package let connection: String
    package let purpose: Purpose
    package let owner: LockOwner
    package let takenAt: Date
    /// Until when it holds without being renewed.
    package let expiresAt: Date
}

extension Files {
    /// Takes a connection's lock, or renews it for an owner of the same run.
    /// - Parameter forced: takes it away from whoever has it.
    /// - Throws: `FilesError` with `held`, naming the holder; `DatabaseError`.
    package func takeLock(
        _ connection: String, for purpose: RecoveryLock.Purpose, owner: LockOwner, lasting: Duration = .seconds(120),
        forced: Bool = false
    ) async throws -> RecoveryLock {
        let now = Date(microseconds: clock.now.microseconds)
        let lock = RecoveryLock(
            connection: connection, purpose: purpose, owner: owner, takenAt: now,
            expiresAt: Date(microseconds: now.addingTimeInterval(lasting / .seconds(1)).microseconds))
        let holder: RecoveryLock? = try await database.write { database in
            // One statement decides, so that of two who ask at once one is told of the other.
            let changed = try database.execute(
                """
                INSERT INTO files_locks (connection, purpose, owner, node, pid, taken_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (connection) DO UPDATE SET purpose = excluded.purpose, owner = excluded.owner,
                    node = excluded.node, pid = excluded.pid, taken_at = excluded.taken_at,
                    expires_at = excluded.expires_at
                WHERE files_locks.owner = excluded.owner OR files_locks.expires_at <= $6 OR $8 = 1
                """,
                [
                    SQLValue(connection), SQLValue(purpose.rawValue), SQLValue(owner.run), SQLValue(owner.node),
                    SQLValue(owner.pid), SQLValue(lock.takenAt), SQLValue(lock.expiresAt), SQLValue(forced),
                ])
            return changed > 0 ? nil : try RecoveryLock.held(connection, database)
        }
        if let holder {
            throw FilesError(
                .held,
                "The trash of “\(connection)” is held for \(holder.purpose.rawValue) by run \(holder.owner.run) "
                    + "(process \(holder.owner.pid) on \(holder.owner.node)); wait for it, or stop it first.")
        }
        return lock
    }

    /// Makes a lock hold for longer.
    /// - Throws: `FilesError` with `held` when it was lost meanwhile: stop the work.
    package func renewLock(_ lock: RecoveryLock, lasting: Duration = .seconds(120)) async throws -> RecoveryLock {
        let end = Date(microseconds: clock.now.addingTimeInterval(lasting / .seconds(1)).microseconds)
        let changed = try await database.write { database in
            try database.execute(
                "UPDATE files_locks SET expires_at = $3 WHERE connection = $1 AND owner = $2",
                [SQLValue(lock.connection), SQLValue(lock.owner.run), SQLValue(end)])
        }
        guard changed > 0 else {
            throw FilesError(.held, "The lock of “\(lock.connection)” was taken away; start again when it is free.")
        }
        return RecoveryLock(
            connection: lock.connection, purpose: lock.purpose, owner: lock.owner, takenAt: lock.takenAt,
            expiresAt: end)
    }

    /// Gives a lock back. It is no error when it is another's by now.
    package func releaseLock(_ lock: RecoveryLock) async throws {
        try await database.write { database in
            _ = try database.execute(
                "DELETE FROM files_locks WHERE connection = $1 AND owner = $2",
                [SQLValue(lock.connection), SQLValue(lock.owner.run)])
        }
    }

    /// Who holds a connection's lock now; `nil` when it is free.
    package func lock(of connection: String) async throws -> RecoveryLock? {
        let now = clock.now
        let lock = try await database.read { try RecoveryLock.held(connection, $0) }
        return lock.flatMap { $0.expiresAt > now ? $0 : nil }
    }
}

extension RecoveryLock {
    fileprivate static func held(_ connection: String, _ database: any SQLConnection) throws -> RecoveryLock? {
        try database.first("SELECT * FROM files_locks WHERE connection = $1", [SQLValue(connection)]).map { row in
            RecoveryLock(
                connection: connection, purpose: Purpose(rawValue: try row.text("purpose")) ?? .recovery,
                owner: LockOwner(
                    run: try row.text("owner"), node: try row.text("node"), pid: try row.integer("pid")),
                takenAt: try row.date("taken_at"), expiresAt: try row.date("expires_at"))
        }
    }
}
