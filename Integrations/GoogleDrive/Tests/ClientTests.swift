// SPDX-License-Identifier: Apache-2.0
import GoogleDrive
import GoogleDriveSimulator
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Testing

@Suite("The client's calls that no capability uses")
struct ClientTests {
    private static func with(
        _ body: @escaping @Sendable (GoogleDriveClient, GoogleDriveSimulator) async throws -> Void
    ) async throws {
        let clock = RecordingClock()
        let simulator = try GoogleDriveSimulator(clock: clock)
        try await LoopbackServer.withServer(simulator, clock: clock) { server in
            let configuration = try Configuration(
                Subject.settings(server.address), fields: GoogleDrive.manifest.settings)
            let context = IntegrationContext(
                transport: Subject.transport, clock: clock, access: SimulatedTokens(GoogleDriveSimulator.token))
            let client = GoogleDriveClient(
                configuration: try GoogleDriveConfiguration(configuration), context: context, random: { 0.5 })
            try await body(client, simulator)
        }
    }

    @Test("a file is moved, renamed and copied at the service")
    func moves() async throws {
        try await Self.with { client, simulator in
            let type = "application/vnd.google-apps.folder"
            let (from, to) = try (
                simulator.state.createFile(named: "from", type: type),
                simulator.state.createFile(named: "to", type: type)
            )
            let made = try simulator.state.createFile(named: "n", .bytes([1, 2]), in: from.id)
            let moved = try await client.updateFile(
                made.id, ["name": "m"], addParents: to.id, removeParents: from.id)
            #expect(moved.parents == [to.id] && moved.name == "m")
            let id = try #require(try await client.generateIDs(1).first)
            let copy = try await client.copyFile(
                made.id, ["id": .string(id), "parents": [.string(from.id)]], newID: id)
            #expect(copy.id == id && copy.parents == [from.id] && copy.md5 == moved.md5)
        }
    }

    @Test("permissions are made, read, changed and removed")
    func permissions() async throws {
        try await Self.with { client, simulator in
            let file = try simulator.state.createFile(named: "n", .bytes([1])).id
            let made = try await client.createPermission(["type": "anyone", "role": "reader"], of: file)
            #expect(made.type == "anyone" && made.id == "anyoneWithLink")
            #expect(try await client.permission(made.id, of: file).role == "reader")
            #expect(try await client.updatePermission(made.id, ["role": "writer"], of: file).role == "writer")
            #expect(try await client.permissions(of: file).items.contains { $0.id == made.id })
            try await client.deletePermission(made.id, of: file)
            #expect(await code { _ = try await client.permission(made.id, of: file) } == .notFound)
        }
    }

    @Test("shared drives and revisions are listed")
    func lists() async throws {
        try await Self.with { client, simulator in
            let shared = simulator.state.createDrive(named: "Archive")
            #expect(try await client.sharedDrives().items.map(\.id) == [shared.id])
            #expect(try await client.sharedDrive(shared.id).name == "Archive")
            let file = try simulator.state.createFile(named: "n", .bytes([1])).id
            try simulator.state.replaceContent(file, StoredContent(.bytes([1, 2])))
            let revisions = try await client.revisions(of: file).items
            #expect(revisions.map(\.size) == [1, 2])
        }
    }

    @Test("a prepared download is waited for and fetched")
    func preparedDownload() async throws {
        try await Self.with { client, simulator in
            let type = "application/vnd.google-apps.document"
            let document = try simulator.state.createFile(named: "d", .bytes([1]), type: type).id
            var operation = try await client.beginDownload(document, as: "application/pdf")
            for _ in 0..<10 where !operation.isDone { operation = try await client.operation(operation.name) }
            let link = try #require(operation.downloadUri)
            let bytes = try await client.followDownload(link, of: document).body.collect(upTo: 1 << 20)
            #expect(!bytes.isEmpty)
            #expect(
                await code { _ = try await client.followDownload("https://evil.example/x", of: "d") } == .malformedReply
            )
        }
    }
}
