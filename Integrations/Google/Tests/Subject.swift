// SPDX-License-Identifier: Apache-2.0
import Foundation
import Google
import GoogleSimulator
import HTTPTypes
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardOAuth
import StewardSimulation
import Testing

/// The integration with its simulator, for the contracts.
enum Subject {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()
    static let network = AsyncHTTPClientTransport()

    static func with(_ body: @escaping @Sendable (IntegrationSubject) async throws -> Void) async throws {
        let clock = RecordingClock()
        let simulator = GoogleSimulator(clock: clock)
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(simulator, clock: clock) { server in
                let transport = DatingTransport(next: network, clock: clock)
                let settings = settings(server.address, simulator.clientFile(origin: server.address))
                let credential = MemoryCredential()
                let context = IntegrationContext(transport: transport, clock: clock, credential: credential)
                let google = try Google(
                    configuration: try Configuration(settings, fields: Google.manifest.settings), context: context)
                _ = try await google.signIn(
                    [], by: .paste, prompt: SimulatedPerson(network, followsRedirect: false))
                let subject = IntegrationSubject(
                    Google.self, folder: folder, settings: settings, simulator: server.address, transport: transport,
                    clock: clock, scratchFolder: scratch, operations: [refresh], wire: wire, credential: credential,
                    wrongKept: MemoryCredential(wrongGrant(clock.now).text))
                try await body(subject)
            }
        }
    }

    /// Settings that lead everything to a simulator.
    static func settings(_ address: String, _ client: JSON?) -> [String: String] {
        [
            "client": text(client), "accounts-address": address, "token-address": address, "keys-address": address,
        ]
    }

    static func text(_ json: JSON?) -> String {
        String(decoding: (try? json?.canonicalBytes()) ?? [], as: UTF8.self)
    }

    /// What a service does whose token was refused.
    private static let refresh = IntegrationSubject.Operation("refresh") { integration in
        guard let account = integration as? any AccountConnecting else { return }
        let token = try await account.accessToken(for: [], refused: nil)
        _ = try await account.accessToken(for: [], refused: token)
    }

    /// A grant that looks good and of which the service knows nothing.
    private static func wrongGrant(_ now: Date) -> KeptGrant {
        KeptGrant(
            clientID: "desktop.apps.example.com", account: "user@example.com", subject: nil, scopes: ["openid"],
            refreshToken: Secret("1//wrong-refresh-token"), accessToken: Secret("ya29.wrong-access-token"),
            expiry: now + 3600, grantedAt: now, refreshedAt: nil)
    }

    private static let wire: [IntegrationSubject.WireCheck] = [
        .init(pattern: "/oauth2/v3/certs", fixturePrefix: "certs-v3") { _ = try KeySet(parsing: $0) },
        .init(pattern: "/oauth2/v1/certs", fixturePrefix: "certs-v1") { bytes in
            let certificates = try JSON(parsing: bytes).members ?? []
            try #require(!certificates.isEmpty)
            for certificate in certificates {
                #expect(certificate.value.string?.hasPrefix("-----BEGIN CERTIFICATE-----") == true)
            }
        },
        // Not read at work: the settings say where the endpoints are. They have to be the same.
        .init(pattern: "/.well-known/openid-configuration", fixturePrefix: "openid-configuration") { bytes in
            let document = try JSON(parsing: bytes)
            let paths = [
                "authorization_endpoint": "/o/oauth2/v2/auth", "token_endpoint": "/token",
                "device_authorization_endpoint": "/device/code", "revocation_endpoint": "/revoke",
                "jwks_uri": "/oauth2/v3/certs",
            ]
            for (name, path) in paths { #expect(document[name]?.string?.hasSuffix(path) == true, "\(name)") }
        },
    ]
}
