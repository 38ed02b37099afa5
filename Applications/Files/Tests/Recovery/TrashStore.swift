// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import StewardCore
import StewardIntegration

/// A store in memory with a trash, for recoveries. It notes every change that it was asked for.
actor TrashStore: FileTrashing, FileSearching {
    nonisolated let rootFolder = "root"
    private(set) var files: [StoredFile] = []
    private var contents: [String: [UInt8]] = [:]
    /// `restore a`, `trash a`, `delete a`, `read a`, in the order they came.
    private(set) var calls: [String] = []
    /// What goes wrong: a call's text, and how many times.
    private var failures: [String: (error: IntegrationError, times: Int)] = [:]
    private let pageSize: Int

    init(pageSize: Int = 3) { self.pageSize = pageSize }

    func add(
        _ id: String, _ name: String, _ content: [UInt8] = [], isTrashed: Bool = true,
        kind: StoredFile.Kind = .file, parents: [String] = ["root"], denied: StoredFile.Denied = [],
        modifiedAt: Date? = nil
    ) {
        let digest = Insecure.MD5.hash(data: content).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        let isFile = kind == .file
        files.append(
            StoredFile(
                id: id, name: name, kind: kind, size: isFile ? Int64(content.count) : nil,
                checksums: .init(md5: isFile ? digest : nil), modifiedAt: modifiedAt, parents: parents,
                isTrashed: isTrashed, denied: denied))
        contents[id] = content
    }

    func fail(_ call: String, _ error: IntegrationError, times: Int = .max) { failures[call] = (error, times) }
    func heal() { failures = [:] }
    func clear() { calls = [] }
    func damage(_ id: String) { contents[id]?[0] ^= 1 }

    private func note(_ call: String) throws {
        calls.append(call)
        guard var failure = failures[call], failure.times > 0 else { return }
        failure.times -= 1
        failures[call] = failure
        throw failure.error
    }

    private func place(_ id: String) throws -> Int {
        guard let place = files.firstIndex(where: { $0.id == id }) else {
            throw IntegrationError(.notFound, "There is no file \(id).")
        }
        return place
    }

    func file(_ id: String) async throws -> StoredFile {
        try note("look \(id)")
        return files[try place(id)]
    }

    func files(in folder: String, after page: String?) async throws -> Page<StoredFile> {
        try note("list \(folder)")
        return self.page(files.filter { $0.parents == [folder] && !$0.isTrashed }, page)
    }

    func search(_ query: FileQuery, after page: String?) async throws -> Page<StoredFile> {
        try note("search")
        return self.page(files.filter { query.isTrashed == nil || $0.isTrashed == query.isTrashed }, page)
    }

    private func page(_ all: [StoredFile], _ page: String?) -> Page<StoredFile> {
        let start = page.flatMap(Int.init) ?? 0
        let end = min(start + pageSize, all.count)
        return Page(items: Array(all[min(start, end)..<end]), next: end < all.count ? String(end) : nil)
    }

    nonisolated func children(of folders: [String]) -> AsyncThrowingStream<[StoredFile], any Error> {
        AsyncThrowingStream { $0.finish() }
    }

    func read(_ file: StoredFile, from start: Int64, to end: Int64?) async throws -> ByteStream {
        try note("read \(file.id)")
        let bytes = contents[file.id] ?? []
        return ByteStream(Array(bytes[Int(start)..<Int(end ?? Int64(bytes.count))]))
    }

    func setTrashed(_ trashed: Bool, _ ids: [String]) async throws -> [IntegrationError?] {
        var errors: [IntegrationError?] = []
        for id in ids {
            do {
                try note("\(trashed ? "trash" : "restore") \(id)")
                files[try place(id)].isTrashed = trashed
                errors.append(nil)
            } catch let error as IntegrationError {
                errors.append(error)
            }
        }
        return errors
    }

    func delete(_ id: String) async throws -> Bool {
        try note("delete \(id)")
        files.remove(at: try place(id))
        return true
    }

    func emptyTrash() async throws { files.removeAll(where: \.isTrashed) }
    func newIDs(_ count: Int) async throws -> [String] { [] }
    func write(
        _ content: FileContent, to target: FileTarget, keeper: any UploadKeeping
    ) async throws -> StoredFile { throw IntegrationError(.unsupported, "This store is not written to.") }
    func makeFolder(named name: String, in folder: String, id: String?) async throws -> StoredFile {
        throw IntegrationError(.unsupported, "This store is not written to.")
    }
}
