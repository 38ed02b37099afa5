// SPDX-License-Identifier: Apache-2.0

/// What a request that creates or changes a file says besides the metadata.
struct DriveWrite: Sendable {
    var viewer: DriveViewer
    var content: StoredContent?
    var addParents: [String] = []
    var removeParents: [String] = []
    var keepRevisionForever = false
    var enforcesLimits = true
    /// A limit on top of the account's own, set by a fault.
    var storageLimit: Int64?
}
