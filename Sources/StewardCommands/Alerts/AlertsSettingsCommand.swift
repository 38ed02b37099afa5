// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward alerts settings`
struct AlertsSettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Show or change when people are told.",
        discussion: """
            Without options it shows the settings. Spans of time are written as 30m, 12h or 1d; days as mon,tue,sat.
            """)

    @Option(name: .long, help: "The pause before the first reminder of what lasts.")
    var reminder: String?

    @Option(name: .long, help: "How many times longer each pause is than the one before.")
    var growth: Double?

    @Option(name: .long, help: "The longest pause between reminders.")
    var longestReminder: String?

    @Option(name: .long, help: "How long something that came back must be gone to be over.")
    var calm: String?

    @Option(
        name: .long,
        help: "Quiet hours, as 22:00-07:00, or with days 22:00-09:00@fri,sat. May be given several times.")
    var quietHours: [String] = []

    @Flag(name: .long, help: "Have no quiet hours.")
    var noQuietHours = false

    @Option(name: .long, help: "The time zone of notices and quiet hours, as Europe/Amsterdam.")
    var zone: String?

    @Option(name: .long, help: "The connection (Healthchecks) that is pinged as long as all is well.")
    var heartbeat: String?

    @Flag(name: .long, help: "Ping none.")
    var noHeartbeat = false

    @Option(name: .long, help: "How often it is pinged.")
    var heartbeatEvery: String?

    @OptionGroup var alerts: AlertOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await alerts.with { alerting in
            let old = try await alerting.rules()
            let rules = try changed(old)
            if let heartbeat { try await alerting.checkHeart(heartbeat) }
            if rules != old { try await alerting.set(rules, by: alerts.actor) }
            output.printer.show(Self.record(rules))
        }
    }

    private func changed(_ old: AlertRules) throws -> AlertRules {
        var rules = old
        rules.reminder = try span(reminder) ?? old.reminder
        rules.longestReminder = try span(longestReminder) ?? old.longestReminder
        rules.calm = try span(calm) ?? old.calm
        rules.longestCalm = max(rules.longestCalm, rules.calm)
        rules.heartbeatEvery = try span(heartbeatEvery) ?? old.heartbeatEvery
        rules.growth = growth ?? old.growth
        if let zone { rules.zone = try LocalZone(zone) }
        if noQuietHours { rules.quiet = [] }
        if !quietHours.isEmpty { rules.quiet = try quietHours.map { try Self.hours($0, rules.zone) } }
        if noHeartbeat { rules.heartbeat = nil }
        if let heartbeat { rules.heartbeat = heartbeat }
        return rules
    }

    private func span(_ text: String?) throws -> Duration? {
        guard let text else { return nil }
        guard let span = Duration(parsing: text) else {
            throw CommandError(.usage, "“\(text)” is no span of time; write it as 30m, 12h or 1d.")
        }
        return span
    }

    private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    private static func hours(_ text: String, _ zone: LocalZone) throws -> QuietHours {
        let parts = text.split(separator: "@", maxSplits: 1)
        guard parts.count == 2 else { return try QuietHours(text, zone: zone) }
        let chosen = try parts[1].split(separator: ",").map { name in
            guard let place = days.firstIndex(of: name.lowercased()) else {
                throw CommandError(.usage, "“\(name)” is no day; take mon, tue, wed, thu, fri, sat or sun.")
            }
            return place + 1
        }
        return try QuietHours(String(parts[0]), days: Set(chosen), zone: zone)
    }

    private static func record(_ rules: AlertRules) -> Record {
        let quiet = rules.quiet.map { hours -> JSON in
            let chosen =
                hours.days == QuietHours.everyDay
                ? ""
                : "@"
                    + hours.days.sorted().map { days[$0 - 1] }
                    .joined(separator: ",")
            return .string("\(hours.text)\(chosen) \(hours.zone.identifier)")
        }
        return Record([
            ("reminder", "Reminder after", .string(rules.reminder.text)),
            ("growth", "Growing by", .number(rules.growth)),
            ("longest_reminder", "Longest pause", .string(rules.longestReminder.text)),
            ("calm", "Calm before over", .string(rules.calm.text)), ("quiet", "Quiet hours", .array(quiet)),
            ("zone", "Time zone", .string(rules.zone.identifier)),
            ("heartbeat", "Sign of life to", rules.heartbeat.map(JSON.string) ?? .null),
            ("heartbeat_every", "Every", .string(rules.heartbeatEvery.text)),
        ])
    }
}
