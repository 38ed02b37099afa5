// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What to upload, and how.
package struct UploadOptions: Sendable, Hashable {
    /// What to do with a file or folder of the same name in the same folder.
    package enum Existing: String, Sendable, CaseIterable {
        /// Equal files are left, others get the new content, folders are shared.
        case update
        /// Everything is stored as new, beside what has the name already.
        case add
    }
    package var existing: Existing
    /// Whether only what is in the folder goes up, without a folder of its name.
    package var contentsOnly: Bool

    package init(existing: Existing = .update, contentsOnly: Bool = false) {
        self.existing = existing
        self.contentsOnly = contentsOnly
    }

    var json: JSON { ["existing": .string(existing.rawValue), "contents_only": .bool(contentsOnly)] }

    init(_ json: JSON) {
        self.init(
            existing: json["existing"]?.string.flatMap(Existing.init(rawValue:)) ?? .update,
            contentsOnly: json["contents_only"]?.bool ?? false)
    }
}
