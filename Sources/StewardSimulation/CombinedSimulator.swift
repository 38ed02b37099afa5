// SPDX-License-Identifier: Apache-2.0

/// Several services behind one address, as when a client has one setting for all of a provider's hosts.
///
/// A request goes to the first service that has a route for it, so their paths must differ.
public struct CombinedSimulator: Simulator {
    /// What the services together stand for.
    public let name: String
    private let parts: [any Simulator]

    /// Joins services.
    public init(_ name: String, _ parts: [any Simulator]) {
        self.name = name
        self.parts = parts
    }

    /// The routes of all, in order.
    public var routes: [SimulatedRoute] { parts.flatMap { $0.routes } }

    /// The controls of all, in order.
    public var controls: [SimulatedRoute] { parts.flatMap { $0.controls } }
}
