// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

/// A simulator's routes, arranged so that finding one costs a look-up for each part of the path.
///
/// Of several routes that fit, the one listed first answers.
final class RouteTable: Sendable {
    /// What a path and a method lead to.
    enum Match {
        case route(SimulatedRoute, parameters: [String: String])
        case otherMethods
        case none
    }

    private struct Node {
        var literal: [String: Node] = [:]
        var place: [Node] = []
        var routes: [(index: Int, route: SimulatedRoute, names: [String])] = []
    }
    private let root: Node

    init(_ routes: [SimulatedRoute]) {
        var root = Node()
        for (index, route) in routes.enumerated() {
            let parts = route.pattern.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            Self.add(route, index, parts[...], names: [], to: &root)
        }
        self.root = root
    }

    /// The route for a request; a GET route answers HEAD too.
    func match(_ method: HTTPRequest.Method, _ path: String) -> Match {
        var search = Search(method: method)
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        search.visit(root, parts[...], values: [])
        guard let best = search.best else { return search.isKnown ? .otherMethods : .none }
        let values = best.values.map { SimulatedRequest.decoded($0) }
        return .route(best.route, parameters: Dictionary(zip(best.names, values)) { _, last in last })
    }

    private static func add(
        _ route: SimulatedRoute, _ index: Int, _ parts: ArraySlice<String>, names: [String], to node: inout Node
    ) {
        guard let part = parts.first else { return node.routes.append((index, route, names)) }
        let rest = parts.dropFirst()
        guard part.hasPrefix("{"), part.hasSuffix("}") else {
            return add(route, index, rest, names: names, to: &node.literal[part, default: Node()])
        }
        if node.place.isEmpty { node.place.append(Node()) }
        add(route, index, rest, names: names + [String(part.dropFirst().dropLast())], to: &node.place[0])
    }

    private struct Search {
        let method: HTTPRequest.Method
        var best: (index: Int, route: SimulatedRoute, names: [String], values: [String])?
        var isKnown = false

        mutating func visit(_ node: Node, _ parts: ArraySlice<String>, values: [String]) {
            guard let part = parts.first else { return take(node, values) }
            if let next = node.literal[part] { visit(next, parts.dropFirst(), values: values) }
            if let next = node.place.first { visit(next, parts.dropFirst(), values: values + [part]) }
        }

        private mutating func take(_ node: Node, _ values: [String]) {
            for (index, route, names) in node.routes {
                isKnown = true
                guard route.method == method || (route.method == .get && method == .head) else { continue }
                if let best, best.index < index { continue }
                best = (index, route, names, values)
            }
        }
    }
}
