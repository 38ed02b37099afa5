// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Testing

/// Gives one token for ever.
struct OneToken: AccessTokenProviding, CredentialKeeping {
    let token: Secret
    init(_ token: String) { self.token = Secret(token) }
    func accessToken(for scopes: [String], refused: Secret?) async throws(IntegrationError) -> Secret { token }
    func load() async throws -> Secret? { Secret(#"{"tokens": [{"refresh_token": "\#(token.reveal())"}]}"#) }
    func replace(_ secret: Secret?) async throws {}
    func exclusively<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        try await body()
    }
}

/// An integration that works in the name of an account, made wrong by a setting.
struct Club: Integration {
    static let flaws = ["none", "asksAnyway", "ignoresRefusal", "tellsToken"]
    static let manifest = Manifest(
        id: "Club", name: "Club", summary: "Needs an account.", serviceVersion: "1",
        hosts: [.init("club.example", setting: "address")], credential: .oauth(scopes: ["read"]), capabilities: [],
        limits: [], tier: .experimental,
        settings: [
            ConfigurationField("address", .address, help: "-", default: "https://club.example", since: "0.1"),
            ConfigurationField("flaw", .choice(flaws), help: "-", default: "none", since: "0.1"),
        ])
    let address: ServiceAddress
    let flaw: String
    let context: IntegrationContext

    init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        address = try configuration.address("address")
        flaw = try configuration.text("flaw")
        self.context = context
    }

    func health() async -> Health {
        do throws(IntegrationError) {
            try await read()
            return .ok
        } catch { return .failing(error) }
    }

    private func read() async throws(IntegrationError) {
        guard flaw == "asksAnyway" || context.access != nil else {
            throw IntegrationError(.unauthorized, "No account is connected.")
        }
        let token = try await context.access?.accessToken(for: ["read"], refused: nil).reveal() ?? "none"
        let fields: HTTPFields = [.authorization: "Bearer \(token)"]
        let reply = try await context.transport.send(HTTPCall(address.request(.get, "/status", fields: fields)))
        guard let error = IntegrationError(status: reply.response, from: "club", now: context.clock.now) else { return }
        if flaw == "ignoresRefusal", error.code == .unauthorized { return }
        guard flaw == "tellsToken" else { throw error }
        throw IntegrationError(error.code, "with \(token)", cause: error)
    }
}

@Suite("IntegrationContract, of accounts")
struct AccountContractTests {
    private func withClub(_ flaw: String, _ body: @escaping @Sendable (IntegrationSubject) async throws -> Void)
        async throws
    {
        let clock = RecordingClock()
        let transport = AsyncHTTPClientTransport()
        try await LoopbackServer.withServer(GadgetSimulator(), clock: clock) { server in
            let right = OneToken("right")
            let wrong = OneToken("wrong")
            try await body(
                IntegrationSubject(
                    Club.self, folder: "Club", settings: ["address": server.address, "flaw": flaw],
                    simulator: server.address, transport: transport, clock: clock, scratchFolder: "/nowhere", wire: [],
                    access: right, wrongAccess: wrong, credential: right, wrongKept: wrong))
        }
        await transport.shutdown()
    }

    static let rules = ["wrong-credential-is-unauthorized", "missing-account-is-unauthorized", "secrets-never-show"]

    @Test("an integration with an account keeps them", arguments: rules)
    func good(name: String) async throws {
        let rule = try IntegrationContractTests.rule(name)
        try await withClub("none") { subject in
            let outcome = try await rule.check(subject)
            #expect(outcome == .held)
        }
    }

    @Test("a wrong one is caught", arguments: zip(["ignoresRefusal", "asksAnyway", "tellsToken"], rules))
    func wrong(flaw: String, name: String) async throws {
        let rule = try IntegrationContractTests.rule(name)
        try await withClub(flaw) { subject in
            let violation = await #expect(throws: RuleViolation.self) { try await rule.check(subject) }
            #expect(violation?.message.hasPrefix(name + ": ") == true)
        }
    }
}
