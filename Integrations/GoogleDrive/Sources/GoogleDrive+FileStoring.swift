// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
public import StewardCore
import StewardHTTP
public import StewardIntegration

extension GoogleDrive: FileStoring {
    /// The shared drive, or the alias of My Drive's root.
    public var rootFolder: String { configuration.drive ?? "root" }

    /// One file as it is now.
    public func file(_ id: String) async throws -> StoredFile { try await client.file(id).stored }

    /// Up to 1000 of what is directly in a folder.
    ///
    /// - Throws: `conflict` when the service no longer knows the place of `page`: begin the list again.
    public func files(in folder: String, after page: String?) async throws -> Page<StoredFile> {
        var options = GoogleDriveClient.ListOptions(DriveQuery.children(of: [folder]), pageToken: page)
        options.folders = [folder]
        let list = try await client.completeList(options)
        return Page(items: list.files.map(\.stored), next: list.nextPageToken)
    }

    /// The content of a part of a file.
    ///
    /// A whole file that was replaced meanwhile is noticed at its end, and before it is begun for any other part.
    /// - Throws: besides what ``FileStoring`` says `unsupported` for what has no content of its own.
    public func read(_ file: StoredFile, from start: Int64, to end: Int64?) async throws -> ByteStream {
        try await FileDownload(client, file).stream(from: start, to: end)
    }

    /// Stores content; see ``FileStoring/write(_:to:keeper:)``.
    ///
    /// A cancelled upload sends nothing more; its session stays with `keeper` and shows nothing.
    public func write(
        _ content: FileContent, to target: FileTarget, keeper: any UploadKeeping
    ) async throws -> StoredFile {
        try await client.widerPlaces.reach(target.place) { scope in
            try await store(content, target, keeper, scope)
        }
    }

    private func store(
        _ content: FileContent, _ target: FileTarget, _ keeper: any UploadKeeping, _ scope: String
    ) async throws -> StoredFile {
        if let length = content.length, length <= Int64(configuration.singleRequestLimit) {
            let upload = UploadTarget(
                target, newID: try await newID(for: target), content: content, scope: scope)
            let file = try await SingleUpload(client: client, content: content, target: upload, length: length).run()
            await keeper.confirmed(length)
            return file.stored
        }
        let kept = try await keptSession(content, target, keeper)
        var id = kept?.id
        if kept == nil { id = try await newID(for: target) }
        let upload = UploadTarget(target, newID: id, content: content, scope: scope)
        var run = ResumableRun(client, content, to: target, upload, session: kept, keeper: keeper)
        return try await run.run().stored
    }

    /// Makes a folder. Without an `id` it gets a generated one, so that a lost reply makes no second folder.
    public func makeFolder(named name: String, in folder: String, id: String?) async throws -> StoredFile {
        var newID = id
        if newID == nil { newID = try await ids.next(client) }
        guard let newID else { throw IntegrationError(.malformedReply, "Google Drive gave no id for a new folder.") }
        let metadata: JSON = [
            "id": .string(newID), "name": .string(name), "mimeType": .string(DriveFile.folderType),
            "parents": [.string(folder)],
        ]
        return try await client.widerPlaces.reach(folder) { scope in
            try await create(metadata, newID, name, scope)
        }
    }

    private func create(
        _ metadata: JSON, _ newID: String, _ name: String, _ scope: String
    ) async throws -> StoredFile {
        do throws(IntegrationError) {
            return try await client.createFile(metadata, id: newID, scope: scope).stored
        } catch {
            guard error.refusal?.status == 409 else { throw error }
            let existing = try await client.file(newID, scope: DriveScope.file)
            guard existing.kind == .folder, existing.name == name else {
                throw IntegrationError(
                    .conflict, "The id \(newID) is taken by something else than this folder; use a new id.")
            }
            return existing.stored
        }
    }

    /// Removes for good, without the trash.
    public func delete(_ id: String) async throws -> Bool {
        do throws(IntegrationError) {
            try await client.deleteFile(id)
            return true
        } catch {
            guard error.code == .notFound else { throw error }
            return false
        }
    }

    /// Ids from the service, 1000 a call.
    public func newIDs(_ count: Int) async throws -> [String] {
        var ids: [String] = []
        while ids.count < count { ids += try await client.generateIDs(min(1_000, count - ids.count)) }
        return ids
    }

    private func newID(for target: FileTarget) async throws(IntegrationError) -> String? {
        guard case .new(_, _, let id) = target else { return nil }
        if let id { return id }
        return try await ids.next(client)
    }

    /// The session of an earlier call, when it was for the same content and place. Any other is given up.
    private func keptSession(
        _ content: FileContent, _ target: FileTarget, _ keeper: any UploadKeeping
    ) async throws -> KeptSession? {
        guard let secret = try await keeper.load() else { return nil }
        let kept = KeptSession(secret)
        if let kept, kept.fits(content, target) { return kept }
        try await keeper.keep(nil)
        if let kept { await client.cancelUpload(kept.address, subject: "an upload that is no longer wanted") }
        return nil
    }
}

extension FileTarget {
    /// The folder or file that must be within reach.
    fileprivate var place: String {
        switch self {
        case .new(_, let folder, _): folder
        case .replacing(let id): id
        }
    }
}
