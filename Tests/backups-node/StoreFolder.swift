// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import StewardCore
import StewardIntegration

/// A place off-site that is a folder: each file under its id. What is not whole has another end.
struct StoreFolder: FileStoring {
    let folder: String
    let rootFolder = "root"

    private func path(_ id: String) -> String { "\(folder)/\(id)" }

    func file(_ id: String) async throws -> StoredFile {
        guard let bytes = FileManager.default.contents(atPath: path(id)) else {
            throw IntegrationError(.notFound, "There is no file \(id).")
        }
        let md5 = Insecure.MD5.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return StoredFile(
            id: id, name: id, kind: .file, size: Int64(bytes.count), checksums: .init(md5: md5.joined()),
            parents: [rootFolder])
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
        guard case .new(let name, _, let given) = target else {
            throw IntegrationError(.unsupported, "Nothing is replaced.")
        }
        let id = given ?? name
        if let there = try? await file(id) { return there }
        try await keeper.keep(Secret(id))
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let part = path(id) + ".part"
        _ = FileManager.default.createFile(atPath: part, contents: nil)
        guard let handle = FileHandle(forWritingAtPath: part) else {
            throw IntegrationError(.unavailable, "\(part) cannot be written.")
        }
        for try await piece in try await content.stream(0) {
            try handle.write(contentsOf: Data(piece))
            await keeper.confirmed(Int64(try handle.offset()))
        }
        try handle.close()
        try FileManager.default.moveItem(atPath: part, toPath: path(id))
        return try await file(id)
    }

    func makeFolder(named name: String, in folder: String, id: String?) async throws -> StoredFile {
        throw IntegrationError(.unsupported, "There are no folders.")
    }
    func delete(_ id: String) async throws -> Bool { (try? FileManager.default.removeItem(atPath: path(id))) != nil }
    func newIDs(_ count: Int) async throws -> [String] { (0..<count).map { _ in UUID().uuidString } }
}
