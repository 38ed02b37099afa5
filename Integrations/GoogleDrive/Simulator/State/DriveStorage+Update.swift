// SPDX-License-Identifier: Apache-2.0

extension DriveStorage {
    /// Changes a file: metadata, content, place, trash.
    mutating func update(
        _ id: String, _ metadata: DriveMetadata, _ write: DriveWrite
    ) throws(DriveError) -> DriveFile {
        let viewer = write.viewer
        let (entry, role) = try visible(id, viewer)
        var file = entry.file
        if let trashed = metadata.trashed { try trash(&file, trashed, entry, role, viewer) }
        let changesMore = try changesMore(metadata, write, than: file)
        guard !changesMore || role >= .writer else { throw .insufficientPermissions(id) }
        if entry.isRoot, changesMore || metadata.trashed != nil { throw .insufficientPermissions(id) }
        try apply(metadata, to: &file, viewer)
        if let type = metadata.mimeType, !file.isFolder, !file.isShortcut { file.mimeType = type }
        if let content = write.content { try replace(&file, content, metadata, write) }
        if let value = metadata.keepRevisionForever { file.details.keepsHeadForever = value }
        let isMoved = try move(&file, entry, write)
        file.version += 1
        if changesMore { file.lastModifyingUser = viewer.account }
        put(file)
        if isMoved, file.driveId != entry.file.driveId { spread(file.driveId, below: entry.serial, viewer) }
        record(file, viewer)
        return file
    }

    private func changesMore(
        _ metadata: DriveMetadata, _ write: DriveWrite, than file: DriveFile
    ) throws(DriveError) -> Bool {
        if metadata.shortcutTarget != nil, metadata.shortcutTarget != file.details.shortcutTarget {
            throw DriveError(
                403, "fieldNotWritable", "The resource body includes fields which are not directly writable.")
        }
        if let parents = metadata.parents, parents != file.parent.map({ [$0] }) {
            throw DriveError(
                403, "fieldNotWritable",
                "The parents field is not directly writable in update requests. "
                    + "Use the addParents and removeParents parameters instead.")
        }
        var other = metadata
        (other.trashed, other.starred, other.viewedByMeTime) = (nil, nil, nil)
        return write.content != nil || !write.addParents.isEmpty || !write.removeParents.isEmpty || other.hasAny
    }

    private func trash(
        _ file: inout DriveFile, _ trashed: Bool, _ entry: DriveEntry, _ role: DriveRole, _ viewer: DriveViewer
    ) throws(DriveError) {
        guard role >= (file.driveId == nil ? .owner : .fileOrganizer) else {
            throw .insufficientPermissions(file.id)
        }
        guard trashed != file.isExplicitlyTrashed else { return }
        file.isExplicitlyTrashed = trashed
        guard file.driveId != nil else { return }
        file.details.trashedTime = trashed ? viewer.now : nil
        file.details.trashingUser = trashed ? viewer.account : nil
    }

    /// Puts new content in place of the old, which becomes a revision. At most 200 revisions are kept for ever, and at
    /// most 100 others.
    private func replace(
        _ file: inout DriveFile, _ content: StoredContent, _ metadata: DriveMetadata, _ write: DriveWrite
    ) throws(DriveError) {
        guard !file.isFolder, !file.isShortcut else { throw .badRequest() }
        let old = file.quotaBytesUsed
        if let head = file.headRevisionId, let stored = file.content {
            var revisions = file.details.revisions
            revisions.append(
                DriveRevision(
                    id: head, modifiedTime: file.modifiedTime, mimeType: file.mimeType, content: stored,
                    keepForever: file.details.keepsHeadForever, lastModifyingUser: file.lastModifyingUser,
                    originalFilename: file.details.originalFilename))
            let purgeable = revisions.indices.filter { !revisions[$0].keepForever }
            for index in purgeable.dropLast(100).reversed() { revisions.remove(at: index) }
            file.details.revisions = revisions
        }
        file.content = content
        file.contentVersion += 1
        file.details.keepsHeadForever = write.keepRevisionForever
        file.modifiedTime = metadata.modifiedTime ?? write.viewer.now
        try checkSpace(for: file, replacing: old, write)
    }

    /// Moves a file between folders. Gives whether it moved.
    private func move(_ file: inout DriveFile, _ entry: DriveEntry, _ write: DriveWrite) throws(DriveError) -> Bool {
        let viewer = write.viewer
        let removed = write.removeParents.map { resolved($0, for: viewer.account) }
        let added = write.addParents.map { resolved($0, for: viewer.account) }.filter { $0 != file.parent }
        guard !added.isEmpty || removed.contains(file.parent ?? "") else { return false }
        guard added.count <= 1, added.isEmpty || file.parent == nil || removed.contains(file.parent ?? "") else {
            throw DriveError(
                403, "cannotAddParent", "Increasing the number of parents is not allowed")
        }
        guard let target = added.first else {
            throw DriveError(
                403, "cannotRemoveLastParent", "A file must keep one parent; add another in the same request.")
        }
        let folder = try folder(target, viewer)
        var next: DriveEntry? = folder
        while let current = next {
            guard current.serial != entry.serial else {
                throw DriveError(403, "cyclicMove", "A folder cannot be moved into itself or into what it holds.")
            }
            next = parent(of: current)
        }
        file.parent = folder.file.id
        if file.driveId != folder.file.driveId {
            file.driveId = folder.file.driveId
            file.owner = file.driveId == nil ? viewer.account : ""
        }
        return true
    }

    /// What is in a folder goes with it to another drive.
    private mutating func spread(_ driveId: String?, below serial: Int, _ viewer: DriveViewer) {
        for child in children(of: serial) {
            guard var file = slots[child]?.file else { continue }
            file.driveId = driveId
            file.owner = driveId == nil ? viewer.account : ""
            put(file)
            spread(driveId, below: child, viewer)
        }
    }
}

extension DriveMetadata {
    /// Whether anything is set but the id.
    var hasAny: Bool {
        name != nil || mimeType != nil || trashed != nil || starred != nil || createdTime != nil
            || modifiedTime != nil || viewedByMeTime != nil || description != nil || !properties.isEmpty
            || !appProperties.isEmpty || originalFilename != nil || folderColorRgb != nil
            || copyRequiresWriterPermission != nil || writersCanShare != nil || indexableText != nil
            || keepRevisionForever != nil
    }
}
