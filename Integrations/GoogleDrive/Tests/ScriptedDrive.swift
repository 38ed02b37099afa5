// SPDX-License-Identifier: Apache-2.0
import GoogleDrive
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Synchronization

/// Answers calls from a closure and remembers them, for what no simulator would do.
final class ScriptedDrive: HTTPTransport {
    /// One call, its body read whole.
    struct Seen: Sendable {
        let request: HTTPRequest
        let body: [UInt8]
        let number: Int
        var path: String { request.path ?? "" }
        var text: String { String(decoding: body, as: UTF8.self) }
        var contentRange: String { request.headerFields[.contentRange] ?? "" }
        var resourceKeys: String {
            HTTPField.Name("X-Goog-Drive-Resource-Keys").flatMap { request.headerFields[$0] } ?? ""
        }
    }
    /// One answer.
    struct Answer: Sendable {
        var status = 200
        var fields: HTTPFields = [:]
        var body: [UInt8] = []
        var length: Int64?
        /// The body ends with this error.
        var failure: IntegrationError?

        static func json(_ text: String, status: Int = 200, _ fields: HTTPFields = [:]) -> Self {
            Answer(status: status, fields: fields, body: Array(text.utf8))
        }
        static func refusal(_ status: Int, _ reason: String, _ message: String = "No.", location: String = "") -> Self {
            json(
                #"{"error":{"code":\#(status),"message":"\#(message)","errors":[{"domain":"global","#
                    + #""reason":"\#(reason)","location":"\#(location)","message":"\#(message)"}]}}"#, status: status)
        }
        static func status(_ status: Int, _ fields: HTTPFields = [:]) -> Self { Answer(status: status, fields: fields) }
    }
    static let lost = IntegrationError(.unavailable, "The line is dead.")

    private let answer: @Sendable (Seen) throws(IntegrationError) -> Answer
    private let calls = Mutex<[Seen]>([])

    init(_ answer: @escaping @Sendable (Seen) throws(IntegrationError) -> Answer) { self.answer = answer }

    /// Answers in this order, whatever is asked; the last again and again.
    convenience init(_ answers: [Answer]) {
        self.init { seen in answers[min(seen.number, answers.count - 1)] }
    }

    var seen: [Seen] { calls.withLock { $0 } }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        var body: [UInt8] = []
        do { body = try await call.body?.stream()?.collect(upTo: 256 << 20) ?? [] } catch {
            throw error as? IntegrationError ?? IntegrationError(.invalidRequest, "Unreadable.", cause: error)
        }
        if Task.isCancelled { throw IntegrationError(.cancelled, "Cancelled.") }
        let seen = calls.withLock { calls in
            calls.append(Seen(request: call.request, body: body, number: calls.count))
            return calls[calls.count - 1]
        }
        let given = try answer(seen)
        let response = HTTPResponse(status: .init(code: given.status), headerFields: given.fields)
        let length = given.length ?? (given.failure == nil ? Int64(given.body.count) : nil)
        let pieces = Mutex([given.body])
        let stream = ByteStream(length: length) {
            {
                if let piece = pieces.withLock({ $0.popLast() }) { return piece }
                if let failure = given.failure { throw failure }
                return nil
            }
        }
        return HTTPReply(response, body: stream)
    }
}

/// Gives numbered tokens; a refused one is followed by the next.
final class NumberedTokens: AccessTokenProviding {
    private let state = Mutex((number: 1, scopes: [[String]]()))
    var scopes: [[String]] { state.withLock { $0.scopes } }

    func accessToken(for scopes: [String], refused: Secret?) async throws(IntegrationError) -> Secret {
        state.withLock { state in
            state.scopes.append(scopes)
            if refused == Secret("token-\(state.number)") { state.number += 1 }
            return Secret("token-\(state.number)")
        }
    }
}

/// Keeps a session in memory.
final class SessionMemory: UploadKeeping {
    private let state = Mutex((session: Secret?.none, confirmed: [Int64](), kept: 0))
    init(_ session: Secret? = nil) { state.withLock { $0.session = session } }
    var session: Secret? { state.withLock { $0.session } }
    var confirmed: [Int64] { state.withLock { $0.confirmed } }
    var timesKept: Int { state.withLock { $0.kept } }

    func load() async throws -> Secret? { session }
    func keep(_ session: Secret?) async throws {
        state.withLock { state in
            state.session = session
            if session != nil { state.kept += 1 }
        }
    }
    func confirmed(_ bytes: Int64) async { state.withLock { $0.confirmed.append(bytes) } }
}

extension GoogleDrive {
    /// A connection over a script.
    static func scripted(
        _ script: ScriptedDrive, _ settings: [String: String] = [:], clock: RecordingClock = RecordingClock(),
        access: (any AccessTokenProviding)? = NumberedTokens()
    ) throws -> GoogleDrive {
        let defaults = ["chunk-size": "262144", "single-request-limit": "1000"]
        let given = defaults.merging(settings) { _, given in given }
        return try GoogleDrive(
            configuration: Configuration(given, fields: manifest.settings),
            context: IntegrationContext(transport: script, clock: clock, access: access))
    }
}

extension FileContent {
    /// Bytes in memory, in pieces of an odd size.
    static func made(_ bytes: [UInt8], isLengthKnown: Bool = true) -> Self {
        Self(length: isLengthKnown ? Int64(bytes.count) : nil) { offset in
            let rest = bytes.dropFirst(Int(offset))
            let place = Mutex(rest.startIndex)
            return ByteStream(length: Int64(rest.count)) {
                {
                    place.withLock { place in
                        let piece = rest[place...].prefix(60_001)
                        place = piece.endIndex
                        return piece.isEmpty ? nil : Array(piece)
                    }
                }
            }
        }
    }
}

/// Bytes that look random and are the same in every run.
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    return (0..<count).map { _ in
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return UInt8(truncatingIfNeeded: state)
    }
}

/// Whether both are the same. A plain comparison of long lists in a test that fails computes their difference for
/// minutes.
func same(_ left: [UInt8], _ right: [UInt8]) -> Bool { left == right }

/// The code of what `body` throws; `nil` when it throws nothing.
func code(_ body: () async throws -> Void) async -> IntegrationError.Code? {
    do { try await body() } catch { return (error as? IntegrationError)?.code }
    return nil
}
