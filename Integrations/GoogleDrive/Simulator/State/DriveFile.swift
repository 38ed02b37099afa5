// SPDX-License-Identifier: Apache-2.0

/// A file, folder, shortcut or document as the simulated service keeps it.
public struct DriveFile: Sendable {
    /// The id; for ever.
    public let id: String
    /// The name, any text; not unique.
    public var name: String
    /// The media type.
    public var mimeType: String
    /// The one folder that it is in; `nil` for a root and for what has no parent in anybody's sight.
    public var parent: String?
    /// The shared drive that it is in.
    public var driveId: String?
    /// The address of the account that owns it; empty in a shared drive.
    public var owner: String
    /// Milliseconds since 1970.
    public var createdTime: Int64
    /// Milliseconds since 1970.
    public var modifiedTime: Int64
    /// The address of the account that last changed it.
    public var lastModifyingUser: String
    /// The bytes; `nil` for folders, shortcuts and documents.
    public var content: StoredContent?
    /// How often the content was stored: tells the head revision.
    public var contentVersion = 0
    /// Grows with each change of anything.
    public var version: Int64 = 1
    /// Trashed itself, not only with a folder.
    public var isExplicitlyTrashed = false
    /// Starred. One star for everybody.
    public var isStarred = false
    /// Made by a call of the API, so that a token for a program's own files reaches it.
    public var isFromProgram = false
    private var rare: Rare?

    /// Describes a file.
    public init(
        id: String, name: String, mimeType: String, parent: String?, driveId: String? = nil, owner: String,
        createdTime: Int64, modifiedTime: Int64
    ) {
        self.id = id
        self.name = name
        self.mimeType = mimeType
        self.parent = parent
        self.driveId = driveId
        self.owner = owner
        self.createdTime = createdTime
        self.modifiedTime = modifiedTime
        lastModifyingUser = owner
    }

    /// What most files don't have; kept apart so that a hundred thousand files are small.
    public var details: DriveFileDetails {
        get { rare?.details ?? DriveFileDetails() }
        set { rare = Rare(newValue) }
    }
    /// Whether there is anything in ``details``.
    var hasDetails: Bool { rare != nil }

    private final class Rare: Sendable {
        let details: DriveFileDetails
        init(_ details: DriveFileDetails) { self.details = details }
    }

    /// The media type of folders.
    public static let folderType = "application/vnd.google-apps.folder"
    /// The media type of shortcuts.
    public static let shortcutType = "application/vnd.google-apps.shortcut"
    /// Whether it is a folder.
    public var isFolder: Bool { mimeType == Self.folderType }
    /// Whether it is a shortcut.
    public var isShortcut: Bool { mimeType == Self.shortcutType }
    /// Whether it is a document of one of Google's editors: no bytes of its own.
    public var isDocument: Bool { !isFolder && !isShortcut && mimeType.hasPrefix("application/vnd.google-apps.") }
    /// The id of the revision that the content is; `nil` without content.
    public var headRevisionId: String? {
        content == nil && !isDocument ? nil : DriveID.revision(of: id, number: max(contentVersion, 1))
    }
    /// Bytes that count against the owner's quota.
    public var quotaBytesUsed: Int64 {
        (content?.size ?? 0) + details.revisions.reduce(0) { $0 + ($1.content?.size ?? 0) }
    }
}

/// What most files don't have.
public struct DriveFileDetails: Sendable {
    /// A text for people.
    public var description: String?
    /// Properties that every program sees.
    public var properties: [String: String] = [:]
    /// Properties that only the program which set them sees; the simulator has one program.
    public var appProperties: [String: String] = [:]
    /// What a shortcut points at.
    public var shortcutTarget: String?
    /// The target's media type when the shortcut was made.
    public var shortcutTargetType: String?
    /// The key that a link needs besides the id.
    public var resourceKey: String?
    /// Who may do what, the owner left out.
    public var permissions: [DrivePermission] = []
    /// Earlier contents, the head left out.
    public var revisions: [DriveRevision] = []
    /// Whether the head revision is kept for ever.
    public var keepsHeadForever = false
    /// When the caller last saw it.
    public var viewedByMeTime: Int64?
    /// When it was shared with somebody.
    public var sharedWithMeTime: Int64?
    /// When it was trashed; shared drives only.
    public var trashedTime: Int64?
    /// Who trashed it; shared drives only.
    public var trashingUser: String?
    /// The name that was uploaded.
    public var originalFilename: String?
    /// A folder's colour, as `#8f8f8f`.
    public var folderColorRgb: String?
    /// Whether readers may not copy, print or download.
    public var copyRequiresWriterPermission = false
    /// Whether writers may share.
    public var writersCanShare = true
    /// Text that full-text search finds.
    public var indexableText: String?
    /// Lies in the hidden folder of the program's own data.
    public var isAppData = false
    /// Found to be malware or spam: downloading needs `acknowledgeAbuse`.
    public var isAbusive = false
    /// Was stored before 2018: has no SHA-1 and SHA-256.
    public var hasOnlyMD5 = false

    /// Nothing.
    public init() {}
}
