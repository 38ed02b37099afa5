// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
package import StewardCore
import StewardHTTP

// Drive API v3, resources `about`, `changes` and `drives`, 2026-11.
extension GoogleDriveClient {
    /// `about.get`; `fields` must be given.
    package func about(_ fields: String) async throws(IntegrationError) -> DriveAbout {
        let path = DrivePath("/drive/v3/about").query("fields", fields)
        var call = DriveCall(.get, path, scope: DriveScope.metadata, cost: .read, subject: "the account's figures")
        call.timing = .quick
        return try await value(call) { reader throws(JSONError) in try DriveAbout(&reader) }
    }

    /// `changes.getStartPageToken`.
    package func startPageToken() async throws(IntegrationError) -> String {
        let path = DrivePath("/drive/v3/changes/startPageToken").query("driveId", configuration.drive)
            .flag("supportsAllDrives")
        let call = DriveCall(.get, path, scope: DriveScope.metadata, cost: .read, subject: "the changes")
        return try await value(call) { reader throws(JSONError) in try DriveStartPageToken(&reader) }.startPageToken
    }

    /// `changes.list`.
    package func changes(_ pageToken: String) async throws(IntegrationError) -> DriveChangeList {
        let mask = "nextPageToken,newStartPageToken,changes(changeType,fileId,removed,file(\(DriveFile.mask)))"
        let path = DrivePath("/drive/v3/changes").query("pageToken", pageToken).query(
            "pageSize", String(configuration.pageSize)
        )
        .query("driveId", configuration.drive).query("fields", mask).query("spaces", "drive")
        .flag("includeRemoved").flag("supportsAllDrives").flag("includeItemsFromAllDrives").query(
            "prettyPrint", "false")
        let call = DriveCall(.get, path, scope: DriveScope.metadata, cost: .list, subject: "the changes")
        let list = try await value(call) { reader throws(JSONError) in try DriveChangeList(&reader) }
        for change in list.changes { if let file = change.file { resourceKeys.note(file) } }
        return list
    }

    /// `drives.list`.
    package func sharedDrives(pageToken: String? = nil) async throws(IntegrationError) -> DrivePage<SharedDrive> {
        let path = DrivePath("/drive/v3/drives").query("pageSize", "100").query("pageToken", pageToken)
            .query("fields", "nextPageToken,drives(id,name)")
        let call = DriveCall(.get, path, scope: DriveScope.read, cost: .list, subject: "the shared drives")
        return try await value(call) { reader throws(JSONError) in
            try DrivePage(&reader, key: "drives") { reader throws(JSONError) in try SharedDrive(&reader) }
        }
    }

    /// `drives.get`.
    package func sharedDrive(_ id: String) async throws(IntegrationError) -> SharedDrive {
        let path = DrivePath("/drive/v3/drives").part(id).query("fields", "id,name")
        let call = DriveCall(.get, path, scope: DriveScope.read, cost: .read, subject: "the shared drive \(id)")
        return try await value(call) { reader throws(JSONError) in try SharedDrive(&reader) }
    }
}
