// SPDX-License-Identifier: Apache-2.0

/// What a request sets on a file; `nil` leaves a thing as it is.
public struct DriveMetadata: Sendable {
    /// The id to create under; one that `generateIds` gave.
    public var id: String?
    /// The name.
    public var name: String?
    /// The media type.
    public var mimeType: String?
    /// The folder, one at most.
    public var parents: [String]?
    /// In the trash or not.
    public var trashed: Bool?
    /// Starred or not.
    public var starred: Bool?
    /// Milliseconds since 1970.
    public var createdTime: Int64?
    /// Milliseconds since 1970.
    public var modifiedTime: Int64?
    /// Milliseconds since 1970.
    public var viewedByMeTime: Int64?
    /// A text for people.
    public var description: String?
    /// Properties to set; an inner `nil` removes one.
    public var properties: [String: String?] = [:]
    /// Properties to set; an inner `nil` removes one.
    public var appProperties: [String: String?] = [:]
    /// What a new shortcut points at.
    public var shortcutTarget: String?
    /// The name that was uploaded.
    public var originalFilename: String?
    /// A folder's colour.
    public var folderColorRgb: String?
    /// Whether readers may not copy, print or download.
    public var copyRequiresWriterPermission: Bool?
    /// Whether writers may share.
    public var writersCanShare: Bool?
    /// Text that full-text search finds.
    public var indexableText: String?
    /// Whether the content that comes with it is kept for ever.
    public var keepRevisionForever: Bool?

    /// Sets nothing but these.
    public init(
        id: String? = nil, name: String? = nil, mimeType: String? = nil, parents: [String]? = nil,
        trashed: Bool? = nil, modifiedTime: Int64? = nil
    ) {
        self.id = id
        self.name = name
        self.mimeType = mimeType
        self.parents = parents
        self.trashed = trashed
        self.modifiedTime = modifiedTime
    }
}
