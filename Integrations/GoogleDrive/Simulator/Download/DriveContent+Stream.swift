// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore

extension DriveContent {
    /// These bytes in pieces of at most 256 KiB, made or read as they are asked for. Until the end `owner` is kept, so
    /// that a file which lies on disk for it stays there.
    func stream(_ range: Range<Int64>, keeping owner: StoredContent? = nil) -> ByteStream {
        ByteStream(length: Int64(range.count)) {
            let reader = ContentReader(self, range, owner)
            return { try reader.next() }
        }
    }
}

/// One reader at a time, as a stream has.
private final class ContentReader: @unchecked Sendable {
    private let content: DriveContent
    private var rest: Range<Int64>
    private var file: FileHandle?
    private let owner: StoredContent?

    init(_ content: DriveContent, _ range: Range<Int64>, _ owner: StoredContent?) {
        self.content = content
        self.owner = owner
        rest = range
    }

    deinit { try? file?.close() }

    func next() throws -> [UInt8]? {
        guard !rest.isEmpty else { return nil }
        let piece = rest.lowerBound..<min(rest.lowerBound + 262_144, rest.upperBound)
        rest = piece.upperBound..<rest.upperBound
        guard case .file(let path, _) = content else { return content.bytes(piece) }
        if file == nil {
            file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            try file?.seek(toOffset: UInt64(piece.lowerBound))
        }
        let bytes = try file?.read(upToCount: piece.count) ?? Data()
        guard bytes.count == piece.count else {
            throw IntegrationError(.unavailable, "The simulator's file \(path) is shorter than it was.")
        }
        return [UInt8](bytes)
    }
}
