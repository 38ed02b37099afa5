// SPDX-License-Identifier: Apache-2.0

/// Bytes that arrive in pieces, so that a body of any size passes through a small memory.
///
/// A stream is read once, by one reader. Its iterator throws what its source throws (in HTTP replies an
/// ``IntegrationError``); ending early is an error of the source, not of the stream.
public struct ByteStream: AsyncSequence, Sendable {
    /// One piece; never empty.
    public typealias Element = [UInt8]

    /// How many bytes will come in all; `nil` when the source does not know.
    public let length: Int64?
    private let start: @Sendable () -> @Sendable () async throws -> [UInt8]?

    /// A stream whose pieces `next` yields until it gives `nil`. `start` is called once, by the reader.
    public init(length: Int64? = nil, _ start: @escaping @Sendable () -> @Sendable () async throws -> [UInt8]?) {
        self.length = length
        self.start = start
    }

    /// Starts reading.
    public func makeAsyncIterator() -> Iterator { Iterator(next: start()) }

    /// Reads the pieces in order.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        let nextPiece: @Sendable () async throws -> [UInt8]?

        init(next: @escaping @Sendable () async throws -> [UInt8]?) { nextPiece = next }

        /// The next piece, or `nil` at the end.
        public func next() async throws -> [UInt8]? {
            while let piece = try await nextPiece() {
                if !piece.isEmpty { return piece }
            }
            return nil
        }
    }
}

extension ByteStream {
    /// A stream of bytes already in memory, in one piece.
    public init(_ bytes: [UInt8]) {
        self.init(length: Int64(bytes.count)) {
            let source = OnePiece(bytes)
            return { await source.take() }
        }
    }

    /// A stream over any sequence of pieces.
    public init<Pieces: AsyncSequence & Sendable>(length: Int64? = nil, pieces: Pieces)
    where Pieces.Element == [UInt8] {
        self.init(length: length) {
            let reader = PieceReader(pieces.makeAsyncIterator())
            return { try await reader.next() }
        }
    }

    /// Every byte, for replies known to be small.
    ///
    /// - Throws: ``IntegrationError`` with `malformedReply` when more than `limit` bytes come; what the source throws.
    public func collect(upTo limit: Int) async throws -> [UInt8] {
        var all: [UInt8] = []
        if let length { all.reserveCapacity(Int(Swift.min(length, Int64(limit)))) }
        for try await piece in self {
            guard all.count + piece.count <= limit else {
                throw IntegrationError(.malformedReply, "The body is longer than the allowed \(limit) bytes.")
            }
            all.append(contentsOf: piece)
        }
        return all
    }
}

private actor OnePiece {
    private var piece: [UInt8]?
    init(_ bytes: [UInt8]) { piece = bytes.isEmpty ? nil : bytes }
    func take() -> [UInt8]? {
        defer { piece = nil }
        return piece
    }
}

/// One reader at a time: `next()` is never called twice at once by a stream's single reader, so the unchecked box
/// holds.
private final class PieceReader<Source: AsyncIteratorProtocol>: @unchecked Sendable where Source.Element == [UInt8] {
    private var source: Source
    init(_ source: Source) { self.source = source }
    func next() async throws -> [UInt8]? { try await source.next() }
}
