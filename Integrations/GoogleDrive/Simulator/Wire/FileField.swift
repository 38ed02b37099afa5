// SPDX-License-Identifier: Apache-2.0

/// The members of a File resource that the simulator can fill, in the order of the discovery document, and those that
/// it knows and always leaves out.
enum FileField: String, CaseIterable, Sendable {
    case kind, id, name, mimeType, description, starred, trashed, explicitlyTrashed, trashingUser, trashedTime, parents
    case properties, appProperties, spaces, version, webContentLink, webViewLink, iconLink, hasThumbnail
    case thumbnailLink, viewedByMe, viewedByMeTime, createdTime, modifiedTime, modifiedByMe, modifiedByMeTime
    case sharedWithMeTime, sharingUser, owners, driveId, lastModifyingUser, shared, ownedByMe, capabilities
    case viewersCanCopyContent, copyRequiresWriterPermission, writersCanShare, permissions, permissionIds
    case folderColorRgb, originalFilename, fullFileExtension, fileExtension, md5Checksum, sha1Checksum
    case sha256Checksum, size, quotaBytesUsed, headRevisionId, contentHints, imageMediaMetadata, videoMediaMetadata
    case exportLinks, shortcutDetails, contentRestrictions, labelInfo, resourceKey, linkShareMetadata
    case downloadRestrictions
}
