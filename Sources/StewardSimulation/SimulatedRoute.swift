// SPDX-License-Identifier: Apache-2.0
public import HTTPTypes

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
    /// Answers.
    public let respond: @Sendable (SimulatedRequest) async -> SimulatedReply

    /// Makes a route.
    public init(
        _ method: HTTPRequest.Method, _ pattern: String, example: String? = nil, source: String,
        _ respond: @escaping @Sendable (SimulatedRequest) async -> SimulatedReply
    ) {
        self.method = method
        self.pattern = pattern
        self.example = example
        self.source = source
        self.respond = respond
    }

    /// What stands in the pattern's places, or `nil` when the path does not fit.
    func match(_ path: String) -> [String: String]? {
        let wanted = pattern.split(separator: "/", omittingEmptySubsequences: false)
        let given = path.split(separator: "/", omittingEmptySubsequences: false)
        guard wanted.count == given.count else { return nil }
        var found: [String: String] = [:]
        for (part, value) in zip(wanted, given) {
            if part.hasPrefix("{"), part.hasSuffix("}") {
                found[String(part.dropFirst().dropLast())] = SimulatedRequest.decoded(value)
            } else if part != value {
                return nil
            }
        }
        return found
    }
}
