// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// What Google's location history exports of a day of fixes and drives, in its generations.
struct GoogleExport {
    struct Point {
        let time: Date
        let position: Position
        let accuracy: Double
    }
    struct Stay {
        let place: TruePlace
        let times: ClosedRange<Date>
    }

    let fixes: [Report]
    let trips: [TrueTrip]

    /// Degrees times ten million, as a whole number.
    static func e7(_ degrees: Double) -> JSON { .integer(Int64((degrees * 1e7).rounded())) }

    /// ISO 8601 with milliseconds and Amsterdam's offset.
    static func local(_ instant: Date) -> JSON {
        .string(CivilTime.text(instant, offset: CivilTime.amsterdamOffset(at: instant)))
    }

    /// Every fifth fix of a span of time, as Google keeps far fewer than it hears.
    func path(_ times: ClosedRange<Date>) -> [Point] {
        let inside = fixes.filter { times.contains($0.time) }
        return stride(from: 0, to: inside.count, by: 5).compactMap { index in
            inside[index].position.map {
                Point(time: inside[index].time, position: $0, accuracy: inside[index].accuracy ?? 0)
            }
        }
    }

    /// The stays between the drives.
    var stays: [Stay] {
        zip(trips, trips.dropFirst()).compactMap { before, after in
            before.end < after.start ? Stay(place: before.to, times: before.end...after.start) : nil
        }
    }

    /// `Records.json`, or its predecessor with `timestampMs`.
    func records(oldTimes: Bool) -> JSON {
        ["locations": .array(fixes.compactMap { Self.record($0, oldTimes: oldTimes) })]
    }

    private static func record(_ fix: Report, oldTimes: Bool) -> JSON? {
        guard let position = fix.position else { return nil }
        let milliseconds = Int64((fix.time.timeIntervalSince1970 * 1000).rounded())
        let stamp =
            oldTimes
            ? JSON.Member("timestampMs", .string(String(milliseconds)))
            : JSON.Member("timestamp", .string(CivilTime.text(fix.time)))
        var members = [
            stamp, JSON.Member("latitudeE7", e7(position.latitude)), JSON.Member("longitudeE7", e7(position.longitude)),
            JSON.Member("accuracy", .integer(Int64((fix.accuracy ?? 0).rounded()))),
        ]
        for (key, value) in [("velocity", fix.speed), ("heading", fix.heading)] {
            if let value { members.append(JSON.Member(key, .integer(Int64(value.rounded())))) }
        }
        if !oldTimes { members += [JSON.Member("source", "GPS"), JSON.Member("deviceTag", 1_234_567_890)] }
        if let activity = fix.activity {
            let type: JSON = activity == .driving ? "IN_VEHICLE" : activity == .walking ? "WALKING" : "STILL"
            let guess: JSON = .object([stamp, JSON.Member("activity", [["type": type, "confidence": 90]])])
            members.append(JSON.Member("activity", [guess]))
        }
        return .object(members)
    }
}
