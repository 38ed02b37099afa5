// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDrive
import StewardCore
import StewardHTTP
import StewardIntegration
import Testing

@Suite(
    "Google's own servers",
    .enabled(
        if: ProcessInfo.processInfo.environment["STEWARD_LIVE_GOOGLEDRIVE"] != nil,
        "talks to the network; set STEWARD_LIVE_GOOGLEDRIVE to an access token for the scope drive to run it"))
struct GoogleDriveLiveTests {
    @Test("keep a small and a large file in a folder, give them back, and remove them")
    func roundTrip() async throws {
        let token = try #require(ProcessInfo.processInfo.environment["STEWARD_LIVE_GOOGLEDRIVE"])
        let transport = AsyncHTTPClientTransport()
        let drive = try GoogleDrive(
            configuration: Configuration(["chunk-size": "262144"], fields: GoogleDriveConfiguration.fields),
            context: IntegrationContext(transport: transport, access: SimulatedTokens(token)))
        #expect(await drive.health() == .ok)
        let folder = try await drive.makeFolder(named: "steward live test", in: drive.rootFolder, id: nil)
        for size in [0, 10_000, 6_000_000] {
            let bytes = noise(size)
            let file = try await drive.write(
                .made(bytes), to: .new(name: "นำ/\(size)", folder: folder.id, id: nil), keeper: SessionMemory())
            let found = try await drive.read(file, from: 0, to: nil).collect(upTo: 10_000_000)
            #expect(found == bytes)
        }
        #expect(try await drive.files(in: folder.id, after: nil).items.count == 3)
        #expect(try await drive.setTrashed(true, [folder.id]) == [nil])
        #expect(try await drive.delete(folder.id))
        await transport.shutdown()
    }
}
