// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

extension GoogleExport {
    /// A month of `Semantic Location History`.
    var semantic: JSON {
        let drives = trips.map { ($0.start, ["activitySegment": activitySegment($0)] as JSON) }
        let visits = stays.map { ($0.times.lowerBound, ["placeVisit": Self.placeVisit($0)] as JSON) }
        return ["timelineObjects": .array((drives + visits).sorted { $0.0 < $1.0 }.map(\.1))]
    }

    private static func place(_ position: Position) -> [JSON.Member] {
        [JSON.Member("latitudeE7", e7(position.latitude)), JSON.Member("longitudeE7", e7(position.longitude))]
    }

    private static func duration(_ times: ClosedRange<Date>) -> JSON {
        [
            "startTimestamp": .string(CivilTime.text(times.lowerBound)),
            "endTimestamp": .string(CivilTime.text(times.upperBound)),
        ]
    }

    private func activitySegment(_ trip: TrueTrip) -> JSON {
        let path = path(trip.start...trip.end)
        let points = path.map { point -> JSON in
            [
                "latE7": Self.e7(point.position.latitude), "lngE7": Self.e7(point.position.longitude),
                "accuracyMeters": .integer(Int64(point.accuracy.rounded())),
                "timestamp": .string(CivilTime.text(point.time)),
            ]
        }
        let waypoints = path.map { point -> JSON in
            ["latE7": Self.e7(point.position.latitude), "lngE7": Self.e7(point.position.longitude)]
        }
        return [
            "startLocation": .object(Self.place(trip.from.position)),
            "endLocation": .object(Self.place(trip.to.position)),
            "duration": Self.duration(trip.start...trip.end),
            "distance": .integer(Int64(trip.lineLength.rounded())), "activityType": "IN_PASSENGER_VEHICLE",
            "confidence": "HIGH",
            "activities": [["activityType": "IN_PASSENGER_VEHICLE", "probability": .number(91.5)]],
            "waypointPath": ["waypoints": .array(waypoints), "source": "INFERRED"],
            "simplifiedRawPath": ["points": .array(points)],
        ]
    }

    private static func placeVisit(_ stay: Stay) -> JSON {
        let location =
            place(stay.place.position) + [
                JSON.Member("placeId", .string("invented-\(stay.place.name)")),
                JSON.Member("name", .string(stay.place.name)),
            ]
        return [
            "location": .object(location), "duration": duration(stay.times), "placeConfidence": "HIGH_CONFIDENCE",
            "visitConfidence": 95,
        ]
    }
}
