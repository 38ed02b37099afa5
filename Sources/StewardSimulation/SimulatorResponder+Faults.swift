// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore
import StewardHTTP

extension SimulatorResponder {
    /// Answers with this fault over the answer, or in its place.
    func play(_ fault: Fault.Kind, on call: Call) async throws -> Response {
        switch fault {
        case .status(let code):
            return try await instead(.text("The simulator answers \(code).", status: .init(code: code)), of: call)
        case .rateLimited(let wait): return try await instead(rateLimited(wait), of: call)
        case .challenge(let status):
            let page = "<!DOCTYPE html><html><title>Just a moment...</title><body>Checking your browser.</body></html>"
            return try await instead(
                .text(page, type: "text/html; charset=UTF-8", status: .init(code: status)), of: call)
        case .delay(let duration):
            try await clock.sleep(for: duration)
            return Response(try await answer(call), to: call.request)
        case .silence, .disconnect(nil):
            try await drop(call.body)
            return try await ended(call, closing: fault != .silence)
        case .lostReply:
            _ = try await answer(call)
            return try await ended(call, closing: true)
        case .disconnectUpload(let bytes): return try await cutUpload(call, after: bytes)
        case .slowUpload(let size, let delay):
            var slow = call
            slow.body = call.body.sliced(size) { [clock] in try await clock.sleep(for: delay) }
            return Response(try await answer(slow), to: call.request)
        case .disconnect(let bytes?): return broken(try await answer(call), after: bytes, call)
        case .truncate(let bytes, full: true): return broken(try await answer(call), after: bytes, call)
        case .truncate, .body, .slowBody: return Response(changed(try await answer(call), by: fault), to: call.request)
        }
    }

    /// The answer with another body under the true head.
    private func changed(_ reply: SimulatedReply, by fault: Fault.Kind) -> SimulatedReply {
        var reply = reply
        switch fault {
        case .truncate(let bytes, _):
            let length = reply.length.map { min($0, Int64(bytes)) }
            let cut = reply.bodyStream.cut(after: bytes) {}
            reply.stream = ByteStream(length: length, pieces: cut)
        case .body(let bytes):
            reply.stream = nil
            reply.body = bytes
        case .slowBody(let size, let delay):
            reply.stream = reply.bodyStream.sliced(size) { [clock] in try await clock.sleep(for: delay) }
        default: break
        }
        return reply
    }

    /// An answer that the service itself knows nothing of, when the request has come in whole.
    private func instead(_ reply: SimulatedReply, of call: Call) async throws -> Response {
        try await drop(call.body)
        return Response(reply, to: call.request)
    }

    private func drop(_ body: ByteStream) async throws { for try await _ in body {} }

    /// No answer: waits until the connection is closed, by the client or here.
    private func ended(_ call: Call, closing: Bool) async throws -> Response {
        if closing { call.channel.close(promise: nil) }
        try await call.channel.closeFuture.get()
        return Response(status: .serviceUnavailable)
    }

    private func cutUpload(_ call: Call, after bytes: Int) async throws -> Response {
        var cut = call
        cut.body = call.body.cut(after: bytes) {
            call.channel.close(promise: nil)
            throw IntegrationError(.unavailable, "The connection was cut within the request.")
        }
        _ = try? await answer(cut)
        return try await ended(call, closing: true)
    }

    private func rateLimited(_ wait: Fault.RetryAfter) -> SimulatedReply {
        var reply = SimulatedReply.text("Too many requests", status: .tooManyRequests)
        switch wait {
        case .none: break
        case .seconds(let seconds): reply.headerFields[.retryAfter] = String(seconds)
        case .date(let seconds):
            reply.headerFields[.retryAfter] = HTTPDate.format(clock.now.addingTimeInterval(Double(seconds)))
        }
        return reply
    }

    /// The head declares the whole body; the connection is closed after `count` bytes of it.
    private func broken(_ reply: SimulatedReply, after count: Int, _ call: Call) -> Response {
        var fields = reply.headerFields
        if let length = reply.length { fields[.contentLength] = String(max(length, Int64(count) + 1)) }
        let part = reply.bodyStream.cut(after: count) {}
        let body = ResponseBody { writer in
            for try await piece in part { try await writer.write(ByteBuffer(bytes: piece)) }
            call.channel.triggerUserOutboundEvent(OpenChannels.CloseWhenWritten(), promise: nil)
            try await call.channel.closeFuture.get()
        }
        return Response(status: reply.status, headers: fields, body: body)
    }
}

extension Response {
    /// A reply on the wire: without a body for HEAD, 204 and 304.
    init(_ reply: SimulatedReply, to request: SimulatedRequest) {
        let isBare = reply.status == .notModified || reply.status == .noContent
        var fields = reply.headerFields
        if !isBare, let length = reply.length { fields[.contentLength] = String(length) }
        guard !isBare, request.method != .head else {
            self.init(status: reply.status, headers: fields, body: ResponseBody())
            return
        }
        guard let stream = reply.stream else {
            self.init(
                status: reply.status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
            return
        }
        let body = ResponseBody(contentLength: stream.length.map { Int(clamping: $0) }) { writer in
            for try await piece in stream { try await writer.write(ByteBuffer(bytes: piece)) }
            try await writer.finish(nil)
        }
        self.init(status: reply.status, headers: fields, body: body)
    }
}
