// SPDX-License-Identifier: Apache-2.0

/// Pieces already in memory, as a sequence that a stream can be made of.
struct PieceList: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    private let pieces: [[UInt8]]

    init(_ pieces: [[UInt8]]) { self.pieces = pieces }

    func makeAsyncIterator() -> Iterator { Iterator(pieces: pieces[...]) }

    struct Iterator: AsyncIteratorProtocol {
        var pieces: ArraySlice<[UInt8]>
        mutating func next() async -> [UInt8]? { pieces.popFirst() }
    }
}
