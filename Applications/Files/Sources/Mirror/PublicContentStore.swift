// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Synchronization

/// One file that is shared with everyone, as a store of one file, so that it is fetched, gone on with and checked like
/// any other.
final class PublicContentStore: FileStoring {
    private let reader: any FolderPublic
    private let id: String
    /// The content that was opened to find out what there is; given to the first who reads from the start.
    private let opened: Mutex<PublicContent?>
    let rootFolder = ""

    private init(_ reader: any FolderPublic, _ id: String, _ content: PublicContent?) {
        self.reader = reader
        self.id = id
        opened = Mutex(content)
    }

    /// Opens a file; gives the store and the file as it is now.
    ///
    /// Of a file that was kept before with a validator, only the last byte is asked for: `nil`, when nothing changed.
    static func open(
        _ row: MirrorRow, _ reader: any FolderPublic
    ) async throws -> (store: PublicContentStore, file: StoredFile)? {
        var content: PublicContent
        if let validator = row.validator, let size = row.keptSize, size > 0 {
            content = try await reader.readPublic(row.target, from: size - 1, validator: validator)
            if content.start == size - 1, content.size == nil || content.size == size { return nil }
            if content.start != 0 { content = try await reader.readPublic(row.target, from: 0, validator: nil) }
        } else {
            content = try await reader.readPublic(row.target, from: 0, validator: nil)
        }
        let store = PublicContentStore(reader, row.target, content)
        return (store, store.file(content))
    }

    private func file(_ content: PublicContent) -> StoredFile {
        StoredFile(
            id: id, name: content.name, kind: .file, mediaType: content.mediaType, size: content.size,
            modifiedAt: content.modifiedAt, revision: content.validator)
    }

    func file(_ id: String) async throws -> StoredFile {
        let content = try await reader.readPublic(id, from: 0, validator: nil)
        opened.withLock { $0 = content }
        return file(content)
    }

    func read(_ file: StoredFile, from start: Int64, to end: Int64?) async throws -> ByteStream {
        let ready = opened.withLock { opened in
            defer { opened = nil }
            return opened
        }
        if let ready, start == 0, ready.validator == file.revision { return ready.body }
        let content = try await reader.readPublic(id, from: start, validator: file.revision)
        guard content.start == start, content.validator == file.revision || start == 0 else {
            throw IntegrationError(.conflict, "“\(file.name)” changed while it was read.")
        }
        return content.body
    }

    func files(in folder: String, after page: String?) async throws -> Page<StoredFile> { Page(items: [], next: nil) }
    func write(
        _ content: FileContent, to target: FileTarget, keeper: any UploadKeeping
    ) async throws -> StoredFile { throw Self.readOnly }
    func makeFolder(named name: String, in folder: String, id: String?) async throws -> StoredFile {
        throw Self.readOnly
    }
    func delete(_ id: String) async throws -> Bool { throw Self.readOnly }
    func newIDs(_ count: Int) async throws -> [String] { [] }

    private static var readOnly: IntegrationError {
        IntegrationError(.unsupported, "What is shared with everyone can only be read.")
    }
}
