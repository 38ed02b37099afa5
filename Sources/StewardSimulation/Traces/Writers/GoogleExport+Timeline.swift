// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

extension GoogleExport {
    /// A segment and when it begins, to sort by.
    private typealias Segment = (start: Date, json: JSON)

    /// Spans of two hours in which something was heard: the segments that hold a `timelinePath`.
    private var pathSpans: [ClosedRange<Date>] {
        let spans = Set(fixes.map { Int(($0.time.timeIntervalSince1970 / 7200).rounded(.down)) })
        return spans.sorted().map {
            Date(timeIntervalSince1970: Double($0) * 7200)...Date(timeIntervalSince1970: Double($0 + 1) * 7200 - 0.001)
        }
    }

    private static func sorted(_ segments: [Segment]) -> JSON {
        .array(segments.sorted { $0.start < $1.start }.map(\.json))
    }

    // MARK: Android

    /// `Timeline.json` of an Android phone.
    var android: JSON {
        let paths = pathSpans.map { span in
            let points = path(span).map { ["point": Self.degrees($0.position), "time": Self.local($0.time)] as JSON }
            return Self.androidSegment(span, "timelinePath", .array(points))
        }
        let segments = paths + trips.map(Self.androidActivity) + stays.map(Self.androidVisit)
        return [
            "semanticSegments": Self.sorted(segments), "rawSignals": .array(fixes.compactMap(Self.rawSignal)),
            "userLocationProfile": ["frequentPlaces": []],
        ]
    }

    private static func degrees(_ position: Position) -> JSON {
        .string("\(position.latitude)°, \(position.longitude)°")
    }

    private static func androidSegment(_ times: ClosedRange<Date>, _ key: String, _ value: JSON) -> Segment {
        func offset(_ instant: Date) -> JSON { .integer(Int64(CivilTime.amsterdamOffset(at: instant) / 60)) }
        let members = [
            JSON.Member("startTime", local(times.lowerBound)), JSON.Member("endTime", local(times.upperBound)),
            JSON.Member("startTimeTimezoneUtcOffsetMinutes", offset(times.lowerBound)),
            JSON.Member("endTimeTimezoneUtcOffsetMinutes", offset(times.upperBound)), JSON.Member(key, value),
        ]
        return (times.lowerBound, .object(members))
    }

    private static func androidActivity(_ trip: TrueTrip) -> Segment {
        androidSegment(
            trip.start...trip.end, "activity",
            [
                "start": ["latLng": degrees(trip.from.position)], "end": ["latLng": degrees(trip.to.position)],
                "distanceMeters": .number(trip.lineLength), "probability": .number(0.97),
                "topCandidate": ["type": "IN_PASSENGER_VEHICLE", "probability": .number(0.91)],
            ])
    }

    private static func androidVisit(_ stay: Stay) -> Segment {
        let meaning: JSON =
            switch stay.place.name {
            case "home": "INFERRED_HOME"
            case "office": "INFERRED_WORK"
            default: "UNKNOWN"
            }
        let candidate: JSON = [
            "placeId": .string("invented-\(stay.place.name)"), "semanticType": meaning, "probability": .number(0.9),
            "placeLocation": ["latLng": degrees(stay.place.position)],
        ]
        return androidSegment(
            stay.times, "visit",
            ["hierarchyLevel": 0, "probability": .number(0.88), "topCandidate": candidate])
    }

    private static func rawSignal(_ fix: Report) -> JSON? {
        fix.position.map {
            [
                "position": [
                    "LatLng": degrees($0), "accuracyMeters": .integer(Int64((fix.accuracy ?? 0).rounded())),
                    "altitudeMeters": 0, "source": "GPS", "timestamp": local(fix.time),
                    "speedMetersPerSecond": .number(fix.speed ?? 0),
                ]
            ]
        }
    }

    // MARK: iPhone

    /// `location-history.json` of an iPhone: numbers are text, points count minutes from the segment's start.
    var iPhone: JSON {
        let paths = pathSpans.map { span in
            let points = path(span).map { point -> JSON in
                let minutes = Int(point.time.timeIntervalSince(span.lowerBound) / 60)
                return [
                    "point": Self.geo(point.position), "durationMinutesOffsetFromStartTime": .string(String(minutes)),
                ]
            }
            return Self.entry(span, "timelinePath", .array(points))
        }
        return Self.sorted(paths + trips.map(Self.iPhoneActivity) + stays.map(Self.iPhoneVisit))
    }

    private static func geo(_ position: Position) -> JSON { .string("geo:\(position.latitude),\(position.longitude)") }

    private static func entry(_ times: ClosedRange<Date>, _ key: String, _ value: JSON) -> Segment {
        let members = [
            JSON.Member("startTime", local(times.lowerBound)), JSON.Member("endTime", local(times.upperBound)),
            JSON.Member(key, value),
        ]
        return (times.lowerBound, .object(members))
    }

    private static func iPhoneActivity(_ trip: TrueTrip) -> Segment {
        entry(
            trip.start...trip.end, "activity",
            [
                "start": geo(trip.from.position), "end": geo(trip.to.position),
                "distanceMeters": .string("\(trip.lineLength)"), "probability": "0.970000",
                "topCandidate": ["type": "in passenger vehicle", "probability": "0.910000"],
            ])
    }

    private static func iPhoneVisit(_ stay: Stay) -> Segment {
        let candidate: JSON = [
            "placeID": .string("invented-\(stay.place.name)"),
            "semanticType": stay.place.name == "home" ? "Home" : "Unknown", "probability": "0.900000",
            "placeLocation": geo(stay.place.position),
        ]
        return entry(
            stay.times, "visit", ["hierarchyLevel": "0", "probability": "0.880000", "topCandidate": candidate])
    }
}
