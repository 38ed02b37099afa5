// SPDX-License-Identifier: Apache-2.0

import Crypto

/// One file of a source: known by name, read when asked for.
package struct ImportFile: Sendable, Hashable {
    /// The path below the folder that is imported.
    package let path: String
    /// Where it lies.
    package let location: String
    /// How it is read.
    package let layout: ImportLayout
    package let limits: ImportLimits
    /// Which bytes of the file there are it; `nil` for all of them.
    var part: Range<Int64>?

    /// Its bytes by the folder's word; 0 when it is not there, which reading it will say.
    var size: Int { FileBytes(location, part: part, shownAs: path).size }

    /// Reads the file whole: its bytes, their hash and all its documents. Nothing is given when anything is wrong.
    ///
    /// - Throws: ``ImportError``, with `tooLarge` for files that only ``forEachDocument(_:)`` can read.
    package func read() throws(ImportError) -> ImportedFile {
        let bytes = try FileBytes(location, part: part, shownAs: path).readWhole(limit: limits.wholeFileBytes)
        let sha256 = bytes.withUnsafeBytes { bytes in
            var hash = SHA256()
            hash.update(bufferPointer: bytes)
            return hexadecimal(hash.finalize())
        }
        var documents: [TallyDocument] = []
        var reader = try AnnouncementReader(self, sha256: sha256)
        do {
            try reader.read(bytes) { documents.append($0) }
        } catch let error as ImportError {
            throw error
        } catch {
            throw ImportError(.unreadable, file: path, "\(error)")
        }
        return ImportedFile(
            path: path, format: layout.format, bytes: bytes, sha256: sha256, documents: documents)
    }

    /// Reads a file of any size in pieces and gives its documents one by one, with memory for a few only.
    ///
    /// The file is read twice: once for its hash, which every document carries, once for the documents. To be sure
    /// that all of it is good before anything is kept, call this with an empty `body` first.
    ///
    /// - Throws: ``ImportError``, with `changed` when the file was changed between; what `body` throws.
    package func forEachDocument(_ body: (TallyDocument) throws -> Void) throws {
        let file = FileBytes(location, part: part, shownAs: path)
        var hash = SHA256()
        try file.forEachPiece(limit: limits.streamedFileBytes) { hash.update(bufferPointer: $0) }
        let sha256 = hexadecimal(hash.finalize())
        var reader = try AnnouncementReader(self, sha256: sha256)
        var second = SHA256()
        try file.forEachPiece(limit: limits.streamedFileBytes) { piece in
            second.update(bufferPointer: piece)
            try reader.push(piece, to: body)
        }
        try reader.finish(to: body)
        guard hexadecimal(second.finalize()) == sha256 else {
            throw ImportError(.changed, file: path, "The file was changed while it was read; import it again")
        }
    }

    /// The file's bytes in order, piece by piece, to copy or to hash them.
    package func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try FileBytes(location, part: part, shownAs: path).forEachPiece(limit: limits.streamedFileBytes, body)
    }

    private func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 64) { buffer in
            var at = 0
            for byte in digest {
                buffer[at] = digits[Int(byte >> 4)]
                buffer[at + 1] = digits[Int(byte & 15)]
                at += 2
            }
            return at
        }
    }
}

/// A file that was read whole and found good.
package struct ImportedFile: Sendable {
    /// The path below the folder that is imported.
    package let path: String
    package let format: SourceFile.Format
    package let bytes: [UInt8]
    /// Of `bytes`, in lower-case hexadecimal.
    package let sha256: String
    package let documents: [TallyDocument]
}
