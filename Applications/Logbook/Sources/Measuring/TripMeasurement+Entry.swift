// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardLedger

extension TripMeasurement {
    /// The payload of a `logbook.measured` entry; what was not asked or not known is left out.
    /// - Parameter service: whom the answers are from, for people.
    func payload(service: String) -> JSON {
        var members = reference.members
        members.add("route", route.map { JSON.kilometres($0) })
        members.add("matched", matched.map { JSON.kilometres($0) })
        members.add("uncertainty", uncertainty == .zero ? nil : JSON.kilometres(uncertainty))
        members.add("from", from?.json)
        members.add("to", to?.json)
        members.add("service", service)
        return JSON.object(members).canonical
    }

    /// Reads an entry of a vehicle's book; `nil` when it is of another kind.
    /// - Throws: `LogbookError` with `damaged` when it cannot be read.
    init?(_ entry: Entry) throws(LogbookError) {
        guard entry.kind == LogbookEntry.measured else { return nil }
        self = try damaged(entry) { () throws(LogbookError) in
            let fields = try EntryFields("The measurement", entry.payload)
            var measurement = TripMeasurement(entry: entry.sequence, reference: try TripReference(fields))
            measurement.route = try fields.kilometres("route")
            measurement.matched = try fields.kilometres("matched")
            measurement.uncertainty = try fields.kilometres("uncertainty") ?? .zero
            if let address = fields.value("from") { measurement.from = try StreetAddress(json: address) }
            if let address = fields.value("to") { measurement.to = try StreetAddress(json: address) }
            return measurement
        }
    }
}
