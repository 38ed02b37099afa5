// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

/// Finds the route of an address. A written part goes before a name in braces; an address that fits none has no place.
struct RouteTable: Sendable {
    /// What there is at an address.
    final class Place: Sendable {
        /// The address with its names in braces, as logs and figures show it.
        let template: String
        private let routes: [HTTPRequest.Method: Served]
        private let got: Served?
        /// The methods that it has, as in the header `Allow`. Whatever can be got can be asked for its head.
        let allowed: String
        /// Whether files are posted to it.
        let takesFile: Bool
        /// How many bytes may be sent to it when that is more than a form has; 0 when it is not.
        let mostBytes: Int
        /// Whether devices may ask, with tokens of their own.
        let isForDevices: Bool
        /// Whether devices name themselves in the body, and so show their token there.
        let namesDeviceInBody: Bool
        /// Whether it gives JSON, so that errors are JSON too.
        let isForPrograms: Bool
        /// Whether its page may ask the browser where it is.
        let usesPosition: Bool

        init(_ template: String, _ routes: [Route]) {
            self.template = template
            var methods: [HTTPRequest.Method: Served] = [:]
            for route in routes { methods[route.method] = Served(route) }
            got = methods[.get]
            if let got, methods[.head] == nil { methods[.head] = got }
            self.routes = methods
            allowed = methods.keys.map(\.rawValue).sorted().joined(separator: ", ")
            takesFile = routes.contains { if case .file = $0.body { true } else { false } }
            mostBytes = routes.map { if case .bytes(let most) = $0.body { most } else { 0 } }.max() ?? 0
            namesDeviceInBody = routes.contains(where: \.namesDeviceInBody)
            isForDevices = routes.contains(where: \.isForDevices)
            isForPrograms = isForDevices || routes.contains(where: \.isData)
            usesPosition = routes.contains(where: \.usesPosition)
        }

        /// The route for a method.
        subscript(method: HTTPRequest.Method) -> Served? { method == .get ? got : routes[method] }
    }

    /// A route by reference: it has many parts, and is handed to every request.
    final class Served: Sendable {
        let route: Route
        init(_ route: Route) { self.route = route }
    }

    /// A place, and what stands where its template has names.
    struct Found {
        let place: Place
        var parameters = Parameters()
    }

    private struct Node {
        var place: Place?
        var written: [Substring: Int] = [:]
        /// What may stand here: the next node by the name of the parameter.
        var named: [(name: Substring, node: Int)] = []
    }
    /// Places whose addresses have no parameters.
    private var fixed: [String: Place] = [:]
    private var nodes = [Node()]

    init(_ routes: [Route]) {
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            let place = Place(path, routes)
            if !path.contains("{") { fixed[path] = place }
            nodes[node(of: path)].place = place
        }
    }

    /// What there is at the path of an address, as it was sent: parameters are not decoded.
    func find(_ path: String) -> Found? {
        if let place = fixed[path] { return Found(place: place) }
        let parts = path.split(separator: "/")
        var parameters: [(key: Substring, value: Substring)] = []
        guard let place = find(parts[...], from: 0, &parameters) else { return nil }
        return Found(place: place, parameters: Parameters(parameters))
    }

    private func find(
        _ parts: ArraySlice<Substring>, from index: Int, _ parameters: inout [(key: Substring, value: Substring)]
    ) -> Place? {
        let node = nodes[index]
        guard let part = parts.first else { return node.place }
        if let next = node.written[part], let place = find(parts.dropFirst(), from: next, &parameters) { return place }
        for (name, next) in node.named {
            parameters.append((name, part))
            if let place = find(parts.dropFirst(), from: next, &parameters) { return place }
            parameters.removeLast()
        }
        return nil
    }

    private mutating func node(of path: String) -> Int {
        var index = 0
        for part in path.split(separator: "/") {
            if part.hasPrefix("{"), part.hasSuffix("}") {
                let name = part.dropFirst().dropLast()
                if let known = nodes[index].named.first(where: { $0.name == name }) {
                    index = known.node
                } else {
                    nodes[index].named.append((name, nodes.count))
                    index = nodes.count
                    nodes.append(Node())
                }
            } else if let known = nodes[index].written[part] {
                index = known
            } else {
                nodes[index].written[part] = nodes.count
                index = nodes.count
                nodes.append(Node())
            }
        }
        return index
    }
}
