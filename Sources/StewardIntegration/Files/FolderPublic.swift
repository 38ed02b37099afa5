// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardCore

/// Lists and reads what somebody has shared with everyone, without an account.
///
/// Every way of failing is told apart: `notFound`, `forbidden` (not shared with everyone), `downloadQuota` (too many
/// readers today), `malformedReply` (the service's page has changed; the message holds a bounded excerpt).
public protocol FolderPublic: Sendable {
    /// What a link or an id points at. Does not read the content.
    func publicItem(_ link: String) async throws -> PublicItem

    /// What is directly in a public folder.
    func publicFolder(_ id: String) async throws -> PublicFolder

    /// The content from byte `start`.
    ///
    /// With the `validator` that an earlier read gave, and a start above 0, the service is asked to go on only if
    /// nothing changed. When it changed, or the service cannot go on, the content comes from 0: look at
    /// ``PublicContent/start``.
    /// - Throws: as above. A page of the service is never taken for the content; the stream never ends early without an
    ///   error where the size is known.
    func readPublic(_ id: String, from start: Int64, validator: String?) async throws -> PublicContent
}

/// Something shared with everyone.
public struct PublicItem: Sendable, Hashable {
    /// The service's id.
    public let id: String
    /// The name as the service has it; `nil` where only reading the content tells.
    public let name: String?
    /// What it is.
    public let kind: StoredFile.Kind
    /// The media type, where the service shows it.
    public let mediaType: String?
    /// The time of change as the service shows it to people, as `Oct 7, 2026`. No instant: the zone is not said.
    public let shownDate: String?

    /// Describes an item.
    public init(id: String, name: String?, kind: StoredFile.Kind, mediaType: String? = nil, shownDate: String? = nil) {
        self.id = id
        self.name = name
        self.kind = kind
        self.mediaType = mediaType
        self.shownDate = shownDate
    }
}

/// A public folder and what is directly in it.
public struct PublicFolder: Sendable, Hashable {
    /// The service's id.
    public let id: String
    /// The name as the service has it.
    public let name: String
    /// In the service's order.
    public let items: [PublicItem]

    /// Describes a folder.
    public init(id: String, name: String, items: [PublicItem]) {
        self.id = id
        self.name = name
        self.items = items
    }
}

/// Content that is being read, and what the service says about it.
public struct PublicContent: Sendable {
    /// The name as the service has it.
    public let name: String
    /// The media type.
    public let mediaType: String
    /// Bytes of the whole content; `nil` when not said.
    public let size: Int64?
    /// When it last changed.
    public let modifiedAt: Date?
    /// To be handed in when going on after a break; `nil` when it cannot be gone on with.
    public let validator: String?
    /// The byte that ``body`` begins with.
    public let start: Int64
    /// The bytes.
    public let body: ByteStream

    /// Describes content.
    public init(
        name: String, mediaType: String, size: Int64?, modifiedAt: Date?, validator: String?, start: Int64,
        body: ByteStream
    ) {
        self.name = name
        self.mediaType = mediaType
        self.size = size
        self.modifiedAt = modifiedAt
        self.validator = validator
        self.start = start
        self.body = body
    }
}
