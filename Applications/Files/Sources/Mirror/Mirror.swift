// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
package import StewardLedger

/// A tree of folders of a connection that is kept here, and where that stands.
package struct Mirror: Sendable, Hashable {
    package let id: String
    package let connection: String
    /// The folder that the tree begins in.
    package let folder: String
    package let options: MirrorOptions
    /// The book in which is recorded what was fetched.
    package let book: BookID
    /// How often the tree was looked at.
    package let generation: Int64
    /// Whether the last look at the tree came to its end.
    package let isListed: Bool
    package let listedAt: Date?
    /// When the last run ended with nothing left to fetch that could be fetched.
    package let finishedAt: Date?
    /// When everything was looked at last.
    let wholeAt: Date?
    let token: String?
    let nextToken: String?
    let batch: Int64
    let recorded: Int64
}

/// What is mirrored, and where to.
package struct MirrorOptions: Sendable, Hashable {
    /// Where the files are kept.
    package enum Target: Sendable, Hashable {
        /// Every version as a blob.
        case blobs
        /// The newest version of each in a folder on disk, at its place in the tree. A version that was replaced is
        /// known by its hash only; what vanished at the service stays on disk.
        case folder(String)
    }
    package var target: Target
    /// Whether the folder is read without an account (`FolderPublic`).
    package var isPublic: Bool
    /// Whether documents of the service's own are exported; where not, they are counted as skipped.
    package var exportsDocuments: Bool

    package init(target: Target = .blobs, isPublic: Bool = false, exportsDocuments: Bool = true) {
        self.target = target
        self.isPublic = isPublic
        self.exportsDocuments = exportsDocuments
    }

    var json: JSON {
        var path: JSON = .null
        if case .folder(let folder) = target { path = .string(folder) }
        return ["target": path, "public": .bool(isPublic), "documents": .bool(exportsDocuments)]
    }

    init(_ json: JSON) {
        self.init(
            target: json["target"]?.string.map(Target.folder) ?? .blobs, isPublic: json["public"]?.bool ?? false,
            exportsDocuments: json["documents"]?.bool ?? true)
    }
}

/// How complete a mirror is.
package struct Coverage: Sendable, Hashable {
    /// Where a file of the tree stands.
    package enum Status: String, Sendable, CaseIterable {
        /// What the service has now is kept here.
        case present
        /// Nothing of it is kept yet.
        case missing
        /// An older version is kept; the newest could not be fetched yet.
        case changed
        /// It cannot be fetched: a document without export, or the account may not read it.
        case skipped
        /// It is in the tree no longer. What was fetched stays.
        case vanished
    }
    package var present: Int64 = 0
    package var missing: Int64 = 0
    package var changed: Int64 = 0
    package var skipped: Int64 = 0
    package var vanished: Int64 = 0
    /// Bytes of what is kept of the present and changed.
    package var bytes: Int64 = 0
    /// What is in the tree now.
    package var expected: Int64 { present + missing + changed + skipped }

    package init() {}

    package var json: JSON {
        [
            "expected": .integer(expected), "present": .integer(present), "missing": .integer(missing),
            "changed": .integer(changed), "skipped": .integer(skipped), "vanished": .integer(vanished),
            "bytes": .integer(bytes),
        ]
    }
}

/// One file of a mirrored tree.
package struct CoveredFile: Sendable, Hashable {
    /// Its id in the tree; of a shortcut the shortcut's own.
    package let item: String
    /// The id of its content.
    package let fileID: String
    /// The names from the top, joined by `/`; a `/` inside a name shows as `∕` (U+2215).
    package let path: String
    /// Its name, byte for byte as the service has it.
    package let name: String
    package let status: Coverage.Status
    /// Why it is missing, changed or skipped.
    package let reason: String?
    /// Bytes of what is kept; where nothing is, as the service says.
    package let size: Int64?
    /// The SHA-256 of what is kept.
    package let sha256: String?
    /// Where it lies below the mirror's folder on disk; `nil` for blobs.
    package let local: String?
    /// How many versions were fetched.
    package let versions: Int64
    package let fetchedAt: Date?
    package let modifiedAt: Date?
}
