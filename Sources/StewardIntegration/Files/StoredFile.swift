// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardCore

/// A file, folder, document or shortcut in somebody's storage, as the service describes it.
public struct StoredFile: Sendable, Hashable {
    /// The service's id. Names are not unique; ids are.
    public var id: String
    /// The name byte for byte as the service has it: it may hold any character, also `/`.
    public var name: String
    /// What it is.
    public var kind: Kind
    /// The media type as the service says it.
    public var mediaType: String
    /// Bytes; `nil` for folders, shortcuts, and where the service does not say.
    public var size: Int64?
    /// Digests of the content that the service knows.
    public var checksums: Checksums
    /// When it was made, by the service's clock.
    public var createdAt: Date?
    /// When its content last changed.
    public var modifiedAt: Date?
    /// The folders it is in, by id.
    public var parents: [String]
    /// Whether it is in the trash, itself or with a folder.
    public var isTrashed: Bool
    /// Changes whenever the content does; `nil` where the service has none.
    public var revision: String?
    /// Whether the account owns it; `nil` when not said.
    public var isOwned: Bool?
    /// What the account may do with it; what is missing counts as allowed.
    public var denied: Denied
    /// The key that a shared link needs besides the id; never printed.
    public var resourceKey: Secret?

    /// Describes a file. Only id, name and kind have no default.
    public init(
        id: String, name: String, kind: Kind, mediaType: String = "application/octet-stream", size: Int64? = nil,
        checksums: Checksums = Checksums(), createdAt: Date? = nil, modifiedAt: Date? = nil, parents: [String] = [],
        isTrashed: Bool = false, revision: String? = nil, isOwned: Bool? = nil, denied: Denied = [],
        resourceKey: Secret? = nil
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.mediaType = mediaType
        self.size = size
        self.checksums = checksums
        self.createdAt = createdAt
        self.modifiedAt = modifiedAt
        self.parents = parents
        self.isTrashed = isTrashed
        self.revision = revision
        self.isOwned = isOwned
        self.denied = denied
        self.resourceKey = resourceKey
    }

    /// What a stored thing is.
    public enum Kind: Sendable, Hashable {
        /// Bytes.
        case file
        /// Holds other things.
        case folder
        /// Has no bytes of its own; it can only be exported (``DocumentExporting``).
        case document
        /// Points at another id.
        case shortcut(target: String)
    }

    /// Digests in lower-case hexadecimal; `nil` where the service has none.
    public struct Checksums: Sendable, Hashable {
        /// MD5, 32 digits.
        public var md5: String?
        /// SHA-256, 64 digits.
        public var sha256: String?
        /// Makes a set of digests.
        public init(md5: String? = nil, sha256: String? = nil) {
            self.md5 = md5
            self.sha256 = sha256
        }
    }

    /// What the service says the account may not do.
    public struct Denied: OptionSet, Sendable, Hashable {
        /// The bits.
        public let rawValue: Int
        /// Makes a set from bits.
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// Reading the content.
        public static let download = Self(rawValue: 1)
        /// Moving to the trash.
        public static let trash = Self(rawValue: 2)
        /// Taking out of the trash.
        public static let untrash = Self(rawValue: 4)
        /// Removing for good.
        public static let delete = Self(rawValue: 8)
    }
}
