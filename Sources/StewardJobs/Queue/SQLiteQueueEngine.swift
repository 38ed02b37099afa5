// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// SQLite: one node's file. A write transaction begins with `BEGIN IMMEDIATE`, so there is only ever one at a time,
/// also across processes on the same machine; no row needs a lock of its own. There is no message to other processes:
/// they find new work when they next look.
struct SQLiteQueueEngine: QueueEngine {
    func begin(on connection: any SQLConnection) throws {}
    func preferOrder(on connection: any SQLConnection) throws {}
    var takingRows: String { "" }
    var waitingForRows: String { "" }
    func announce(on connection: any SQLConnection) throws {}
    func listen(to database: any Database, _ heard: @escaping @Sendable () -> Void) async throws {}
}
