// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups

/// How long a set's copies off-site are kept, as it is given on the command line. What is not given is as it is here.
struct BackupCopyFields: ParsableArguments {
    @Option(name: .customLong("offsite-keep-days"), help: "Off-site, everything younger than so many days stays.")
    var days: Int?

    @Option(
        name: .customLong("offsite-keep-minimum"),
        help: "So many verified copies must be that young before an older one goes.")
    var minimum: Int?

    @Option(name: .customLong("offsite-keep-daily"), help: "Of older copies, keep the newest of so many days.")
    var daily: Int?

    @Option(name: .customLong("offsite-keep-weekly"), help: "The newest of so many weeks.")
    var weekly: Int?

    @Option(name: .customLong("offsite-keep-monthly"), help: "The newest of so many months.")
    var monthly: Int?

    @Option(name: .customLong("offsite-keep-yearly"), help: "The newest of so many years.")
    var yearly: Int?

    @Flag(name: .customLong("offsite-keep-as-here"), help: "Keep copies as long as the backups here, as at first.")
    var isAsHere = false

    @Flag(
        name: .customLong("offsite-append-only"), inversion: .prefixedNo,
        help: "Never remove a copy: the place takes files only. Default: no.")
    var isAppendOnly: Bool?

    /// The set with what was given.
    func change(_ set: inout BackupSet) throws {
        let numbers = [days, minimum, daily, weekly, monthly, yearly]
        let isGiven = numbers.contains { $0 != nil }
        guard isGiven || isAsHere || isAppendOnly != nil else { return }
        guard var place = set.offsite else {
            throw CommandError(
                .usage, "The set has no copies off-site; give --offsite with a connection that keeps files.")
        }
        if isAsHere {
            guard !isGiven else {
                throw CommandError(.usage, "Give --offsite-keep-as-here, or how long copies are kept.")
            }
            place.retention = nil
        }
        if isGiven {
            var rule = place.retention ?? set.retentionRule
            if let days { rule.days = days }
            if let minimum { rule.minimum = minimum }
            if let daily { rule.daily = daily }
            if let weekly { rule.weekly = weekly }
            if let monthly { rule.monthly = monthly }
            if let yearly { rule.yearly = yearly }
            if let problem = rule.problem { throw CommandError(.usage, "Off-site: \(problem)") }
            place.retention = rule
        }
        if let isAppendOnly { place.isAppendOnly = isAppendOnly }
        set.offsite = place
    }
}
