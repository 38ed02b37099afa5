// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Google
import GoogleSimulator
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardOAuth
import StewardSimulation

/// A simulated account service behind a server, and connections to it.
struct SignedInGoogle: Sendable {
    static let drive = "https://www.googleapis.com/auth/drive"
    static let driveFile = drive + ".file"
    static let metadata = drive + ".metadata.readonly"
    static let email = "https://www.googleapis.com/auth/userinfo.email"

    let server: LoopbackServer
    let simulator: GoogleSimulator
    let clock: PatientClock

    static func with(_ body: @escaping @Sendable (Self) async throws -> Void) async throws {
        let clock = PatientClock()
        let simulator = GoogleSimulator(clock: clock)
        try await LoopbackServer.withServer(simulator, clock: clock) { server in
            try await body(Self(server: server, simulator: simulator, clock: clock))
        }
    }

    /// A connection; `client` is one of the demonstration's.
    func connection(
        _ credential: MemoryCredential?, client: String = "desktop", name: String? = "home",
        settings more: [String: String?] = [:], ahead: Double = 0
    ) throws -> Google {
        let known = SimulatedProject.demonstration.clients.first { $0.id.hasPrefix(client) }
        var settings = Subject.settings(server.address, known?.file(project: "p", origin: server.address))
        for (key, value) in more { settings[key] = value }
        let context = IntegrationContext(
            transport: DatingTransport(next: Subject.network, clock: clock, ahead: ahead), clock: clock,
            credential: credential, connectionName: name)
        return try Google(
            configuration: try Configuration(settings, fields: Google.manifest.settings), context: context)
    }

    /// The key file of a service account.
    func serviceAccount() async throws -> [String: String?] {
        let file = try await simulator.serviceAccountFile(origin: server.address)
        return ["client": nil, "service-account": Subject.text(file)]
    }

    /// A person whose browser is on this machine.
    var person: SimulatedPerson { SimulatedPerson(Subject.network, followsRedirect: true) }

    /// Moves the simulator.
    @discardableResult
    func control(_ name: String, _ json: JSON = [:]) async throws -> JSON {
        let isQuestion = name == "grants"
        let address = ServiceAddress(server.address)
        guard let request = address?.request(isQuestion ? .get : .post, "/_simulator/accounts/\(name)") else {
            throw SimulatedPerson.Lost()
        }
        let body = isQuestion ? nil : HTTPBody(try json.canonicalBytes())
        let reply = try await Subject.network.send(HTTPCall(request, body: body))
        guard reply.response.status == .ok else { throw SimulatedPerson.Lost() }
        return try JSON(parsing: try await reply.body.collect(upTo: 1 << 20))
    }

    /// How many requests reached a path.
    func requests(_ path: String) -> Int { server.log.all.filter { $0.path == path }.count }
}
