// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardCore

/// Keeps files: the few methods that every store has. What only some can do has a protocol of its own
/// (``FileTrashing``, ``FileSearching``, ``StorageMeasuring``, ``ChangeFollowing``, ``DocumentExporting``).
public protocol FileStoring: Sendable {
    /// The id of the folder that everything begins in; an alias (`root`) will do.
    var rootFolder: String { get }

    /// One file as the service describes it now.
    /// - Throws: `notFound` with every cause that looks like it.
    func file(_ id: String) async throws -> StoredFile

    /// A part of what is directly in a folder, the trash left out. Only a page without `next` ends the list; a page may
    /// be empty.
    func files(in folder: String, after page: String?) async throws -> Page<StoredFile>

    /// The content from byte `start` to before byte `end`; `nil` for its end. A zero-byte file gives an empty stream.
    ///
    /// - Throws: `downloadQuota`, `flaggedAsAbuse`, `forbidden`, `notFound`; `conflict` when the content changed since
    ///   `file` was read; `invalidRequest` for a start behind the end. Reading the stream throws `unavailable` when it
    ///   breaks off: the stream never ends early without an error.
    func read(_ file: StoredFile, from start: Int64, to end: Int64?) async throws -> ByteStream

    /// Stores content under a new name or in place of a file, and checks the stored digest where the service gives one.
    ///
    /// With an id from ``newIDs(_:)`` in the target, writing twice makes one file: when the service says that the id is
    /// taken, the stored file is compared and given back. Large content goes up in a session that `keeper` keeps, so
    /// that a later call, also in another process, goes on from the byte that the service confirmed.
    /// - Throws: `storageFull`, `dailyLimit`, `rateLimited`, `forbidden`; `conflict` when the id is taken by other
    ///   content; `malformedReply` when the stored digest is not the content's. A cancelled upload leaves nothing
    ///   visible.
    func write(_ content: FileContent, to target: FileTarget, keeper: any UploadKeeping) async throws -> StoredFile

    /// Makes a folder. With an `id`, twice makes one.
    func makeFolder(named name: String, in folder: String, id: String?) async throws -> StoredFile

    /// Removes a file, or a folder with all that is in it, for good. `false`: there was none.
    func delete(_ id: String) async throws -> Bool

    /// Ids to be used once each in ``write(_:to:keeper:)`` and ``makeFolder(named:in:id:)``; empty when the service
    /// gives its own ids only.
    func newIDs(_ count: Int) async throws -> [String]
}

/// Where content goes.
public enum FileTarget: Sendable, Hashable {
    /// A new file in a folder. `id` from ``FileStoring/newIDs(_:)``, `nil` to let the service choose.
    case new(name: String, folder: String, id: String?)
    /// The content of this file is replaced.
    case replacing(id: String)
}

/// Content to store, and how to read it again from any place.
public struct FileContent: Sendable {
    /// Bytes; `nil` when unknown before the end.
    public let length: Int64?
    /// The media type to store.
    public let mediaType: String
    /// The time to store as last change; `nil` for now.
    public let modifiedAt: Date?
    /// Reads from an offset to the end. May be called several times; throws what reading throws.
    public let stream: @Sendable (_ offset: Int64) async throws -> ByteStream

    /// Describes content.
    public init(
        length: Int64?, mediaType: String = "application/octet-stream", modifiedAt: Date? = nil,
        stream: @escaping @Sendable (_ offset: Int64) async throws -> ByteStream
    ) {
        self.length = length
        self.mediaType = mediaType
        self.modifiedAt = modifiedAt
        self.stream = stream
    }
}

/// Keeps one upload's session between calls and processes, and hears how far it got.
public protocol UploadKeeping: Sendable {
    /// The session kept by an earlier call; `nil` for none. It is a secret: who has it can write.
    func load() async throws -> Secret?
    /// Keeps the session so that it survives a crash, before any content is sent; `nil` forgets it.
    func keep(_ session: Secret?) async throws
    /// The service has so many bytes from the start.
    func confirmed(_ bytes: Int64) async
}
