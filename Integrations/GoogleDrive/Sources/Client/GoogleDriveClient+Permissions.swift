// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
package import StewardCore

// Drive API v3, resources `permissions` and `revisions`, 2026-11.
extension GoogleDriveClient {
    private static let permissionMask = "id,type,role,emailAddress,domain"

    private func permissionsPath(_ file: String) -> DrivePath { Self.filesPath.part(file).fixed("/permissions") }

    private func permissionCall(
        _ method: HTTPRequest.Method, _ path: DrivePath, _ file: String, isRepeatable: Bool? = nil
    ) -> DriveCall {
        let isRead = method == .get
        let call = DriveCall(
            method, path.flag("supportsAllDrives"), scope: isRead ? DriveScope.metadata : DriveScope.full,
            cost: isRead ? .read : .modify, subject: "who may use the file \(file)", isRepeatable: isRepeatable)
        return resourceKeys.adding(to: call, [file])
    }

    private func permission(_ call: DriveCall) async throws(IntegrationError) -> DrivePermission {
        try await value(call) { reader throws(JSONError) in try DrivePermission(&reader) }
    }

    /// `permissions.list`.
    package func permissions(
        of file: String, pageToken: String? = nil
    ) async throws(IntegrationError) -> DrivePage<DrivePermission> {
        let path = permissionsPath(file).query("pageSize", "100").query("pageToken", pageToken)
            .query("fields", "nextPageToken,permissions(\(Self.permissionMask))")
        return try await value(permissionCall(.get, path, file)) { reader throws(JSONError) in
            try DrivePage(&reader, key: "permissions") { reader throws(JSONError) in try DrivePermission(&reader) }
        }
    }

    /// `permissions.get`.
    package func permission(_ id: String, of file: String) async throws(IntegrationError) -> DrivePermission {
        let path = permissionsPath(file).part(id).query("fields", Self.permissionMask)
        return try await permission(permissionCall(.get, path, file))
    }

    /// `permissions.create`. Sending it twice gives one permission, since it is found by whom it is for.
    package func createPermission(_ permission: JSON, of file: String, notify: Bool = false)
        async throws(IntegrationError) -> DrivePermission
    {
        let path = permissionsPath(file).query("sendNotificationEmail", notify ? "true" : "false")
            .query("fields", Self.permissionMask)
        let call = permissionCall(.post, path, file, isRepeatable: !notify)
        return try await self.permission(try body(call, permission))
    }

    /// `permissions.update`.
    package func updatePermission(_ id: String, _ changes: JSON, of file: String)
        async throws(IntegrationError) -> DrivePermission
    {
        let path = permissionsPath(file).part(id).query("fields", Self.permissionMask)
        return try await permission(try body(permissionCall(.patch, path, file), changes))
    }

    /// `permissions.delete`.
    package func deletePermission(_ id: String, of file: String) async throws(IntegrationError) {
        try await done(permissionCall(.delete, permissionsPath(file).part(id), file))
    }

    /// `revisions.list`.
    package func revisions(
        of file: String, pageToken: String? = nil
    ) async throws(IntegrationError) -> DrivePage<DriveRevision> {
        let path = Self.filesPath.part(file).fixed("/revisions").query("pageSize", "1000")
            .query("pageToken", pageToken).query("fields", "nextPageToken,revisions(id,size,md5Checksum,keepForever)")
        let call = DriveCall(
            .get, path, scope: DriveScope.metadata, cost: .list, subject: "the revisions of the file \(file)")
        return try await value(resourceKeys.adding(to: call, [file])) { reader throws(JSONError) in
            try DrivePage(&reader, key: "revisions") { reader throws(JSONError) in try DriveRevision(&reader) }
        }
    }
}
