// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
package import StewardCore

/// Bytes kept under their SHA-256: in a file `ab/abcdef…` each, or many small ones of one batch in a pack (`PackList`).
///
/// What `put` returned is on disk: files are written under a temporary name, flushed, renamed, and their folder
/// flushed. A reader never sees half a blob. Putting the same bytes twice keeps them once. Several processes may share
/// a folder.
package struct BlobStore: Sendable {
    /// The folder of the blobs; made by the first `put`.
    package let folder: String
    let shelf: PackShelf
    var incoming: String { folder + "/incoming" }

    /// A store in a folder of its own. Does nothing on disk.
    package init(folder: String) {
        self.folder = folder
        shelf = PackShelf(folder: folder + "/packs")
    }

    /// Keeps bytes. Blocks until they are on disk.
    /// - Throws: `BlobError` with `storage`.
    @discardableResult
    package func put(_ bytes: [UInt8]) throws -> BlobID { try putAll([bytes])[0] }

    /// Keeps many blobs at the cost of few flushes, as one ``batch()``. After an error some may be kept.
    /// - Returns: Their names in the order given.
    /// - Throws: `BlobError` with `storage`.
    package func putAll(_ all: [[UInt8]]) throws -> [BlobID] {
        let batch = try batch()
        var ids: [BlobID] = []
        ids.reserveCapacity(all.count)
        for bytes in all { ids.append(try batch.add(bytes)) }
        try batch.finish()
        return ids
    }

    /// Begins a batch of blobs that are handed over one after the other.
    /// - Throws: `BlobError` with `storage`.
    package func batch() throws -> BlobBatch { try reporting { try BlobBatch(self) } }

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
            let reading = try BlobReading(id, in: self)
            let bytes = try reading.rest()
            guard BlobID(hashing: bytes) == id else { throw reading.damaged }
            return bytes
        }
    }

    /// A blob piece by piece. Its hash is compared at the end, where `damaged` is thrown instead of the last `nil`.
    /// - Throws: `BlobError` with `missing` or `storage`.
    package func stream(of id: BlobID) throws -> ByteStream {
        let length = try reporting(id) { try BlobReading(id, in: self).length }
        return ByteStream(length: length) {
            let reading = LateReading()
            return {
                try await offThread { try self.reporting(id) { try reading.next(id, self) } }
            }
        }
    }

    /// Whether a blob of this name is there. Its bytes are not looked at.
    package func contains(_ id: BlobID) -> Bool { size(of: id) != nil }

    /// How many bytes a blob has; `nil` when it is not there.
    package func size(of id: BlobID) -> Int64? { place(of: id)?.length }

    /// Where a blob lies, for code that reads files; `nil` when it is not there. A pack may be taken apart when a blob
    /// of it is removed, so open the file soon, and compare what was read with the name.
    package func place(of id: BlobID) -> BlobPlace? {
        let path = path(of: id)
        if let size = DurableFolder.size(path) {
            return BlobPlace(path: path, offset: 0, length: size, isInPack: false)
        }
        guard let found = try? shelf.find(id.words) else { return nil }
        return BlobPlace(path: found.file.path, offset: found.offset, length: found.length, isInPack: true)
    }

    /// Reads a blob and compares its hash with its name, in little memory.
    /// - Throws: `BlobError` with `missing`, `damaged` or `storage`.
    package func verify(_ id: BlobID) throws {
        try reporting(id) {
            let reading = try BlobReading(id, in: self)
            while try reading.next() != nil {}
        }
    }

    /// The names of all blobs, sorted.
    /// - Throws: `BlobError` with `storage`, or `damaged` naming a pack whose list was changed.
    package func all() throws -> [BlobID] {
        try reporting {
            let files = try DurableFolder.names(folder).filter { $0.utf8.count == 2 }
                .flatMap { try DurableFolder.names(folder + "/" + $0) }.compactMap { BlobID($0) }
            let packed = try shelf.all().flatMap { $0.rows.map { BlobID($0.words) } }
            return packed.isEmpty ? files : Set(files + packed).sorted()
        }
    }

    /// Forgets a blob. It is no error when it is not there. The caller answers for nobody needing it.
    ///
    /// A pack that holds it is written again without it, so that its bytes are gone.
    /// - Throws: `BlobError` with `storage`, or `damaged` naming a pack whose list was changed.
    package func remove(_ id: BlobID) throws {
        try reporting {
            if DurableFolder.size(path(of: id)) != nil {
                try DurableFolder.remove(path(of: id))
                try DurableFolder.flush(subfolder(of: id))
            }
            try removeFromPacks(id)
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

    private func subfolder(of id: BlobID) -> String { folder + "/" + id.hex.prefix(2) }
    /// Where a blob's own file is, when it has one.
    func path(of id: BlobID) -> String { subfolder(of: id) + "/" + id.hex }

    /// Writes a blob into a file of its own. The caller flushes the changed folders.
    func write(_ bytes: [UInt8], as id: BlobID, _ changed: inout Set<String>) throws {
        try prepare(subfolder(of: id), &changed)
        let file = try newFile()
        do {
            try file.write(bytes)
            try settle(file, as: id)
        } catch {
            try? DurableFolder.remove(file.path)
            throw error
        }
    }

    private func removeFromPacks(_ id: BlobID) throws {
        guard DurableFolder.size(shelf.folder) != nil else { return }
        // Two programs that take the same pack apart would each bring back what the other removed.
        let lock = try DurableFile(locking: shelf.folder + "/lock")
        try lock.waitForLock()
        let words = id.words
        for (name, rows) in try shelf.all() where rows.contains(where: { $0.words == words }) {
            var changed: Set<String> = [shelf.folder]
            let rest = rows.filter { $0.words != words }
            if !rest.isEmpty {
                try copy(rest, of: DurableFile(reading: shelf.path(name))).settle(in: shelf.folder, &changed)
                try DurableFolder.flush(shelf.folder)
            }
            try DurableFolder.remove(shelf.path(name))
            for folder in changed { try DurableFolder.flush(folder) }
        }
        try shelf.refresh()
    }

    private func copy(_ rows: [PackList.Row], of old: borrowing DurableFile) throws -> PackWriting {
        try DurableFolder.make(incoming)
        let pack = try PackWriting(newFile())
        for row in rows { try pack.add(old.read(Int(row.length), at: row.offset), as: row.words) }
        return pack
    }

    private func prepare(_ subfolder: String, _ known: inout Set<String>) throws {
        guard known.insert(subfolder).inserted else { return }
        let isNew = DurableFolder.size(subfolder) == nil
        try DurableFolder.make(subfolder)
        if isNew { known.insert(folder) }
    }

    /// A new locked file in the folder `incoming`, which must exist. The lock tells `sweep` in other processes that
    /// somebody is writing.
    func newFile() throws -> DurableFile {
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

    func reporting<Value: ~Copyable>(_ id: BlobID? = nil, _ work: () throws -> Value) throws -> Value {
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
