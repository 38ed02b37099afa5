// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardSimulation
import Testing

@Suite("A scenario has what its name says")
struct ScenarioPropertyTests {
    static let seeds: [UInt64] = [1, 2, 3, 4, 5]

    private func fixes(_ trace: Trace, of trip: TrueTrip) -> [Report] {
        trace.reports.filter { $0.kind == .fix && (trip.start...trip.end).contains($0.trueTime) }
    }

    private func standing(_ trip: TrueTrip, _ kind: Road.StopKind) -> [Double] {
        trip.stops.filter { $0.kind == kind }.map { $0.times.upperBound.timeIntervalSince($0.times.lowerBound) }
    }

    /// Longest time without a fix within a drive.
    private func silence(_ trace: Trace, of trip: TrueTrip) -> Double {
        let times = fixes(trace, of: trip).map(\.trueTime)
        return zip(times, times.dropFirst()).map { $1.timeIntervalSince($0) }.max() ?? .infinity
    }

    @Test("city: kilometres at town speed with lights", arguments: seeds)
    func city(seed: UInt64) {
        for trip in Scenario.city.trace(seed: seed).truth {
            #expect((6_000...16_000).contains(trip.distance), "\(trip.distance)")
            #expect(!standing(trip, .light).isEmpty)
            let kmh = trip.distance / trip.end.timeIntervalSince(trip.start) * 3.6
            #expect((12...45).contains(kmh), "\(kmh)")
        }
    }

    @Test("motorway: 40 km at 60 to 100 km/h on the whole", arguments: seeds)
    func motorway(seed: UInt64) {
        for trip in Scenario.motorway.trace(seed: seed).truth {
            #expect((38_000...60_000).contains(trip.distance), "\(trip.distance)")
            let kmh = trip.distance / trip.end.timeIntervalSince(trip.start) * 3.6
            #expect((60...100).contains(kmh), "\(kmh)")
        }
    }

    @Test("tunnel: no fix for one to four minutes, and bad ones at both ends", arguments: seeds)
    func tunnel(seed: UInt64) throws {
        let trace = Scenario.tunnel.trace(devices: [ReportingDevice("quick", pace: .interval(5))], seed: seed)
        for trip in trace.truth {
            let dark = try #require(trip.silences.first)
            let seconds = dark.upperBound.timeIntervalSince(dark.lowerBound)
            #expect((60...240).contains(seconds), "\(seconds)")
            #expect((60...270).contains(silence(trace, of: trip)))
            #expect(fixes(trace, of: trip).allSatisfy { !dark.contains($0.trueTime) })
            let near = fixes(trace, of: trip).filter {
                abs($0.trueTime.timeIntervalSince(dark.lowerBound)) < 8
                    || abs($0.trueTime.timeIntervalSince(dark.upperBound)) < 8
            }
            #expect(near.allSatisfy { $0.accuracy ?? 0 > 20 })
            #expect(!near.isEmpty)
        }
    }

