// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Content on its way in: in memory while it is small, then in a file. Digests are computed as it comes.
///
/// One writer at a time.
final class ContentSink {
    private let path: String
    private let memoryLimit: Int
    private let kinds: DigestKinds
    private var digests: RunningDigests
    private var memory: [UInt8] = []
    private var file: FileHandle?
    /// How many bytes came.
    private(set) var count: Int64 = 0

    /// Content that goes to the file at `path` once it is longer than `memoryLimit` bytes; with a limit of 0 from its
    /// first byte.
    init(path: String, memoryLimit: Int, digests kinds: DigestKinds) {
        self.path = path
        self.kinds = kinds
        digests = RunningDigests(kinds)
        self.memoryLimit = memoryLimit
    }

    /// Goes on with what an earlier process wrote to the file.
    ///
    /// - Throws: what the file system says.
    init(continuing path: String, digests kinds: DigestKinds) throws {
        self.path = path
        self.kinds = kinds
        digests = RunningDigests(kinds)
        memoryLimit = 0
        guard FileManager.default.fileExists(atPath: path) else { return }
        let handle = try Self.open(path, afresh: false)
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
            digests.update([UInt8](piece))
            count += Int64(piece.count)
        }
        file = handle
    }

    /// Adds bytes.
    ///
    /// - Throws: what the file system says, as that the disk is full.
    func append(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { return }
        if file == nil, memory.count + bytes.count <= memoryLimit {
            memory += bytes
        } else {
            try handle().write(contentsOf: bytes)
        }
        digests.update(bytes)
        count += Int64(bytes.count)
    }

    /// Forgets every byte.
    func reset() {
        discard()
        digests = RunningDigests(kinds)
        memory = []
        count = 0
    }

    /// Closes the file and removes it.
    func discard() {
        guard file != nil else { return }
        close()
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Closes the file; what is in it stays.
    func close() {
        try? file?.close()
        file = nil
    }

    /// The content with its digests; a file moves to `destination`, in `folder` if that is temporary. Nothing more may
    /// come.
    ///
    /// - Throws: what the file system says.
    func finish(movingTo destination: String, in folder: TemporaryFolder?) throws -> StoredContent {
        let digests = digests.finished()
        guard file != nil else {
            defer { memory = [] }
            return StoredContent(.bytes(memory), digests: digests)
        }
        close()
        try FileManager.default.moveItem(atPath: path, toPath: destination)
        let file = folder.map { TemporaryContent(destination, in: $0) }
        return StoredContent(.file(path: destination, size: count), digests: digests, file: file, readLater: ())
    }

    private func handle() throws -> FileHandle {
        if let file { return file }
        let opened = try Self.open(path, afresh: true)
        if !memory.isEmpty { try opened.write(contentsOf: memory) }
        memory = []
        file = opened
        return opened
    }

    private static func open(_ path: String, afresh: Bool) throws -> FileHandle {
        let address = URL(fileURLWithPath: path)
        if afresh {
            try FileManager.default.createDirectory(
                at: address.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: address)
        }
        return try FileHandle(forUpdating: address)
    }
}
