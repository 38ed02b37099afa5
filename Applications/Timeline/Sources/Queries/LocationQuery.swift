// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// A row of the timeline.
package struct Location: Sendable, Hashable {
    package let id: Int64
    package let record: LocationRecord
    /// Metres from the point that was asked about; `nil` when none was.
    package var distance: Double?

    package init(id: Int64, record: LocationRecord, distance: Double? = nil) {
        self.id = id
        self.record = record
        self.distance = distance
    }
}

/// Which rows are asked for, and in which order.
package struct LocationQuery: Sendable {
    /// An order of rows.
    package enum Order: Sendable {
        /// The oldest first.
        case time
        /// The highest first, of rows whose elevation is known.
        case height
    }

    /// The first instant; `nil` is from the beginning.
    package var from: Int64?
    /// The instant after the last; `nil` is up to the end.
    package var until: Int64?
    /// Only what is this near; the nearest comes first.
    package var circle: Circle?
    package var order = Order.time
    /// The most rows; `nil` is all of them.
    package var limit: Int?

    package init(
        from: Int64? = nil, until: Int64? = nil, circle: Circle? = nil, order: Order = .time, limit: Int? = nil
    ) {
        self.from = from
        self.until = until
        self.circle = circle
        self.order = order
        self.limit = limit
    }
}

extension LocationQuery.Order {
    func clause(time: String) -> String {
        switch self {
        case .time: " ORDER BY \(time), location_id"
        case .height: " ORDER BY elevation DESC, \(time), location_id"
        }
    }
}

/// The conditions of a statement with their values.
struct LocationConditions {
    private(set) var values: [SQLValue] = []
    private var conditions: [String] = []

    /// A parameter for a value.
    mutating func next(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    mutating func add(_ condition: String) { conditions.append(condition) }

    /// - Parameter instant: writes how a parameter of microseconds is compared with the column.
    mutating func add(_ query: LocationQuery, time: String, _ instant: (String) -> String) {
        if let from = query.from { add("\(time) >= \(instant(next(.integer(from))))") }
        if let until = query.until { add("\(time) < \(instant(next(.integer(until))))") }
        if query.order == .height { add("elevation IS NOT NULL") }
    }

    mutating func add(boxes: [Circle.Box]) {
        let parts = boxes.map { box in
            "latitude BETWEEN \(next(.real(box.south))) AND \(next(.real(box.north))) "
                + "AND longitude BETWEEN \(next(.real(box.west))) AND \(next(.real(box.east)))"
        }
        add("(\(parts.joined(separator: " OR ")))")
    }

    var clause: String { conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ") }

    mutating func limit(_ query: LocationQuery) -> String {
        query.limit.map { " LIMIT \(next(SQLValue($0)))" } ?? ""
    }
}

/// The nearest of many, so that memory grows with what is asked for.
struct NearestLocations {
    let limit: Int?
    private var kept: [Location] = []

    init(limit: Int?) { self.limit = limit }

    private static func isNearer(_ left: Location, _ right: Location) -> Bool {
        (left.distance ?? 0, left.record.instant, left.id) < (right.distance ?? 0, right.record.instant, right.id)
    }

    mutating func add(_ location: Location) {
        kept.append(location)
        guard let limit, kept.count >= max(1000, 2 * limit) else { return }
        kept.sort(by: Self.isNearer)
        kept.removeLast(kept.count - limit)
    }

    var sorted: [Location] {
        let sorted = kept.sorted(by: Self.isNearer)
        return limit.map { Array(sorted.prefix($0)) } ?? sorted
    }
}
