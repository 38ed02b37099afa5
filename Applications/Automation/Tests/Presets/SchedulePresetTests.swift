// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import Testing

@testable import Automation

@Suite("The presets")
struct SchedulePresetTests {
    @Test("the five tasks are due when they were promised to be")
    func times() throws {
        let lines = try SchedulePreset.all.map { preset in
            let schedule = try preset.schedule()
            return "\(preset.id) | \(schedule.name) | \(schedule.kind) | \(schedule.trigger)"
        }
        #expect(
            lines == [
                "backup-gnucash | Backup GnuCash DB | backups.run | daily at 02:00",
                "backup-timeline | Backup Timeline DB | backups.run | daily at 02:15",
                "backup-jobscheduler | Backup Job Scheduler DB | backups.run | daily at 02:30",
                "health-check | System Health Check | automation.health | daily at 06:00",
                "purge-logs | Purge Old Logs | automation.purge | weekly on sun at 03:00",
            ])
        let sunday = try SchedulePreset.named("purge-logs").schedule(.init(zone: try LocalZone("Europe/Amsterdam")))
        let next = sunday.trigger.next(after: Date(timeIntervalSince1970: 1_763_769_600), in: sunday.zone)
        #expect(next?.formatted(.iso8601) == "2025-11-23T02:00:00Z")
    }

    @Test("battery, wake, delay, restart and instance rules are data")
    func rules() throws {
        for preset in SchedulePreset.all {
            let schedule = try preset.schedule()
            #expect(schedule.rules.onlyOnMains && schedule.rules.stopsOnBattery && schedule.rules.catchesUp)
            #expect(schedule.rules.overlap == .skip)
            #expect(schedule.rules.wakesMachine == (schedule.kind == "backups.run"))
            #expect(schedule.randomDelay == .seconds(300) && schedule.timeLimit != nil)
            #expect(schedule.maxAttempts == (schedule.kind == "backups.run" ? 4 : 2))
        }
        #expect(try SchedulePreset.named("Backup Timeline DB").schedule().payload == ["set": "timeline"])
    }

    @Test("name, time, zone and payload can be set")
    func changes() throws {
        let preset = try SchedulePreset.named("purge-logs")
        let zone = try LocalZone("Asia/Bangkok")
        let rules = LogPurge([.folder(.logs("/srv/logs"))]).json
        var schedule = try preset.schedule(.init(name: "Mine", due: "04:30", zone: zone, payload: rules))
        #expect(schedule.name == "Mine" && schedule.trigger.description == "weekly on sun at 04:30")
        #expect(schedule.zone == zone && schedule.payload == rules)
        schedule = try preset.schedule(.init(due: "daily at 05:00"))
        #expect(schedule.trigger.description == "daily at 05:00")
        #expect(throws: JobsError.self) { try preset.schedule(.init(due: "25:00")) }
        #expect(throws: AutomationError(.notFound, "")) { try SchedulePreset.named("none") }
    }
}
