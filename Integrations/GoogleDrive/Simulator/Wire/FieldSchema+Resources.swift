// SPDX-License-Identifier: Apache-2.0

/// The resources of Drive v3. Source: discovery document drive.v3, revision 20261106.
extension FieldSchema {
    static let user = FieldSchema("kind displayName photoLink me permissionId emailAddress")
    static let permissionDetail = FieldSchema("permissionType role inheritedFrom inherited")
    static let permission = FieldSchema(
        "kind id type role emailAddress domain allowFileDiscovery displayName photoLink expirationTime deleted "
            + "pendingOwner view inheritedPermissionsDisabled",
        ["permissionDetails": permissionDetail, "teamDrivePermissionDetails": permissionDetail])
    static let file = FieldSchema(
        FileField.allCases.map(\.rawValue).joined(separator: " ")
            + " teamDriveId thumbnailVersion hasAugmentedPermissions isAppAuthorized inheritedPermissionsDisabled",
        [
            "owners": user, "lastModifyingUser": user, "trashingUser": user, "sharingUser": user,
            "permissions": permission, "capabilities": FieldSchema(FileCapabilities.names.joined(separator: " ")),
            "properties": .map, "appProperties": .map, "exportLinks": .map,
            "shortcutDetails": FieldSchema("targetId targetMimeType targetResourceKey"),
            "contentHints": FieldSchema("indexableText", ["thumbnail": FieldSchema("image mimeType")]),
            "imageMediaMetadata": .map, "videoMediaMetadata": .map, "contentRestrictions": .map, "labelInfo": .map,
            "linkShareMetadata": FieldSchema("securityUpdateEligible securityUpdateEnabled"),
            "downloadRestrictions": .map,
        ])
    static let fileList = FieldSchema("kind nextPageToken incompleteSearch", ["files": file])
    static let about = FieldSchema(
        "kind maxUploadSize appInstalled canCreateDrives canCreateTeamDrives folderColorPalette",
        [
            "user": user, "storageQuota": FieldSchema("limit usage usageInDrive usageInDriveTrash"),
            "importFormats": .map, "exportFormats": .map, "maxImportSizes": .map,
            "driveThemes": FieldSchema("id backgroundImageLink colorRgb"),
            "teamDriveThemes": FieldSchema("id backgroundImageLink colorRgb"),
        ])
    static let drive = FieldSchema(
        "kind id name themeId colorRgb backgroundImageLink createdTime hidden orgUnitId",
        [
            "capabilities": FieldSchema(DriveCapabilities.names.joined(separator: " ")), "restrictions": .map,
            "backgroundImageFile": FieldSchema("id xCoordinate yCoordinate width"),
        ])
    static let driveList = FieldSchema("kind nextPageToken", ["drives": drive])
    static let change = FieldSchema(
        "kind type changeType time removed fileId driveId teamDriveId",
        ["file": file, "drive": drive, "teamDrive": drive])
    static let changeList = FieldSchema("kind nextPageToken newStartPageToken", ["changes": change])
    static let startPageToken = FieldSchema("kind startPageToken")
    static let permissionList = FieldSchema("kind nextPageToken", ["permissions": permission])
    static let revision = FieldSchema(
        "kind id mimeType modifiedTime keepForever published publishAuto publishedOutsideDomain publishedLink "
            + "md5Checksum size originalFilename",
        ["lastModifyingUser": user, "exportLinks": .map])
    static let revisionList = FieldSchema("kind nextPageToken", ["revisions": revision])
    static let generatedIds = FieldSchema("kind space ids")
    static let channel = FieldSchema(
        "kind id resourceId resourceUri token expiration type address payload", ["params": .map])
}
