// SPDX-License-Identifier: Apache-2.0
import Foundation
package import StewardCore

/// A file on disk as a stream of pieces.
package enum FileStream {
    static let pieceBytes = 1 << 20

    /// - Throws: `ImportError` when the file cannot be opened.
    package static func stream(_ path: String) throws(ImportError) -> ByteStream {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw ImportError(.unreadable, file: path, "The file cannot be opened")
        }
        let reader = Reader(handle)
        return ByteStream { { try await reader.next() } }
    }

    private actor Reader {
        private let handle: FileHandle
        init(_ handle: FileHandle) { self.handle = handle }
        func next() throws -> [UInt8]? {
            guard let piece = try handle.read(upToCount: FileStream.pieceBytes), !piece.isEmpty else { return nil }
            return Array(piece)
        }
    }
}
