// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

/// A stand-in for an outside service that speaks its protocol and keeps state.
///
/// It is written from the service's documentation, never from Steward's client. Faults are not its business: the
/// ``LoopbackServer`` plays them over any simulator. State that changes sits in an actor behind the routes.
public protocol Simulator: Sendable {
    /// What it stands for, as `election-commission`.
    var name: String { get }
    /// The calls of the service.
    var routes: [SimulatedRoute] { get }
    /// Calls that move the simulator itself, below `/_simulator/`; usually none.
    var controls: [SimulatedRoute] { get }
}

extension Simulator {
    /// None.
    public var controls: [SimulatedRoute] { [] }

    /// Answers a request by the first route that fits: 404 when none has the path, 405 when none has the method.
    public func respond(to request: SimulatedRequest) async -> SimulatedReply {
        var isKnown = false
        for route in routes + controls {
            guard let parameters = route.match(request.path) else { continue }
            isKnown = true
            guard route.method == request.method || (route.method == .get && request.method == .head) else { continue }
            var matched = request
            matched.parameters = parameters
            return await route.respond(matched)
        }
        return isKnown
            ? .text("Method not allowed", status: .methodNotAllowed) : .text("Not found", status: .notFound)
    }
}
