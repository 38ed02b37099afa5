// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import StewardJobs

private func nightly(_ change: (inout ScheduleRules) -> Void = { _ in }) throws -> Schedule {
    var rules = ScheduleRules()
    change(&rules)
    return Schedule(
        name: "nightly", kind: "k", trigger: try Trigger(parsing: "0 2 * * *"),
        zone: try LocalZone("Europe/Amsterdam"), rules: rules)
}

private let battery = MachineState(isOnBattery: true)
private let offline = MachineState(hasNetwork: false)

@Suite struct ScheduleRuleTests {
    @Test("rules are kept as they were made", arguments: TestDatabases.engines)
    func kept(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            var schedule = try nightly {
                $0.overlap = .queue
                $0.catchesUp = false
                $0.onlyOnMains = true
                $0.wakesMachine = true
            }
            schedule.task = "nights"
            #expect(try await bench.schedules.put(schedule).schedule == schedule)
            #expect(try await bench.schedules.put(nightly()).schedule.rules == .standard)
        }
    }

    @Test("on battery it waits for mains power, and then runs once", arguments: TestDatabases.engines)
    func mains(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(nightly { $0.onlyOnMains = true })
            bench.clock.advance(3600)
            let held = try await bench.schedules.advance(battery)
            #expect(held.started.isEmpty && held.held == ["nightly"] && held.next == nil)
            let status = try #require(try await bench.schedules.show("nightly"))
            #expect(status.obstacle == .battery && status.heldSince == bench.clock.now)
            bench.clock.advance(2 * 86_400)
            #expect(try await bench.schedules.advance(battery).held == ["nightly"])
            #expect(try await bench.schedules.missing().map(\.obstacle) == [.battery])
            #expect(try await bench.schedules.advance().started == ["nightly"])
            #expect(try await bench.schedules.advance().started.isEmpty)
            let after = try #require(try await bench.schedules.show("nightly"))
            #expect(after.obstacle == nil && after.heldSince == nil)
        }
    }

    @Test("what does not catch up leaves out what it cannot do in time", arguments: TestDatabases.engines)
    func late(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(
                nightly {
                    $0.catchesUp = false
                    $0.onlyWithNetwork = true
                })
            bench.clock.advance(7200)
            #expect(try await bench.schedules.advance().skipped == ["nightly"])
            #expect(try await bench.schedules.show("nightly")?.obstacle == .late)
            bench.clock.advance(82_800)
            #expect(try await bench.schedules.advance(offline).skipped == ["nightly"])
            #expect(try await bench.schedules.show("nightly")?.obstacle == .network)
            bench.clock.advance(86_400)
            #expect(try await bench.schedules.advance().started == ["nightly"])
        }
    }

    @Test("a queued run begins when the one before is over", arguments: TestDatabases.engines)
    func queue(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(nightly { $0.overlap = .queue })
            bench.clock.advance(3600)
            _ = try await bench.schedules.advance()
            let job = try await bench.claimOne()
            _ = try await bench.queue.heartbeat(job, lease: .seconds(500_000))
            bench.clock.advance(2 * 86_400)
            #expect(try await bench.schedules.advance().held == ["nightly"])
            _ = try await bench.queue.finish(job, .done)
            #expect(try await bench.schedules.advance().started == ["nightly"])
            #expect(try await bench.schedules.advance().started.isEmpty)
        }
    }

    @Test("parallel runs begin beside each other", arguments: TestDatabases.engines)
    func parallel(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(nightly { $0.overlap = .parallel })
            for _ in 0..<2 {
                bench.clock.advance(86_400)
                #expect(try await bench.schedules.advance().started == ["nightly"])
            }
            #expect(try await bench.queue.list().items.count == 2)
            #expect(try await bench.schedules.runNow("nightly") != nil)
        }
    }

    @Test("a run that replaces asks the one before to stop first", arguments: TestDatabases.engines)
    func replace(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(nightly { $0.overlap = .replace })
            bench.clock.advance(3600)
            _ = try await bench.schedules.advance()
            let job = try await bench.claimOne()
            _ = try await bench.queue.heartbeat(job, lease: .seconds(500_000))
            bench.clock.advance(86_400)
            #expect(try await bench.schedules.advance().stopping == [job.id])
            #expect(try await bench.queue.show(job.id)?.job.cancelRequested == true)
            _ = try await bench.queue.finish(job, .cancel(reason: "asked"))
            #expect(try await bench.schedules.advance().started == ["nightly"])
        }
    }

    @Test("a job that must stop on battery is asked to", arguments: TestDatabases.engines)
    func stopsOnBattery(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(nightly { $0.stopsOnBattery = true })
            bench.clock.advance(3600)
            #expect(try await bench.schedules.advance().started == ["nightly"])
            let job = try await bench.claimOne()
            #expect(try await bench.schedules.advance().stopping.isEmpty)
            #expect(try await bench.schedules.advance(battery).stopping == [job.id])
            #expect(try await bench.queue.show(job.id)?.job.cancelRequested == true)
            #expect(try await bench.schedules.advance(battery).stopping.isEmpty)
        }
    }

    @Test("a job that had not begun on mains power is made anew when there is some", arguments: TestDatabases.engines)
    func delayedOnBattery(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            var schedule = try nightly {
                $0.stopsOnBattery = true
                $0.onlyOnMains = true
            }
            schedule.randomDelay = .seconds(3600)
            try await bench.schedules.put(schedule)
            bench.clock.advance(3600)
            #expect(try await bench.schedules.advance().started == ["nightly"])
            #expect(try await bench.schedules.advance(battery).stopping.count == 1)
            bench.clock.advance(600)
            #expect(try await bench.schedules.advance(battery).held == ["nightly"])
            #expect(try await bench.schedules.advance().started == ["nightly"])
            let states = try await bench.queue.list().items.map(\.state)
            #expect(Set(states) == [.cancelled, .waiting] && states.count == 2)
            let next = try Date("2026-01-02T01:00:00Z", strategy: .iso8601)
            #expect(try await bench.schedules.show("nightly")?.nextAt == next)
        }
    }

    @Test("the triggers of one task count as one another's jobs", arguments: TestDatabases.engines)
    func task(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            var first = try nightly()
            first.task = "nights"
            var second = first
            second.name = "nights (2)"
            second.trigger = try Trigger(parsing: "30 2 * * *")
            try await bench.schedules.put(first)
            try await bench.schedules.put(second)
            bench.clock.advance(3600)
            #expect(try await bench.schedules.advance().started == ["nightly"])
            bench.clock.advance(1800)
            #expect(try await bench.schedules.advance().skipped == ["nights (2)"])
            #expect(try await bench.schedules.runNow("nights (2)") == nil)
        }
    }

    @Test func `rules read as they are written, and wrong ones are told`() throws {
        var rules = ScheduleRules()
        #expect(try ScheduleRules(rules.json) == rules && rules.json == .object([]))
        rules.overlap = .replace
        rules.catchesUp = false
        rules.stopsOnBattery = true
        #expect(try ScheduleRules(rules.json) == rules)
        for wrong in [["overlap": "both"], ["catch_up": 1], ["strange": true], .array([])] as [JSON] {
            #expect(throws: JobsError(.invalidRequest, "")) { try ScheduleRules(wrong) }
        }
    }
}

