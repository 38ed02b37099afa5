// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Where an upload goes, with the id that makes sending it twice harmless.
struct UploadTarget: Sendable {
    let method: HTTPRequest.Method
    let path: DrivePath
    let metadata: JSON
    /// The new file's id; `nil` when a file is replaced.
    let newID: String?
    /// Whose resource keys may be needed.
    let ids: [String]
    let subject: String
    let contentType: String
    /// What the account must have granted.
    let scope: String

    init(_ target: FileTarget, newID: String?, content: FileContent, scope: String = DriveScope.file) {
        self.scope = scope
        var members: [JSON.Member] = []
        if let time = content.modifiedAt { members.append(.init("modifiedTime", .string(DriveTime.text(time)))) }
        contentType = Self.fieldValue(content.mediaType)
        self.newID = newID
        switch target {
        case .new(let name, let folder, _):
            method = .post
            path = DrivePath("/upload/drive/v3/files")
            members.append(.init("name", .string(name)))
            members.append(.init("mimeType", .string(content.mediaType)))
            members.append(.init("parents", .array([.string(folder)])))
            if let newID { members.append(.init("id", .string(newID))) }
            ids = [folder]
            subject = "the new file \(newID ?? "")"
        case .replacing(let id):
            method = .patch
            path = DrivePath("/upload/drive/v3/files").part(id)
            ids = [id]
            subject = "the file \(id)"
        }
        metadata = .object(members)
    }

    /// The call that begins an upload of this type.
    func call(_ uploadType: String, client: GoogleDriveClient) -> DriveCall {
        let path = path.query("uploadType", uploadType).query("fields", DriveFile.mask).flag("supportsAllDrives")
        var call = DriveCall(
            method, path, scope: scope, cost: .modify, subject: subject, isRepeatable: true)
        call.makesFile = newID != nil
        call.timing = .transfer
        return client.resourceKeys.adding(to: call, ids)
    }

    /// A media type as a header field's value: nothing in it can end the line.
    private static func fieldValue(_ type: String) -> String {
        let isPlain = type.utf8.allSatisfy { 0x20...0x7E ~= $0 } && !type.isEmpty
        return isPlain ? type : "application/octet-stream"
    }
}
