// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension FileFields {
    func name(_ field: FileField, _ file: DriveFile, _ writer: inout WireWriter) {
        guard file.content != nil, !file.isDocument else { return }
        switch field {
        case .originalFilename: writer.member(field.rawValue, file.details.originalFilename ?? file.name)
        case .fullFileExtension:
            guard let dot = file.name.firstIndex(of: ".") else { return }
            writer.member(field.rawValue, String(file.name[file.name.index(after: dot)...]))
        default:
            guard let dot = file.name.lastIndex(of: ".") else { return }
            writer.member(field.rawValue, String(file.name[file.name.index(after: dot)...]))
        }
    }

    func link(_ field: FileField, _ file: DriveFile, _ writer: inout WireWriter) {
        switch field {
        case .webContentLink:
            guard file.content != nil, !file.isDocument else { return }
            writer.member(field.rawValue, viewer.origin.address(.drive, "/uc?id=\(file.id)&export=download"))
        case .iconLink:
            writer.member(
                field.rawValue, "https://drive-thirdparty.googleusercontent.com/16/type/\(file.mimeType)")
        default:
            let key = file.details.resourceKey.map { "&resourcekey=\($0)" } ?? ""
            let link =
                switch file.mimeType {
                case DriveFile.folderType: viewer.origin.address(.drive, "/drive/folders/\(file.id)")
                case "application/vnd.google-apps.document":
                    viewer.origin.address(.docs, "/document/d/\(file.id)/edit?usp=drivesdk\(key)")
                case "application/vnd.google-apps.spreadsheet":
                    viewer.origin.address(.docs, "/spreadsheets/d/\(file.id)/edit?usp=drivesdk\(key)")
                case "application/vnd.google-apps.presentation":
                    viewer.origin.address(.docs, "/presentation/d/\(file.id)/edit?usp=drivesdk\(key)")
                default: viewer.origin.address(.drive, "/file/d/\(file.id)/view?usp=drivesdk\(key)")
                }
            writer.member(field.rawValue, link)
        }
    }

    func detail(
        _ field: FileField, _ mask: FieldMask, _ file: DriveFile, _ storage: DriveStorage,
        _ writer: inout WireWriter
    ) {
        let details = file.details
        switch field {
        case .description: writer.member(field.rawValue, details.description)
        case .folderColorRgb: if file.isFolder { writer.member(field.rawValue, details.folderColorRgb ?? "#8f8f8f") }
        case .resourceKey: writer.member(field.rawValue, details.resourceKey)
        case .copyRequiresWriterPermission: truth(field, details.copyRequiresWriterPermission, &writer)
        case .viewersCanCopyContent: truth(field, !details.copyRequiresWriterPermission, &writer)
        case .writersCanShare: if file.driveId == nil { truth(field, details.writersCanShare, &writer) }
        case .viewedByMe: truth(field, details.viewedByMeTime != nil, &writer)
        case .viewedByMeTime: time(field, details.viewedByMeTime, &writer)
        case .sharedWithMeTime: if file.owner != viewer.account { time(field, details.sharedWithMeTime, &writer) }
        case .trashedTime: time(field, details.trashedTime, &writer)
        case .properties: object(field, mask, Self.map(details.properties), &writer)
        case .appProperties: object(field, mask, Self.map(details.appProperties), &writer)
        case .shortcutDetails: object(field, mask, Self.shortcut(details, storage), &writer)
        case .contentHints:
            object(field, mask, details.indexableText.map { ["indexableText": .string($0)] }, &writer)
        default: break
        }
    }

    private static func map(_ map: [String: String]) -> JSON? {
        if map.isEmpty { return nil }
        return .object(map.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
    }

    private static func shortcut(_ details: DriveFileDetails, _ storage: DriveStorage) -> JSON? {
        guard let target = details.shortcutTarget else { return nil }
        var members: [JSON.Member] = [.init("targetId", .string(target))]
        if let type = details.shortcutTargetType { members.append(.init("targetMimeType", .string(type))) }
        if let key = storage.entry(target)?.file.details.resourceKey {
            members.append(.init("targetResourceKey", .string(key)))
        }
        return .object(members)
    }
}
