// SPDX-License-Identifier: Apache-2.0
import GRDBSQLite
import StewardCore
import Synchronization

/// Whether the task that asked for a transaction was cancelled meanwhile.
final class Cancellation: Sendable {
    private let flag = Atomic(false)
    var isCancelled: Bool { flag.load(ordering: .acquiring) }
    func cancel() { flag.store(true, ordering: .releasing) }
}

/// What one SQLite connection's statements must obey. SQLite asks it from its callbacks.
///
/// Unchecked: all but `cancellation`'s flag is touched only on the thread that uses the connection at the moment,
/// because SQLite calls back on the thread that runs the statement.
final class SQLiteWatch: @unchecked Sendable {
    private let busyTimeout: Duration
    private var cancellation: Cancellation?
    private var deadline: ContinuousClock.Instant?
    private var busySince: ContinuousClock.Instant?

    init(busyTimeout: Duration) { self.busyTimeout = busyTimeout }

    /// Makes SQLite ask this watch. The watch must outlive the connection.
    func install(on connection: OpaquePointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_progress_handler(
            connection, 2_000,
            { context in
                context.map { Unmanaged<SQLiteWatch>.fromOpaque($0).takeUnretainedValue().mustStop } == true ? 1 : 0
            },
            context)
        sqlite3_busy_handler(
            connection,
            { context, tries in
                context.map { Unmanaged<SQLiteWatch>.fromOpaque($0).takeUnretainedValue().waitBusy(tries) } == true
                    ? 1 : 0
            },
            context)
    }

    func begin(_ cancellation: Cancellation) { self.cancellation = cancellation }
    func end() {
        cancellation = nil
        deadline = nil
    }
    /// Starts the time of one statement, or of the wait for its next row.
    func allow(_ duration: Duration) { deadline = .now + duration }
    func disarm() { deadline = nil }

    var isCancelled: Bool { cancellation?.isCancelled ?? false }
    var isExpired: Bool { deadline.map { .now >= $0 } ?? false }
    private var mustStop: Bool { isCancelled || isExpired }

    /// Called while another connection holds the lock; gives whether to try again.
    private func waitBusy(_ tries: Int32) -> Bool {
        let now = ContinuousClock.now
        if tries == 0 { busySince = now }
        guard !isCancelled, let busySince, now - busySince < busyTimeout else { return false }
        sqlite3_sleep(min(1 << min(tries, 4), 10))
        return true
    }
}
