// SPDX-License-Identifier: Apache-2.0
package import StewardStore

extension Automation {
    /// The tables; run these with `Database.migrate` before anything else.
    package static let migrations = AlertTable.migrations + HealthRecords.migrations
}
