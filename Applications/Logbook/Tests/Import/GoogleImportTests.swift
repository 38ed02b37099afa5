// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

/// The forms that Google's exports had and have; examples in the shape that is publicly known of them.
@Suite struct GoogleImportTests {
    private typealias Sample = ImportSample

    static let records = """
        {"locations": [{
            "latitudeE7": 520907374, "longitudeE7": 51214201, "accuracy": 12, "velocity": 14, "heading": 91,
            "activity": [{"activity": [{"type": "STILL", "confidence": 5}, {"type": "IN_VEHICLE", "confidence": 90}],
                          "timestamp": "2026-11-22T08:00:01.000Z"}],
            "source": "GPS", "deviceTag": 1234567890, "timestamp": "2026-11-22T08:00:00.000Z"
        }, {"latitudeE7": 520000000, "longitudeE7": 4243753095, "accuracy": 9, "timestampMs": "1795334460000"},
          {"latitudeE7": 520000000, "longitudeE7": 51000000, "timestamp": "2026-11-22T08:02:00Z",
           "activity": [{"activity": [{"type": "IN_RAIL_VEHICLE", "confidence": 80}]}]},
          {"latitudeE7": 920000000, "longitudeE7": 51000000, "timestamp": "2026-11-22T08:02:00Z"},
          {"latitudeE7": 520000000, "longitudeE7": 51000000, "timestamp": "1970-01-01T00:00:00Z"},
          {"timestamp": "2026-11-22T08:02:00Z"}
        ]}
        """

    @Test(arguments: [1, 50, 100_000])
    func `records are points, and points that cannot be are counted`(pieces: Int) throws {
        let (batch, summary) = try Sample.read(Self.records, pieces: pieces)
        let first = Fix(
            position: try #require(Position(latitude: 52.0907374, longitude: 5.1214201)), accuracy: 12, speed: 14,
            heading: 91, movement: .driving)
        let second = Fix(position: try #require(Position(latitude: 52, longitude: -5.1214201)), accuracy: 9)
        #expect(
            batch.received.observations == [
                Observation(instant: 1_795_334_400 * Sample.second, device: "import", fact: .fix(first)),
                Observation(instant: 1_795_334_460 * Sample.second, device: "import", fact: .fix(second)),
            ])
        #expect(batch.received.ignored == [.otherMovement: 1, .outOfRange: 2, .withoutPosition: 1])
        #expect(summary.format == .googleRecords)
    }

    static let semantic = """
        {"timelineObjects": [
          {"activitySegment": {"startLocation": {"latitudeE7": 520907374, "longitudeE7": 51214201},
            "endLocation": {"latitudeE7": 523676000, "longitudeE7": 49041000},
            "duration": {"startTimestamp": "2026-11-20T07:30:00Z", "endTimestamp": "2026-11-20T08:10:00Z"},
            "distance": 45300, "activityType": "IN_PASSENGER_VEHICLE", "confidence": "HIGH",
            "waypointPath": {"waypoints": [{"latE7": 521000000, "lngE7": 51000000}]},
            "simplifiedRawPath": {"points": [
              {"latE7": 522000000, "lngE7": 50000000, "accuracyMeters": 10, "timestamp": "2026-11-20T07:50:00Z"},
              {"latE7": 522000000, "lngE7": 50000000, "accuracyMeters": 10, "timestamp": "2026-11-20T09:50:00Z"}]}}},
          {"placeVisit": {"location": {"latitudeE7": 1, "longitudeE7": 2, "name": "Office"},
            "duration": {"startTimestampMs": "1795162200000", "endTimestampMs": "1795165800000"}}},
          {"activitySegment": {"duration": {"startTimestampMs": "1795162200000", "endTimestampMs": "1795165800000"},
            "activityType": "WALKING"}}
        ]}
        """

    @Test func `drives of the semantic history are joined and left, and walks are none`() throws {
        let batch = try Sample.read(Self.semantic, pieces: 64).batch
        let facts = batch.received.observations.map(\.fact)
        #expect(facts.count == 3)
        guard case .connected(let from?) = facts[0], case .fix(let middle) = facts[1],
            case .disconnected(let to?) = facts[2]
        else {
            Issue.record("\(facts)")
            return
        }
        #expect(from.position == Position(latitude: 52.0907374, longitude: 5.1214201))
        #expect(middle.accuracy == 10)
        #expect(middle.movement == .driving)
        #expect(to.position == Position(latitude: 52.3676, longitude: 4.9041))
        #expect(batch.received.ignored == [.otherKind: 1, .otherMovement: 1])
    }

