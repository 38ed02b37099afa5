// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
package import StewardCore

/// Bytes kept in files named for their SHA-256: `blobs/ab/abcdef…`.
///
/// What `put` returned is on disk: a blob is written under a temporary name, flushed, renamed, and its folder flushed.
/// A reader never sees half a blob. Putting the same bytes twice keeps them once. Several processes may share a folder.
package struct BlobStore: Sendable {
    /// The folder of the blobs; made by the first `put`.
    package let folder: String
    private var incoming: String { folder + "/incoming" }

    /// A store in a folder of its own. Does nothing on disk.
    package init(folder: String) { self.folder = folder }

    /// Keeps bytes. Blocks until they are on disk.
    /// - Throws: `BlobError` with `storage`.
    @discardableResult
    package func put(_ bytes: [UInt8]) throws -> BlobID { try putAll([bytes])[0] }

    /// Keeps many blobs at the cost of fewer flushes: each folder is flushed once. After an error some may be kept.
    /// - Returns: Their names in the order given.
    /// - Throws: `BlobError` with `storage`.
    package func putAll(_ all: [[UInt8]]) throws -> [BlobID] {
        try reporting {
            let ids = all.map(BlobID.init(hashing:))
            var folders: Set<String> = []
            try DurableFolder.make(incoming)
            for (id, bytes) in zip(ids, all) {
                try prepare(subfolder(of: id), &folders)
                // A file of another size was damaged by something else than this program and is replaced.
                if DurableFolder.size(path(of: id)) == Int64(bytes.count) { continue }
                let file = try newFile()
                do {
                    try file.write(bytes)
                    try settle(file, as: id)
                } catch {
                    try? DurableFolder.remove(file.path)
                    throw error
                }
            }
            for folder in folders { try DurableFolder.flush(folder) }
            return ids
        }
    }

    /// Keeps a stream of any length in little memory. A stream that throws leaves nothing.
    /// - Throws: `BlobError` with `storage`, or `tooLarge` when more than `limit` bytes come; what the stream throws.
    package func put(_ stream: ByteStream, upTo limit: Int64 = .max) async throws -> BlobID {
        let writing = try await offThread {
            try self.reporting {
                try DurableFolder.make(self.incoming)
                return try BlobWriting(self.newFile())
            }
        }
        do {
            for try await piece in stream {
                let count = try await offThread { try self.reporting { try writing.append(piece) } }
                guard count <= limit else {
                    throw BlobError(.tooLarge, "The stream is longer than the allowed \(limit) bytes.")
                }
            }
            return try await offThread { try self.reporting { try self.finish(writing) } }
        } catch {
            try? DurableFolder.remove(writing.path)
            throw error
        }
    }

    /// All bytes of a blob, checked against its name.
    /// - Throws: `BlobError` with `missing`, `damaged` or `storage`.
    package func bytes(of id: BlobID) throws -> [UInt8] {
        try reporting(id) {
            let file = try DurableFile(reading: path(of: id))
            var bytes: [UInt8] = []
            bytes.reserveCapacity(Int(try file.size()))
            while case let piece = try file.read(upTo: Self.pieceSize), !piece.isEmpty { bytes += piece }
            guard BlobID(hashing: bytes) == id else { throw Self.damaged(id) }
            return bytes
        }
    }

    /// A blob piece by piece. Its hash is compared at the end, where `damaged` is thrown instead of the last `nil`.
    /// - Throws: `BlobError` with `missing` or `storage`.
    package func stream(of id: BlobID) throws -> ByteStream {
        let length = try reporting(id) { try DurableFile(reading: path(of: id)).size() }
        return ByteStream(length: length) {
            let reading = BlobReading(path(of: id))
            return {
                try await offThread { try self.reporting(id) { try reading.next(of: id) } }
            }
        }
    }

    /// Whether a blob of this name is there. Its bytes are not looked at.
    package func contains(_ id: BlobID) -> Bool { DurableFolder.size(path(of: id)) != nil }

    /// How many bytes a blob has; `nil` when it is not there.
    package func size(of id: BlobID) -> Int64? { DurableFolder.size(path(of: id)) }

    /// Reads a blob and compares its hash with its name, in little memory.
    /// - Throws: `BlobError` with `missing`, `damaged` or `storage`.
    package func verify(_ id: BlobID) throws {
        try reporting(id) {
            let reading = BlobReading(path(of: id))
            while try reading.next(of: id) != nil {}
        }
    }

    /// The names of all blobs, sorted.
    /// - Throws: `BlobError` with `storage`.
    package func all() throws -> [BlobID] {
        try reporting {
            try DurableFolder.names(folder).filter { $0.utf8.count == 2 }
                .flatMap { try DurableFolder.names(folder + "/" + $0) }.compactMap(BlobID.init)
        }
    }

    /// Forgets a blob. It is no error when it is not there. The caller answers for nobody needing it.
    /// - Throws: `BlobError` with `storage`.
    package func remove(_ id: BlobID) throws {
        try reporting {
            guard contains(id) else { return }
            try DurableFolder.remove(path(of: id))
            try DurableFolder.flush(subfolder(of: id))
        }
    }

    /// Removes what interrupted programs left half written, and nothing that a running one still writes.
    /// - Returns: How many files were removed.
    /// - Throws: `BlobError` with `storage`.
    @discardableResult
    package func sweep() throws -> Int {
        try reporting {
            var count = 0
            for name in try DurableFolder.names(incoming) {
                let path = incoming + "/" + name
                guard let file = try? DurableFile(reading: path), file.lock() else { continue }
                try DurableFolder.remove(path)
                count += 1
            }
            return count
        }
    }
}

