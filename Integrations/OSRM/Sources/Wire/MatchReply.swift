// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// An answer of the match service.
package struct MatchReply: Sendable {
    /// The ways that were found, one for each piece of the trace.
    package let matchings: [RoadPath]
    /// Where each point of the trace was put; `nil` for a point that was left out.
    package let points: [Point?]

    /// Where a point of the trace was put.
    package struct Point: Sendable, Equatable {
        /// Which of the matchings it belongs to.
        package let matching: Int
        /// The place on the road.
        package let location: Position
    }

    package init(parsing bytes: [UInt8]) throws(JSONError) {
        var matchings: [RoadPath] = []
        var points: [Point?] = []
        try JSONReader.read(bytes) { reader throws(JSONError) in
            var code: String?
            try reader.readObject { key, reader throws(JSONError) in
                switch key {
                case "code": code = try reader.readString()
                case "matchings":
                    try reader.readArray { reader throws(JSONError) in matchings.append(try RoadPath(&reader)) }
                case "tracepoints":
                    try reader.readArray { reader throws(JSONError) in
                        points.append(try reader.readNullIfPresent() ? nil : try Point(&reader))
                    }
                default: try reader.skipValue()
                }
            }
            try Refusal.expectOk(code, reader)
            guard !matchings.isEmpty, !points.isEmpty else {
                throw reader.error(.missingKey, "The members matchings and tracepoints are missing or empty.")
            }
            for point in points.compactMap(\.self) where !matchings.indices.contains(point.matching) {
                throw reader.error(.outOfRange, "A point belongs to matching \(point.matching), which is not there.")
            }
        }
        self.matchings = matchings
        self.points = points
    }
}

extension MatchReply.Point {
    init(_ reader: inout JSONReader) throws(JSONError) {
        var matching: Int?
        var location: Position?
        try reader.readObject { key, reader throws(JSONError) in
            switch key {
            case "matchings_index": matching = try reader.readInt(in: 0...100_000)
            case "location": location = try reader.readPlace()
            default: try reader.skipValue()
            }
        }
        self.matching = try matching.required("matchings_index", reader)
        self.location = try location.required("location", reader)
    }
}
