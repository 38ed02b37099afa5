// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
package import StewardJobs

/// When people are told, and how often.
package struct AlertRules: Sendable, Hashable {
    /// How long after it was told something that lasts is told again.
    package var reminder: Duration = .seconds(86_400)
    /// How many times longer each pause before the next reminder is; 1 keeps it the same.
    package var growth: Double = 2
    /// The longest pause between reminders.
    package var longestReminder: Duration = .seconds(7 * 86_400)
    /// How long something that came back must be gone before it counts as over; doubled each time that it comes back.
    package var calm: Duration = .seconds(600)
    /// The longest such time.
    package var longestCalm: Duration = .seconds(6 * 3600)
    /// For how long it is remembered that something was the matter and came back.
    package var memory: Duration = .seconds(86_400)
    /// More things than this at once are told in one notice.
    package var separate = 3
    package var quiet: [QuietHours] = []
    /// In which zone times in notices are.
    package var zone = LocalZone.utc
    /// The connection that is pinged as long as all is well; `nil` pings none.
    package var heartbeat: String?
    /// How often.
    package var heartbeatEvery: Duration = .seconds(600)

    package init() {}

    /// Whether only what is critical is told at an instant.
    package func isQuiet(_ instant: Date) -> Bool { quiet.contains { $0.contains(instant) } }

    /// How long something that came back so often must be gone; the first time it is over at once.
    func calm(after returns: Int) -> Double {
        guard returns > 0 else { return 0 }
        let factor = Double(sign: .plus, exponent: min(returns - 1, 40), significand: 1)
        return min(calm.inSeconds * factor, longestCalm.inSeconds)
    }

    /// The pause before reminder number `count` (from 0).
    func pause(before count: Int) -> Double {
        var pause = reminder.inSeconds
        for _ in 0..<min(count, 64) where pause < longestReminder.inSeconds { pause *= growth }
        return min(pause, max(longestReminder.inSeconds, reminder.inSeconds))
    }

    /// - Throws: ``AutomationError`` with `invalid`, naming what is out of bounds.
    package func validate() throws(AutomationError) {
        let minute = Duration.seconds(60)
        guard reminder >= minute * 5, longestReminder >= minute * 5 else {
            throw AutomationError(.invalid, "A reminder comes after 5 minutes at the soonest.")
        }
        guard growth >= 1, growth <= 10 else {
            throw AutomationError(.invalid, "The pauses between reminders grow by a factor from 1 to 10.")
        }
        guard calm >= .zero, longestCalm >= calm, memory >= .zero else {
            throw AutomationError(.invalid, "The calm before something counts as over cannot be negative.")
        }
        guard heartbeatEvery >= minute else {
            throw AutomationError(.invalid, "The sign of life is sent once a minute at the most.")
        }
        guard quiet.count <= 20 else { throw AutomationError(.invalid, "There may be at most 20 quiet hours.") }
    }
}

extension AlertRules {
    /// As they are kept and shown.
    package var json: JSON {
        [
            "reminder_seconds": .integer(Int64(reminder.inSeconds)), "growth": .number(growth),
            "longest_reminder_seconds": .integer(Int64(longestReminder.inSeconds)),
            "calm_seconds": .integer(Int64(calm.inSeconds)),
            "longest_calm_seconds": .integer(Int64(longestCalm.inSeconds)),
            "memory_seconds": .integer(Int64(memory.inSeconds)), "separate": .integer(Int64(separate)),
            "quiet": .array(quiet.map(\.json)), "zone": .string(zone.identifier),
            "heartbeat": heartbeat.map(JSON.string) ?? .null,
            "heartbeat_every_seconds": .integer(Int64(heartbeatEvery.inSeconds)),
        ]
    }

    /// Reads what is kept; a member that is missing has its standard value.
    /// - Throws: ``AutomationError`` with `invalid`.
    package init(_ json: JSON) throws(AutomationError) {
        func duration(_ key: String, _ standard: Duration) -> Duration {
            json[key]?.integer.map { .seconds($0) } ?? standard
        }
        reminder = duration("reminder_seconds", reminder)
        longestReminder = duration("longest_reminder_seconds", longestReminder)
        calm = duration("calm_seconds", calm)
        longestCalm = duration("longest_calm_seconds", longestCalm)
        memory = duration("memory_seconds", memory)
        heartbeatEvery = duration("heartbeat_every_seconds", heartbeatEvery)
        switch json["growth"] {
        case .number(let value): growth = value
        case .integer(let value): growth = Double(value)
        default: break
        }
        separate = json["separate"]?.integer.map { Int(clamping: $0) } ?? separate
        heartbeat = json["heartbeat"]?.string
        if let name = json["zone"]?.string, let zone = try? LocalZone(name) { self.zone = zone }
        for hours in json["quiet"]?.array ?? [] { quiet.append(try QuietHours(hours)) }
        try validate()
    }
}

extension Duration {
    /// As seconds.
    fileprivate var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
