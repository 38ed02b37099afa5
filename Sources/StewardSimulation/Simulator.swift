// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
public import StewardCore

/// A stand-in for an outside service that speaks its protocol and keeps state.
///
/// It is written from the service's documentation, never from Steward's client. Faults are not its business: the
/// ``LoopbackServer`` plays them over any simulator. State that changes sits in an actor behind the routes, which are
/// asked for once when a server starts.
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

    /// Answers a request without a server, by the first route that fits: 404 when none has the path, 405 when none has
    /// the method. `body` stands for the request's own body when it is given.
    public func respond(to request: SimulatedRequest, body: ByteStream? = nil) async -> SimulatedReply {
        let table = RouteTable(routes + controls)
        do {
            return try await table.respond(to: request, body: body ?? ByteStream(request.body))
        } catch {
            return .text("The body could not be read: \(error)", status: .badRequest)
        }
    }
}

extension RouteTable {
    /// Answers a request by the first route that fits.
    ///
    /// - Throws: what `body` throws, unless the route reads it itself.
    func respond(
        to request: SimulatedRequest, body: ByteStream, collected: @Sendable ([UInt8]) -> Void = { _ in }
    ) async throws -> SimulatedReply {
        switch match(request.method, request.path) {
        case .route(let route, let parameters):
            var matched = request
            matched.parameters = parameters
            return try await route.respond(to: matched, body: body, collected: collected)
        case .otherMethods: return .text("Method not allowed", status: .methodNotAllowed)
        case .none: return .text("Not found", status: .notFound)
        }
    }
}
