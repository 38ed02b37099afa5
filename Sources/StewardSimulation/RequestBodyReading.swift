// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore

extension ByteStream {
    /// A request's body as it arrives. Ends with `unavailable` when the client goes away before the length it declared.
    init(reading body: RequestBody, declared: Int64?) {
        self.init(length: declared) {
            let reader = RequestBodyReader(body, declared: declared)
            return { try await reader.next() }
        }
    }

    /// The same bytes in pieces of at most `size`, with `pause` after every full one.
    func sliced(_ size: Int, pause: @escaping @Sendable () async throws -> Void) -> ByteStream {
        let source = self
        return ByteStream(length: length) {
            let slices = Slices(source.makeAsyncIterator(), size: Swift.max(size, 1))
            return {
                guard let (piece, isFull) = try await slices.next() else { return nil }
                if isFull { try await pause() }
                return piece
            }
        }
    }

    /// The first `count` bytes; then `end` is awaited and decides what comes after: an error, or the end.
    func cut(after count: Int, _ end: @escaping @Sendable () async throws -> Void) -> ByteStream {
        let source = self
        return ByteStream(length: length) {
            let head = Head(source.makeAsyncIterator(), left: count)
            return {
                if let piece = try await head.next() { return piece }
                if head.isUsedUp { try await end() }
                return nil
            }
        }
    }
}

/// One reader at a time, as a stream has.
private final class RequestBodyReader: @unchecked Sendable {
    private var source: RequestBody.AsyncIterator
    private let declared: Int64?
    private var count: Int64 = 0

    init(_ body: RequestBody, declared: Int64?) {
        source = body.makeAsyncIterator()
        self.declared = declared
    }

    func next() async throws -> [UInt8]? {
        let piece: ByteBuffer?
        do { piece = try await source.next() } catch is CancellationError { throw CancellationError() } catch {
            throw IntegrationError(.unavailable, "The client went away within its request.", cause: error)
        }
        if let piece {
            count += Int64(piece.readableBytes)
            return Array(buffer: piece)
        }
        if let declared, count < declared {
            throw IntegrationError(.unavailable, "The client sent \(count) of \(declared) bytes and went away.")
        }
        return nil
    }
}

/// One reader at a time, as a stream has.
private final class Slices: @unchecked Sendable {
    private let source: ByteStream.Iterator
    private let size: Int
    private var rest: ArraySlice<UInt8> = []

    init(_ source: ByteStream.Iterator, size: Int) {
        self.source = source
        self.size = size
    }

    func next() async throws -> (piece: [UInt8], isFull: Bool)? {
        var gathered: [UInt8] = []
        while gathered.count < size {
            if rest.isEmpty {
                guard let more = try await source.next() else { break }
                rest = more[...]
            }
            let part = rest.prefix(size - gathered.count)
            gathered += part
            rest = rest.dropFirst(part.count)
        }
        return gathered.isEmpty ? nil : (gathered, gathered.count == size)
    }
}

/// One reader at a time, as a stream has.
private final class Head: @unchecked Sendable {
    private let source: ByteStream.Iterator
    private var left: Int

    init(_ source: ByteStream.Iterator, left: Int) {
        self.source = source
        self.left = left
    }

    /// Whether as many bytes came as were wanted.
    var isUsedUp: Bool { left == 0 }

    func next() async throws -> [UInt8]? {
        guard left > 0, let piece = try await source.next() else { return nil }
        let part = piece.count <= left ? piece : Array(piece.prefix(left))
        left -= part.count
        return part
    }
}
