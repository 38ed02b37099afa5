// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// How an import is done.
package struct TimelineImportOptions: Sendable {
    /// Whether records older than the last import's newest are taken too.
    package var reprocess = false
    /// What an import that is one of several takes, though another one of them was newer: everything from this instant.
    package var since: Int64?
    /// Whether elevations are looked up of all rows without one, and not only since the last time.
    package var reprocessElevation = false
    /// Whether everything is done and then undone.
    package var isDryRun = false
    /// Where elevations come from; `nil` leaves them alone.
    package var tiles: ElevationTiles?

    package init() {}
}

/// What an import did.
package struct TimelineImportOutcome: Sendable, Hashable {
    /// Records of one kind. Those that are invalid were read and neither skipped nor processed.
    package struct Counts: Sendable, Hashable {
        /// Met in the file.
        package var read = 0
        /// Older than the last import's newest.
        package var skipped = 0
        /// Compared with the rows.
        package var processed = 0
    }

    /// Counts by kind.
    package var kinds: [LocationRecord.Kind: Counts] = [:]
    /// Activities that gave their type to the records within them.
    package var activities = 0
    /// Rows that are new.
    package var inserted = 0
    /// Rows that a richer record took the place of.
    package var replaced = 0
    /// Records that were there already, as rich or richer.
    package var skipped = 0
    /// Rows that got an elevation.
    package var enriched = 0
    /// Rows without a tile for their place, or with an unknown height there.
    package var withoutHeight = 0
    /// What was not taken because it cannot be.
    package var invalid = InvalidRecords()
    /// The newest record of this import and earlier ones.
    package var newest: Int64?
    /// Whether it was undone.
    package var isDryRun = false

    package init() {}

    /// All records read.
    package var read: Int { kinds.values.reduce(0) { $0 + $1.read } }
    /// All records compared with the rows.
    package var processed: Int { kinds.values.reduce(0) { $0 + $1.processed } }
    /// All records that were older than the last import's newest.
    package var older: Int { kinds.values.reduce(0) { $0 + $1.skipped } }

    /// Every number, for programs.
    package var json: JSON {
        func number(_ value: Int) -> JSON { .integer(Int64(value)) }
        let kinds = LocationRecord.Kind.allCases.map { kind in
            let counts = self.kinds[kind] ?? Counts()
            return JSON.Member(
                kind.rawValue,
                [
                    "read": number(counts.read), "skipped": number(counts.skipped),
                    "processed": number(counts.processed),
                ])
        }
        let reasons = invalid.counts.sorted { $0.key.rawValue < $1.key.rawValue }
        return [
            "kinds": .object(kinds), "activities": number(activities), "inserted": number(inserted),
            "replaced": number(replaced), "skipped": number(skipped), "enriched": number(enriched),
            "without_height": number(withoutHeight), "invalid": number(invalid.total),
            "invalid_reasons": .object(reasons.map { JSON.Member($0.key.rawValue, number($0.value)) }),
            "invalid_examples": .array(invalid.examples.map { .string($0) }),
            "newest": newest.map { .string(InstantText.write($0)) } ?? .null, "dry_run": .bool(isDryRun),
        ]
    }
}

/// How far an import has come.
package struct TimelineImportProgress: Sendable, Hashable {
    /// Bytes read so far, of both readings.
    package let bytes: Int
    /// Bytes that both readings have.
    package let total: Int
}
