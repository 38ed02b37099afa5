// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import FoundationEssentials
import StewardCore
import StewardHTTP
import Synchronization

/// Passes calls on, and spoils them on the way in one chosen manner.
final class InterferingTransport: HTTPTransport {
    /// What happens on the way.
    enum Interference: Sendable {
        /// Nothing; only counts.
        case none
        /// After so many bytes of request bodies the line is dead: this call and all later ones fail.
        case cutUpload(after: Int)
        /// The reply to the call that completes so many bytes of request bodies is lost, and then the line is dead.
        case loseReply(after: Int)
        /// After so many bytes of request bodies nothing moves any more, until the caller is cancelled.
        case holdUpload(after: Int)
        /// These bytes, wherever they stand in a request body, arrive with their first bit flipped.
        case damage([UInt8])
        /// Every reply's body ends after so many bytes; `silently` as if that were its end.
        case cutDownload(after: Int, silently: Bool)
        /// The same for replies that are no page in HTML.
        case cutContent(after: Int, silently: Bool)
        /// Every call is answered with this page.
        case page(String, status: Int)
    }

    private struct State {
        var sent = 0
        var isDead = false
    }

    private let base: any HTTPTransport
    private let interference: Interference
    private let state = Mutex(State())
    private let holds: AsyncStream<Void>.Continuation
    private let releases: AsyncStream<Void>.Continuation
    private let released: AsyncStream<Void>
    /// One element when an upload is held.
    let held: AsyncStream<Void>

    init(_ base: any HTTPTransport, _ interference: Interference = .none) {
        self.base = base
        self.interference = interference
        (held, holds) = AsyncStream.makeStream()
        (released, releases) = AsyncStream.makeStream()
    }

    /// Bytes of request bodies that were passed on.
    var sent: Int { state.withLock { $0.sent } }
    /// Lets a held upload fail, as cancelled, and ends `held`.
    func release() {
        releases.finish()
        holds.finish()
    }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        if state.withLock({ $0.isDead }) { throw Self.deadLine }
        if case .page(let text, let status) = interference { return Self.page(text, status) }
        var passed = call
        if let body = call.body { passed.body = try await counted(body) }
        let reply = try await delivered(passed)
        if case .loseReply(let limit) = interference, sent >= limit {
            state.withLock { $0.isDead = true }
            throw Self.deadLine
        }
        return cut(reply)
    }

    private func cut(_ reply: HTTPReply) -> HTTPReply {
        let limit: Int
        let silently: Bool
        switch interference {
        case .cutDownload(let after, let isSilent): (limit, silently) = (after, isSilent)
        case .cutContent(let after, let isSilent):
            guard reply.response.headerFields[.contentType]?.hasPrefix("text/html") != true else { return reply }
            (limit, silently) = (after, isSilent)
        default: return reply
        }
        let body = ByteStream(length: silently ? nil : reply.body.length) {
            let cut = CutReader(reply.body.makeAsyncIterator(), limit: limit, silently: silently)
            return { try await cut.next() }
        }
        return HTTPReply(reply.response, body: body, hasMarkedEnd: !silently)
    }

    private func delivered(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        do throws(IntegrationError) {
            return try await withTaskCancellation(of: call)
        } catch {
            throw state.withLock { $0.isDead } ? Self.deadLine : error
        }
    }

    /// Sends; when the caller is cancelled, a held body lets go at once.
    private func withTaskCancellation(of call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let result: Result<HTTPReply, IntegrationError> = await withTaskCancellationHandler {
            do throws(IntegrationError) { return .success(try await base.send(call)) } catch { return .failure(error) }
        } onCancel: {
            release()
        }
        return try result.get()
    }

    private func counted(_ body: HTTPBody) async throws(IntegrationError) -> HTTPBody {
        var body = body
        if case .damage(let mark) = interference { body = try await Self.damaged(body, mark) }
        let source = body.stream
        return HTTPBody(length: body.length) { [self] in
            source().map { stream in
                ByteStream(length: stream.length) {
                    let reader = stream.makeAsyncIterator()
                    return { [self] in
                        let room = try await room()
                        return try await reader.next().map { count($0.prefix(room ?? .max)) }
                    }
                }
            }
        }
    }

    /// How many more bytes go over the line; `nil` for all. When it is none, the interference happens.
    private func room() async throws -> Int? {
        let limit: Int
        switch interference {
        case .cutUpload(let after), .holdUpload(let after): limit = after
        default: return nil
        }
        let room = limit - sent
        guard room <= 0 else { return room }
        if case .holdUpload = interference {
            holds.yield()
            for await _ in released {}
            throw CancellationError()
        }
        state.withLock { $0.isDead = true }
        throw Self.deadLine
    }

    private func count(_ piece: ArraySlice<UInt8>) -> [UInt8] {
        state.withLock { $0.sent += piece.count }
        return Array(piece)
    }

    private static func damaged(_ body: HTTPBody, _ mark: [UInt8]) async throws(IntegrationError) -> HTTPBody {
        guard let stream = body.stream() else { return body }
        do {
            var bytes = try await stream.collect(upTo: 64 << 20)
            if let place = bytes.firstRange(of: mark) { bytes[place.lowerBound] ^= 1 }
            return HTTPBody(bytes)
        } catch {
            throw error as? IntegrationError ?? IntegrationError(.cancelled, "The body could not be read.")
        }
    }

    private static let deadLine = IntegrationError(.unavailable, "The line is dead.")

    private static func page(_ text: String, _ status: Int) -> HTTPReply {
        let fields: HTTPFields = [.contentType: "text/html; charset=utf-8"]
        let response = HTTPResponse(status: .init(code: status), headerFields: fields)
        return HTTPReply(response, body: ByteStream(Array(text.utf8)))
    }
}

/// Ends a body early.
private actor CutReader {
    private let source: ByteStream.Iterator
    private let silently: Bool
    private var room: Int

    init(_ source: ByteStream.Iterator, limit: Int, silently: Bool) {
        self.source = source
        self.silently = silently
        room = limit
    }

    func next() async throws -> [UInt8]? {
        guard room > 0 else {
            if silently { return nil }
            throw IntegrationError(.unavailable, "The reply broke off.")
        }
        guard let piece = try await source.next() else { return nil }
        defer { room -= min(room, piece.count) }
        return Array(piece.prefix(room))
    }
}
