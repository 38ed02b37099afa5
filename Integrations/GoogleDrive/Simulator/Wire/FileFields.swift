// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The members of File resources that a request wants, worked out once for all files of an answer.
struct FileFields: Sendable {
    /// What comes without a mask.
    static let standard = FieldMask(["kind", "id", "name", "mimeType"])

    private let wanted: [(field: FileField, mask: FieldMask)]
    let viewer: DriveViewer

    init(_ mask: FieldMask, _ call: DriveCall) {
        wanted = FileField.allCases.compactMap { field in mask[field.rawValue].map { (field, $0) } }
        viewer = call.viewer
    }

    /// Writes a file.
    func write(_ entry: DriveEntry, in storage: DriveStorage, to writer: inout WireWriter) {
        writer.begin()
        for (field, mask) in wanted { write(field, mask, entry, storage, &writer) }
        writer.end()
    }

    private func write(
        _ field: FileField, _ mask: FieldMask, _ entry: DriveEntry, _ storage: DriveStorage,
        _ writer: inout WireWriter
    ) {
        let file = entry.file
        switch field {
        case .kind: writer.member("kind", "drive#file")
        case .id: writer.member("id", file.id)
        case .name: writer.member("name", file.name)
        case .mimeType: writer.member("mimeType", file.mimeType)
        case .starred: truth(field, file.isStarred, &writer)
        case .trashed: truth(field, storage.isTrashed(entry), &writer)
        case .explicitlyTrashed: truth(field, file.isExplicitlyTrashed, &writer)
        case .parents: strings(field, storage.shownParents(of: entry, viewer), &writer)
        case .createdTime: time(field, file.createdTime, &writer)
        case .modifiedTime: time(field, file.modifiedTime, &writer)
        case .version: number(field, file.version, &writer)
        case .size: number(field, file.isShortcut || file.isFolder ? nil : file.content?.size ?? 1024, &writer)
        case .quotaBytesUsed: number(field, file.quotaBytesUsed, &writer)
        case .md5Checksum: writer.member("md5Checksum", digests(file)?.md5)
        case .sha1Checksum: writer.member("sha1Checksum", file.details.hasOnlyMD5 ? nil : digests(file)?.sha1)
        case .sha256Checksum: writer.member("sha256Checksum", file.details.hasOnlyMD5 ? nil : digests(file)?.sha256)
        case .headRevisionId: writer.member("headRevisionId", file.isDocument ? nil : file.headRevisionId)
        case .driveId: writer.member("driveId", file.driveId)
        case .ownedByMe: if file.driveId == nil { truth(field, file.owner == viewer.account, &writer) }
        case .originalFilename, .fileExtension, .fullFileExtension: name(field, file, &writer)
        case .webViewLink, .webContentLink, .iconLink: link(field, file, &writer)
        case .description, .folderColorRgb, .resourceKey, .copyRequiresWriterPermission, .viewersCanCopyContent,
            .writersCanShare, .viewedByMe, .viewedByMeTime, .sharedWithMeTime, .trashedTime, .properties,
            .appProperties, .shortcutDetails, .contentHints:
            detail(field, mask, file, storage, &writer)
        case .owners, .lastModifyingUser, .trashingUser, .modifiedByMe, .modifiedByMeTime, .shared, .permissions,
            .permissionIds, .capabilities:
            person(field, mask, entry, storage, &writer)
        case .spaces: strings(field, [file.details.isAppData ? "appDataFolder" : "drive"], &writer)
        case .hasThumbnail: truth(field, false, &writer)
        case .exportLinks:
            let links = GoogleDriveSimulator.exportLinks(of: file, viewer.origin)
            guard !links.isEmpty else { return }
            object(field, mask, .object(links), &writer)
        case .thumbnailLink, .sharingUser, .imageMediaMetadata, .videoMediaMetadata, .contentRestrictions, .labelInfo,
            .linkShareMetadata, .downloadRestrictions:
            break
        }
    }

    private func digests(_ file: DriveFile) -> ContentDigests? { file.isDocument ? nil : file.content?.digests }

    func truth(_ field: FileField, _ value: Bool, _ writer: inout WireWriter) {
        writer.key(field.rawValue)
        writer.bool(value)
    }
    func number(_ field: FileField, _ value: Int64?, _ writer: inout WireWriter) {
        guard let value else { return }
        writer.key(field.rawValue)
        writer.number(value)
    }
    func time(_ field: FileField, _ value: Int64?, _ writer: inout WireWriter) {
        guard let value else { return }
        writer.key(field.rawValue)
        writer.time(value)
    }
    func strings(_ field: FileField, _ values: [String], _ writer: inout WireWriter) {
        guard !values.isEmpty else { return }
        writer.key(field.rawValue)
        writer.begin("[")
        for value in values {
            writer.element()
            writer.string(value)
        }
        writer.end("]")
    }
    func object(_ field: FileField, _ mask: FieldMask, _ json: JSON?, _ writer: inout WireWriter) {
        guard let json else { return }
        writer.key(field.rawValue)
        writer.value(mask.project(json))
    }
}

extension DriveStorage {
    /// The folder that a file is in, where the viewer can see it.
    func shownParents(of entry: DriveEntry, _ viewer: DriveViewer) -> [String] {
        if entry.file.details.isAppData { return [] }
        guard let parent = parent(of: entry) else { return [] }
        if parent.file.owner == viewer.account { return [parent.file.id] }
        return role(for: viewer, of: parent) == nil ? [] : [parent.file.id]
    }
}
