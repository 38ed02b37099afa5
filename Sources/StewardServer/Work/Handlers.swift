// SPDX-License-Identifier: Apache-2.0
import Files
package import Logging
package import StewardJobs

/// What jobs this program can do.
package enum Handlers {
    /// A handler for every kind.
    /// - Parameter logger: told when a storage is above its threshold, like every connection that sends notices, and
    ///   when one of those fails.
    package static func all(
        _ installation: Installation, logger: Logger = Logger(label: "steward")
    ) -> [any JobHandler] {
        elections(installation)
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
                for warning in await Alerts(installation).send(report, of: installation.files).warnings {
                    logger.warning("\(warning)")
                }
            }
    }
}