extension BlobStore {
    static let pieceSize = 1 << 18

    static func damaged(_ id: BlobID) -> BlobError {
        BlobError(.damaged, "The blob \(id) is damaged; restore it from a backup.")
    }

    private func subfolder(of id: BlobID) -> String { folder + "/" + id.hex.prefix(2) }
    /// Where a blob lies, for programs that read files. It may not be there.
    package func path(of id: BlobID) -> String { subfolder(of: id) + "/" + id.hex }

    private func prepare(_ subfolder: String, _ known: inout Set<String>) throws {
        guard known.insert(subfolder).inserted else { return }
        let isNew = DurableFolder.size(subfolder) == nil
        try DurableFolder.make(subfolder)
        if isNew { known.insert(folder) }
    }

    /// A new locked file in the folder `incoming`, which must exist. The lock tells `sweep` in other processes that
    /// somebody is writing.
    private func newFile() throws -> DurableFile {
        while true {
            let file = try DurableFile(creating: incoming + "/" + UUID().uuidString.lowercased())
            if file.lock(), file.isLinked { return file }
        }
    }

    private func settle(_ file: borrowing DurableFile, as id: BlobID) throws {
        try file.flush()
        try DurableFolder.rename(file.path, to: path(of: id))
    }

    private func finish(_ writing: BlobWriting) throws -> BlobID {
        let id = writing.id()
        var folders: Set<String> = []
        try prepare(subfolder(of: id), &folders)
        try settle(writing.file, as: id)
        for folder in folders { try DurableFolder.flush(folder) }
        return id
    }

    private func reporting<Value>(_ id: BlobID? = nil, _ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch let error as SystemCallError {
            if let id, error.isMissing { throw BlobError(.missing, "There is no blob \(id).") }
            throw BlobError(.storage, error.description)
        }
    }
}

/// A blob on its way in. Unchecked: one stream writes it, one piece after the other.
private final class BlobWriting: @unchecked Sendable {
    let file: DurableFile
    private var hash = SHA256()
    private var count: Int64 = 0
    var path: String { file.path }

    init(_ file: consuming DurableFile) { self.file = file }

    func append(_ piece: [UInt8]) throws -> Int64 {
        hash.update(data: piece)
        try file.write(piece)
        count += Int64(piece.count)
        return count
    }

    func id() -> BlobID { BlobID(hash.finalize()) }
}

/// A blob on its way out. Unchecked: one reader reads it, one piece after the other.
private final class BlobReading: @unchecked Sendable {
    private let path: String
    private var file: BlobFile?
    private var hash = SHA256()
    private var isDone = false

    init(_ path: String) { self.path = path }

    func next(of id: BlobID) throws -> [UInt8]? {
        if isDone { return nil }
        let open = try file ?? BlobFile(DurableFile(reading: path))
        file = open
        let piece = try open.file.read(upTo: BlobStore.pieceSize)
        hash.update(data: piece)
        guard piece.isEmpty else { return piece }
        isDone = true
        file = nil
        guard BlobID(hash.finalize()) == id else { throw BlobStore.damaged(id) }
        return nil
    }
}

private final class BlobFile {
    let file: DurableFile
    init(_ file: consuming DurableFile) { self.file = file }
}
