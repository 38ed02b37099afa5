// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore

/// What a measurement says, and whether somebody should hear of it.
package struct QuotaReport: Sendable {
    package let connection: String
    package let reading: QuotaReading
    /// Whether this measurement is on another side of its threshold than the one before (the first counts as coming
    /// from below): then it is also an entry of the book.
    package let hasCrossed: Bool

    package init(connection: String, reading: QuotaReading, hasCrossed: Bool) {
        self.connection = connection
        self.reading = reading
        self.hasCrossed = hasCrossed
    }

    /// What to send on every channel; `nil` within limits.
    package var alert: String? {
        guard reading.isAbove else { return nil }
        let threshold = ByteCount.decimal(reading.threshold)
        return
            "The storage of “\(connection)” is above \(threshold)%: \(reading.text). "
            + "Free some space or empty its trash."
    }
}

extension Files {
    /// Asks how full the storage is, keeps the measurement, and records in the connection's book when it crossed the
    /// threshold. A service's figures may lag behind by days.
    /// - Throws: `FilesError` with `invalid` for a threshold that is not strictly between 0 and 100; what the service
    ///   throws.
    package func measure(
        _ connection: FileConnection, threshold: Double = 90, actor: String
    ) async throws -> QuotaReport {
        try QuotaReading.check(threshold: threshold)
        let use = try await connection.measuring().storageUse()
        let now = Date(microseconds: clock.now.microseconds)
        let reading = QuotaReading(measuredAt: now, use: use, threshold: threshold)
        let wasAbove = try await keep(reading, of: connection.name)
        let report = QuotaReport(
            connection: connection.name, reading: reading, hasCrossed: wasAbove != reading.isAbove)
        if report.hasCrossed {
            try await ledger.append(crossing(reading, actor), to: Self.book(connection.name))
        }
        return report
    }

    private func crossing(_ reading: QuotaReading, _ actor: String) -> EntryDraft {
        EntryDraft(
            kind: reading.isAbove ? FilesEntry.quotaExceeded : FilesEntry.quotaRecovered, actor: actor,
            payload: [
                "used": .integer(reading.use.used), "limit": reading.use.limit.map(JSON.integer) ?? .null,
                "in_trash": reading.use.usedInTrash.map(JSON.integer) ?? .null,
                "threshold": .number(reading.threshold), "text": .string(reading.text),
            ],
            idempotencyKey: "quota:\(reading.measuredAt.microseconds)")
    }

    /// Keeps a measurement; gives whether the one before was above its threshold.
    private func keep(_ reading: QuotaReading, of connection: String) async throws -> Bool {
        try await database.write { database in
            let last = try database.first(
                "SELECT is_above FROM files_quota WHERE connection = $1 ORDER BY measured_at DESC LIMIT 1",
                [SQLValue(connection)])
            try database.execute(
                """
                INSERT INTO files_quota (connection, measured_at, used, storage_limit, used_by_files, used_in_trash,
                    is_above, threshold) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (connection, measured_at) DO NOTHING
                """,
                [
                    SQLValue(connection), SQLValue(reading.measuredAt), SQLValue(reading.use.used),
                    SQLValue(optional: reading.use.limit), SQLValue(optional: reading.use.usedByFiles),
                    SQLValue(optional: reading.use.usedInTrash), SQLValue(reading.isAbove), .real(reading.threshold),
                ])
            return try last?.bool("is_above") ?? false
        }
    }

    /// The measurements of a connection since an instant, oldest first; at most `limit`, the newest of them.
    package func quotaHistory(
        _ connection: String, since: Date = .distantPast, limit: Int = 1000
    ) async throws -> [QuotaReading] {
        let start = max(since.timeIntervalSince1970, -1e11)
        return try await database.read { database in
            try database.query(
                """
                SELECT * FROM files_quota WHERE connection = $1 AND measured_at >= $2
                ORDER BY measured_at DESC LIMIT $3
                """,
                [SQLValue(connection), SQLValue(Date(timeIntervalSince1970: start)), SQLValue(max(limit, 0))]
            ).reversed().map(QuotaReading.init)
        }
    }

    /// The connections that were ever measured, by name, each with its newest measurement.
    package func newestQuotas() async throws -> [(connection: String, reading: QuotaReading)] {
        let names = try await database.read { database in
            try database.query("SELECT DISTINCT connection FROM files_quota ORDER BY connection").map {
                try $0.text("connection")
            }
        }
        var newest: [(connection: String, reading: QuotaReading)] = []
        for name in names {
            if let reading = try await quotaHistory(name, limit: 1).last { newest.append((name, reading)) }
        }
        return newest
    }

    /// Removes everything in the trash for good, under the connection's lock, so never while a recovery runs. The
    /// figure of ``measure(_:threshold:actor:)`` may show it only days later.
    /// - Throws: `FilesError` with `held` and who holds it; what the service throws.
    package func emptyTrash(_ connection: FileConnection, owner: LockOwner, actor: String) async throws {
        let service = try connection.trashing()
        let lock = try await takeLock(connection.name, for: .emptyingTrash, owner: owner, lasting: .seconds(600))
        do {
            try await service.emptyTrash()
            try await ledger.append(
                EntryDraft(
                    kind: FilesEntry.trashEmptied, actor: actor, payload: ["connection": .string(connection.name)]),
                to: Self.book(connection.name))
            try await releaseLock(lock)
        } catch {
            try? await releaseLock(lock)
            throw error
        }
    }
}

extension SQLValue {
    init(optional value: Int64?) { self = value.map { .integer($0) } ?? .null }
}
