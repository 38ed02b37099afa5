// SPDX-License-Identifier: Apache-2.0
import Logbook

/// A device that asks with a token of its own, and in whose name it does.
struct ReportingDevice: Sendable, Hashable {
    let token: DeviceToken
    /// The name of the account that it reports for.
    let accountName: String
}
