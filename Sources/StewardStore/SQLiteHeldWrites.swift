// SPDX-License-Identifier: Apache-2.0
import GRDB
import GRDBSQLite
import StewardCore
import Synchronization

/// Writes that follow one another closely, in one transaction that is kept open: each is on disk in the redo log when
/// its caller hears of it, and all of them go into the database together. A page that every one of them changes is so
/// written once and not as often as there are writes.
///
/// Whoever reads, or writes in another way, has the transaction end first. What a process that was killed had in its
/// log alone is done again by the next one that opens the database or writes to it.
///
/// The database's `user_version` is the state that records follow. It changes with each of these transactions.
///
/// Unchecked: all but the atomic value is touched only on the thread that uses the writing connection at the moment.
final class SQLiteHeldWrites: @unchecked Sendable {
    private var log: RedoLog
    private let journal: WriteAheadFlush
    private let holds = Atomic(false)
    /// Does a record again in the transaction that is open.
    private let redo: @Sendable (GRDB.Database, RedoRecord) throws -> Void
    /// How many writes came closely one after another, with nothing between them.
    private var row = 0
    private var last = ContinuousClock.now
    private var begun = ContinuousClock.now
    /// Counts the transactions that were kept open.
    private(set) var number: UInt64 = 0
    /// The state that this left the database in.
    private var left: UInt32?
    /// Whether a commit waits until it is on disk.
    private var flushes = true

    /// For how long a transaction is kept open. Writes further apart than half of it are committed by themselves.
    let longest: Duration
    /// For how long another process that waits is given the lock; SQLite asks for it again every ten milliseconds.
    private static let pause: Int32 = 12

    /// - Parameters:
    ///   - path: the database's.
    ///   - longest: for how long a transaction is kept open.
    ///   - work: has the write-ahead log reach the disk.
    ///   - redo: does a record again in the transaction that is open.
    init(
        _ path: String, longest: Duration, on work: QuietThread,
        redo: @escaping @Sendable (GRDB.Database, RedoRecord) throws -> Void
    ) throws(SystemCallError) {
        log = try RedoLog(path + "-redo")
        journal = WriteAheadFlush(path + "-wal", on: work)
        self.longest = longest
        self.redo = redo
    }

    /// Whether something is in the log alone; may be asked from everywhere.
    var isHeld: Bool { holds.load(ordering: .acquiring) }

    /// Does one write of those that may be held. It is on disk when this returns.
    /// - Parameter body: what is written, and what that was when it is asked for.
    func write<Value>(
        _ database: GRDB.Database, _ body: (_ records: Bool) throws -> (Value, RedoRecord?)
    ) throws -> Value {
        guard database.sqliteConnection != nil else { throw DatabaseError.closed }
        guard holdsNext() else { return try transaction(database) { try body(false).0 } }
        if !database.isInsideTransaction { try isHeld ? resume(database) : begin(database) }
        do {
            let (value, record) = try body(true)
            if let record, record.isWhole, try log.append(record) {
                holds.store(true, ordering: .releasing)
            } else {
                // At once, with all that was done before it.
                try commit(database)
                try journal.flush()
            }
            return value
        } catch {
            try? database.rollback()
            // What was done before it was promised; where this fails, it is done again with the next write.
            if isHeld { try? resume(database) }
            throw error
        }
    }

    /// Whether the next write is one of many.
    private func holdsNext() -> Bool {
        let now = ContinuousClock.now
        row = now - last < longest / 2 ? row + 1 : 0
        last = now
        return (isHeld || row >= 2) && !journal.hasFailed
    }

    /// Does one write in a transaction of its own, after all that is held.
    func transaction<Value>(_ database: GRDB.Database, _ body: () throws -> Value) throws -> Value {
        let kept = row
        try settle(database)
        row = kept
        return try enter(database, flushes: true) {
            try redoOthers(database)
            let value = try body()
            try database.commit()
            return value
        }
    }

    /// Writes what is held into the database.
    func settle(_ database: GRDB.Database) throws {
        row = 0
        guard isHeld else { return }
        if !database.isInsideTransaction { try resume(database) }
        do { try commit(database) } catch {
            try? database.rollback()
            throw error
        }
    }

    /// Does what a process that is no more had promised.
    func recover(_ database: GRDB.Database) throws {
        guard try log.row(following: { try Self.state(of: database) }) != nil else { return }
        try transaction(database) {}
    }

    /// Ends the transaction when it was open for long enough, or another process waits to write, which then may.
    func settleInTime(_ database: GRDB.Database) throws {
        guard isHeld else { return }
        let kept = row
        if log.isWanted {
            try settle(database)
            sqlite3_sleep(Self.pause)
        } else if ContinuousClock.now - begun > longest || log.isAlmostFull {
            try settle(database)
        }
        row = kept
    }

    // MARK: The transaction that is kept open

    private func begin(_ database: GRDB.Database) throws {
        while true {
            let isReady = try enter(database, flushes: false) {
                let state = try Self.state(of: database)
                guard state != 0, try log.row(following: { state }) == nil else {
                    try database.rollback()
                    return false
                }
                if state == left {
                    try journal.wait(for: number > 0 ? number - 1 : 0)
                } else {
                    // Somebody else wrote; what they held may be in their half of the log alone.
                    try journal.flush()
                }
                number += 1
                log.begin(half: Int(number % 2), following: state, next: Self.newState())
                begun = .now
                return true
            }
            if isReady { return }
            try transaction(database) {
                if try Self.state(of: database) == 0 { try Self.change(database, to: Self.newState()) }
            }
        }
    }

    /// Does again what this has in its log.
    private func resume(_ database: GRDB.Database) throws {
        try enter(database, flushes: false) {
            guard try Self.state(of: database) == log.state else {
                // Another process has done it.
                try database.rollback()
                holds.store(false, ordering: .releasing)
                return
            }
            for record in try log.records() { try redo(database, record) }
        }
        if !isHeld { try begin(database) }
    }

    private func commit(_ database: GRDB.Database) throws {
        try Self.change(database, to: log.next)
        try database.commit()
        holds.store(false, ordering: .releasing)
        left = log.next
        journal.flushSoon(number)
    }

    /// Does again what follows the database's state, whoever promised it.
    private func redoOthers(_ database: GRDB.Database) throws {
        while let found = try log.row(following: { try Self.state(of: database) }) {
            for record in found.records { try redo(database, record) }
            try Self.change(database, to: found.next)
        }
    }

    /// Begins a transaction; when the body fails, there is none.
    private func enter<Value>(_ database: GRDB.Database, flushes: Bool, _ body: () throws -> Value) throws -> Value {
        if self.flushes != flushes {
            try database.execute(sql: "PRAGMA synchronous = \(flushes ? "FULL" : "NORMAL")")
            self.flushes = flushes
        }
        try log.waiting { try database.beginTransaction(.immediate) }
        do { return try body() } catch {
            try? database.rollback()
            throw error
        }
    }

    // MARK: The state that records follow

    private static func state(of database: GRDB.Database) throws -> UInt32 {
        try UInt32.fetchOne(database.cachedStatement(sql: "PRAGMA user_version")) ?? 0
    }

    private static func change(_ database: GRDB.Database, to state: UInt32) throws {
        try database.execute(sql: "PRAGMA user_version = \(state)")
    }

    /// A state that no database was in, as far as chance allows.
    private static func newState() -> UInt32 { .random(in: 1...UInt32(Int32.max)) }
}
