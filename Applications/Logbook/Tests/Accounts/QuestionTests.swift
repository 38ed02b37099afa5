// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardJobs
import Testing

@testable import Logbook

@Suite("What waits for a person")
struct QuestionTests {
    @Test func `a trip that no rule knows asks what it was`() throws {
        var bench = try AccountBench(.germany)
        let found = try bench.drive("2026-01-12T09:00")
        let question = try #require(try bench.view.questions.first { $0.kind == .unclassified })
        #expect(question.trip == found.id)
        #expect(question.fields == [.use])
        #expect("\(question.day)" == "2026-01-12")
        try bench.correct("2026-01-13T09:00", found.id, [.use: .use(.personal)])
        #expect(try bench.view.questions.contains { $0.kind == .unclassified } == false)
    }

    @Test func `a business trip asks where it went`() throws {
        var bench = try AccountBench()
        let found = try bench.drive("2026-01-12T09:00", AccountBench.office, AccountBench.nowhere)
        let question = try #require(try bench.view.questions.first { $0.kind == .unknownPlace })
        #expect(question.fields == [.toAddress])
        try bench.correct("2026-01-12T12:00", found.id, [.toAddress: .address(StreetAddress(text: "Weg 2"))])
        #expect(try bench.view.questions.contains { $0.kind == .unknownPlace } == false)
    }

    @Test(arguments: [(10_500, false), (10_501, true)] as [(Int64, Bool)])
    func `more than five percent beyond the usual way asks why`(metres: Int64, isAsked: Bool) throws {
        var bench = try AccountBench()
        let found = try bench.drive("2026-01-12T09:00", metres: metres, AccountBench.office, AccountBench.nowhere)
        bench.input.measured = [
            TripMeasurement(
                entry: 0, reference: TripReference(found.id, at: found.start),
                route: Distance(metres: 10_000 as Int64))
        ]
        let question = try bench.view.questions.first { $0.kind == .longRoute }
        #expect((question != nil) == isAsked)
        guard isAsked else { return }
        #expect(question?.distance?.metres == 501)
        try bench.correct("2026-01-12T12:00", found.id, [.deviationReason: .text("Road works")])
        #expect(try bench.view.questions.contains { $0.kind == .longRoute } == false)
    }

    @Test func `a trip faster than cars drive or at the same time as another is asked about`() throws {
        var bench = try AccountBench()
        let fast = try bench.drive("2026-01-12T09:00", minutes: 10, metres: 60_000)
        try bench.drive("2026-01-12T10:00")
        let same = try bench.drive("2026-01-12T10:15")
        let asked = try bench.view.questions.filter { $0.kind == .impossibleTrip }.map(\.trip)
        #expect(asked == [fast.id, same.id])
    }

    @Test func `an impossible reading is asked about with its fault`() throws {
        var bench = try AccountBench()
        try bench.read("2026-01-12T07:00", metres: 50_010_400)
        try bench.read("2026-01-12T08:00", metres: 50_005_300)
        let question = try #require(try bench.view.questions.first)
        #expect(question.kind == .impossibleReading)
        #expect(question.fault == .decreasing)
        #expect(question.distance?.metres == 50_005_300)
    }

    @Test func `the odometer is wanted after two months`() throws {
        var bench = try AccountBench()
        try bench.drive("2026-01-12T07:30")
        #expect(try bench.view.questions.filter { $0.kind == .readingWanted }.map(\.id) == ["reading-wanted:first"])
        try bench.read("2026-01-12T07:00", metres: 50_000_100)
        func isWanted(_ now: String) throws -> Bool {
            bench.input.asOf = try AccountBench.instant(now)
            return try bench.view.questions.contains { $0.kind == .readingWanted }
        }
        #expect(try isWanted("2026-03-11T22:59") == false)
        #expect(try isWanted("2026-03-11T23:00"))
        try bench.read("2026-03-11T20:00", metres: 50_020_100)
        #expect(try isWanted("2026-03-11T23:00") == false)
    }

    @Test func `a trip that goes on asks nothing`() throws {
        var bench = try AccountBench(.germany)
        try bench.drive("2026-01-12T09:00")
        bench.input.found[0].ending = nil
        #expect(try bench.view.questions.filter { $0.kind != .readingWanted } == [])
    }

    @Test func `questions keep their ids`() throws {
        var bench = try AccountBench(.germany)
        try bench.drive("2026-01-12T09:00")
        let before = Set(try bench.view.questions.map(\.id))
        try bench.drive("2026-01-12T11:00")
        let after = Set(try bench.view.questions.map(\.id))
        #expect(after.isSuperset(of: before))
        #expect(after.count == (try bench.view.questions.count))
    }

    @Test func `private kilometres of a year are counted up to the day on which they are too many`() throws {
        var bench = try AccountBench()
        for day in 10...15 { try bench.drive("2026-01-\(day)T09:00", minutes: 90, metres: 100_000) }
        for trip in try bench.view.trips { try bench.correct("2026-01-16T09:00", trip.id, [.use: .use(.personal)]) }
        try bench.drive("2025-12-31T22:30", minutes: 90, metres: 100_000)
        var year = PrivateYear(2026, of: try bench.view)
        #expect(year.personal.metres == 600_000)
        #expect(year.remaining == .zero)
        #expect(year.exceeded.map { "\($0)" } == "2026-01-15")
        try bench.correct("2026-01-17T09:00", try bench.view.trips[1].id, [.use: .use(.business)])
        year = PrivateYear(2026, of: try bench.view)
        #expect(year.personal == PrivateYear.limit)
        #expect(year.exceeded == nil)
    }

    @Test func `totals go by the day of the trip in the vehicle's zone`() throws {
        var bench = try AccountBench()
        // 00:30 on the first of January in Amsterdam.
        try bench.drive("2025-12-31T23:30")
        try bench.drive("2025-12-31T22:30")
        let view = try bench.view
        #expect(view.months.map(\.month) == ["2025-12", "2026-01"])
        #expect(view.totals(year: 2026).trips == 1)
        #expect(view.totals(month: "2025-12").trips == 1)
        #expect(view.totals(month: "2025-11") == TripTotals())
        #expect(view.totals.trips == 2)
    }
}
