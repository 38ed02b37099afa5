// SPDX-License-Identifier: Apache-2.0

/// What a request that creates or changes a file says besides the metadata.
struct DriveWrite: Sendable {
    var viewer: DriveViewer
    var content: StoredContent?
    var addParents: [String] = []
    var removeParents: [String] = []
    var keepRevisionForever = false
    /// Came as a call of the API: limits hold, and the file is the program's own.
    var isCall = true
    /// A limit on top of the account's own, set by a fault.
    var storageLimit: Int64?
}
