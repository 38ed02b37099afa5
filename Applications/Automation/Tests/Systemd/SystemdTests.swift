// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs
import StewardTestKit
import Testing

@testable import Automation

private let today = LocalDay(number: 20_000)
private let analyze = "/usr/bin/systemd-analyze"

/// Asks the real systemd of this machine.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: analyze)))
struct SystemdTests {
    private func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(filePath: analyze)
        process.arguments = arguments
        process.environment = ["LC_ALL": "C", "PATH": "/usr/bin:/bin", "TZ": "UTC"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    private func schedule(_ text: String, zone: String = "UTC") throws -> Schedule {
        let action = CommandAction(program: "/bin/true", arguments: ["a b", "$HOME", "100%", "\"q\"", "\\"])
        return Schedule(
            name: "Nightly % backup", kind: CommandAction.kind, payload: action.json,
            trigger: try Trigger(parsing: text), zone: try LocalZone(zone))
    }

    /// What systemd says about an expression's next times.
    private func times(_ expression: String, from base: String, count: Int) throws -> [Date] {
        let found = try run(["calendar", "--base-time=\(base)", "--iterations=\(count)", expression])
        #expect(found.status == 0, "\(expression): \(found.text)")
        return found.text.split(separator: "\n").compactMap { line in
            guard let colon = line.range(of: ": ") else { return nil }
            let label = line[..<colon.lowerBound].trimmingCharacters(in: .whitespaces)
            guard label == "Next elapse" || label.hasPrefix("Iter. #") else { return nil }
            let parts = line[colon.upperBound...].split(separator: " ")
            guard parts.count == 4, parts[3] == "UTC" else { return nil }
            return try? Date("\(parts[1])T\(parts[2])Z", strategy: .iso8601)
        }
    }

    static let triggers = [
        "daily at 02:00", "daily at 02:00:30", "weekly on sat,sun at 12:08:45 repeating every 1h for 1d",
        "weekly on sun at 18:00", "monthly on 1 at 02:00", "monthly on 15 in mar,sep at 11:00",
        "monthly on 1,last at 11:00", "daily at 10:00 repeating every 20m for 3h", "0 2 * * *", "*/15 * * * *",
        "5,35 8-18/2 * * 1-5", "0 0 1 * 1", "0 0 13 * fri", "0 0 */2 * 1", "@monthly", "0 9 29 2 *", "every 15m",
        "every 6h", "every 1d", "every 30s", "0 2 * 1-3 0-6",
    ]

    @Test(arguments: Self.triggers)
    func `systemd runs it when Steward does`(text: String) throws {
        let trigger = try Trigger(parsing: text)
        let base = try Date("2026-11-22T03:04:05Z", strategy: .iso8601)
        let expressions = try SystemdCalendar.expressions(trigger, in: .utc)
        var found: Set<Date> = []
        for expression in expressions {
            found.formUnion(try times(expression, from: "2026-11-22 03:04:05 UTC", count: 40))
        }
        let wanted = trigger.upcoming(min(20, found.count), after: base, in: .utc)
        #expect(!wanted.isEmpty && Array(found.sorted().prefix(wanted.count)) == wanted)
    }

    @Test func `zones are written, and the wall is theirs`() throws {
        let expressions = try SystemdCalendar.expressions(
            Trigger(parsing: "daily at 02:15"), in: try LocalZone("Asia/Kolkata"))
        let found = try times(expressions[0], from: "2026-11-22 03:04:05 UTC", count: 1)
        #expect(found == [try Date("2026-11-22T20:45:00Z", strategy: .iso8601)])
    }

    @Test func `units of every rule are good for systemd`() throws {
        var schedule = try schedule("weekly on sat,sun at 12:08:45 repeating every 1h for 1d", zone: "Asia/Kolkata")
        schedule.randomDelay = .seconds(3600)
        schedule.rules.onlyOnMains = true
        schedule.rules.onlyWithNetwork = true
        schedule.rules.wakesMachine = true
        var action = try CommandAction(schedule.payload)
        action.folder = "/tmp"
        action.environment = ["A": "b c %d \"e\"", "LANG": "C.UTF-8"]
        action.restart = .init(count: 3, interval: .seconds(300))
        schedule.payload = action.json
        let units = try SystemdUnits(schedule, steward: "/usr/bin/steward", today: today)
        #expect(units.name == "steward-nightly-backup")
        for line in [
            "RandomizedDelaySec=3600s", "Persistent=true", "WakeSystem=true",
        ] { #expect(units.timer.contains(line)) }
        for line in [
            "ConditionACPower=true", "TimeoutStartSec=259200s", "Restart=on-failure", "RestartSec=300s",
            "StartLimitBurst=4", "After=network-online.target", "100%%", "$$HOME",
        ] { #expect(units.service.contains(line), "\(line)") }
        let folder = try TemporaryFolder()
        let timer = try folder.write("\(units.name).timer", Array(units.timer.utf8))
        let service = try folder.write("\(units.name).service", Array(units.service.utf8))
        let found = try run(["verify", timer, service])
        let own = found.text.split(separator: "\n").filter { $0.contains(units.name) }
        #expect(own.isEmpty, "\(found.text)")
        // A check that is seen failing.
        let bad = try folder.write("bad.service", Array(units.service.replacing("oneshot", with: "sometimes").utf8))
        #expect(try run(["verify", bad]).text.contains("sometimes"))
    }

    @Test func `what systemd cannot do is told`() throws {
        var schedule = try schedule(
            "daily at 02:00 from 2030-01-01 repeating every 1h for 3h", zone: "Europe/Amsterdam")
        schedule.rules.overlap = .queue
        schedule.rules.stopsOnBattery = true
        let notes = try SystemdUnits(schedule, steward: "/usr/bin/steward", today: today).notes
        for words in ["does not queue", "goes on battery", "2030-01-01", "clocks change"] {
            #expect(notes.contains { $0.contains(words) }, "\(words)")
        }
        for text in [
            "every 3 days at 02:00 from 2026-01-05", "every 2 weeks on tue at 07:30 from 2026-01-06", "every 7m",
        ] {
            let other = try self.schedule(text)
            #expect(throws: AutomationError(.unsupported, "")) {
                try SystemdUnits(other, steward: "/usr/bin/steward", today: today)
            }
        }
    }

    @Test func `names become names of units`() {
        #expect(SystemdUnits.unitName("../../etc/x") == "steward-etc-x")
        #expect(SystemdUnits.unitName("ตรวจ") == "steward-schedule")
    }

    @Test func `a name with a line break adds no line to a unit`() throws {
        var schedule = try schedule("daily at 02:00")
        schedule.name = "a\nExecStart=/bin/evil"
        let units = try SystemdUnits(schedule, steward: "/usr/bin/steward", today: today)
        #expect(!units.service.split(separator: "\n").contains("ExecStart=/bin/evil"))
    }
}

@Suite struct CronTextTests {
    private func lines(_ text: String, zone: String = "UTC") throws -> [String] {
        let action = CommandAction(
            program: "/bin/true", arguments: ["it's", "100%"], folder: "/tmp", timeLimit: .seconds(60))
        let schedule = Schedule(
            name: "n", kind: CommandAction.kind, payload: action.json, trigger: try Trigger(parsing: text),
            zone: try LocalZone(zone))
        return try CronLines(schedule, steward: "/usr/bin/steward", today: today).lines
    }

    @Test func `what cron can say is said, and means the same`() throws {
        let command = #" cd /tmp && timeout 60 /bin/true 'it'\''s' '100\%'"#
        #expect(try lines("0 2 * * *") == ["0 2 * * *" + command])
        for text in [
            "daily at 02:00", "weekly on mon,tue,wed,fri at 12:00", "monthly on 1,15 in mar at 11:30",
            "daily at 10:00 repeating every 20m for 3h", "weekly on sat,sun at 12:08 repeating every 1h for 1d",
            "every 15m", "every 6h", "@daily",
        ] {
            let found = try lines(text).map { try CronExpression(parsing: String($0.dropLast(command.count))) }
            let base = Date(timeIntervalSince1970: 1_795_316_645)
            let wanted = try Trigger(parsing: text).upcoming(60, after: base, in: .utc)
            var all: Set<Date> = []
            for expression in found { all.formUnion(Trigger.cron(expression).upcoming(60, after: base, in: .utc)) }
            #expect(Array(all.sorted().prefix(60)) == wanted, "\(text)")
        }
    }

    @Test func `what cron cannot say is refused or told`() throws {
        for text in [
            "daily at 02:00:30", "monthly on last at 02:00", "every 3 days at 02:00", "every 7m", "every 30s",
        ] { #expect(throws: AutomationError(.unsupported, "")) { try lines(text) } }
        let action = CommandAction(program: "/bin/true", restart: .init(count: 1, interval: .seconds(60)))
        var schedule = Schedule(
            name: "n", kind: CommandAction.kind, payload: action.json, trigger: try Trigger(parsing: "@daily"),
            zone: try LocalZone("Asia/Bangkok"), randomDelay: .seconds(60))
        schedule.rules.onlyOnMains = true
        let notes = try CronLines(schedule, steward: "/usr/bin/steward", today: today).notes
        for words in ["Asia/Bangkok", "random delay", "not made up", "on battery", "after a failure"] {
            #expect(notes.contains { $0.contains(words) }, "\(words)")
        }
        let broken = CommandAction(program: "/bin/echo", arguments: ["a\n* * * * * evil"])
        schedule.payload = broken.json
        #expect(throws: AutomationError(.unsupported, "")) {
            try CronLines(schedule, steward: "/usr/bin/steward", today: today)
        }
    }
}
