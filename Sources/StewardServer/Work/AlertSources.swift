// SPDX-License-Identifier: Apache-2.0
package import Automation
import Files
import FoundationEssentials
import StewardCatalog
import StewardCore
import StewardIntegration
import StewardJobs
import StewardLedger

extension Alerting {
    /// The alerts of an installation: everything that it knows of what is the matter, and every way to reach people.
    /// - Parameter extra: one more channel, as mail of the environment.
    package init(_ installation: Installation, also extra: Alerts.Channel? = nil) {
        let alerts = Alerts(installation, also: extra)
        let connections = installation.connections
        self.init(
            database: installation.database, clock: installation.clock, sources: AlertSources.all(installation),
            channels: {
                try await alerts.channels().map { channel in
                    AlertChannel(name: channel.name) { notice, topic in
                        try await alerts.hand(notice, topic: topic, to: channel)
                    }
                }
            },
            heart: { name in
                guard let heart = try await connections.open(name) as? any Pinging else {
                    throw IntegrationError(
                        .unsupported, "The connection “\(name)” sends no pings; connect Healthchecks.")
                }
                return heart
            })
    }
}

/// What an installation knows of what is the matter.
enum AlertSources {
    static func all(_ installation: Installation) -> [MatterSource] {
        [
            .schedules(installation.jobs), storage(installation), connections(installation), books(installation),
            health(installation), backups(installation),
        ]
    }

    /// Storages above their threshold. Measuring tells of a crossing too, with the same key.
    private static func storage(_ installation: Installation) -> MatterSource {
        MatterSource(name: "storage") {
            let files = installation.files
            var found: [Matter] = []
            for (name, newest) in try await files.newestQuotas() where newest.isAbove {
                let crossing = try await files.lastCrossing(name) ?? newest
                let told = QuotaReport(connection: name, reading: crossing, hasCrossed: true)
                let notice = try Alerts.notice(told)
                found.append(
                    try Matter(
                        topic: Alerts.topic(storage: name), subject: notice.subject, text: notice.text,
                        kind: notice.kind, key: notice.key))
            }
            return found
        }
    }

    /// Connections that did not work when they were last used or asked. None is asked for this.
    private static func connections(_ installation: Installation) -> MatterSource {
        MatterSource(name: "connection") {
            let known = installation.connections
            let names = try await known.list().map(\.name)
            let states = try await known.states()
            return try names.compactMap { name in
                guard let state = states[name], state.verdict == .failing,
                    case .failing(let error)? = state.check?.health
                else { return nil }
                return try Matter(
                    topic: "connection:\(name)", subject: "The connection “\(name)” does not work",
                    text: "\(error.message)\nTry it again: steward connections check \(name)",
                    kind: "connection-failing")
            }
        }
    }

    /// Books in which the last verification found something wrong.
    private static func books(_ installation: Installation) -> MatterSource {
        MatterSource(name: "book") {
            let all = try await BookVerifications(installation).all()
            return try all.values.filter { !$0.isSound }.map { found in
                try Matter(
                    topic: "book:\(found.book.name)", severity: .critical,
                    subject: "The book \(found.book.name) is not as it was written",
                    text: "Its last verification, \(found.at.formatted(.iso8601)), found \(found.problemCount) "
                        + "problems.\nSee: steward ledger verify \(found.book.name)", kind: "book-broken")
            }.sorted { $0.topic < $1.topic }
        }
    }

    /// What the last health check found, but for what the other sources tell.
    private static func health(_ installation: Installation) -> MatterSource {
        MatterSource(name: "health") {
            try await HealthRecords(database: installation.database, ledger: installation.ledger)
                .matters(without: ["schedule ", "storage of ", "book ", "proof of "])
        }
    }
}
