// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// One route of the Routes API. Members that are zero are left out of a reply.
package struct ComputedRoute: Sendable {
    /// How long it is.
    package let metres: Int64
    /// How long it takes without traffic, in seconds.
    package let seconds: Double?
    /// Its course.
    package let course: [Position]

    /// The first route of a reply; `nil` for `{}`: there is no way.
    /// - Throws: `malformedReply` naming the place.
    package static func first(parsing bytes: [UInt8]) throws(IntegrationError) -> Self? {
        do throws(JSONError) {
            return try JSONReader.read(bytes) { reader throws(JSONError) in
                var routes: [Self] = []
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    guard "routes" ~= key else { continue }
                    try reader.readArray { reader throws(JSONError) in routes.append(try Self(&reader)) }
                }
                return routes.first
            }
        } catch {
            throw IntegrationError(
                .malformedReply, "The answer of the Routes API is not what was expected: \(error)", cause: error)
        }
    }

    private init(_ reader: inout JSONReader) throws(JSONError) {
        var metres = 0
        var withTraffic: Double?
        var without: Double?
        var course: [Position] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "distanceMeters": metres = try reader.readInt(in: 0...100_000_000)
            case "duration": withTraffic = try reader.readDuration()
            case "staticDuration": without = try reader.readDuration()
            case "polyline": course = try Self.course(&reader)
            default: try reader.skipValue()
            }
        }
        self.metres = Int64(metres)
        seconds = without ?? withTraffic
        self.course = course
    }

    private static func course(_ reader: inout JSONReader) throws(JSONError) -> [Position] {
        var course: [Position] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard "encodedPolyline" ~= key else { continue }
            guard let points = EncodedPolyline.positions(try reader.readString()) else {
                throw reader.error(.invalidValue, "The text is no encoded polyline.")
            }
            course = points
        }
        return course
    }
}

extension JSONReader {
    /// A time span as `165s` or `0.5s`, in seconds.
    fileprivate mutating func readDuration() throws(JSONError) -> Double {
        let text = try readString()
        guard text.hasSuffix("s"), let seconds = Double(text.dropLast()), (0...1e9).contains(seconds) else {
            throw error(.invalidValue, "The text is no time span like 165s.")
        }
        return seconds
    }
}
