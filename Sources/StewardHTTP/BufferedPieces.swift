// SPDX-License-Identifier: Apache-2.0
import NIOCore
import StewardCore

/// A request's body in the client's own buffers. What the source throws is marked as the source's.
///
/// A body that is longer or shorter than announced is never completed: the piece that would complete it is held back
/// until the source says that nothing follows. Else a server would take the beginning for the whole.
struct BufferedPieces: AsyncSequence, Sendable {
    let stream: ByteStream
    let announced: Int64?
    let watch: IdleWatch
    let loop: any EventLoop

    func makeAsyncIterator() -> Iterator {
        Iterator(pieces: stream.makeAsyncIterator(), remaining: announced, watch: watch, loop: loop)
    }

    struct Iterator: AsyncIteratorProtocol {
        let pieces: ByteStream.Iterator
        var remaining: Int64?
        var isOver = false
        let watch: IdleWatch
        let loop: any EventLoop

        mutating func next() async throws -> ByteBuffer? {
            do {
                // The client asks for the next piece as soon as the last one is in the event loop's queue, and learns
                // that the socket is full only when the loop comes to it. Without waiting for that, a busy loop would
                // let the whole body pile up in the queue.
                try await loop.submit {}.get()
                watch.note(.asksSource)
                guard let piece = try await nextPiece() else {
                    watch.note(.finishesUpload)
                    return nil
                }
                watch.note(.handsOver)
                return ByteBuffer(bytes: piece)
            } catch {
                watch.note(.finishesUpload)
                throw error
            }
        }

        private mutating func nextPiece() async throws -> [UInt8]? {
            if isOver { return nil }
            let piece = try await fromSource()
            guard let announced = remaining else { return piece }
            let left = announced - Int64(piece?.count ?? 0)
            guard left >= 0, piece != nil || left == 0 else { throw BodyLengthError() }
            if left == 0, piece != nil, try await fromSource() != nil { throw BodyLengthError() }
            isOver = left == 0
            remaining = left
            return piece
        }

        private func fromSource() async throws -> [UInt8]? {
            do { return try await pieces.next() } catch { throw BodySourceError(cause: error) }
        }
    }
}

/// The source of a request's body failed, not the network.
struct BodySourceError: Error {
    let cause: any Error
}

/// A request's body is longer or shorter than announced.
struct BodyLengthError: Error {}
