// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A route or a matching: a way along roads, with its course as GeoJSON.
package struct RoadPath: Sendable, Equatable {
    /// Metres.
    package let distance: Double
    /// Seconds.
    package let duration: Double
    /// From 0 to 1; `nil` for a route.
    package let confidence: Double?
    /// The course.
    package let course: [Position]

    init(_ reader: inout JSONReader) throws(JSONError) {
        var distance: Double?
        var duration: Double?
        var confidence: Double?
        var course: [Position]?
        try reader.readObject { key, reader throws(JSONError) in
            switch key {
            case "distance": distance = try reader.readMeasure()
            case "duration": duration = try reader.readMeasure()
            case "confidence": confidence = try reader.readDouble()
            case "geometry": course = try Self.line(&reader)
            default: try reader.skipValue()
            }
        }
        self.distance = try distance.required("distance", reader)
        self.duration = try duration.required("duration", reader)
        self.course = try course.required("geometry", reader)
        self.confidence = confidence
        if let confidence, !(0...1).contains(confidence) {
            throw reader.error(.outOfRange, "A confidence is from 0 to 1; \(confidence) is not.")
        }
    }

    /// A line of GeoJSON (RFC 7946, 3.1.4).
    private static func line(_ reader: inout JSONReader) throws(JSONError) -> [Position] {
        var points: [Position]?
        try reader.readObject { key, reader throws(JSONError) in
            guard case "coordinates" = key else { return _ = try reader.skipValue() }
            var found: [Position] = []
            try reader.readArray { reader throws(JSONError) in found.append(try reader.readPlace()) }
            points = found
        }
        return try points.required("coordinates", reader)
    }
}
