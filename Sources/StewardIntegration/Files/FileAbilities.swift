// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardCore

/// Has a trash.
public protocol FileTrashing: FileStoring {
    /// Moves files into the trash, or out of it. Twice is no error.
    ///
    /// - Returns: for each id the error that stopped it, `nil` when done; in the order given.
    /// - Throws: only what stops all of them.
    func setTrashed(_ trashed: Bool, _ ids: [String]) async throws -> [IntegrationError?]

    /// Removes everything in the trash for good. The service may take days to show it.
    func emptyTrash() async throws
}

/// Finds files by what is known of them.
public protocol FileSearching: FileStoring {
    /// A part of the files that fit.
    func search(_ query: FileQuery, after page: String?) async throws -> Page<StoredFile>

    /// What is directly in each of these folders, read with as few calls as the service allows, in no fixed order; an
    /// answer that is suspiciously empty is verified. The stream holds one page at a time.
    func children(of folders: [String]) -> AsyncThrowingStream<[StoredFile], any Error>
}

/// What files must have; everything that is set must hold.
public struct FileQuery: Sendable, Hashable {
    /// Directly in this folder.
    public var folder: String?
    /// In the trash or not; `nil` for both.
    public var isTrashed: Bool?
    /// Of one of these media types; empty for any.
    public var mediaTypes: [String]
    /// Not of this media type.
    public var exceptMediaType: String?
    /// Changed strictly later.
    public var modifiedAfter: Date?
    /// Of exactly this name, upper and lower case told apart.
    public var name: String?
    /// Makes a query; without anything set it fits every file.
    public init(
        folder: String? = nil, isTrashed: Bool? = false, mediaTypes: [String] = [], exceptMediaType: String? = nil,
        modifiedAfter: Date? = nil, name: String? = nil
    ) {
        self.folder = folder
        self.isTrashed = isTrashed
        self.mediaTypes = mediaTypes
        self.exceptMediaType = exceptMediaType
        self.modifiedAfter = modifiedAfter
        self.name = name
    }
}

/// Says how full it is.
public protocol StorageMeasuring: Sendable {
    /// What is used now. The service may lag behind.
    func storageUse() async throws -> StorageUse
}

/// How full a storage is, in bytes.
public struct StorageUse: Sendable, Hashable {
    /// The limit; `nil` when there is none.
    public let limit: Int64?
    /// Used by everything that counts against the limit.
    public let used: Int64
    /// Used by files, the trash included; `nil` when not said.
    public let usedByFiles: Int64?
    /// Used by files in the trash; part of ``usedByFiles``. `nil` when not said.
    public let usedInTrash: Int64?
    /// Makes a measurement.
    public init(limit: Int64?, used: Int64, usedByFiles: Int64? = nil, usedInTrash: Int64? = nil) {
        self.limit = limit
        self.used = used
        self.usedByFiles = usedByFiles
        self.usedInTrash = usedInTrash
    }
}

/// Tells what changed since a place in time.
public protocol ChangeFollowing: Sendable {
    /// The token of now: later ``changes(since:)`` begin here.
    func changeToken() async throws -> String
    /// A part of what changed since. A page may hold nothing; the newest token comes with the last page.
    func changes(since token: String) async throws -> ChangePage
}

/// A part of a list of changes.
public struct ChangePage: Sendable {
    /// The changes in the service's order; one file may come several times.
    public let changes: [Change]
    /// Where the next page begins, or, when `isLast`, where the next look begins.
    public let next: String
    /// Whether everything up to now was told.
    public let isLast: Bool
    /// Makes a page.
    public init(changes: [Change], next: String, isLast: Bool) {
        self.changes = changes
        self.next = next
        self.isLast = isLast
    }
    /// One change: the file as it is now, or `nil` when it is gone or out of sight.
    public struct Change: Sendable, Hashable {
        /// Which file.
        public let id: String
        /// As it is now.
        public let file: StoredFile?
        /// Makes a change.
        public init(id: String, file: StoredFile?) {
            self.id = id
            self.file = file
        }
    }
}

/// Gives the content of documents that have no bytes of their own.
public protocol DocumentExporting: Sendable {
    /// The media types that this document can be exported as, the best first; empty when it cannot.
    func exportTypes(of file: StoredFile) async throws -> [String]
    /// The document in this form.
    func export(_ file: StoredFile, as mediaType: String) async throws -> ByteStream
}
