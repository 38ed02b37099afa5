// SPDX-License-Identifier: Apache-2.0
import Files
import Logbook
package import Logging
package import StewardJobs

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
        elections(installation) + ledger(installation)
            + LogbookJobs.handlers(installation.logbook, measuring: LogbookConnections(installation))
            + FileJobs.handlers(
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
