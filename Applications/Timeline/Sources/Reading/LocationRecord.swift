// SPDX-License-Identifier: Apache-2.0

/// Where somebody was at an instant, as a file or a row says.
package struct LocationRecord: Sendable, Hashable {
    /// What a record of an export was.
    package enum Kind: String, Sendable, CaseIterable {
        /// A point of a way.
        case path
        /// A position that the phone heard.
        case position
        /// The beginning or the end of a stay.
        case visit
    }

    /// Microseconds since 1970 (UTC).
    package var instant: Int64
    /// Degrees north, WGS 84.
    package var latitude: Double
    /// Degrees east, WGS 84.
    package var longitude: Double
    /// Metres above the sea.
    package var elevation: Double?
    /// Metres.
    package var accuracy: Int?
    /// As the export calls it: `WALKING`, `IN_PASSENGER_VEHICLE`, `PLACE_VISIT`.
    package var activity: String?
    /// How sure the phone was of the activity, 0 to 100.
    package var confidence: Int?

    package init(
        instant: Int64, latitude: Double, longitude: Double, elevation: Double? = nil, accuracy: Int? = nil,
        activity: String? = nil, confidence: Int? = nil
    ) {
        self.instant = instant
        self.latitude = latitude
        self.longitude = longitude
        self.elevation = elevation
        self.accuracy = accuracy
        self.activity = activity
        self.confidence = confidence
    }

    /// How many of accuracy, elevation, activity and confidence are known.
    package var richness: Int {
        (accuracy == nil ? 0 : 1) + (elevation == nil ? 0 : 1) + (activity == nil ? 0 : 1) + (confidence == nil ? 0 : 1)
    }
}
