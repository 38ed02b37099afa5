// SPDX-License-Identifier: Apache-2.0

extension DriveStorage {
    /// Most items in one folder of My Drive (Drive "Folder limits" guide, 2026-11).
    static let childLimit = 500_000
    /// Most levels of folders.
    static let depthLimit = 100

    /// Makes a file.
    mutating func create(_ metadata: DriveMetadata, _ write: DriveWrite) throws(DriveError) -> DriveFile {
        let viewer = write.viewer
        let id = try newID(metadata.id)
        let isAppData = metadata.parents == ["appDataFolder"]
        let parent = isAppData ? nil : try newParent(metadata.parents, viewer)
        let type = metadata.mimeType ?? "application/octet-stream"
        let driveId = parent?.file.driveId
        var file = DriveFile(
            id: id, name: metadata.name ?? "Untitled", mimeType: type, parent: parent?.file.id, driveId: driveId,
            owner: driveId == nil ? viewer.account : "", createdTime: metadata.createdTime ?? viewer.now,
            modifiedTime: metadata.modifiedTime ?? viewer.now)
        file.lastModifyingUser = viewer.account
        file.isFromProgram = write.isCall
        if file.isFolder || file.isShortcut {
            guard write.content == nil || write.content?.size == 0 else { throw .badRequest() }
        } else {
            file.content = write.content ?? (file.isDocument ? nil : StoredContent(.bytes([])))
            file.contentVersion = 1
        }
        try checkSpace(for: file, replacing: 0, write)
        if isAppData { file.details.isAppData = true }
        if file.isShortcut {
            guard let target = metadata.shortcutTarget else {
                throw .badRequest("A shortcut must have a target: set shortcutDetails.targetId.")
            }
            let found = try visible(target, viewer).entry.file
            file.details.shortcutTarget = found.id
            file.details.shortcutTargetType = found.mimeType
        }
        if write.content != nil, !file.isDocument, metadata.originalFilename == nil {
            file.details.originalFilename = file.name
        }
        if metadata.keepRevisionForever ?? write.keepRevisionForever { file.details.keepsHeadForever = true }
        try apply(metadata, to: &file, viewer)
        put(file)
        record(file, viewer)
        return file
    }

    /// Copies a file with its content; folders cannot be copied.
    mutating func copy(_ id: String, _ metadata: DriveMetadata, _ write: DriveWrite) throws(DriveError) -> DriveFile {
        let (source, role) = try visible(id, write.viewer)
        let file = source.file
        guard !file.isFolder, role >= .writer || !file.details.copyRequiresWriterPermission else {
            throw DriveError(403, "cannotCopyFile", "This file cannot be copied by the user.")
        }
        var copied = metadata
        copied.name = metadata.name ?? "Copy of \(file.name)"
        copied.mimeType = metadata.mimeType ?? file.mimeType
        copied.modifiedTime = metadata.modifiedTime ?? write.viewer.now
        copied.shortcutTarget = file.details.shortcutTarget
        if copied.parents == nil, let folder = parent(of: source), let role = self.role(for: write.viewer, of: folder),
            role >= .writer
        {
            copied.parents = [folder.file.id]
        }
        for (key, value) in file.details.properties where copied.properties[key] == nil {
            copied.properties.updateValue(value, forKey: key)
        }
        var write = write
        write.content = file.content
        return try create(copied, write)
    }

    private mutating func newID(_ wanted: String?) throws(DriveError) -> String {
        guard let wanted else { return newID() }
        guard DriveID.isGenerated(wanted) else {
            throw .invalid("file.id", "The provided file ID is not usable.")
        }
        guard entry(wanted) == nil else {
            throw DriveError(
                409, "fileIdInUse", "A file already exists with the provided ID.", locationType: "other",
                location: "file.id")
        }
        return wanted
    }

