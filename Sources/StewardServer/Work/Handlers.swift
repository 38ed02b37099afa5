// SPDX-License-Identifier: Apache-2.0
import Files
package import Logging
package import StewardJobs

/// What jobs this program can do.
package enum Handlers {
    /// A handler for every kind.
    /// - Parameter logger: told when a storage is above its threshold. Channels that reach people come later; until
    ///   then it is one warning in the log, and an entry in the connection's book when the threshold is crossed.
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
            }
    }
}
