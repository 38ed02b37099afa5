// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

/// Makes guessing slow: after some failures each further one doubles the wait before the next attempt, for a name and
/// for a network address. Kept in the database, so that all nodes know. Nobody is locked out for ever: the longest wait
/// is a quarter of an hour, and a day without a failure forgets them.
struct Throttle: Sendable {
    let database: any Database
    let clock: any Timekeeping

    /// When waiting begins.
    struct Limit: Sendable {
        /// Failures before it does.
        let free: Int64
        /// The wait after `failures` in a row, in seconds; 0 while they are few.
        func wait(after failures: Int64) -> TimeInterval {
            guard failures >= free else { return 0 }
            return min(Double(UInt64(2) << UInt64(min(failures - free, 20))), Self.longest)
        }
        static let longest: TimeInterval = 900
    }

    /// For one name.
    static let ofName = Limit(free: 5)
    /// For one address; many people can be behind one.
    static let ofAddress = Limit(free: 20)
    private static let memory: TimeInterval = 86_400

    /// One attempt, counted as a failure until it turns out to be none.
    struct Attempt: Sendable {
        fileprivate let counted: [Counted]
    }
    fileprivate struct Counted: Sendable {
        let key: String
        let until: Int64
    }

    /// Counts an attempt before the password is looked at, so that a thousand at once are no more than one after the
    /// other.
    /// - Parameter name: as the account's name is compared; `nil` when there is none, as for a one-time link.
    /// - Throws: `AccessError` with `throttled`, and then nothing is counted; `DatabaseError`.
    func begin(name: String?, address: String) async throws -> Attempt {
        let now = clock.now
        var keys = [(Self.key(address: address), Self.ofAddress)]
        if let name { keys.append((Self.key(name: name), Self.ofName)) }
        let all = keys
        // Whoever has to wait costs a read and no write.
        if let until = try await database.read({ try Self.latest(all.map(\.0), $0) }), until > now {
            throw AccessError.throttled(until: until)
        }
        return try await database.write { connection in
            if connection.engine == .postgresql {
                // A counter's row is locked by the statement that raises it, so nothing has to be tried again.
                try connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            }
            return Attempt(counted: try all.map { try Self.count($0.0, $0.1, now, connection) })
        }
    }

    /// The password was right: the name's failures are forgotten, the address has one less.
    func succeed(_ attempt: Attempt, in connection: any SQLConnection) throws {
        for counted in attempt.counted {
            if counted.key.hasPrefix("name:") {
                try connection.execute("DELETE FROM access_failures WHERE key = $1", [SQLValue(counted.key)])
            } else {
                try Self.takeBack(counted, connection)
            }
        }
    }

    /// The password was never looked at.
    func takeBack(_ attempt: Attempt) async throws {
        try await database.write { connection in
            for counted in attempt.counted { try Self.takeBack(counted, connection) }
        }
    }

    private static func takeBack(_ counted: Counted, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE access_failures SET failures = failures - 1, until = CASE WHEN until = $2 THEN 0 ELSE until END
            WHERE key = $1 AND failures > 0
            """, [SQLValue(counted.key), .integer(counted.until)])
    }

    private static func latest(_ keys: [String], _ connection: any SQLConnection) throws -> Date? {
        try keys.compactMap { key in
            try connection.first("SELECT until FROM access_failures WHERE key = $1", [SQLValue(key)])?.date("until")
        }.max()
    }

    /// Counts one more, and sets when the next may come.
    private static func count(
        _ key: String, _ limit: Limit, _ now: Date, _ connection: any SQLConnection
    ) throws -> Counted {
        let forgotten = SQLValue(now.addingTimeInterval(-memory))
        let row = try connection.query(
            """
            INSERT INTO access_failures (key, failures, last_at, until) VALUES ($1, 1, $2, 0)
            ON CONFLICT (key) DO UPDATE SET last_at = excluded.last_at,
                failures = CASE WHEN access_failures.last_at < $3 THEN 1 ELSE access_failures.failures + 1 END
            RETURNING failures, until
            """, [SQLValue(key), SQLValue(now), forgotten]
        ).first
        guard let row else { throw DatabaseError(.decoding, "A counter of failures gave nothing back.") }
        let (failures, before) = (try row.integer("failures"), try row.date("until"))
        // Somebody else's attempt came first. What was counted here is taken back with the transaction.
        guard before <= now else { throw AccessError.throttled(until: before) }
        if failures == 1 {
            try connection.execute("DELETE FROM access_failures WHERE last_at < $1", [forgotten])
        }
        let wait = limit.wait(after: failures)
        let until = wait > 0 ? now.addingTimeInterval(wait).microseconds : 0
        try connection.execute(
            "UPDATE access_failures SET until = $2 WHERE key = $1", [SQLValue(key), .integer(until)])
        return Counted(key: key, until: until)
    }

    /// Hashed, because people type passwords into the wrong field.
    private static func key(name: String) -> String { "name:" + AccessCodes.hash(name) }
    /// A household or a rented machine has a whole /64 of IPv6.
    private static func key(address: String) -> String {
        "address:" + (IPAddress(address)?.network(of: 64).description ?? AccessCodes.hash(address))
    }
}
