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
        /// The SHA-256 in lower-case hexadecimal; the closure says what a difference means.
        case sha256(String, @Sendable () async throws(IntegrationError) -> Void)
        /// The same with the MD5.
        case md5(String, @Sendable () async throws(IntegrationError) -> Void)
    }
    private let pieces: ByteStream.Iterator
    private let subject: String
    private let ending: Ending
    private let length: Int64?
    private var received: Int64 = 0
    private var sha256: SHA256?
    private var md5: Insecure.MD5?
    private var isOver = false

    init(_ body: ByteStream, length: Int64?, subject: String, _ ending: Ending) {
        pieces = body.makeAsyncIterator()
        self.length = length
        self.subject = subject
        self.ending = ending
        switch ending {
        case .sha256: sha256 = SHA256()
        case .md5: md5 = Insecure.MD5()
        case .nothing, .check: break
        }
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
        piece.withUnsafeBytes { bytes in
            sha256?.update(bufferPointer: bytes)
            md5?.update(bufferPointer: bytes)
        }
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
        case .sha256(let wanted, let differs):
            if sha256.map({ UploadedContent.text($0.finalize()) }) != wanted { try await differs() }
        case .md5(let wanted, let differs):
            if md5.map({ UploadedContent.text($0.finalize()) }) != wanted { try await differs() }
        }
    }
}
