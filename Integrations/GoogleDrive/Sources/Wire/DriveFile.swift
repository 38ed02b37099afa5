// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
package import StewardIntegration

/// A file as the service describes it. Source: Drive API v3, resource `files`, 2026-11.
package struct DriveFile: Sendable, Hashable {
    package var id = ""
    package var name = ""
    package var mimeType = ""
    package var size: Int64?
    package var md5: String?
    package var sha256: String?
    package var createdTime: Date?
    package var modifiedTime: Date?
    package var parents: [String] = []
    package var trashed = false
    package var version: String?
    package var headRevisionId: String?
    package var ownedByMe: Bool?
    package var denied: StoredFile.Denied = []
    package var shortcut: Shortcut?
    package var resourceKey: String?
    package var exportLinks: [String: String] = [:]

    /// What a shortcut points at.
    package struct Shortcut: Sendable, Hashable {
        package var targetId = ""
        package var targetMimeType: String?
        package var targetResourceKey: String?
    }

    /// The media type of folders.
    package static let folderType = "application/vnd.google-apps.folder"
    /// The media type of shortcuts.
    package static let shortcutType = "application/vnd.google-apps.shortcut"
    /// What the media types of everything without bytes of its own begin with.
    package static let nativePrefix = "application/vnd.google-apps."

    /// Reads one file; id, name and media type must be there.
    package init(_ reader: inout JSONReader) throws(JSONError) {
        var id: String?
        var name: String?
        var mimeType: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id": id = try reader.readString()
            case "name": name = try reader.readString()
            case "mimeType": mimeType = try reader.readString()
            default: try read(key, &reader)
            }
        }
        self.id = try id.required("id", reader)
        self.name = try name.required("name", reader)
        self.mimeType = try mimeType.required("mimeType", reader)
    }

    private mutating func read(_ key: JSONReader.Key, _ reader: inout JSONReader) throws(JSONError) {
        switch key {
        case "size": size = try reader.readInt64Text()
        case "md5Checksum": md5 = try reader.readString()
        case "sha256Checksum": sha256 = try reader.readString()
        case "createdTime": createdTime = try reader.readTime()
        case "modifiedTime": modifiedTime = try reader.readTime()
        case "parents": parents = try reader.readStrings()
        case "trashed": trashed = try reader.readBool()
        case "version": version = String(try reader.readInt64Text())
        case "headRevisionId": headRevisionId = try reader.readString()
        case "ownedByMe": ownedByMe = try reader.readBool()
        case "capabilities": denied = try Self.denied(&reader)
        case "shortcutDetails": shortcut = try Self.shortcut(&reader)
        case "resourceKey": resourceKey = try reader.readString()
        case "exportLinks": exportLinks = try reader.readStringMap()
        default: try reader.skipValue()
        }
    }

    private static func denied(_ reader: inout JSONReader) throws(JSONError) -> StoredFile.Denied {
        var denied: StoredFile.Denied = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "canDownload": if try !reader.readBool() { denied.insert(.download) }
            case "canTrash": if try !reader.readBool() { denied.insert(.trash) }
            case "canUntrash": if try !reader.readBool() { denied.insert(.untrash) }
            case "canDelete": if try !reader.readBool() { denied.insert(.delete) }
            default: try reader.skipValue()
            }
        }
        return denied
    }

    private static func shortcut(_ reader: inout JSONReader) throws(JSONError) -> Shortcut {
        var shortcut = Shortcut()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "targetId": shortcut.targetId = try reader.readString()
            case "targetMimeType": shortcut.targetMimeType = try reader.readString()
            case "targetResourceKey": shortcut.targetResourceKey = try reader.readString()
            default: try reader.skipValue()
            }
        }
        return shortcut
    }
}

extension DriveFile {
    /// Which members are asked for: only these are sent and read.
    package static let mask =
        "id,name,mimeType,size,md5Checksum,sha256Checksum,createdTime,modifiedTime,parents,trashed,version,"
        + "headRevisionId,ownedByMe,resourceKey,shortcutDetails(targetId,targetMimeType,targetResourceKey),"
        + "capabilities(canDownload,canTrash,canUntrash,canDelete)"

    /// As capabilities describe files.
    package var stored: StoredFile {
        StoredFile(
            id: id, name: name, kind: kind, mediaType: mimeType, size: kind == .file ? size : nil,
            checksums: .init(md5: md5, sha256: sha256), createdAt: createdTime, modifiedAt: modifiedTime,
            parents: parents, isTrashed: trashed, revision: revision, isOwned: ownedByMe, denied: denied,
            resourceKey: resourceKey.map { Secret($0) })
    }

    /// What it is, by its media type.
    package var kind: StoredFile.Kind {
        guard mimeType.hasPrefix(Self.nativePrefix) else { return .file }
        if mimeType == Self.folderType { return .folder }
        if mimeType == Self.shortcutType { return .shortcut(target: shortcut?.targetId ?? "") }
        return .document
    }

    /// Content has a revision of its own; a document's `version` changes with its content and more.
    private var revision: String? {
        if let headRevisionId { return headRevisionId }
        return kind == .document ? version.map { "version " + $0 } : md5
    }
}
