// SPDX-License-Identifier: Apache-2.0

/// What the caller may do with a file, by role. Source: File resource, capabilities, 2026-11.
struct FileCapabilities: Sendable {
    static let names = [
        "canAcceptOwnership", "canAddChildren", "canAddFolderFromAnotherDrive", "canAddMyDriveParent",
        "canChangeCopyRequiresWriterPermission", "canChangeItemDownloadRestriction",
        "canChangeSecurityUpdateEnabled", "canChangeViewersCanCopyContent", "canComment", "canCopy", "canDelete",
        "canDeleteChildren", "canDisableInheritedPermissions", "canDownload", "canEdit",
        "canEnableInheritedPermissions", "canListChildren", "canModifyContent", "canModifyContentRestriction",
        "canModifyEditorContentRestriction", "canModifyLabels", "canModifyOwnerContentRestriction",
        "canMoveChildrenOutOfDrive", "canMoveChildrenOutOfTeamDrive", "canMoveChildrenWithinDrive",
        "canMoveChildrenWithinTeamDrive", "canMoveItemIntoTeamDrive", "canMoveItemOutOfDrive",
        "canMoveItemOutOfTeamDrive", "canMoveItemWithinDrive", "canMoveItemWithinTeamDrive", "canMoveTeamDriveItem",
        "canReadDrive", "canReadLabels", "canReadRevisions", "canReadTeamDrive", "canRemoveChildren",
        "canRemoveContentRestriction", "canRemoveMyDriveParent", "canRename", "canShare", "canTrash",
        "canTrashChildren", "canUntrash",
    ]

    let file: DriveFile
    let role: DriveRole
    let isRoot: Bool

    /// Whether a named thing is allowed; `nil` where the service does not say it for such a file.
    func allows(_ name: String) -> Bool? {
        let writes = role >= .writer
        let isShared = file.driveId != nil
        let owns = role >= (isShared ? .organizer : .owner)
        let organizes = role >= (isShared ? .fileOrganizer : .owner)
        let isOpen = writes || !file.details.copyRequiresWriterPermission
        switch name {
        case "canDownload": return !file.isFolder && !file.isShortcut && isOpen
        case "canCopy": return !file.isFolder && isOpen
        case "canTrash", "canUntrash": return organizes && !isRoot
        case "canDelete": return owns && !isRoot
        case "canEdit", "canRename": return writes && !isRoot
        case "canModifyContent": return writes && !file.isFolder && !file.isShortcut
        case "canAddChildren": return writes && file.isFolder
        case "canListChildren": return file.isFolder
        case "canRemoveChildren": return writes && file.isFolder && !isShared
        case "canDeleteChildren": return isShared ? owns && file.isFolder : nil
        case "canTrashChildren": return isShared ? organizes && file.isFolder : nil
        case "canReadRevisions": return writes && !file.isFolder && !file.isShortcut
        case "canComment": return role >= .commenter && !file.isFolder
        case "canShare": return (writes && file.details.writersCanShare) || owns
        case "canMoveItemWithinDrive", "canMoveItemWithinTeamDrive": return writes && !isRoot
        case "canMoveItemOutOfDrive", "canMoveItemOutOfTeamDrive": return owns && !isRoot
        case "canMoveChildrenWithinDrive": return writes && file.isFolder
        case "canMoveChildrenOutOfDrive": return owns && file.isFolder
        case "canReadDrive", "canReadTeamDrive": return isShared ? true : nil
        case "canChangeCopyRequiresWriterPermission", "canChangeViewersCanCopyContent": return organizes
        case "canAddMyDriveParent", "canAcceptOwnership", "canChangeSecurityUpdateEnabled": return false
        case "canModifyLabels", "canReadLabels", "canRemoveContentRestriction": return false
        default: return nil
        }
    }
}