    static let android = """
        {"semanticSegments": [
          {"startTime": "2026-11-20T08:00:00.000+01:00", "endTime": "2026-11-20T10:00:00.000+01:00",
           "timelinePath": [{"point": "52.2°, 5.0°", "time": "2026-11-20T08:50:00.000+01:00"},
                            {"point": "52.3°, 4.9°", "time": "2026-11-20T09:50:00.000+01:00"}]},
          {"startTime": "2026-11-20T08:30:00.000+01:00", "endTime": "2026-11-20T09:10:00.000+01:00",
           "startTimeTimezoneUtcOffsetMinutes": 60,
           "activity": {"start": {"latLng": "52.0907374°, 5.1214201°"}, "end": {"latLng": "52.3676°, 4.9041°"},
             "distanceMeters": 45300.5, "topCandidate": {"type": "IN_PASSENGER_VEHICLE", "probability": 0.9}}},
          {"startTime": "2026-11-20T09:10:00.000+01:00", "endTime": "2026-11-20T17:00:00.000+01:00",
           "visit": {"hierarchyLevel": 0, "topCandidate": {"placeLocation": {"latLng": "52.3676°, 4.9041°"}}}},
          {"startTime": "2026-11-20T17:00:00.000+01:00", "endTime": "2026-11-20T18:00:00.000+01:00",
           "activity": {"topCandidate": {"type": "IN_TRAIN"}}}],
         "rawSignals": [
          {"position": {"LatLng": "52.1°, 5.1°", "accuracyMeters": 13, "altitudeMeters": 2.1, "source": "GPS",
            "timestamp": "2026-11-20T08:35:00.000+01:00", "speedMetersPerSecond": 12.5}},
          {"position": {"LatLng": "52.1°, 5.1°", "accuracyMeters": 13, "timestamp": "2026-11-20T12:35:00.000+01:00"}},
          {"wifiScan": {"deliveryTime": "2026-11-20T12:35:00.000+01:00"}}],
         "userLocationProfile": {"frequentPlaces": []}}
        """

    @Test(arguments: [1, 99, 100_000])
    func `of an Android phone's timeline the points of drives count`(pieces: Int) throws {
        let batch = try Sample.read(Self.android, pieces: pieces).batch
        let shown = batch.received.observations.sorted { $0.instant < $1.instant }.map { observation -> String in
            let minute = (observation.instant / Sample.second - 1_795_159_800) / 60
            let latitude = observation.anyFix?.position.latitude ?? 0
            return switch observation.fact {
            case .connected: "joined \(minute) \(latitude)"
            case .disconnected: "left \(minute) \(latitude)"
            default: "at \(minute) \(latitude)"
            }
        }
        #expect(shown == ["joined 0 52.0907374", "at 5 52.1", "at 20 52.2", "left 40 52.3676"])
    }

