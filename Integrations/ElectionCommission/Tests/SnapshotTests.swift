// SPDX-License-Identifier: Apache-2.0
import ElectionCommission
import Foundation
import StewardContracts
import StewardCore
import StewardIntegration
import Testing

@Suite("A snapshot folder")
struct SnapshotTests {
    /// A snapshot of the simulated election, changed by `change`, read back.
    private func read(_ change: @escaping @Sendable (String) throws -> Void) async throws -> Result<
        Dataset, IntegrationError
    > {
        let results = ResultBox()
        try await Subject.with { subject, _ in
            let reader = try #require(try subject.integration() as? any DatasetReading)
            let folder = subject.scratchFolder + "/snapshot"
            try ElectionCommission.writeSnapshot(await reader.dataset(), to: folder)
            try change(folder)
            do throws(IntegrationError) {
                await results.set(.success(try ElectionCommission.readSnapshot(from: folder)))
            } catch {
                await results.set(.failure(error))
            }
        }
        return try #require(await results.value)
    }

    @Test("with LF in place of CRLF is taken with CRLF, and noted")
    func lineEnds() async throws {
        let dataset = try await read { folder in
            let url = URL(filePath: folder + "/info_party_overview.json")
            let bytes = try Data(contentsOf: url).filter { $0 != 0x0D }
            try Data(bytes).write(to: url)
        }.get()
        #expect(dataset.defects.map(\.rule) == ["snapshot-line-ends"])
        let file = try #require(dataset.files.first { $0.key == "party_overview" })
        #expect(file.bytes.contains(0x0D))
        #expect(sha256Text(file.bytes) == file.sha256)
    }

    @Test("with a changed file is refused with the file, what was expected and what was found")
    func changed() async throws {
        let result = try await read { folder in
            try Data("{}".utf8).write(to: URL(filePath: folder + "/stats_party.json"))
        }
        let error = try #require(result.failure)
        #expect(error.code == .malformedReply)
        #expect(error.message.contains("stats_party.json"))
        #expect(error.message.contains("found 2 bytes"))
        #expect(error.message.contains(sha256Text(Array("{}".utf8))))
    }

    @Test("with a missing file names it")
    func missing() async throws {
        let result = try await read { folder in
            try FileManager.default.removeItem(atPath: folder + "/info_province.json")
        }
        #expect(result.failure?.code == .notFound)
        #expect(result.failure?.message.contains("info_province.json") == true)
    }

    @Test(
        "with a manifest that is no manifest is refused with its place",
        arguments: [
            "", "[]", "{}", #"{"snapshot_utc": "yesterday", "files": []}"#,
            #"{"snapshot_utc": "2026-02-22T12:42:02.684790+00:00", "files": [{"key": "provinces"}]}"#,
            #"{"snapshot_utc": "2026-02-22T12:42:02.684790+00:00", "files": []}"#,
            #"{"snapshot_utc": "2026-02-22T12:42:02+00:00"}"#,
        ])
    func manifest(text: String) async throws {
        let result = try await read { folder in
            try Data(text.utf8).write(to: URL(filePath: folder + "/manifest.json"))
        }
        #expect(result.failure?.message.contains("manifest.json") == true)
    }

    @Test("that does not exist is named")
    func absent() {
        #expect(throws: IntegrationError(.notFound, "")) {
            try ElectionCommission.readSnapshot(from: "/nonexistent/folder")
        }
    }

    @Test("that cannot be written says so")
    func unwritable() async throws {
        try await Subject.with { subject, _ in
            let reader = try #require(try subject.integration() as? any DatasetReading)
            let dataset = try await reader.dataset()
            #expect(throws: IntegrationError(.unavailable, "")) {
                try ElectionCommission.writeSnapshot(dataset, to: "/dev/null/snapshot")
            }
        }
    }
}

actor ResultBox {
    private(set) var value: Result<Dataset, IntegrationError>?
    func set(_ value: Result<Dataset, IntegrationError>) { self.value = value }
}

extension Result {
    var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}

extension IntegrationSubject {
    /// A connection to the simulator.
    func integration(cacheFolder: String? = nil) throws -> any Integration {
        let configuration = try Configuration(settings, fields: ElectionCommission.manifest.settings)
        let context = IntegrationContext(transport: transport, clock: clock, cacheFolder: cacheFolder)
        return try ElectionCommission(configuration: configuration, context: context)
    }
}
