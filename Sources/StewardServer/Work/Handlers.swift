// SPDX-License-Identifier: Apache-2.0
import Automation
import Backups
import Files
import Logbook
package import Logging
package import StewardJobs
import Timeline

/// What jobs this program can do.
package enum Handlers {
    /// A handler for every kind.
    /// - Parameters:
    ///   - extra: one more channel for alerts, as mail.
    ///   - logger: told when a storage is above its threshold, like every connection that sends notices, and when one
    ///     of those fails.
    package static func all(
        _ installation: Installation, also extra: Alerts.Channel? = nil, logger: Logger = Logger(label: "steward")
    ) -> [any JobHandler] {
        let alerting = Alerting(installation, also: extra)
        return work(installation, also: extra, logger: logger).map { AlertNudge($0, alerting) }
            + [AlertJob(alerting)]
    }

    /// All but the alerts, which look at what these do.
    private static func work(
        _ installation: Installation, also extra: Alerts.Channel?, logger: Logger
    ) -> [any JobHandler] {
        var handlers = elections(installation) + ledger(installation)
        handlers += automation(installation)
        handlers += LogbookJobs.handlers(installation.logbook, measuring: LogbookConnections(installation))
        handlers += BackupJobs.handlers(
            installation.backups, connecting: DatabaseConnections(installation),
            storing: DatabaseConnections(installation))
        handlers += TimelineJobs.handlers {
            try await Timeline.open(file: installation.folder.timeline)
        }
        return handlers + files(installation, also: extra, logger: logger)
    }

    /// Those of connections that keep files; a storage above its threshold is told at once.
    private static func files(
        _ installation: Installation, also extra: Alerts.Channel?, logger: Logger
    ) -> [any JobHandler] {
        FileJobs.handlers(
            installation.files, connecting: FileConnections(installation), node: ProcessName.host,
            process: Int64(ProcessName.identifier)
        ) { report in
            logger.warning(
                "storage above threshold",
                metadata: [
                    "connection": "\(report.connection)", "use": "\(report.reading.text)",
                    "threshold": "\(report.reading.threshold)",
                ])
            let alerts = Alerts(installation, also: extra)
            for warning in await alerts.send(report, of: installation.files).warnings {
                logger.warning("\(warning)")
            }
        }
    }
}
