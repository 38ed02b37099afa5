// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A trip as a file tells it: somebody drove it, and something else wrote it down. It becomes an entered trip.
package struct ImportedTrip: Sendable, Hashable {
    /// What the file calls it; empty when it does not.
    package var name = ""
    /// What the file calls the vehicle: an id or a name.
    package var vehicle = VehicleHint()
    /// Microseconds since 1970 (UTC).
    package var start: Int64
    package var end: Int64
    package var from: Position?
    package var to: Position?
    package var fromAddress = ""
    package var toAddress = ""
    package var distance: Distance
    package var odometerBefore: Distance?
    package var odometerAfter: Distance?
    package var use: Trip.Use?
    /// How the distance is divided, where the file says it.
    package var business: Distance?
    package var commute: Distance?
    package var personal: Distance?
    package var purpose = ""
    package var partner = ""
    package var project = ""
    package var notes = ""
    package var trail: [TrailPoint] = []

    package init(start: Int64, end: Int64, distance: Distance) {
        self.start = start
        self.end = end
        self.distance = distance
    }

    /// Why it cannot be, as a sentence; `nil` when it can, and then it can be entered.
    var fault: String? {
        for part in [business, commute, personal].compactMap(\.self) where part < .zero || part > TripCorrection.longest
        {
            return "A part of the distance must be between 0 and 10000 km, got \(part.kilometres) km."
        }
        do throws(LogbookError) {
            try EnteredTrip(self, id: TripID(start: start, vehicle: "")).validate()
            return nil
        } catch {
            return error.description
        }
    }
}
