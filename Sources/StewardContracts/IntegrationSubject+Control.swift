// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

extension IntegrationSubject {
    /// A route of the simulator that contracts may call.
    struct Route {
        let pattern: String
        let example: String
    }

    /// Calls the simulator's control path.
    @discardableResult
    func control(_ method: HTTPRequest.Method, _ name: String, _ body: JSON? = nil) async throws -> JSON {
        let bytes = try body?.canonicalBytes()
        let reply = try await send(method, "/_simulator/\(name)", bytes)
        return try JSON(parsing: reply)
    }

    /// Lets the simulator play `fault` from now on, or none. One that has no control path plays none.
    func play(_ fault: JSON?) async throws {
        guard speaksHTTP else { return }
        try await control(.delete, "faults")
        if let fault { try await control(.post, "faults", fault) }
    }

    /// Why a rule that moves the simulator, or counts requests, cannot apply; `nil` when it can.
    var withoutHTTP: String? { speaksHTTP ? nil : "it speaks no HTTP; its own tests try this on the real thing" }

    /// The routes that have an example.
    func routes() async throws -> [Route] {
        let found = try await control(.get, "routes").array ?? []
        return found.compactMap { route in
            guard let pattern = route["pattern"]?.string, let example = route["example"]?.string else { return nil }
            return Route(pattern: pattern, example: example)
        }
    }

    /// The body of the simulator's answer, which must be 2xx. With `isSigned`, the account's token goes along.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8]? = nil, isSigned: Bool = false,
        fields: HTTPFields = [:]
    ) async throws -> [UInt8] {
        guard let address = ServiceAddress(simulator) else {
            throw RuleViolation("The simulator's address \(simulator) is no address.")
        }
        var fields = fields
        if isSigned, let token = try await access?.accessToken(for: [], refused: nil) {
            fields[.authorization] = "Bearer " + token.reveal()
        }
        let request = address.request(method, path, fields: fields)
        let call = HTTPCall(request, body: body.map { HTTPBody($0) }, timing: .quick)
        let reply = try await transport.send(call)
        let bytes = try await reply.body.collect(upTo: 256 * 1024 * 1024)
        guard reply.response.status.kind == .successful else {
            throw RuleViolation("The simulator answered \(method) \(path) with \(reply.response.status.code).")
        }
        return bytes
    }
}
