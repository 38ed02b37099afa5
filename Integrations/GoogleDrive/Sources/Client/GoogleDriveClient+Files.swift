// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
package import StewardCore
package import StewardHTTP

// Drive API v3, resource `files`, 2026-11. Every call says `supportsAllDrives=true`: without it whatever lies in a
// shared drive looks as if it did not exist.
extension GoogleDriveClient {
    static let filesPath = DrivePath("/drive/v3/files")

    /// What a list is taken from.
    package struct ListOptions: Sendable {
        /// The query, in the service's grammar.
        package var query: String
        /// The place of a page.
        package var pageToken: String?
        /// The folders in the query, whose resource keys may be needed.
        package var folders: [String] = []

        package init(_ query: String, pageToken: String? = nil) {
            self.query = query
            self.pageToken = pageToken
        }
    }

    /// `files.list`.
    package func listFiles(_ options: ListOptions) async throws(IntegrationError) -> DriveFileList {
        let drive = configuration.drive
        let path = Self.filesPath.query("q", options.query).query("pageSize", String(configuration.pageSize))
            .query("pageToken", options.pageToken)
            .query("fields", "nextPageToken,incompleteSearch,files(\(DriveFile.mask))")
            .query("spaces", "drive").query("corpora", drive == nil ? nil : "drive").query("driveId", drive)
            .flag("supportsAllDrives").flag("includeItemsFromAllDrives").query("prettyPrint", "false")
        let call = DriveCall(.get, path, scope: DriveScope.metadata, cost: .list, subject: "a list of files")
        let list = try await value(resourceKeys.adding(to: call, options.folders)) { reader throws(JSONError) in
            try DriveFileList(&reader)
        }
        for file in list.files { resourceKeys.note(file) }
        return list
    }

    /// `files.get`, without content.
    package func file(
        _ id: String, fields: String = DriveFile.mask, scope: String = DriveScope.metadata
    ) async throws(IntegrationError) -> DriveFile {
        let path = Self.filesPath.part(id).query("fields", fields).flag("supportsAllDrives")
        let call = DriveCall(.get, path, scope: scope, cost: .read, subject: "the file \(id)")
        let file = try await fileValue(resourceKeys.adding(to: call, [id]))
        resourceKeys.note(file)
        return file
    }

    /// `files.get` with `alt=media`: the reply as it arrives. `range` in bytes, the end left out.
    package func content(of id: String, from start: Int64?, to end: Int64?) async throws(IntegrationError) -> HTTPReply
    {
        let path = Self.filesPath.part(id).query("alt", "media").flag("supportsAllDrives")
            .flag("acknowledgeAbuse", configuration.acknowledgesAbuse)
        var call = DriveCall(
            .get, path, scope: DriveScope.read, cost: .download, subject: "the content of the file \(id)")
        call.fields[.acceptEncoding] = "identity"
        if let start { call.fields[.range] = "bytes=\(start)-" + (end.map { String($0 - 1) } ?? "") }
        call.timing = .transfer
        return try await perform(resourceKeys.adding(to: call, [id])) { reply throws(IntegrationError) in reply }
    }

    /// `files.create` without content: a folder or a shortcut.
    package func createFile(
        _ metadata: JSON, id: String, scope: String = DriveScope.file
    ) async throws(IntegrationError) -> DriveFile {
        let path = Self.filesPath.query("fields", DriveFile.mask).flag("supportsAllDrives")
        var call = DriveCall(
            .post, path, scope: scope, cost: .modify, subject: "the new item \(id)", isRepeatable: true)
        call.makesFile = true
        return try await fileValue(resourceKeys.adding(to: try body(call, metadata), parents(of: metadata)))
    }

    /// `files.update` without content: a name, the trash, and with `from` and `to` another folder.
    package func updateFile(
        _ id: String, _ changes: JSON, addParents to: String? = nil, removeParents from: String? = nil,
        scope: String = DriveScope.full
    ) async throws(IntegrationError) -> DriveFile {
        let path = Self.filesPath.part(id).query("addParents", to).query("removeParents", from)
            .query("fields", DriveFile.mask).flag("supportsAllDrives")
        let call = DriveCall(.patch, path, scope: scope, cost: .modify, subject: "the file \(id)")
        return try await fileValue(resourceKeys.adding(to: try body(call, changes), [id]))
    }

    /// `files.copy`, at the service. Not for folders.
    package func copyFile(_ id: String, _ changes: JSON, newID: String) async throws(IntegrationError) -> DriveFile {
        let path = Self.filesPath.part(id).fixed("/copy").query("fields", DriveFile.mask).flag("supportsAllDrives")
        var call = DriveCall(
            .post, path, scope: DriveScope.full, cost: .modify, subject: "a copy of the file \(id)", isRepeatable: true)
        call.makesFile = true
        return try await fileValue(resourceKeys.adding(to: try body(call, changes), [id]))
    }

    /// `files.delete`: for good, with everything in it.
    package func deleteFile(_ id: String) async throws(IntegrationError) {
        let path = Self.filesPath.part(id).flag("supportsAllDrives")
        let call = DriveCall(.delete, path, scope: DriveScope.full, cost: .modify, subject: "the file \(id)")
        try await done(resourceKeys.adding(to: call, [id]))
    }

    /// `files.emptyTrash`.
    package func emptyTrash(drive: String?) async throws(IntegrationError) {
        let path = DrivePath("/drive/v3/files/trash").query("driveId", drive)
        try await done(DriveCall(.delete, path, scope: DriveScope.full, cost: .modify, subject: "the trash"))
    }

    /// `files.generateIds`, 1000 at most.
    package func generateIDs(_ count: Int) async throws(IntegrationError) -> [String] {
        let path = DrivePath("/drive/v3/files/generateIds").query("count", String(count)).query("space", "drive")
        let call = DriveCall(.get, path, scope: DriveScope.file, cost: .read, subject: "new ids")
        let ids = try await value(call) { reader throws(JSONError) in try DriveGeneratedIDs(&reader) }.ids
        guard ids.count == count else {
            throw IntegrationError(.malformedReply, "Google Drive gave \(ids.count) new ids instead of \(count).")
        }
        return ids
    }

    /// Sends a call whose reply is one file.
    func fileValue(_ call: DriveCall) async throws(IntegrationError) -> DriveFile {
        try await value(call) { reader throws(JSONError) in try DriveFile(&reader) }
    }

    /// The call with this JSON as its body.
    func body(_ call: DriveCall, _ json: JSON) throws(IntegrationError) -> DriveCall {
        call.json(try Self.bytes(of: json))
    }

    static func bytes(of json: JSON) throws(IntegrationError) -> [UInt8] {
        do throws(JSONError) { return try json.canonicalBytes() } catch {
            throw IntegrationError(.invalidRequest, "What to send cannot be written as JSON: \(error)", cause: error)
        }
    }

    func parents(of metadata: JSON) -> [String] { metadata["parents"]?.array?.compactMap(\.string) ?? [] }
}
