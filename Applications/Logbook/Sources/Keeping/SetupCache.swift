// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardStore
import Synchronization

/// Tokens and vehicles as they stand in the database, kept as long as the version of their tables stays the same. The
/// version is read at most once a second, by one caller for all; what this process changed shows at once.
final class SetupCache: Sendable {
    private struct State {
        var version: Int64?
        /// When the version was asked for last, microseconds since 1970.
        var asked: Int64?
        /// Changes when everything is forgotten, so that what was read before is not kept after.
        var generation = 0
        var tokens: [String: DeviceToken] = [:]
        var fleets: [String: [FleetVehicle]] = [:]
    }
    private let state = Mutex(State())
    private let database: any Database
    private let clock: any Timekeeping

    /// For how long something is taken for new that another node may have changed, in microseconds.
    static let lifetime: Int64 = 1_000_000
    /// How many tokens, and how many accounts' vehicles, are kept; with one more, all are let go.
    private static let limit = 20_000

    init(database: any Database, clock: any Timekeeping) {
        self.database = database
        self.clock = clock
    }

    /// The working token with this hash.
    func token(_ hash: String) async throws -> DeviceToken? {
        try await value(hash, in: \.tokens) { connection in
            try connection.first(
                "SELECT * FROM logbook_tokens WHERE hash = $1 AND revoked_at IS NULL", [SQLValue(hash)]
            ).map(DeviceToken.init)
        }
    }

    /// The vehicles of an account, in the order in which they were added.
    func fleet(of account: String) async throws -> [FleetVehicle] {
        try await value(account, in: \.fleets) { connection in
            try connection.query(
                """
                SELECT id, is_usual, bluetooth, name, plate, vin FROM logbook_vehicles
                WHERE owner = $1 AND removed_at IS NULL ORDER BY made_at, id
                """, [SQLValue(account)]
            ).map(FleetVehicle.init)
        } ?? []
    }

    /// Counts how often everything was let go: what was known before may be otherwise since.
    var generation: Int { state.withLock { $0.generation } }

    /// Lets everything go.
    func forget() {
        state.withLock { state in
            state.generation += 1
            state.tokens.removeAll(keepingCapacity: true)
            state.fleets.removeAll(keepingCapacity: true)
        }
    }

    private func value<Value: Sendable>(
        _ key: String, in table: WritableKeyPath<State, [String: Value]>,
        read: @escaping @Sendable (any SQLConnection) throws -> Value?
    ) async throws -> Value? {
        try await compareVersions()
        let (known, generation) = state.withLock { ($0[keyPath: table][key], $0.generation) }
        if let known { return known }
        guard let value = try await database.readCommitted({ try read($0) }) else { return nil }
        state.withLock { state in
            guard state.generation == generation else { return }
            if state[keyPath: table].count >= Self.limit { state[keyPath: table].removeAll() }
            state[keyPath: table][key] = value
        }
        return value
    }

    /// Asks once a second whether another node changed something. Who comes meanwhile goes on with what is kept.
    private func compareVersions() async throws {
        let now = clock.now.microseconds
        let isDue = state.withLock { state in
            if let asked = state.asked, abs(now - asked) < Self.lifetime { return false }
            state.asked = now
            return true
        }
        guard isDue else { return }
        do {
            let version = try await database.readCommitted { connection in
                try connection.first("SELECT version FROM logbook_setup WHERE id = 1")?.integer("version") ?? 0
            }
            let isNew = state.withLock { state in
                defer { state.version = version }
                return state.version != version
            }
            if isNew { forget() }
        } catch {
            state.withLock { $0.asked = nil }
            throw error
        }
    }
}