    @Test("ferry: the position moves on, the odometer does not", arguments: seeds)
    func ferry(seed: UInt64) throws {
        let trace = Scenario.ferry.trace(services: [.plug], seed: seed)
        for trip in trace.truth {
            #expect(abs(trip.carried - 900) < 5)
            #expect(standing(trip, .ferry).count == 2)
            let quays = trip.stops.filter { $0.kind == .ferry }
            let crossing = quays[0].times.upperBound...quays[1].times.lowerBound
            let statuses = trace.reports.filter { $0.kind == .carStatus && crossing.contains($0.trueTime) }
            let odometers = Set(statuses.compactMap(\.odometer))
            #expect(odometers.count == 1)
            let places = statuses.compactMap(\.position)
            let moved = ScenarioTests.haversine(try #require(places.first), try #require(places.last))
            #expect(moved > 700, "\(moved)")
        }
    }

    @Test("traffic jam: creeping, and standing 19 minutes, in one drive", arguments: seeds)
    func jam(seed: UInt64) {
        let trace = Scenario.trafficJam.trace(seed: seed)
        #expect(trace.truth.count == 2)
        for trip in trace.truth {
            #expect(standing(trip, .traffic).contains(1140))
            #expect(standing(trip, .traffic).count > 5)
            #expect(standing(trip, .traffic).allSatisfy { $0 <= 1200 })
            let slow = fixes(trace, of: trip).filter { $0.speed ?? 0 < 6 }
            #expect(slow.count > 60)
        }
    }

    @Test("detour: much longer than the way back", arguments: seeds)
    func detour(seed: UInt64) {
        let truth = Scenario.detour.trace(devices: [], seed: seed).truth
        #expect(truth[0].distance > truth[1].distance * 1.2)
    }

    @Test("parking garage: fixes are few and far off there", arguments: seeds)
    func garage(seed: UInt64) throws {
        let trace = Scenario.parkingGarage.trace(devices: [.stream], seed: seed)
        let place = try #require(trace.truth.first).to
        #expect(place.isGarage)
        let arrival = try #require(trace.truth.first).end
        let inside = trace.reports.filter { (arrival...(arrival + 600)).contains($0.trueTime) }
        #expect((4...17).contains(inside.count), "\(inside.count) of 20")
        let errors = try inside.map { ScenarioTests.haversine(place.position, try #require($0.position)) }
        #expect(try #require(errors.max()) > 40)
    }

    @Test("drive-through, petrol stop, school run: stands so long, so often, within one drive")
    func errands() throws {
        let counter = Scenario.driveThrough.trace(devices: [])
        #expect(standing(try #require(counter.truth.first), .driveThrough) == [240])
        let school = Scenario.schoolRun.trace(devices: [])
        #expect(standing(try #require(school.truth.first), .school).count == 3)
        #expect(standing(try #require(school.truth.first), .school).allSatisfy { (60...180).contains($0) })
        let petrol = Scenario.petrolStop.trace()
        let trip = try #require(petrol.truth.first)
        #expect(standing(trip, .petrol) == [360])
        let events = petrol.reports.filter { $0.kind != .fix && $0.trueTime < trip.end + 60 }.map(\.kind)
        #expect(events == [.connected, .disconnected, .connected, .disconnected])
        #expect((counter.truth.count, school.truth.count, petrol.truth.count) == (2, 2, 2))
    }

    @Test("midnight: it begins on one day and ends on the next")
    func midnight() throws {
        let trip = try #require(Scenario.midnight.trace(devices: []).truth.first)
        let midnight = CivilTime.amsterdam(2026, 2, 11)
        #expect(trip.start < midnight)
        #expect(trip.end > midnight)
    }

    @Test("clock changes: the clock is another one at the end")
    func clocks() throws {
        let spring = try #require(Scenario.springClockChange.trace(devices: []).truth.first)
        #expect(CivilTime.amsterdamOffset(at: spring.start) == 3600)
        #expect(CivilTime.amsterdamOffset(at: spring.end) == 7200)
        let autumn = try #require(Scenario.autumnClockChange.trace(devices: []).truth.first)
        #expect(CivilTime.amsterdamOffset(at: autumn.start) == 7200)
        #expect(CivilTime.amsterdamOffset(at: autumn.end) == 3600)
        #expect(autumn.end.timeIntervalSince(autumn.start) < 3600)
    }

    @Test("two cars: each has its drives and its odometer")
    func twoCars() {
        let trace = Scenario.twoCars.trace(services: [.plain])
        #expect(trace.truth.map(\.car) == ["Blue", "Blue", "Red", "Red"])
        #expect(Set(trace.reports.filter { $0.kind == .connected }.compactMap(\.car)) == ["Blue", "Red"])
        #expect(Set(trace.reports.filter { $0.kind == .carStatus }.map(\.device)) == ["car-Blue", "car-Red"])
    }

    @Test("phone dead: silence from the middle of the drive; revived: eight minutes of it")
    func dead() throws {
        let dead = Scenario.phoneDead.trace()
        let first = try #require(dead.truth.first)
        let last = try #require(fixes(dead, of: first).last)
        #expect(first.end.timeIntervalSince(last.trueTime) > 600)
        #expect(dead.reports.filter { $0.kind == .disconnected }.count == 1)
        let revived = Scenario.phoneRevived.trace()
        let trip = try #require(revived.truth.first)
        #expect((480...520).contains(silence(revived, of: trip)))
        #expect(revived.reports.filter { $0.kind == .disconnected }.count == 2)
    }

    @Test("walking: fixes at walking speed before and after each drive")
    func walking() {
        let trace = Scenario.walking.trace()
        for trip in trace.truth {
            for times in [(trip.start - 600)...trip.start, trip.end...(trip.end + 600)] {
                let onFoot = trace.reports.filter { times.contains($0.trueTime) && $0.activity == .walking }
                #expect(onFoot.count > 10)
                #expect(onFoot.allSatisfy { $0.speed ?? 9 < 2.6 })
            }
        }
    }

    @Test("phone left in car: it reports for hours without moving")
    func leftInCar() throws {
        let trace = Scenario.phoneLeftInCar.trace()
        #expect(trace.truth.count == 2)
        let rest = trace.truth[0].end + 60...trace.truth[1].start - 60
        let fixes = trace.reports.filter { $0.kind == .fix && rest.contains($0.trueTime) }
        #expect(fixes.count > 25)
        for fix in fixes {
            #expect(ScenarioTests.haversine(trace.truth[0].to.position, try #require(fix.position)) < 60)
        }
    }

    @Test("unseen drives: only the odometer tells")
    func unseen() {
        let trace = Scenario.unseenDrives.trace(services: [.plain])
        #expect(trace.truth.map(\.isSeen) == [true, false, false, true])
        for trip in trace.truth where !trip.isSeen {
            let seen = trace.reports.filter { (trip.start...trip.end).contains($0.trueTime) }
            #expect(seen.allSatisfy { $0.kind == .carStatus })
            #expect(!seen.isEmpty)
        }
    }

    @Test("ordinary day: six drives")
    func ordinary() { #expect(Scenario.ordinaryDay.trace(devices: []).truth.count == 6) }
}
