// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import Synchronization

/// Keeps a copy of a body that passes, up to a limit.
final class BodyCapture: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var length = 0
        var isUsed = false
        var isWhole = false
    }
    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) { self.limit = limit }

    /// Whether a body passed at all.
    var isUsed: Bool { state.withLock { $0.isUsed } }

    /// The same body, copied as it is read. Reading it again starts the copy anew.
    func capturing(_ body: HTTPBody) -> HTTPBody {
        state.withLock { $0.isUsed = true }
        return HTTPBody(length: body.length) { [self] in
            guard let stream = body.stream() else { return nil }
            return ByteStream(length: stream.length) { [self] in
                state.withLock { $0 = State(isUsed: true) }
                let pieces = stream.makeAsyncIterator()
                return { [self] in
                    let piece = try await pieces.next()
                    take(piece)
                    return piece
                }
            }
        }
    }

    /// Adds a piece, or marks the end.
    func take(_ piece: [UInt8]?) {
        state.withLock { state in
            guard let piece else { return state.isWhole = true }
            state.length += piece.count
            if state.length <= limit { state.bytes += piece } else { state.bytes = [] }
        }
    }

    /// What a fixture says of the body.
    func recorded(_ redactor: Redactor, _ fields: HTTPFields) -> RecordedExchange.Body {
        let (bytes, length, isWhole) = state.withLock { ($0.bytes, $0.length, $0.isWhole) }
        var body = RecordedExchange.Body(length: length)
        if let coding = fields[.contentEncoding], coding.lowercased() != "identity" {
            body.omitted = "compressed with \(coding)"
        } else if length > limit {
            body.omitted = "longer than \(limit) bytes"
        } else {
            let isForm = fields[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") ?? false
            let clean = redactor.redact(body: bytes, isForm: isForm)
            if let text = String(validating: clean, as: UTF8.self) {
                body.text = text
            } else {
                body.base64 = String(decoding: Base64.encode(clean), as: UTF8.self)
            }
            if !isWhole { body.omitted = "the rest was not read or did not come" }
        }
        return body
    }
}

/// Copies a reply's body as it is read, and has it written once: at its end, when it breaks off, or when it is dropped.
final class ReplyRecorder: Sendable {
    private let pieces: ByteStream.Iterator
    private let capture: BodyCapture
    private let write: @Sendable (BodyCapture) -> Bool
    private let unwritable: @Sendable () -> IntegrationError
    private let isWritten = Mutex(false)

    init(
        _ reply: HTTPReply, limit: Int, write: @escaping @Sendable (BodyCapture) -> Bool,
        unwritable: @escaping @Sendable () -> IntegrationError
    ) {
        pieces = reply.body.makeAsyncIterator()
        capture = BodyCapture(limit: limit)
        self.write = write
        self.unwritable = unwritable
    }

    deinit { _ = finish() }

    func next() async throws -> [UInt8]? {
        do {
            let piece = try await pieces.next()
            capture.take(piece)
            if piece == nil, !finish() { throw unwritable() }
            return piece
        } catch {
            _ = finish()
            throw error
        }
    }

    private func finish() -> Bool {
        let isFirst = isWritten.withLock { isWritten in
            defer { isWritten = true }
            return !isWritten
        }
        return isFirst ? write(capture) : true
    }
}
