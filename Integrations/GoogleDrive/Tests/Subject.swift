// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDrive
import GoogleDriveSimulator
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation

/// The integration with its simulator, for the contracts.
enum Subject {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()
    static let transport = AsyncHTTPClientTransport()
    static let chunk = 262_144
    static let singleRequestLimit = 1_000

    /// One simulator with one account, and what it holds for the contracts.
    struct Service: Sendable {
        let simulator: GoogleDriveSimulator
        let clock: RecordingClock
        let document: String
        let places: PublicPlaces

        init() throws {
            clock = RecordingClock()
            simulator = try GoogleDriveSimulator(clock: clock)
            places = try PublicSubject.places(in: simulator)
            document = try simulator.state.createFile(
                named: "Minutes", .bytes(Array("minutes".utf8)), type: "application/vnd.google-apps.document"
            ).id
        }
    }

    static func with(
        _ body: @escaping @Sendable (IntegrationSubject, Service) async throws -> Void
    ) async throws {
        let service = try Service()
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(service.simulator, clock: service.clock) { server in
                try await body(subject(server, service, scratch), service)
            }
        }
    }

    /// Settings that lead everything to a simulator, without pace, and with small limits.
    static func settings(_ address: String) -> [String: String] {
        [
            "account": "google", "api-address": address, "public-address": address, "download-address": address,
            "documents-address": address, "units-per-minute": "0", "writes-per-second": "0",
            "chunk-size": "\(chunk)", "single-request-limit": "\(singleRequestLimit)", "page-size": "5",
        ]
    }

    private static func subject(_ server: LoopbackServer, _ service: Service, _ scratch: String) -> IntegrationSubject {
        // Each try of a call that is never answered takes real time.
        let settings = settings(server.address).merging(["tries": "2"]) { _, few in few }
        return IntegrationSubject(
            GoogleDrive.self, folder: folder, settings: settings, simulator: server.address,
            transport: transport, clock: service.clock, scratchFolder: scratch, operations: operations(service),
            wire: wire, access: SimulatedTokens(GoogleDriveSimulator.token), wrongAccess: SimulatedTokens("wrong"),
            files: FileStoringSubject(
                chunk: chunk, edges: [singleRequestLimit], pageSize: 5, document: service.document),
            places: service.places)
    }

    private static func operations(_ service: Service) -> [IntegrationSubject.Operation] {
        let document = service.document
        return [
            .init("file") { _ = try await drive($0).file(document) },
            .init("files") { _ = try await drive($0).files(in: "root", after: nil) },
            .init("search") { _ = try await drive($0).search(FileQuery(), after: nil) },
            .init("children") { for try await _ in try drive($0).children(of: ["root"]) {} },
            .init("newIDs") { _ = try await drive($0).newIDs(3) },
            .init("storageUse") { _ = try await drive($0).storageUse() },
            .init("changeToken") { _ = try await drive($0).changeToken() },
        ]
    }

    private static func drive(_ integration: any Integration) throws -> GoogleDrive {
        guard let drive = integration as? GoogleDrive else { throw RuleViolation("It is no Google Drive.") }
        return drive
    }
}

/// One token for everything.
struct SimulatedTokens: AccessTokenProviding {
    private let token: Secret
    init(_ token: String) { self.token = Secret(token) }
    func accessToken(for scopes: [String], refused: Secret?) async throws(IntegrationError) -> Secret { token }
}
