// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardJobs

/// A month that its driver or the calendar closed: what its trips were at that moment. What is changed afterwards is
/// late and stays visible.
package struct MonthClosing: Sendable, Hashable {
    /// `2026-01`.
    package var month: String
    /// Every trip that began in it, voided ones too, sorted by id.
    package var trips: [Sealed]
    package var totals: TripTotals

    /// A trip as it was.
    package struct Sealed: Sendable, Hashable {
        package let trip: TripID
        /// SHA-256 over the canonical JSON (RFC 8785) of the trip, in hex.
        package let digest: String

        package init(trip: TripID, digest: String) {
            self.trip = trip
            self.digest = digest
        }
    }

    package init(month: String, trips: [Sealed], totals: TripTotals) {
        self.month = month
        self.trips = trips.sorted { $0.trip < $1.trip }
        self.totals = totals
    }

    /// The payload of a `logbook.month` entry.
    package var json: JSON {
        let trips = trips.map { sealed -> JSON in
            ["digest": .string(sealed.digest), "trip": .string(sealed.trip.text)]
        }
        return JSON.object([
            JSON.Member("month", .string(month)), JSON.Member("totals", totals.json),
            JSON.Member("trips", .array(trips)),
        ]).canonical
    }

    /// Reads what ``json`` writes and checks it.
    /// - Throws: `LogbookError` with `invalid`.
    package init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The closing of a month", json)
        var trips: [Sealed] = []
        for trip in try fields.list("trips") {
            let sealed = try EntryFields("The closing of a month", trip)
            trips.append(
                Sealed(trip: TripID(try sealed.neededText("trip")), digest: try sealed.neededText("digest")))
        }
        self.init(
            month: try fields.neededText("month"), trips: trips,
            totals: try TripTotals(json: try fields.needed("totals")))
        guard Self.isMonth(month) else {
            throw LogbookError(.invalid, "“\(month)” is no month; write it as 2026-01.")
        }
    }

    package static func isMonth(_ text: String) -> Bool { LocalDay(strict: text + "-01") != nil }
}
