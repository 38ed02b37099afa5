// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// What the queue leaves to the abilities of an engine.
protocol QueueEngine: Sendable {
    /// Called first in a transaction of the queue.
    func begin(on connection: any SQLConnection) throws
    /// Called before the first few rows in some order are asked for: from here on an index that has the order is to be
    /// walked, even where the engine's statistics are out of date and sorting everything looks cheaper.
    func preferOrder(on connection: any SQLConnection) throws
    /// Ends a `SELECT` whose rows are to be changed, so that two nodes never get the same one.
    var takingRows: String { get }
    /// Ends a `SELECT` that must wait until no other node holds the same rows.
    var waitingForRows: String { get }
    /// Tells other processes, once the transaction commits, that a job may be due.
    func announce(on connection: any SQLConnection) throws
    /// Calls `heard` whenever another process announced something, until it is cancelled. Returns at once where the
    /// engine has no such thing; workers look by themselves every so often anyway.
    func listen(to database: any Database, _ heard: @escaping @Sendable () -> Void) async throws
}

extension DatabaseEngine {
    /// The abilities of this engine.
    var queue: any QueueEngine {
        switch self {
        case .sqlite: SQLiteQueueEngine()
        case .postgresql: PostgresQueueEngine()
        }
    }
}
