// SPDX-License-Identifier: Apache-2.0
import Crypto

/// Files that are copied or made whole: hashed on the way, and on disk when the call returns.
package enum HashedFile {
    /// What a file holds.
    package struct Facts: Sendable, Hashable {
        /// How many bytes.
        package let size: Int64
        /// Their SHA-256 in 64 lower-case hexadecimal digits.
        package let sha256: String

        package init(size: Int64, sha256: String) {
            self.size = size
            self.sha256 = sha256
        }
    }

    /// Reads a file, in little memory.
    /// - Throws: `BlobError` with `missing` or `storage`.
    package static func facts(of path: String) throws -> Facts { try walk(path) { _ in } }

    /// Copies a file to a path where there is none; its folder must exist. Only the owner may read the copy. Flush the
    /// folder when all of its files are there.
    /// - Throws: `BlobError` with `missing` or `storage`; then nothing is left at the new path.
    package static func copy(_ path: String, to target: String) throws -> Facts {
        try reporting {
            let copy = try DurableFile(creating: target)
            do {
                let facts = try walk(path) { try copy.write($0) }
                try copy.flush()
                return facts
            } catch {
                try? DurableFolder.remove(target)
                throw error
            }
        }
    }

    /// Writes a file where there is none.
    /// - Throws: `BlobError` with `storage`.
    package static func write(_ bytes: [UInt8], to target: String) throws -> Facts {
        try reporting {
            let file = try DurableFile(creating: target)
            try file.write(bytes)
            try file.flush()
            return Facts(size: Int64(bytes.count), sha256: Hexadecimal.text(SHA256.hash(data: bytes)))
        }
    }

    /// Makes a folder for its owner alone, with those above it; one that exists stays as it is.
    /// - Throws: `BlobError` with `storage`.
    package static func makeFolder(_ path: String) throws { try reporting { try DurableFolder.make(path) } }

    /// Returns when the names in a folder are on disk.
    /// - Throws: `BlobError` with `storage`.
    package static func flush(folder: String) throws { try reporting { try DurableFolder.flush(folder) } }

    /// Gives a file or folder another name, at once and durably. An empty folder of that name is replaced.
    /// - Throws: `BlobError` with `storage`.
    package static func rename(_ path: String, to target: String) throws {
        try reporting {
            try DurableFolder.rename(path, to: target)
            try DurableFolder.flush(DurableFolder.parent(of: target))
        }
    }

    private static func walk(_ path: String, _ piece: ([UInt8]) throws -> Void) throws -> Facts {
        try reporting {
            let file = try DurableFile(reading: path)
            var hash = SHA256()
            var size: Int64 = 0
            while true {
                let bytes = try file.read(upTo: BlobStore.pieceSize)
                guard !bytes.isEmpty else { break }
                hash.update(data: bytes)
                size += Int64(bytes.count)
                try piece(bytes)
            }
            return Facts(size: size, sha256: Hexadecimal.text(hash.finalize()))
        }
    }

    private static func reporting<Value>(_ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch let error as SystemCallError {
            throw BlobError(error.isMissing ? .missing : .storage, error.description)
        }
    }
}

/// The right to work in a folder, held by one process at a time. It goes when the value does, or its process dies.
package final class FolderLock: Sendable {
    /// The name of the file in the folder that is locked.
    package static let fileName = "lock"
    private let file: DurableFile

    private init(_ file: consuming DurableFile) { self.file = file }

    /// Takes the lock of a folder that exists; the file `lock` in it is made when it is missing.
    /// - Returns: `nil` when another process holds it.
    /// - Throws: `BlobError` with `storage`.
    package static func take(_ folder: String) throws -> FolderLock? {
        do throws(SystemCallError) {
            let file = try DurableFile(locking: folder + "/" + fileName)
            guard file.lock() else { return nil }
            return FolderLock(file)
        } catch {
            throw BlobError(.storage, error.description)
        }
    }
}
