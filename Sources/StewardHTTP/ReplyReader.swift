// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
import NIOCore
import StewardCore

/// Reads a reply's body and makes sure that its end is its end.
///
/// A body has one reader (see ``ByteStream``), so `next()` is never called twice at once and the unchecked box holds.
final class ReplyReader: @unchecked Sendable {
    private var pieces: HTTPClientResponse.Body.AsyncIterator?
    private var remaining: Int64?
    private var failure: IntegrationError?
    private let naming: FailureNaming
    private let watch: IdleWatch
    /// Connections stay open while a reply streams, also when the transport itself is gone.
    private let clients: ClientPool

    init(
        _ pieces: HTTPClientResponse.Body.AsyncIterator, length: Int64?, watch: IdleWatch, naming: FailureNaming,
        _ clients: ClientPool
    ) {
        self.pieces = pieces
        self.watch = watch
        remaining = length
        self.naming = naming
        self.clients = clients
    }

    func next() async throws(IntegrationError) -> [UInt8]? {
        if let failure { throw failure }
        do {
            if Task.isCancelled { throw naming.cancelled }
            guard let piece = try await watch.whileMoving({ [self] in try await pieces?.next() }) else {
                return try end()
            }
            if let left = remaining { remaining = left - Int64(piece.readableBytes) }
            return Array(piece.readableBytesView)
        } catch {
            let failure = (error as? IntegrationError) ?? naming.failure(error)
            self.failure = failure
            pieces = nil
            throw failure
        }
    }

    private func end() throws(IntegrationError) -> [UInt8]? {
        pieces = nil
        if Task.isCancelled { throw naming.cancelled }
        if let remaining, remaining != 0 { throw naming.brokenOff }
        return nil
    }
}
