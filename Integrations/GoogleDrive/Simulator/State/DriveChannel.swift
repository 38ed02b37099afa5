// SPDX-License-Identifier: Apache-2.0

/// A watch that somebody asked for. The simulator never calls the address.
struct DriveChannel: Sendable {
    let id: String
    let resourceId: String
    let account: String
}
