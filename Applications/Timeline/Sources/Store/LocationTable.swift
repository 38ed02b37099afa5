// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// How far the work on a timeline has come: keys of the table `control`.
package enum ControlKey: String, Sendable, CaseIterable {
    /// The newest record that an import took.
    case main = "timeline_main"
    /// The newest row whose elevation was looked up.
    case elevation = "elevation_main"
}

/// A row of the table, as far as choosing between two needs it.
struct KnownRow: Sendable {
    let id: Int64
    let instant: Int64
    let latitude: Double
    let longitude: Double
    let elevation: Double?
    let richness: Int
}

/// The table of locations on one engine, inside a transaction.
protocol LocationTable {
    /// Prepares a transaction that writes: one import at a time.
    func begin() throws
    func control(_ key: ControlKey) throws -> Int64?
    func setControl(_ key: ControlKey, _ instant: Int64) throws
    /// The rows of these spans of time, which do not touch; both ends belong to a span.
    func rows(in spans: [ClosedRange<Int64>]) throws -> [KnownRow]
    func insert(_ records: [LocationRecord]) throws
    /// Puts other records in the place of rows.
    func replace(_ rows: [(id: Int64, record: LocationRecord)]) throws
    /// Rows without an elevation at or after an instant, by id, after one.
    func withoutElevation(
        since: Int64?, after id: Int64, limit: Int
    ) throws -> [(id: Int64, instant: Int64, latitude: Double, longitude: Double)]
    func setElevations(_ elevations: [(id: Int64, metres: Double)]) throws
    func forEach(_ query: LocationQuery, _ body: (Location) throws -> Void) throws
    func summary() throws -> TimelineSummary
}

/// What a timeline holds.
package struct TimelineSummary: Sendable, Hashable {
    package var rows: Int64
    package var withElevation: Int64
    package var oldest: Int64?
    package var newest: Int64?
    /// PostGIS's version; `nil` on SQLite.
    package var postgis: String?
    /// How far imports and elevations have come.
    package var control: [ControlKey: Int64] = [:]
}

extension LocationTable {
    static func location(_ row: SQLRow, distance: Double? = nil) throws -> Location {
        Location(
            id: try row.integer("location_id"),
            record: LocationRecord(
                instant: try row.integer("t"), latitude: try row.real("latitude"), longitude: try row.real("longitude"),
                elevation: try real(row, "elevation"), accuracy: try row.integerOrNil("accuracy").map { Int($0) },
                activity: try row.textOrNil("activity_type"),
                confidence: try row.integerOrNil("confidence").map { Int($0) }),
            distance: distance)
    }

    static func real(_ row: SQLRow, _ column: String) throws -> Double? {
        if case .null = try row.value(column) { return nil }
        return try row.real(column)
    }

    /// A row of `location_id, t, latitude, longitude, elevation, richness`.
    static func known(_ row: SQLRow) throws -> KnownRow {
        KnownRow(
            id: try row.integer("location_id"), instant: try row.integer("t"), latitude: try row.real("latitude"),
            longitude: try row.real("longitude"), elevation: try real(row, "elevation"),
            richness: Int(try row.integer("richness")))
    }
}

extension SQLConnection {
    /// The table on this connection's engine.
    var locations: any LocationTable {
        switch engine {
        case .sqlite: SQLiteLocations(connection: self)
        case .postgresql: PostGISLocations(connection: self)
        }
    }
}

extension SQLValue {
    init(_ value: Double?) { self = value.map(SQLValue.real) ?? .null }
    init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
}
