// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// On what conditions a due schedule makes its job, and what happens when its job before is not over.
package struct ScheduleRules: Sendable, Hashable {
    /// What happens when it is due while its job before still waits or runs.
    package enum Overlap: String, Sendable, CaseIterable {
        /// That time is left out.
        case skip
        /// It waits until the job before is over. However often it is due meanwhile, one job waits.
        case queue
        /// It makes another job beside it.
        case parallel
        /// The job before is asked to stop, and it begins when that is over.
        case replace
    }

    package var overlap: Overlap = .skip
    /// Whether a time at which no scheduler looked, or a condition did not hold, is made up for as soon as it can be.
    package var catchesUp = true
    /// Begins only while the machine is on mains power.
    package var onlyOnMains = false
    /// Its job is asked to stop when the machine goes on battery.
    package var stopsOnBattery = false
    /// Begins only while there is a network.
    package var onlyWithNetwork = false
    /// Whether the machine is to be woken for it. Steward cannot do that; systemd's timers and Windows can.
    package var wakesMachine = false

    /// Catches up, never overlaps, and asks nothing of the machine.
    package static let standard = ScheduleRules()

    package init() {}
}

extension ScheduleRules {
    private static let flags: [(key: String, path: any WritableKeyPath<ScheduleRules, Bool> & Sendable)] = [
        ("catch_up", \.catchesUp), ("only_on_mains", \.onlyOnMains), ("stop_on_battery", \.stopsOnBattery),
        ("only_with_network", \.onlyWithNetwork), ("wake", \.wakesMachine),
    ]

    /// As an object; what is standard is left out.
    package var json: JSON {
        var members: [JSON.Member] = []
        if overlap != .skip { members.append(.init("overlap", .string(overlap.rawValue))) }
        for flag in Self.flags where self[keyPath: flag.path] != Self.standard[keyPath: flag.path] {
            members.append(.init(flag.key, .bool(self[keyPath: flag.path])))
        }
        return .object(members)
    }

    /// Reads what ``json`` gives.
    /// - Throws: ``JobsError`` that names the member.
    package init(_ json: JSON) throws(JobsError) {
        guard let members = json.members else {
            throw JobsError(.invalidRequest, "The rules of a schedule are an object, as {\"overlap\": \"queue\"}.")
        }
        for member in members {
            if member.key == "overlap" {
                guard let overlap = member.value.string.flatMap({ Overlap(rawValue: $0) }) else {
                    let known = Overlap.allCases.map(\.rawValue).joined(separator: ", ")
                    throw JobsError(.invalidRequest, "“overlap” of a schedule's rules is one of \(known).")
                }
                self.overlap = overlap
            } else if let flag = Self.flags.first(where: { $0.key == member.key }), let value = member.value.bool {
                self[keyPath: flag.path] = value
            } else {
                let known = (["overlap"] + Self.flags.map(\.key)).joined(separator: ", ")
                throw JobsError(
                    .invalidRequest,
                    "“\(member.key)” is no rule of schedules, or is not true or false; the rules are \(known).")
            }
        }
    }
}
