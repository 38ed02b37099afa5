// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import Timeline

@Suite("Questions to a timeline")
struct QueryTests {
    /// Points all over the earth and around some places, the poles and the line at 180 degrees among them.
    private func points() -> [LocationRecord] {
        var random = SeededGenerator(seed: 41)
        let centres: [(Double, Double)] = [(52.09, 5.12), (0, 180), (0, -180), (89.99, 10), (-90, 0), (-33.86, 151.2)]
        return (0..<3000).map { number in
            let centre = centres[number % centres.count]
            let spread = [0.001, 0.05, 2, 200][number % 4]
            let latitude = min(90, max(-90, centre.0 + Double.random(in: -spread...spread, using: &random) / 2))
            var longitude = centre.1 + Double.random(in: -spread...spread, using: &random)
            if longitude > 180 { longitude -= 360 }
            if longitude < -180 { longitude += 360 }
            return LocationRecord(
                instant: at("00:00:00") + Int64(number) * 60_000_000, latitude: latitude,
                longitude: longitude, elevation: number % 3 == 0 ? Double(number % 100) : nil)
        }
    }

    private func fill(_ timeline: Timeline, _ records: [LocationRecord]) async throws {
        try await timeline.database.write { connection in
            for start in stride(from: 0, to: records.count, by: 500) {
                try connection.locations.insert(Array(records[start..<min(start + 500, records.count)]))
            }
        }
    }

    private let questions: [(Double, Double, Double)] = [
        (52.09, 5.12, 50), (52.09, 5.12, 5000), (52.09, 5.12, 2_000_000), (0, 179.999, 3000), (0, -180, 500_000),
        (90, 0, 200_000), (89.9, 170, 50_000), (-90, 0, 100), (-33.86, 151.2, 1e7), (10, 10, 2.0e7), (52.09, 5.12, 1),
    ]

    @Test("every point within so many metres is found, and no other", arguments: TimelineBench.engines)
    func near(engine: DatabaseEngine) async throws {
        let records = points()
        try await TimelineBench.with(engine) { timeline in
            try await fill(timeline, records)
            for (latitude, longitude, metres) in questions {
                let centre = try #require(Position(latitude: latitude, longitude: longitude))
                let circle = try #require(Circle(centre, metres: metres))
                let expected = records.filter { circle.distance(to: $0) <= metres }
                    .sorted { circle.distance(to: $0) < circle.distance(to: $1) }
                let found = try await timeline.locations(LocationQuery(circle: circle))
                #expect(Set(found.map(\.record)) == Set(expected), "\(latitude), \(longitude), \(metres)")
                let few = try await timeline.locations(LocationQuery(circle: circle, limit: 7))
                // At a pole many are equally near.
                let wanted = expected.prefix(7).map { circle.distance(to: $0) }
                #expect(few.count == wanted.count)
                #expect(zip(few, wanted).allSatisfy { abs(($0.distance ?? -1) - $1) < 1e-4 })
            }
        }
    }

    @Test("both engines measure the same distances", .enabled(if: TimelineBench.hasPostGIS))
    func same() async throws {
        let records = points()
        var answers: [[[Double]]] = []
        for engine in TimelineBench.engines {
            try await TimelineBench.with(engine) { timeline in
                try await fill(timeline, records)
                var own: [[Double]] = []
                for (latitude, longitude, metres) in questions {
                    let centre = try #require(Position(latitude: latitude, longitude: longitude))
                    let circle = try #require(Circle(centre, metres: metres))
                    let found = try await timeline.locations(LocationQuery(circle: circle))
                    own.append(found.compactMap(\.distance))
                }
                answers.append(own)
            }
        }
        #expect(answers.count == 2 && answers[0].contains { $0.count > 1000 })
        for (left, right) in zip(answers[0], answers[1]) {
            #expect(left.count == right.count)
            // A tenth of a millimetre; to the other side of the earth rounding has more to lose.
            #expect(zip(left, right).allSatisfy { abs($0 - $1) < max(1e-4, $0 * 1e-9) })
        }
    }

    @Test("a span of time has its beginning and not its end, the oldest first", arguments: TimelineBench.engines)
    func spans(engine: DatabaseEngine) async throws {
        let records = points()
        try await TimelineBench.with(engine) { timeline in
            try await fill(timeline, records)
            let query = LocationQuery(from: records[100].instant, until: records[200].instant)
            let found = try await timeline.locations(query)
            #expect(found.map(\.record) == Array(records[100..<200]))
            let first = try await timeline.locations(LocationQuery(limit: 3))
            #expect(first.map(\.record) == Array(records[..<3]))
        }
    }

    @Test("of rows with an elevation the highest comes first", arguments: TimelineBench.engines)
    func heights(engine: DatabaseEngine) async throws {
        let records = points()
        try await TimelineBench.with(engine) { timeline in
            try await fill(timeline, records)
            let expected = records.filter { $0.elevation != nil }.sorted {
                ($0.elevation ?? 0, -$0.instant) > ($1.elevation ?? 0, -$1.instant)
            }
            let found = try await timeline.locations(LocationQuery(order: .height, limit: 50))
            #expect(found.map(\.record) == Array(expected.prefix(50)))
            let summary = try await timeline.summary()
            #expect(summary.rows == 3000 && summary.withElevation == 1000 && summary.oldest == records[0].instant)
            #expect((summary.postgis != nil) == (engine == .postgresql))
        }
    }

    @Test("a distance is that of other programs")
    func distance() throws {
        // One degree of a great circle, and Utrecht to Sydney.
        let equator = try #require(Position(latitude: 0, longitude: 0).flatMap { Circle($0, metres: 1) })
        let degree = equator.distance(to: LocationRecord(instant: 0, latitude: 0, longitude: 1))
        #expect(abs(degree - 111_195.0797) < 0.001)
        #expect(equator.distance(to: LocationRecord(instant: 0, latitude: 0, longitude: 0)) == 0)
        let half = equator.distance(to: LocationRecord(instant: 0, latitude: 0, longitude: 180))
        #expect(abs(half - Double.pi * Circle.radius) < 0.01)
        let centre = try #require(Position(latitude: 0, longitude: 0))
        for wrong in [0, -1, .nan, .infinity, 2.1e7] { #expect(Circle(centre, metres: wrong) == nil) }
    }
}
