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

    /// The longest text that a field may have, in bytes.
    static let longestText = 2_000
    /// The longest trip that a file may tell of.
    static let longest = Distance(metres: 100_000_000 as Int64)

    /// Why it cannot be, as a sentence; `nil` when it can.
    var fault: String? {
        if end < start { return "The trip ends before it begins; look at its dates and times." }
        if end - start > 31 * InstantText.day { return "The trip takes more than 31 days; look at its dates." }
        if let odometerBefore, let odometerAfter, odometerAfter < odometerBefore {
            return "The odometer is lower at the end (\(odometerAfter.kilometres) km) than at the start "
                + "(\(odometerBefore.kilometres) km)."
        }
        if distance < .zero || distance > Self.longest {
            return "The distance must be between 0 and 100000 km, got \(distance.kilometres) km."
        }
        for part in [business, commute, personal].compactMap(\.self) where part < .zero || part > Self.longest {
            return "A part of the distance must be between 0 and 100000 km, got \(part.kilometres) km."
        }
        for reading in [odometerBefore, odometerAfter].compactMap(\.self)
        where !Observation.odometers.contains(reading.metres) {
            return "The odometer must be between 0 and 10000000 km, got \(reading.kilometres) km."
        }
        let texts = [fromAddress, toAddress, purpose, partner, project, notes, name]
        if texts.contains(where: { $0.utf8.count > Self.longestText }) {
            return "A text has more than \(Self.longestText) bytes; shorten it."
        }
        return nil
    }
}