    @Test func `an iPhone's timeline counts minutes and writes words`() throws {
        let text = """
            [{"startTime": "2026-11-20T08:00:00.000+01:00", "endTime": "2026-11-20T10:00:00.000+01:00",
              "timelinePath": [{"point": "geo:52.200000,5.000000", "durationMinutesOffsetFromStartTime": "50"},
                               {"point": "geo:52.200000,5.000000", "durationMinutesOffsetFromStartTime": "110"}]},
             {"startTime": "2026-11-20T08:30:00.000+01:00", "endTime": "2026-11-20T09:10:00.000+01:00",
              "activity": {"start": "geo:52.090737,5.121420", "end": "geo:52.367600,4.904100",
                "probability": "0.97", "topCandidate": {"type": "in passenger vehicle", "probability": "0.91"}}},
             {"endTime": "2026-11-20T10:00:00Z", "startTime": "2026-11-20T09:00:00Z",
              "visit": {"topCandidate": {"placeLocation": "geo:52.1,5.1"}}}]
            """
        let (batch, summary) = try Sample.read(text)
        #expect(summary.format == .googleTimeline)
        #expect(batch.received.observations.count == 3)
        #expect(
            batch.received.observations.compactMap(\.anyFix).map(\.position.latitude).sorted() == [
                52.090737, 52.2, 52.3676,
            ])
    }

    static let trips = """
        {"trips":[{"id":"20261120-0830-abc","date":"20-11-2026","start_time":"08:30","end_time":"09:10",
          "from_address":"Thuis","to_address":"Kantoor","from_lat":52.09,"from_lon":5.12,"to_lat":52.37,"to_lon":4.9,
          "distance_km":45.3,"trip_type":"M","business_km":40,"private_km":5.3,"start_odo":0,"end_odo":null,
          "notes":"GPS-only mode (car API unavailable)","created_at":"2026-11-20T08:12:00.123","car_id":"k3f9x2m7qa",
          "gps_trail":[],"google_maps_km":44.1,"route_deviation_percent":2.7,"route_flag":null},
         {"id":"b","date":"20-11-2026","start_time":"10:30","end_time":"11:10","from_address":"","to_address":"",
          "distance_km":1,"trip_type":"P","gps_trail":[{"lat":52.1,"lng":5.1,"timestamp":"2026-11-20T09:31:00Z"},
          {"lat":52.2,"lng":5.2,"timestamp":"2026-11-20T10:09:00Z"}]}],"next_cursor":null}
        """

    @Test func `trips of the compatible API are read, with or without the list around`() throws {
        let (batch, summary) = try Sample.read(Self.trips)
        #expect(summary.format == .trips)
        #expect(batch.trips.count == 2)
        let trip = try #require(batch.trips.first)
        #expect(trip.start == 1_795_159_800 * Sample.second)
        #expect(trip.vehicle.id == "k3f9x2m7qa")
        #expect(trip.use == .mixed)
        #expect(trip.personal == Distance(metres: 5_300 as Int64))
        #expect(trip.odometerBefore == nil)
        // A trail's own times are exact.
        #expect(batch.trips[1].start == 1_795_167_060 * Sample.second)
        #expect(batch.trips[1].trail.count == 2)
        let bare = String(Self.trips.dropFirst(9).dropLast(20))
        #expect(try Sample.read(bare).batch.trips.count == 2)
    }

    @Test func `what is no good export is refused with its place`() {
        let bad: [(text: String, sentence: String)] = [
            ("{}", "JSON of an unknown kind"), ("[", "JSON of an unknown kind"),
            (#"{"locations":[{"latitudeE7":1}"#, "ends at line 1"),
            ("{\"locations\":[\n{\"latitudeE7\":}]}", "(line 2)"),
            (#"{"locations":[{"latitudeE7":"1"}]}"#, "Element 0 of locations (line 1), latitudeE7: Found text"),
            (#"{"locations":[{}] "x"}"#, "',' or '}' should be"), (#"{"locations":[{},]}"#, "a value should be"),
            (#"{"locations":[]}x"#, "the end of the file should be"), (#"{"locations":[]}"#, "no point and no trip"),
            (#"{"trips":[{"date":"20-11-2026","distance_km":-5}]}"#, "distance_km: Distance in km must be between"),
            (#"{"trips":[{"date":"2026","distance_km":5}]}"#, "Element 0 of trips (line 1): The trip has no date"),
            (#"[{"date":"20-11-2026","start_time":"9:00","end_time":"8:00","distance_km":1e9}]"#, "Distance in km"),
            (#"{"semanticSegments":[{"startTime":5,"endTime":[]}]}"#, "endTime: Found a list"),
            (#"{"timelineObjects":[{"placeVisit":{}}]}"#, "no point and no trip"),
        ]
        for (text, sentence) in bad {
            let found = sentenceTwice(text)
            #expect(found.contains(sentence), "\(text) → \(found)")
        }
    }

    /// As a person sees it: also a file without anything in it is refused.
    private func sentenceTwice(_ text: String) -> String {
        let found = Sample.sentence(text)
        guard found.isEmpty, let summary = try? Sample.read(text).summary else { return found }
        return summary.observations + summary.trips == 0 ? "no point and no trip" : ""
    }
}
