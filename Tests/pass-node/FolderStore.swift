// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import StewardCore
import StewardIntegration

/// A store in a folder: a file under its id is complete; what is on its way lies beside it, with `.part`.
struct FolderStore: FileStoring {
    let folder: String
    let rootFolder = "root"

    init(_ folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private func path(_ id: String) -> String { folder + "/" + id }

    func file(_ id: String) async throws -> StoredFile {
        guard let data = FileManager.default.contents(atPath: path(id)) else {
            throw IntegrationError(.notFound, "There is no file \(id).")
        }
        let md5 = Insecure.MD5.hash(data: data).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return StoredFile(
            id: id, name: id, kind: .file, size: Int64(data.count), checksums: .init(md5: md5.joined()))
    }

    func files(in folder: String, after page: String?) async throws -> Page<StoredFile> {
        throw IntegrationError(.unsupported, "It is not listed.")
    }
    func read(_ file: StoredFile, from start: Int64, to end: Int64?) async throws -> ByteStream {
        throw IntegrationError(.unsupported, "It is not read.")
    }

    func write(
        _ content: FileContent, to target: FileTarget, keeper: any UploadKeeping
    ) async throws -> StoredFile {
        guard case .new(_, _, let id?) = target else {
            throw IntegrationError(.unsupported, "A file needs an id of its own.")
        }
        if let there = try? await file(id) { return there }
        let session = try await keeper.load()?.reveal() ?? id
        try await keeper.keep(Secret(session))
        let part = path(session + ".part")
        if !FileManager.default.fileExists(atPath: part) { try Data().write(to: URL(filePath: part)) }
        guard let handle = FileHandle(forWritingAtPath: part) else {
            throw IntegrationError(.unavailable, "\(part) cannot be written.")
        }
        let start = try handle.seekToEnd()
        for try await piece in try await content.stream(Int64(start)) {
            try handle.write(contentsOf: piece)
            await keeper.confirmed(Int64(try handle.offset()))
        }
        try handle.close()
        try FileManager.default.moveItem(atPath: part, toPath: path(id))
        return try await file(id)
    }

    func makeFolder(named name: String, in folder: String, id: String?) async throws -> StoredFile {
        throw IntegrationError(.unsupported, "There are no folders.")
    }
    func delete(_ id: String) async throws -> Bool {
        (try? FileManager.default.removeItem(atPath: path(id))) != nil
    }
    func newIDs(_ count: Int) async throws -> [String] { (0..<count).map { _ in UUID().uuidString.lowercased() } }
}
