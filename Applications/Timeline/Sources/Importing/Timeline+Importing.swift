// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

extension Timeline {
    /// How many records are compared with the rows at a time.
    static let batch = 4000

    /// Imports the Timeline that a phone exported.
    ///
    /// The file is read twice: to its end for the activities, and then for the records. All that it changes, `control`
    /// included, happens in one transaction, or nothing does: an import that was killed is simply done again.
    /// - Throws: `TimelineError` when the file is broken or of another kind; `DatabaseError`.
    package func importExport(
        _ file: ExportFile, _ options: TimelineImportOptions = .init(),
        progress: @escaping @Sendable (TimelineImportProgress) -> Void = { _ in }
    ) async throws -> TimelineImportOutcome {
        // A record that has not come would keep later ones out.
        let latest = clock.now.microseconds + InstantText.day
        let survey = try await beside { check in
            try ExportReader(file: file, latest: latest) { bytes in
                try check()
                progress(TimelineImportProgress(bytes: bytes, total: 2 * file.size))
            }.survey()
        }
        let reader = ImportWork(file: file, latest: latest, survey: survey, options: options, progress: progress)
        let outcome = try await writing(options) { try reader.run($0.locations) }
        if !options.isDryRun { try await maintain() }
        return outcome
    }

    /// Looks up elevations without an import.
    /// - Throws: `TimelineError` when a tile is broken; `DatabaseError`.
    package func addElevations(_ options: TimelineImportOptions) async throws -> TimelineImportOutcome {
        let outcome = try await writing(options) { connection in
            var outcome = TimelineImportOutcome()
            let table = connection.locations
            try table.begin()
            try ElevationWork(options: options).run(table, &outcome)
            outcome.newest = try table.control(.main)
            return outcome
        }
        if !options.isDryRun { try await maintain() }
        return outcome
    }

    /// What a dry run throws, so that its transaction ends as if nothing had been.
    private struct Undo: Error { let outcome: TimelineImportOutcome }

    private func writing(
        _ options: TimelineImportOptions,
        _ work: @escaping @Sendable (any SQLConnection) throws -> TimelineImportOutcome
    ) async throws -> TimelineImportOutcome {
        do {
            return try await database.write { connection in
                var outcome = try work(connection)
                guard options.isDryRun else { return outcome }
                outcome.isDryRun = true
                throw Undo(outcome: outcome)
            }
        } catch let undo as Undo {
            return undo.outcome
        }
    }

    /// Has PostgreSQL tidy the table and count it anew, where this role may. It does so by itself otherwise.
    private func maintain() async throws {
        guard let server = database as? PostgresDatabase else { return }
        if try await server.read({ try PostGISLocations.mayVacuum($0) }) {
            try await server.maintain("VACUUM (ANALYZE) timeline.locations")
        }
    }
}

/// The second reading of a file, in a transaction. It may run more than once.
struct ImportWork: Sendable {
    let file: ExportFile
    let latest: Int64
    let survey: ExportReader.Survey
    let options: TimelineImportOptions
    let progress: @Sendable (TimelineImportProgress) -> Void

    func run(_ table: any LocationTable) throws -> TimelineImportOutcome {
        var outcome = TimelineImportOutcome()
        outcome.activities = survey.windows.count
        outcome.invalid = survey.invalid
        try table.begin()
        let last = try table.control(.main)
        let since = options.reprocess ? nil : last.map { min($0, options.since ?? $0) }
        var (newest, oldest) = (last, Int64?.none)
        var batch: [LocationRecord] = []
        batch.reserveCapacity(Timeline.batch)
        let met = try reader.forEachRecord { kind, record in
            if let since, record.instant < since {
                outcome.kinds[kind, default: .init()].skipped += 1
                return
            }
            outcome.kinds[kind, default: .init()].processed += 1
            newest = max(newest ?? record.instant, record.instant)
            oldest = min(oldest ?? record.instant, record.instant)
            batch.append(kind == .visit ? record : withActivity(record))
            if batch.count == Timeline.batch { try write(&batch, table, &outcome) }
        }
        try write(&batch, table, &outcome)
        for (kind, count) in met.read { outcome.kinds[kind, default: .init()].read = count }
        outcome.invalid.add(met.invalid)
        if let newest, newest != last { try table.setControl(.main, newest) }
        outcome.newest = newest
        // Rows that came late are looked up too.
        if let oldest, let high = try table.control(.elevation), oldest < high {
            try table.setControl(.elevation, oldest)
        }
        if options.tiles != nil { try ElevationWork(options: options).run(table, &outcome) }
        return outcome
    }

    private var reader: ExportReader {
        ExportReader(file: file, latest: latest) { bytes in
            progress(TimelineImportProgress(bytes: file.size + bytes, total: 2 * file.size))
        }
    }

    private func withActivity(_ record: LocationRecord) -> LocationRecord {
        guard let activity = survey.windows.activity(at: record.instant) else { return record }
        var record = record
        record.activity = activity.type
        record.confidence = activity.confidence
        return record
    }

    private func write(
        _ batch: inout [LocationRecord], _ table: any LocationTable, _ outcome: inout TimelineImportOutcome
    ) throws {
        guard !batch.isEmpty else { return }
        var merge = LocationMerge(known: try table.rows(in: LocationMerge.spans(of: batch)))
        for record in batch { merge.take(record) }
        try table.replace(merge.replaced)
        try table.insert(merge.inserted)
        outcome.inserted += merge.counts.inserted
        outcome.replaced += merge.counts.replaced
        outcome.skipped += merge.counts.skipped
        batch.removeAll(keepingCapacity: true)
    }
}
