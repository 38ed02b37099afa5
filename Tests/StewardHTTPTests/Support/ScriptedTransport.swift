// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Synchronization

/// Answers calls from a list, in order, and remembers them. After the last answer it keeps giving that one.
final class ScriptedTransport: HTTPTransport {
    enum Answer: Sendable {
        case reply(Int, [String: String] = [:], body: String = "")
        case stream(Int, [String: String] = [:], ByteStream, hasMarkedEnd: Bool = true)
        case failure(IntegrationError)
    }
    private struct State {
        var calls: [HTTPCall] = []
        var bodies: [[UInt8]?] = []
    }
    private let answers: [Answer]
    private let state = Mutex(State())

    init(_ answers: Answer...) { self.answers = answers }

    var calls: [HTTPCall] { state.withLock { $0.calls } }
    /// What each call's body held.
    var bodies: [[UInt8]?] { state.withLock { $0.bodies } }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let body = await read(call)
        let number = state.withLock { state in
            state.calls.append(call)
            state.bodies.append(body)
            return state.calls.count - 1
        }
        switch answers[min(number, answers.count - 1)] {
        case .reply(let status, let fields, let body):
            return HTTPReply(response(status, fields), body: ByteStream(Array(body.utf8)))
        case .stream(let status, let fields, let body, let marked):
            return HTTPReply(response(status, fields), body: body, hasMarkedEnd: marked)
        case .failure(let error): throw error
        }
    }

    private func read(_ call: HTTPCall) async -> [UInt8]? {
        guard let stream = call.body?.stream() else { return nil }
        return try? await stream.collect(upTo: 1 << 24)
    }

    private func response(_ status: Int, _ fields: [String: String]) -> HTTPResponse {
        var headers = HTTPFields()
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        return HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: headers)
    }
}

extension HTTPCall {
    /// A call of an address such as `https://example.org/files?x=1`.
    static func to(
        _ address: String, method: HTTPRequest.Method = .get, fields: [String: String] = [:], body: HTTPBody? = nil,
        timing: Timing = .standard, isRepeatable: Bool? = nil, cost: [String: Double] = [:]
    ) -> HTTPCall {
        let parts = address.split(separator: "://", maxSplits: 1).map(String.init)
        let slash = parts[1].firstIndex(of: "/") ?? parts[1].endIndex
        var request = HTTPRequest(
            method: method, scheme: parts[0], authority: String(parts[1][..<slash]),
            path: slash == parts[1].endIndex ? "/" : String(parts[1][slash...]))
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { request.headerFields[name] = value }
        }
        return HTTPCall(request, body: body, timing: timing, isRepeatable: isRepeatable, cost: cost)
    }
}

extension HTTPReply {
    /// The whole body as text.
    func text() async throws -> String { String(decoding: try await body.collect(upTo: 1 << 24), as: UTF8.self) }
    /// The status and the body in one, for comparing.
    func told() async throws -> String { "\(response.status.code) \(try await text())" }
}

extension ByteStream {
    /// Pieces, and then what the source does at the end: end, or throw.
    static func pieces(_ pieces: [String], length: Int64? = nil, then error: IntegrationError? = nil) -> ByteStream {
        ByteStream(length: length) {
            let left = PieceList(pieces)
            return {
                if let piece = left.pop() { return Array(piece.utf8) }
                if let error { throw error }
                return nil
            }
        }
    }
}

/// A list that is taken from its front, by whoever asks.
final class PieceList: Sendable {
    private let list: Mutex<[String]>
    init(_ list: [String]) { self.list = Mutex(list) }
    var count: Int { list.withLock { $0.count } }
    func pop() -> String? { list.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}