    private func newParent(_ parents: [String]?, _ viewer: DriveViewer) throws(DriveError) -> DriveEntry {
        let ids = parents ?? ["root"]
        guard ids.count == 1 else {
            throw DriveError(
                400, "invalid", "The specified number of parents is not allowed: a file has exactly one.",
                locationType: "other", location: "file.parents")
        }
        return try folder(ids[0], viewer)
    }

    /// A folder that the viewer may put something in.
    func folder(_ id: String, _ viewer: DriveViewer) throws(DriveError) -> DriveEntry {
        let entry = try allowed(.writer, id, viewer)
        guard entry.file.isFolder else {
            throw DriveError(403, "parentNotAFolder", "The specified parent is not a folder.")
        }
        guard children(of: entry.serial).count < Self.childLimit else {
            throw DriveError(
                403, "numChildrenInNonRootLimitExceeded",
                "The limit for this folder's number of children (files and folders) has been exceeded.")
        }
        var depth = 0
        var next: DriveEntry? = entry
        while let current = next {
            depth += 1
            next = parent(of: current)
        }
        guard depth <= Self.depthLimit else {
            throw entry.file.driveId == nil
                ? DriveError(
                    403, "myDriveHierarchyDepthLimitExceeded",
                    "Your My Drive contains too many folder levels. The limit is \(Self.depthLimit).")
                : DriveError(
                    403, "teamDriveHierarchyTooDeep", "The shared drive hierarchy depth exceeds the limit.")
        }
        return entry
    }

    /// - Throws: 403 `storageQuotaExceeded` when the file's content does not fit any more.
    func checkSpace(for file: DriveFile, replacing old: Int64, _ write: DriveWrite) throws(DriveError) {
        guard write.isCall, file.driveId == nil, let size = file.content?.size, size > 0 else { return }
        let account = accounts[file.owner]
        guard let limit = write.storageLimit ?? account?.storageLimit else { return }
        let used = (usage[file.owner] ?? 0) + (account?.usageElsewhere ?? 0)
        guard used + size - old > limit else { return }
        throw DriveError(403, "storageQuotaExceeded", "The user's Drive storage quota has been exceeded.")
    }

    /// Sets what the metadata sets, except where the file is and whether it is trashed.
    func apply(_ metadata: DriveMetadata, to file: inout DriveFile, _ viewer: DriveViewer) throws(DriveError) {
        if let name = metadata.name { file.name = name }
        if let starred = metadata.starred { file.isStarred = starred }
        if let time = metadata.createdTime, file.version == 1 { file.createdTime = time }
        if let time = metadata.modifiedTime { file.modifiedTime = time }
        if let text = metadata.description { file.details.description = text.isEmpty ? nil : text }
        if let name = metadata.originalFilename { file.details.originalFilename = name }
        if let time = metadata.viewedByMeTime { file.details.viewedByMeTime = time }
        if let colour = metadata.folderColorRgb, file.isFolder { file.details.folderColorRgb = colour }
        if let value = metadata.copyRequiresWriterPermission { file.details.copyRequiresWriterPermission = value }
        if let value = metadata.writersCanShare { file.details.writersCanShare = value }
        if let text = metadata.indexableText { file.details.indexableText = text }
        if metadata.properties.isEmpty, metadata.appProperties.isEmpty { return }
        for (key, value) in metadata.properties { file.details.properties[key] = value }
        for (key, value) in metadata.appProperties { file.details.appProperties[key] = value }
        let (open, own) = (file.details.properties.count, file.details.appProperties.count)
        guard open <= 30, own <= 30, open + own <= 100 else {
            throw DriveError(403, "propertyLimitExceeded", "The file has too many properties.")
        }
    }

    /// Notes that a file was made or changed.
    mutating func record(_ file: DriveFile, _ viewer: DriveViewer) {
        record(
            DriveChange(
                id: file.id, driveId: file.driveId, time: viewer.now, isDrive: false, isRemoved: false, audience: nil))
    }
}
