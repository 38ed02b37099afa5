// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardStore
import Synchronization

/// The last call of every connection: counted in memory, and kept at most once a minute each, so that nothing is slowed
/// down by it. One for each open installation.
package final class ConnectionUses: Sendable {
    private struct Entry {
        var use: ConnectionState.Use
        var savedAt: Date?
        var isSaved = false
    }
    private let entries = Mutex<[String: Entry]>([:])
    private let database: any Database
    private let clock: any Timekeeping

    /// Seconds between two writes of one connection.
    static let pause: TimeInterval = 60

    init(database: any Database, clock: any Timekeeping) {
        self.database = database
        self.clock = clock
    }

    /// Notes a call that just ended.
    func record(_ connection: String, _ outcome: String) async {
        let now = clock.now
        let use = ConnectionState.Use(at: now, outcome: outcome)
        let isDue = entries.withLock { entries in
            var entry = entries[connection] ?? Entry(use: use)
            entry.use = use
            let isDue = entry.savedAt.map { now.timeIntervalSince($0) >= Self.pause } ?? true
            if isDue { entry.savedAt = now }
            entry.isSaved = isDue
            entries[connection] = entry
            return isDue
        }
        if isDue { await save(connection, use) }
    }

    /// The calls that may not be kept yet, by connection.
    var latest: [String: ConnectionState.Use] { entries.withLock { $0.mapValues(\.use) } }

    /// Forgets what is known of a connection that was removed.
    func forget(_ connection: String) { entries.withLock { $0[connection] = nil } }

    /// Keeps what is not kept yet; before the database closes.
    package func flush() async {
        let due = entries.withLock { entries in
            let due = entries.filter { !$0.value.isSaved }.mapValues(\.use)
            for name in due.keys { entries[name]?.isSaved = true }
            return due
        }
        for (name, use) in due { await save(name, use) }
    }

    /// What cannot be kept is only not remembered: no call fails for it.
    private func save(_ connection: String, _ use: ConnectionState.Use) async {
        try? await database.write {
            _ = try $0.execute(
                """
                INSERT INTO connection_states (name, used_at, used_outcome) VALUES ($1, $2, $3)
                ON CONFLICT (name) DO UPDATE SET used_at = excluded.used_at, used_outcome = excluded.used_outcome
                    WHERE connection_states.used_at IS NULL OR connection_states.used_at <= excluded.used_at
                """, [SQLValue(connection), SQLValue(use.at), SQLValue(use.outcome)])
        }
    }
}

/// Notes what became of a connection's calls. Tries that a wrapper below repeats count as one call.
struct UseNotingTransport: HTTPTransport {
    let transport: any HTTPTransport
    let connection: String
    let uses: ConnectionUses

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        do {
            let reply = try await transport.send(call)
            await uses.record(connection, Self.outcome(reply.response.status.code))
            return reply
        } catch {
            if error.code != .cancelled { await uses.record(connection, error.code.description) }
            throw error
        }
    }

    /// That something is not there, exists already or was changed meanwhile is an answer of a service that works.
    static func outcome(_ status: Int) -> String {
        status < 400 || [404, 409, 410, 412, 416].contains(status) ? ConnectionState.Use.worked : "http_\(status)"
    }
}
