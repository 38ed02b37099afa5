// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Hummingbird
import StewardCore
import StewardJobs

/// What an address asks of the list of jobs.
struct JobsFilter: Sendable, Hashable {
    var state: JobState?
    var kind: String?
    var schedule: String?
    /// The first and the last day, both included, in the visitor's zone.
    var from: LocalDay?
    var to: LocalDay?
    var needsPerson = false
    /// Where the page begins.
    var after: String?

    /// What may stand behind the `?`.
    static let queries: [(name: String, purpose: String)] = [
        ("state", "Only jobs in this state: waiting, running, done, cancelled, discarded"),
        ("kind", "Only jobs of this kind"), ("schedule", "Only jobs of this schedule"),
        ("from", "Only jobs made on this day or later, as 2026-11-21"),
        ("to", "Only jobs made on this day or earlier"),
        ("needs", "“person”: only jobs that failed and need a person"),
        ("after", "What the page before gave as next"),
    ]

    /// Reads an address. What has no meaning is left out: a filter in an old bookmark is no error.
    init(_ request: Request) {
        func value(_ name: String) -> String? {
            request.uri.queryParameters[name[...]].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
        }
        state = value("state").flatMap { JobState(rawValue: $0) }
        kind = value("kind").map { String($0.prefix(100)) }
        schedule = value("schedule").map { String($0.prefix(100)) }
        from = value("from").flatMap { LocalDay($0) }
        to = value("to").flatMap { LocalDay($0) }
        needsPerson = value("needs") == "person"
        after = value("after").map { String($0.prefix(100)) }
    }

    init() {}

    /// Whether nothing is asked for.
    var isPlain: Bool { self == JobsFilter() }

    func filter(in zone: LocalZone) -> JobFilter {
        JobFilter(
            states: state.map { [$0] } ?? [], kinds: kind.map { [$0] } ?? [], schedule: schedule,
            since: from?.start(in: zone), before: to.map { ($0 + 1).start(in: zone) }, needsPerson: needsPerson)
    }

    /// The address of the same list from another place on.
    func address(after: String?) -> String {
        let pairs = [
            ("state", state?.rawValue), ("kind", kind), ("schedule", schedule), ("from", from?.description),
            ("to", to?.description), ("needs", needsPerson ? "person" : nil), ("after", after),
        ].compactMap { name, value in value.map { "\(name)=\(HTML.pathComponent($0))" } }
        return pairs.isEmpty ? "/jobs" : "/jobs?" + pairs.joined(separator: "&") + "#history"
    }
}
