// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

/// One method of the API: its name in the reference, where it is, what it costs, who may call it.
struct DriveEndpoint: Sendable {
    let name: String
    let method: HTTPRequest.Method
    let pattern: String
    let example: String?
    let cost: DriveCost
    let scopes: [String]
    let answer: @Sendable (DriveCall) async throws(DriveError) -> SimulatedReply

    /// - Parameters:
    ///   - name: as in the reference: `files.get`.
    ///   - scopes: ends of scopes (`drive.readonly`) of which one is enough; full access always is.
    init(
        _ name: String, _ method: HTTPRequest.Method, _ pattern: String, example: String? = nil,
        cost: DriveCost? = nil, scopes: [String]? = nil,
        _ answer: @escaping @Sendable (DriveCall) async throws(DriveError) -> SimulatedReply
    ) {
        self.name = name
        self.method = method
        self.pattern = pattern
        self.example = example
        self.cost = cost ?? (method == .get ? .read : .write)
        self.scopes = scopes ?? (method == .get ? Self.reading : Self.writing)
        self.answer = answer
    }

    static let writing = ["drive", "drive.file", "drive.appdata"]
    static let reading =
        writing + ["drive.readonly", "drive.metadata", "drive.metadata.readonly", "drive.meet.readonly"]

    var source: String { "Google Drive API v3 reference, \(name), 2026-11" }
}

extension GoogleDriveSimulator {
    /// Milliseconds since 1970 by the service's clock.
    var now: Int64 { state.now + faults.clockSkew }

    /// The route of a method.
    func route(_ endpoint: DriveEndpoint) -> SimulatedRoute {
        SimulatedRoute(endpoint.method, endpoint.pattern, example: endpoint.example, source: endpoint.source) {
            await answer(endpoint, $0)
        }
    }

    /// Lets a call in, answers it, and plays Drive's own faults.
    func answer(
        _ endpoint: DriveEndpoint, _ request: SimulatedRequest, parameters: [String: String]? = nil
    ) async -> SimulatedReply {
        do throws(DriveError) {
            let call = try await admit(endpoint, request, parameters ?? request.query)
            let reply = try await endpoint.answer(call)
            return finished(reply, call.name, request)
        } catch {
            return error.reply
        }
    }

    /// Checks the bearer token, its scopes, the faults that refuse, and the quotas.
    func admit(
        _ endpoint: DriveEndpoint, _ request: SimulatedRequest, _ parameters: [String: String]
    ) async throws(DriveError) -> DriveCall {
        let name = endpoint.name + (parameters["alt"] == "media" ? ".media" : "")
        if let error = faults.refusal(name, request.parameters["fileId"]) { throw error }
        let grant = try await grant(for: request, parameters, endpoint.scopes)
        if let error = faults.meter(endpoint.cost, grant.account, options.rateLimit) { throw error }
        if state.account(grant.account) == nil { state.setAccount(DriveAccount(grant.account)) }
        return DriveCall(name, request, parameters, grant, self, scopes: endpoint.scopes)
    }

    /// Whose request this is.
    /// - Throws: 401 `authError`, 403 `insufficientPermissions`.
    func grant(
        for request: SimulatedRequest, _ parameters: [String: String], _ scopes: [String]
    ) async throws(DriveError) -> BearerGrant {
        var token = parameters["access_token"]
        if let header = request.headerFields[.authorization] {
            let parts = header.split(separator: " ", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == "bearer" { token = String(parts[1]) }
        }
        guard let grant = await grants(token) else {
            throw DriveError(
                401, "authError", "Invalid Credentials", locationType: "header", location: "Authorization",
                canonical: "UNAUTHENTICATED")
        }
        guard Self.isAllowed(grant, scopes) else { throw .insufficientScopes }
        return grant
    }

    /// Whether a token allows one of these scopes, given by their ends, or everything.
    static func isAllowed(_ grant: BearerGrant, _ scopes: [String]) -> Bool {
        grant.scopes.contains { scope in
            let end = scope.split(separator: "/").last.map(String.init) ?? scope
            return end == "drive" || scopes.contains(end)
        }
    }

    /// The answer, or what is left of it when it is to get lost.
    func finished(_ reply: SimulatedReply, _ name: String, _ request: SimulatedRequest) -> SimulatedReply {
        guard faults.hits(.replyLost, name, request.parameters["fileId"]) else { return reply }
        var lost = reply
        lost.body = []
        lost.stream = ByteStream(length: Int64(max(reply.body.count, 1))) {
            { throw IntegrationError(.unavailable, "The reply is lost.") }
        }
        return lost
    }
}

extension DriveError {
    /// The token allows too little.
    static var insufficientScopes: Self {
        Self(
            403, "insufficientPermissions", "Request had insufficient authentication scopes.",
            canonical: "PERMISSION_DENIED")
    }
}
