// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What the caller may do with a shared drive, by role. Source: Drive resource, capabilities, 2026-11.
enum DriveCapabilities {
    private static let least: [(name: String, role: DriveRole)] = [
        ("canAddChildren", .writer), ("canChangeCopyRequiresWriterPermissionRestriction", .organizer),
        ("canChangeDomainUsersOnlyRestriction", .organizer), ("canChangeDriveBackground", .organizer),
        ("canChangeDriveMembersOnlyRestriction", .organizer),
        ("canChangeSharingFoldersRequiresOrganizerPermissionRestriction", .organizer), ("canComment", .commenter),
        ("canCopy", .reader), ("canDeleteChildren", .organizer), ("canDeleteDrive", .organizer),
        ("canDownload", .reader), ("canEdit", .writer), ("canListChildren", .reader), ("canManageMembers", .organizer),
        ("canReadRevisions", .reader), ("canRename", .writer), ("canRenameDrive", .organizer),
        ("canResetDriveRestrictions", .organizer), ("canShare", .writer), ("canTrashChildren", .fileOrganizer),
    ]
    static let names = least.map(\.name)

    static func json(_ role: DriveRole) -> JSON {
        .object(least.map { JSON.Member($0.name, .bool(role >= $0.role)) })
    }
}

extension SharedDrive {
    /// A Drive resource as somebody with a role sees it.
    func json(_ role: DriveRole) -> JSON {
        var members: [JSON.Member] = [
            .init("kind", "drive#drive"), .init("id", .string(id)), .init("name", .string(name)),
            .init("colorRgb", .string(colorRgb ?? "#0f9d58")),
            .init("createdTime", .string(DriveTime.text(createdTime))), .init("hidden", .bool(isHidden)),
            .init("capabilities", DriveCapabilities.json(role)),
        ]
        let names = [
            "adminManagedRestrictions", "copyRequiresWriterPermission", "domainUsersOnly", "driveMembersOnly",
            "sharingFoldersRequiresOrganizerPermission",
        ]
        let restrictions = names.map { JSON.Member($0, .bool(self.restrictions[$0] ?? false)) }
        members.append(.init("restrictions", .object(restrictions)))
        return .object(members)
    }
}

extension DriveStorage {
    /// The role in a shared drive; the least when there is none.
    func role(for viewer: DriveViewer, ofDrive id: String) -> DriveRole {
        entry(id).flatMap { role(for: viewer, of: $0, countsLinks: false) } ?? .reader
    }
}
