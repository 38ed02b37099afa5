// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore

extension DriveContent {
    /// These bytes in pieces of at most 256 KiB, made or read as they are asked for.
    func stream(_ range: Range<Int64>) -> ByteStream {
        ByteStream(length: Int64(range.count)) {
            let reader = ContentReader(self, range)
            return { try reader.next() }
        }
    }
}

/// One reader at a time, as a stream has.
private final class ContentReader: @unchecked Sendable {
    private let content: DriveContent
    private var rest: Range<Int64>
    private var file: FileHandle?

    init(_ content: DriveContent, _ range: Range<Int64>) {
        self.content = content
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
