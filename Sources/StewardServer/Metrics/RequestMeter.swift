// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Counts the requests that were answered, by the route's template, the method and the status.
final class RequestMeter: Sendable {
    struct Key: Hashable, Sendable {
        let route: String
        let method: String
        let status: Int
    }
    private let table = Mutex<[Key: Histogram]>([:])

    /// Series that there may be; what comes beyond them is counted under `other`. Routes, methods and statuses are few,
    /// so it takes a mistake to get there.
    static let limit = 1500

    func record(_ key: Key, _ seconds: Double) {
        table.withLock { table in
            if let known = table.index(forKey: key) { return table.values[known].observe(seconds) }
            let place = table.count < Self.limit ? key : Key(route: "other", method: "other", status: key.status)
            table[place, default: .ofAnswers].observe(seconds)
        }
    }

    /// What was counted.
    var families: [MetricFamily] {
        var family = MetricFamily(
            "steward_http_request_duration_seconds", .histogram, unit: "seconds",
            "Time until an answer begins, by route, method and status. The count is that of the requests.")
        let rows = table.withLock { $0 }
        for (key, histogram) in rows.sorted(by: { $0.key.order < $1.key.order }) {
            family.add([("route", key.route), ("method", key.method), ("status", String(key.status))], histogram)
        }
        return [family]
    }
}

extension RequestMeter.Key {
    fileprivate var order: String { "\(route) \(method) \(status)" }
}