@Suite struct LinuxMachineTests {
    private func state(_ files: [String: String]) throws -> MachineState {
        let folder = try TemporaryFolder()
        for (path, text) in files { try folder.write(path, Array((text + "\n").utf8)) }
        return LinuxMachine(root: folder.path).state()
    }

    @Test func `power is read from the supplies`() throws {
        let plugged = ["power_supply/AC/type": "Mains", "power_supply/AC/online": "1"]
        let unplugged = ["power_supply/AC/type": "Mains", "power_supply/AC/online": "0"]
        let cell = ["power_supply/BAT0/type": "Battery", "power_supply/BAT0/status": "Discharging"]
        let mouse = [
            "power_supply/m/type": "Battery", "power_supply/m/status": "Discharging", "power_supply/m/scope": "Device",
        ]
        #expect(try !state([:]).isOnBattery)
        #expect(try !state(plugged.merging(cell) { $1 }).isOnBattery)
        #expect(try state(unplugged.merging(cell) { $1 }).isOnBattery)
        #expect(try state(cell).isOnBattery)
        #expect(try !state(mouse).isOnBattery)
        #expect(try !state(unplugged).isOnBattery)
    }

    @Test func `a network is a device that is up, other than the loopback`() throws {
        let loopback = ["net/lo/operstate": "unknown"]
        #expect(try state([:]).hasNetwork)
        #expect(try !state(loopback).hasNetwork)
        #expect(try state(loopback.merging(["net/eth0/operstate": "up"]) { $1 }).hasNetwork)
        #expect(try !state(loopback.merging(["net/eth0/operstate": "down"]) { $1 }).hasNetwork)
    }
}
