// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore

/// Hands a reply's bytes on and makes sure that neither fewer nor more come than were announced.
///
/// A stream has one reader, so `next()` is never called twice at once and the unchecked box holds.
final class DownloadReader: @unchecked Sendable {
    /// What is checked when every byte came, before the end is told.
    enum Ending: Sendable {
        case nothing
        case check(@Sendable () async throws(IntegrationError) -> Void)
        /// The MD5; the closure says what a difference means.
        case digest(String, @Sendable () async throws(IntegrationError) -> Void)
    }
    private let pieces: ByteStream.Iterator
    private let subject: String
    private let ending: Ending
    private let length: Int64?
    private var received: Int64 = 0
    private var digest = Insecure.MD5()
    private var isOver = false

    init(_ body: ByteStream, length: Int64?, subject: String, _ ending: Ending) {
        pieces = body.makeAsyncIterator()
        self.length = length
        self.subject = subject
        self.ending = ending
    }

    func next() async throws -> [UInt8]? {
        if isOver { return nil }
        guard let piece = try await pieces.next() else {
            isOver = true
            try await finish()
            return nil
        }
        received += Int64(piece.count)
        if let length, received > length {
            throw IntegrationError(.malformedReply, "More bytes of \(subject) came than were announced (\(length)).")
        }
        if case .digest = ending { piece.withUnsafeBytes { digest.update(bufferPointer: $0) } }
        return piece
    }

    private func finish() async throws(IntegrationError) {
        if let length, received < length {
            throw IntegrationError(
                .unavailable,
                "The content of \(subject) broke off after \(received) of \(length) bytes; go on from there.")
        }
        switch ending {
        case .nothing: return
        case .check(let check): try await check()
        case .digest(let wanted, let differs):
            let found = digest.finalize().map { byte in
                byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
            }
            if found.joined() != wanted { try await differs() }
        }
    }
}
