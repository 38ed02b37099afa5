// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import Testing

/// A dataset reader that is wrong in every way the contract knows.
struct WrongReader: Integration, DatasetReading, DatasetSnapshotting {
    static let manifest = Manifest(
        id: "WrongReader", name: "Wrong", summary: "Wrong.", serviceVersion: "1",
        hosts: [.init("api.gadget.example", setting: "address")], credential: .key,
        capabilities: [.datasetReading, .datasetSnapshotting], limits: [], tier: .experimental,
        settings: Gadget.manifest.settings)
    let address: ServiceAddress
    let context: IntegrationContext

    init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        address = try configuration.address("address")
        self.context = context
    }

    func health() async -> Health { .ok }

    func dataset() async throws -> Dataset {
        let reply = try await context.transport.send(HTTPCall(address.request(.get, "/status")))
        let bytes = try await reply.body.collect(upTo: 1 << 20) + [0x20]
        let file = DatasetFile(
            key: "status", url: "\(address)/status", bytes: bytes, sha256: "00", etag: nil,
            fetchedAt: context.clock.now)
        let table = DatasetTable(rowCount: 2, columns: ["ok": .integers([1])])
        return Dataset(
            source: "wrong", fetchedAt: context.clock.now, files: [file], tables: ["status": table], defects: [])
    }

    static func readSnapshot(from folder: String) throws(IntegrationError) -> Dataset {
        let bytes = [UInt8](FileManager.default.contents(atPath: folder + "/status.json") ?? Data())
        let file = DatasetFile(
            key: "status", url: "-", bytes: bytes, sha256: "00", etag: nil, fetchedAt: Date(timeIntervalSince1970: 0))
        let table = DatasetTable(rowCount: 0, columns: [:])
        return Dataset(
            source: "wrong", fetchedAt: file.fetchedAt, files: [file], tables: ["status": table], defects: [])
    }

    static func writeSnapshot(_ dataset: Dataset, to folder: String) throws(IntegrationError) {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? Data(dataset.files[0].bytes).write(to: URL(filePath: folder + "/status.json"))
    }
}

@Suite("DatasetReadingContract")
struct DatasetReadingContractTests {
    @Test("a reader that breaks every rule is caught by every rule", arguments: DatasetReadingContract.rules)
    func wrong(rule: Rule<IntegrationSubject>) async throws {
        try await withGadget(type: WrongReader.self) { subject in
            let violation = await #expect(throws: RuleViolation.self) { try await rule.check(subject) }
            #expect(violation?.message.hasPrefix(rule.name) == true)
        }
    }
}
