// SPDX-License-Identifier: Apache-2.0
public import HTTPTypes
public import StewardCore

/// One call that a simulated service understands, and the document it was written from.
public struct SimulatedRoute: Sendable {
    /// The method.
    public let method: HTTPRequest.Method
    /// The path; `{name}` stands for one part of it.
    public let pattern: String
    /// A path (with a query if need be) that this route answers with 200 in the simulator's first state, so that
    /// contracts can check every answer; `nil` when it needs a body or a state.
    public let example: String?
    /// The service's document that describes the call, with its date.
    public let source: String
    let answer: Answer

    enum Answer: Sendable {
        case whole(limit: Int, @Sendable (SimulatedRequest) async -> SimulatedReply)
        case arriving(@Sendable (SimulatedRequest, ByteStream) async -> SimulatedReply)
    }

    /// The longest body that a route reads before it answers, unless it says otherwise: 64 MiB.
    public static let bodyLimit = 64 << 20

    /// Makes a route that answers when the whole body is there, as ``SimulatedRequest/body``. A body longer than
    /// `limit` bytes is answered with 413.
    public init(
        _ method: HTTPRequest.Method, _ pattern: String, example: String? = nil, source: String,
        limit: Int = SimulatedRoute.bodyLimit,
        _ respond: @escaping @Sendable (SimulatedRequest) async -> SimulatedReply
    ) {
        self.method = method
        self.pattern = pattern
        self.example = example
        self.source = source
        answer = .whole(limit: limit, respond)
    }

    /// Makes a route that reads the body itself, as it arrives and of any length. ``SimulatedRequest/body`` is empty.
    ///
    /// The stream's `length` is what Content-Length says. It throws `unavailable` when the client goes away before the
    /// end. What the route leaves unread is read and dropped after its answer.
    public init(
        streaming method: HTTPRequest.Method, _ pattern: String, example: String? = nil, source: String,
        _ respond: @escaping @Sendable (SimulatedRequest, _ body: ByteStream) async -> SimulatedReply
    ) {
        self.method = method
        self.pattern = pattern
        self.example = example
        self.source = source
        answer = .arriving(respond)
    }

    /// Answers. `body` is the request's body; a route that wants it whole collects it first, and shows it to
    /// `collected`.
    ///
    /// - Throws: what `body` throws, unless the route reads it itself.
    func respond(
        to request: SimulatedRequest, body: ByteStream, collected: @Sendable ([UInt8]) -> Void
    ) async throws -> SimulatedReply {
        switch answer {
        case .arriving(let respond): return await respond(request, body)
        case .whole(let limit, let respond):
            var whole = request
            do { whole.body = try await body.collect(upTo: limit) } catch let error as IntegrationError {
                guard error.code == .malformedReply else { throw error }
                return .text("A body has at most \(limit) bytes here.", status: .contentTooLarge)
            }
            if !whole.body.isEmpty { collected(whole.body) }
            return await respond(whole)
        }
    }
}
