// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// Every method of the API that moves no content, in the order of the reference.
    var endpoints: [DriveEndpoint] {
        aboutEndpoints + changeEndpoints + fileEndpoints + fileWriteEndpoints + permissionEndpoints
            + revisionEndpoints + driveEndpoints + channelEndpoints
    }

    /// The routes of ``endpoints``, the batch, and a POST for each GET that is too long for an address.
    var metadataRoutes: [SimulatedRoute] {
        let endpoints = endpoints
        var routes: [SimulatedRoute] = []
        for endpoint in endpoints {
            let get = endpoints.first {
                $0.method == .get && $0.pattern == endpoint.pattern && endpoint.method == .post
            }
            routes.append(get.map { overridden(endpoint, by: $0) } ?? route(endpoint))
        }
        for endpoint in endpoints where endpoint.method == .get {
            let hasPost = endpoints.contains { $0.method == .post && $0.pattern == endpoint.pattern }
            if !hasPost { routes.append(overridden(nil, by: endpoint)) }
        }
        return routes + batchRoutes(DriveRouter(endpoints))
    }

    /// A POST that is a GET when its `X-HTTP-Method-Override` says so, the query then being its form body.
    ///
    /// Source: google-api-python-client 2.202.0 sends GETs of more than 2048 characters so.
    private func overridden(_ post: DriveEndpoint?, by get: DriveEndpoint) -> SimulatedRoute {
        SimulatedRoute(.post, get.pattern, source: (post ?? get).source) { request in
            guard request.headerFields[DriveHeader.methodOverride]?.uppercased() == "GET" else {
                guard let post else { return .text("Method not allowed", status: .methodNotAllowed) }
                return await answer(post, request)
            }
            let form = SimulatedRequest.parameters(String(decoding: request.body, as: UTF8.self))
            return await answer(get, request, parameters: request.query.merging(form) { _, last in last })
        }
    }
}

/// Finds the method that a path and a verb mean, for the calls inside a batch.
struct DriveRouter: Sendable {
    private let endpoints: [String: [(parts: [Substring], endpoint: DriveEndpoint)]]

    init(_ endpoints: [DriveEndpoint]) {
        let split = endpoints.map { (parts: $0.pattern.split(separator: "/"), endpoint: $0) }
        self.endpoints = Dictionary(grouping: split) { "\($0.endpoint.method) \($0.parts.count)" }
    }

    func match(_ request: SimulatedRequest) -> (endpoint: DriveEndpoint, request: SimulatedRequest)? {
        let parts = request.path.split(separator: "/")
        for (pattern, endpoint) in endpoints["\(request.method) \(parts.count)"] ?? [] {
            var found: [String: String] = [:]
            let fits = zip(pattern, parts).allSatisfy { wanted, given in
                guard wanted.hasPrefix("{") else { return wanted == given }
                found[String(wanted.dropFirst().dropLast())] = String(given).removingPercentEncoding ?? String(given)
                return true
            }
            guard fits else { continue }
            var matched = request
            matched.parameters = found
            return (endpoint, matched)
        }
        return nil
    }
}
