// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import Testing

@testable import Logbook

@Suite("Months that were closed")
struct ClosingTests {
    private func bench() throws -> (AccountBench, FoundTrip) {
        var bench = try AccountBench()
        let found = try bench.drive("2026-01-28T09:00", AccountBench.office, AccountBench.nowhere)
        try bench.drive("2026-02-02T09:00")
        try bench.close("2026-02-01T10:00", "2026-01")
        return (bench, found)
    }

    @Test func `a closed month is intact until something changes`() throws {
        let (bench, _) = try bench()
        let month = try #require(try bench.view.months.first)
        #expect(month.month == "2026-01")
        #expect(month.closing?.isIntact == true)
        #expect(try bench.view.months.map(\.month) == ["2026-01", "2026-02"])
        #expect(try bench.view.months[1].closing == nil)
    }

    @Test func `a change after closing is late although the window is open, and shows`() throws {
        var (bench, found) = try bench()
        try bench.correct("2026-02-01T11:00", found.id, [.purpose: .text("Contract")])
        let view = try bench.view
        #expect(view.trip(found.id)?.history.map(\.isLate) == [true])
        #expect(view.months[0].closing?.changed == [found.id])
        #expect(view.questions.filter { $0.kind == .changedAfterClosing }.map(\.trip) == [found.id])
        // Closed again, it is intact; what came after the first closing stays late.
        try bench.close("2026-02-05T10:00", "2026-01")
        let again = try bench.view
        #expect(again.months[0].closing?.isIntact == true)
        #expect(again.trip(found.id)?.history.map(\.isLate) == [true])
    }

    @Test func `a trip that comes to light after closing is a question`() throws {
        var (bench, _) = try bench()
        let late = try bench.drive("2026-01-20T09:00")
        let view = try bench.view
        #expect(view.months[0].closing?.added == [late.id])
        #expect(view.questions.filter { $0.kind == .lateArrival }.map(\.id) == ["late-arrival:\(late.id)"])
    }

    @Test func `what is said about places and rules after closing leaves the month as it was`() throws {
        var (bench, found) = try bench()
        let before = try bench.view
        let closed = try AccountBench.instant("2026-02-01T10:00")
        var setup = try #require(bench.input.setup["anna"])
        setup.add(.placeRemoved("Office"), entry: 9, instant: closed + 1)
        setup.add(.rules([]), entry: 10, instant: closed + 1)
        bench.input.setup["anna"] = setup
        let view = try bench.view
        #expect(view.trip(found.id) == before.trip(found.id))
        #expect(view.months[0].closing?.isIntact == true)
        #expect(view.trips[1].reason.rule == "none")
    }

    @Test func `a month that is not over cannot be closed`() throws {
        let (bench, _) = try bench()
        let view = try bench.view
        let end = try AccountBench.instant("2026-02-28T23:00")
        #expect(throws: LogbookError(.invalid, "")) { try view.closing(of: "2026-02", asOf: end - 1) }
        #expect(try view.closing(of: "2026-02", asOf: end).trips.count == 1)
        #expect(throws: LogbookError(.invalid, "")) { try view.closing(of: "2026-13", asOf: .max) }
    }

    @Test func `a trip's digest changes with whatever changes in it`() throws {
        let trip = try bench().0.view.trips[0]
        var digests: Set<String> = [trip.digest]
        let changes: [(inout Trip) -> Void] = [
            { $0.purpose = "x" }, { $0.use = .personal }, { $0.end.instant += 1 }, { $0.trail.removeLast() },
            { $0.isVoided = true }, { $0.distance.distance += Distance(metres: 1 as Int64) }, { $0.driver = "bert" },
            { $0.remarks = [.silentStretch] }, { $0.reason.seen = "x" }, { $0.start.place = "x" },
        ]
        for change in changes {
            var changed = trip
            change(&changed)
            digests.insert(changed.digest)
        }
        #expect(digests.count == changes.count + 1)
        #expect(trip.digest.utf8.count == 64)
    }
}
