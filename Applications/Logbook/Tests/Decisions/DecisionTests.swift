// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardJobs
import Testing

@testable import Logbook

@Suite("What people decide about trips")
struct DecisionTests {
    private let vehicle = VehicleSetupTests.vehicle(.germany)

    private func instant(_ text: String) throws -> Int64 { try #require(EntryTime.instant(text)) }

    private func trip() throws -> Trip {
        var start = Trip.End(instant: try instant("2026-01-12T07:30:00Z"))
        start.odometer = Trip.Odometer(value: Distance(metres: Int64(50_010_000)), source: .car, measured: nil)
        let end = Trip.End(instant: try instant("2026-01-12T08:00:00Z"))
        var trip = Trip(
            id: TripID("20260112-0730-aaaaaa"), vehicle: vehicle.id, driver: "anna", origin: .found, start: start,
            end: end, zone: vehicle.zone,
            distance: Trip.Measure(distance: Distance(metres: Int64(20_000)), source: .trail))
        trip.purpose = "Visit"
        return trip
    }

    private func again(_ act: TripDecision.Act) throws -> TripDecision.Act? {
        let payload = try JSON(parsing: act.payload.canonicalBytes())
        return try TripDecision.Act(kind: act.kind, payload: payload)
    }

    @Test func `every decision reads back from its entry`() throws {
        let trip = try trip()
        let reference = TripReference(trip)
        var entered = EnteredTrip(
            id: TripID("b"), origin: .imported, start: trip.start.instant, end: trip.end.instant + 1)
        entered.from = EnteredTrip.Place(
            position: Position(latitude: 52.0907374, longitude: 5.1214201),
            address: StreetAddress(street: "Kantoorweg", houseNumber: "1", text: "Kantoorweg 1"),
            odometer: Distance(metres: Int64(50_010_400)))
        entered.to = EnteredTrip.Place(address: StreetAddress(text: "Utrecht"))
        entered.distance = Distance(metres: Int64(12_345))
        entered.use = .mixed
        entered.detour = Distance(metres: Int64(345))
        entered.trail = [
            TrailPoint(instant: trip.start.instant, position: try #require(Position(latitude: -0.1, longitude: 180)))
        ]
        entered.moved = EnteredTrip.Source(vehicle: "other", trip: TripID("a"))
        var totals = TripTotals()
        totals.trips = 3
        totals.business = Distance(metres: Int64(1_234))
        let acts: [TripDecision.Act] = [
            .correct(
                try TripCorrection(
                    of: trip,
                    to: [
                        .purpose: .text("Contract"), .use: .use(.business), .distance: .distance(.zero),
                        .start: .instant(trip.start.instant + 1),
                        .toAddress: .address(StreetAddress(street: "Weg", houseNumber: "2", text: "Weg 2")),
                        .fromAddress: .address(StreetAddress(text: "Somewhere")),
                    ], reason: "Forgot")),
            .void(TripVoiding(reference, reason: "No trip")),
            .void(TripVoiding(reference, reason: TripVoiding.moved, movedTo: "other")),
            .join(TripJoining([reference, TripReference(TripID("b"), at: reference.at + 5)], reason: "")),
            .split(TripSplitting(reference, cut: reference.at, second: TripID("c"), reason: "A stop")),
            .enter(entered),
            .explain(GapExplanation(before: 1_000, after: 2_000, distance: .zero, explanation: "Ferry", use: .commute)),
            .close(MonthClosing(month: "2026-01", trips: [.init(trip: trip.id, digest: trip.digest)], totals: totals)),
        ]
        for act in acts { #expect(try again(act) == act, "\(act.kind)") }
        let kinds = Set(acts.map(\.kind))
        #expect(kinds.count == 7)
        #expect(try TripDecision.Act(kind: LogbookEntry.arrival, payload: ["a": 1]) == nil)
    }

    @Test func `a correction keeps the old value beside the new`() throws {
        let correction = try TripCorrection(
            of: try trip(), to: [.purpose: .text("Contract"), .notes: .text("")], reason: "")
        #expect(correction.changes.map(\.field) == [.purpose])
        #expect(correction.json["changes"]?["purpose"]?["old"] == "Visit")
        #expect(correction.json["changes"]?["purpose"]?["new"] == "Contract")
    }

    @Test func `every field of a trip can be told and every one but instants can be emptied`() throws {
        let trip = try trip()
        for field in TripField.allCases {
            let value = try TripValue(field, trip.value(of: field).json)
            #expect(value == trip.value(of: field), "\(field)")
        }
        #expect(TripField.names.contains("start_odometer"))
    }

    @Test(
        arguments: [
            (.distance, .distance(Distance(metres: -5_000 as Int64))),
            (.distance, .distance(Distance(metres: 10_000_001 as Int64))), (.distance, .text("5")),
            (.detour, .distance(Distance(metres: 20_001 as Int64))), (.end, .instant(0)), (.end, .none),
            (.start, .instant(1_900_000_000_000_000)), (.use, .text("Q")),
            (.toOdometer, .distance(Distance(metres: 50_009_999 as Int64))),
            (.toOdometer, .distance(Distance(metres: -1 as Int64))), (.driver, .text("")),
            (.purpose, .text(String(repeating: "a", count: 301))), (.purpose, .text("a\nb")),
            (.start, .instant(Int64.max)), (.start, .instant(Int64.min)),
        ] as [(TripField, TripValue)])
    func `what a trip cannot be is refused in one sentence`(field: TripField, value: TripValue) throws {
        let trip = try trip()
        let error = #expect(throws: LogbookError.self) {
            try TripCorrection(of: trip, to: [field: value], reason: "")
        }
        #expect(error?.code == .invalid)
        #expect(error?.description.hasSuffix(".") == true)
    }

    @Test func `a correction of something that changed meanwhile is a conflict`() throws {
        var trip = try trip()
        let correction = try TripCorrection(of: trip, to: [.purpose: .text("Contract")], reason: "")
        trip.purpose = "Something else"
        #expect(throws: LogbookError(.conflict, "")) { try correction.validate(for: trip) }
        trip.isVoided = true
        #expect(throws: LogbookError(.conflict, "")) {
            try TripCorrection(of: trip, to: [.purpose: .text("A")], reason: "")
        }
    }

    @Test func `a correction that changes nothing is refused`() throws {
        let trip = try trip()
        #expect(throws: LogbookError(.invalid, "")) {
            try TripCorrection(of: trip, to: [.purpose: .text("Visit")], reason: "")
        }
    }

