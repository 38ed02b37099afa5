// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore
package import StewardIntegration

/// Reads content piece by piece from any place, and computes the SHA-256 of everything from its start on the way, each
/// byte once however often it is read.
///
/// One reader at a time: a request that ended before it had read everything may read on for a while, so its reader is
/// left to it and the next request gets one of its own. So the unchecked box holds.
package final class ContentReader: @unchecked Sendable {
    private let content: FileContent
    private var pieces: ByteStream.Iterator?
    private var rest: ArraySlice<UInt8> = []
    private var position: Int64 = 0
    private var digest = SHA256()
    private var digested: Int64 = 0
    /// What reading threw, since a transport may wrap it.
    package private(set) var failure: (any Error)?

    /// How far the digest is: what another reader can go on from.
    package struct Checkpoint: Sendable {
        fileprivate var digest = SHA256()
        fileprivate var digested: Int64 = 0
        package init() {}
    }

    package init(_ content: FileContent, from checkpoint: Checkpoint = Checkpoint()) {
        self.content = content
        digest = checkpoint.digest
        digested = checkpoint.digested
        position = checkpoint.digested
    }

    /// How far the digest is.
    package var checkpoint: Checkpoint {
        var checkpoint = Checkpoint()
        checkpoint.digest = digest
        checkpoint.digested = digested
        return checkpoint
    }

    /// Goes to an offset. Bytes between what was digested and there are read now, so that the digest stays whole.
    package func seek(_ offset: Int64) async throws {
        if pieces != nil, position == offset { return }
        if offset > digested { try await skip(from: digested, to: offset) } else { try await open(offset) }
    }

    /// The next bytes, at most `limit`; `nil` at the end.
    package func next(_ limit: Int64) async throws -> [UInt8]? {
        do {
            if rest.isEmpty {
                if pieces == nil { try await open(position) }
                guard let piece = try await pieces?.next() else { return nil }
                if piece.count <= limit {
                    take(piece[...])
                    return piece
                }
                rest = piece[...]
            }
            let piece = rest.prefix(Int(min(limit, Int64(rest.count))))
            rest = rest.dropFirst(piece.count)
            take(piece)
            return Array(piece)
        } catch {
            failure = error
            pieces = nil
            throw error
        }
    }

    /// Whether nothing follows.
    package func isAtEnd() async throws -> Bool {
        guard rest.isEmpty else { return false }
        do {
            if pieces == nil { try await open(position) }
            guard let piece = try await pieces?.next() else { return true }
            rest = piece[...]
            return false
        } catch {
            failure = error
            pieces = nil
            throw error
        }
    }

    /// What the whole content is. What was not read yet is read now.
    package func wholeDigest() async throws -> UploadedContent {
        try await seek(digested)
        while try await next(1 << 20) != nil {}
        return UploadedContent(
            sha256: UploadedContent.text(digest.finalize()), length: digested, stream: content.stream)
    }

    private func open(_ offset: Int64) async throws {
        pieces = nil
        rest = []
        position = offset
        pieces = try await content.stream(offset).makeAsyncIterator()
    }

    private func skip(from start: Int64, to end: Int64) async throws {
        try await open(start)
        while position < end {
            guard try await next(min(end - position, 1 << 20)) != nil else {
                throw IntegrationError(
                    .conflict,
                    "The content to upload has \(position) bytes now, fewer than were uploaded; it was changed.")
            }
        }
    }

    private func take(_ piece: ArraySlice<UInt8>) {
        let end = position + Int64(piece.count)
        if end > digested, position <= digested {
            let fresh = piece.dropFirst(Int(digested - position))
            fresh.withUnsafeBytes { digest.update(bufferPointer: $0) }
            digested = end
        }
        position = end
    }
}
