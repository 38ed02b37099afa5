// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// PostgreSQL: several nodes. Claims skip rows that another node is claiming, and new work is announced with NOTIFY.
struct PostgresQueueEngine: QueueEngine {
    /// The channel of NOTIFY.
    static let channel = "steward_jobs"

    /// Every statement here locks the rows that it decides on, so each may see what was committed just before it.
    func begin(on connection: any SQLConnection) throws {
        try connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
    }
    func preferOrder(on connection: any SQLConnection) throws {
        try connection.execute("SET LOCAL enable_sort = off")
    }
    var takingRows: String { "FOR UPDATE SKIP LOCKED" }
    var waitingForRows: String { "FOR UPDATE" }
    func announce(on connection: any SQLConnection) throws {
        try connection.notify(channel: Self.channel)
    }
    func listen(to database: any Database, _ heard: @escaping @Sendable () -> Void) async throws {
        guard let database = database as? PostgresDatabase else { return }
        for await _ in database.listen(channel: Self.channel) { heard() }
    }
}