    @Test(
        arguments: [
            #"{"trip":"a","at":"2026-01-12T07:30:00Z","changes":{"color":{"new":"red"}}}"#,
            #"{"trip":"a","at":"soon","changes":{"purpose":{"new":"x"}}}"#,
            #"{"trip":"a","at":"2026-01-12T07:30:00Z","changes":{}}"#,
            #"{"trip":"a","at":"2026-01-12T07:30:00Z","changes":[]}"#,
            #"{"trip":"","at":"2026-01-12T07:30:00Z","changes":{"purpose":{"new":"x"}}}"#,
            #"{"trip":"a","at":"2026-01-12T07:30:00Z","changes":{"distance":{"new":"x"}}}"#,
            #"{"trip":"a","at":"2026-01-12T07:30:00Z","changes":{"use":{"new":"Q"}}}"#,
        ])
    func `a correction that cannot be read is refused`(text: String) throws {
        let json = try JSON(parsing: Array(text.utf8))
        #expect(throws: LogbookError(.invalid, "")) { try TripCorrection(json: json) }
    }

    @Test func `an entered trip needs a distance that can be`() throws {
        let start = try instant("2026-01-12T07:30:00Z")
        var trip = EnteredTrip(id: TripID("a"), start: start, end: start + 1_800_000_000)
        #expect(throws: LogbookError(.invalid, "")) { try trip.validate() }
        trip.distance = Distance(metres: -5_000 as Int64)
        #expect(throws: LogbookError(.invalid, "")) { try trip.validate() }
        trip.distance = nil
        trip.from.odometer = Distance(metres: 50_010_000 as Int64)
        trip.to.odometer = Distance(metres: 50_005_000 as Int64)
        #expect(throws: LogbookError(.invalid, "")) { try trip.validate() }
        trip.to.odometer = Distance(metres: 50_022_000 as Int64)
        try trip.validate()
        #expect(trip.length?.metres == 12_000)
        trip.detour = Distance(metres: 12_001 as Int64)
        #expect(throws: LogbookError(.invalid, "")) { try trip.validate() }
    }

    @Test func `voiding needs a reason and a gap is never mixed`() throws {
        let reference = TripReference(TripID("a"), at: 5)
        #expect(throws: LogbookError(.invalid, "")) { try TripVoiding(reference, reason: " ").validate() }
        let gap = GapExplanation(before: 1, after: 2, distance: .zero, explanation: "Ferry", use: .mixed)
        #expect(throws: LogbookError(.invalid, "")) { try gap.validate() }
    }

    @Test func `the owner may do everything, the driver their own trips, an employer looks and others see nothing`()
        throws
    {
        var trip = try trip()
        trip.driver = "bert"
        let purpose = TripDecision.Act.correct(
            try TripCorrection(of: trip, to: [.purpose: .text("Contract")], reason: ""))
        let driver = TripDecision.Act.correct(
            try TripCorrection(of: trip, to: [.driver: .text("anna")], reason: ""))
        let month = TripDecision.Act.close(MonthClosing(month: "2026-01", trips: [], totals: TripTotals()))
        func code(_ act: TripDecision.Act, _ account: String) -> LogbookError.Code? {
            do throws(LogbookError) {
                try act.check(by: account, vehicle: vehicle, trip: trip)
                return nil
            } catch { return error.code }
        }
        for act in [purpose, driver, month] {
            #expect(code(act, "anna") == nil)
            #expect(code(act, "boss") == .forbidden)
            #expect(code(act, "eve") == .notFound)
        }
        #expect(code(purpose, "bert") == nil)
        #expect(code(driver, "bert") == .forbidden)
        #expect(code(month, "bert") == .forbidden)
    }

    @Test(
        arguments: [
            (Vehicle.Country.germany, "2026-01-19T22:59:59.999Z", "2026-01-19T23:00:00.000Z"),
            (.unitedStates, "2026-01-19T22:59:59.999Z", "2026-01-19T23:00:00.000Z"),
            (.netherlands, "2026-01-19T22:59:59.999Z", "2026-01-19T23:00:00.000Z"),
            (.unitedKingdom, "2026-02-12T22:59:59.999Z", "2026-02-12T23:00:00.000Z"),
        ])
    func `additions are timely until the window's last local day is over`(
        country: Vehicle.Country, last: String, first: String
    ) throws {
        let clock = try #require(LocalClock.named("Europe/Amsterdam"))
        // 23:30 UTC on the 11th is 00:30 on the 12th in Amsterdam.
        let end = AdditionWindow(country).end(of: try instant("2026-01-11T23:30:00Z"), in: clock)
        #expect(try instant(last) < end)
        #expect(try instant(first) == end)
    }
}
