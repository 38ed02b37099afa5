// SPDX-License-Identifier: Apache-2.0
import ElectionCommission
import ElectionCommissionSimulator
import Foundation
import StewardContracts
import StewardCore
import StewardIntegration
import StewardSimulation
import Testing

@Suite(
    "The real snapshot of 2026-02-22",
    .enabled(if: RealSnapshot.isPresent, "needs the election data (STEWARD_ELECTION_DATA)"))
struct RealSnapshotTests {
    private func dataset() throws -> Dataset {
        try ElectionCommission.readSnapshot(from: #require(RealSnapshot.folder))
    }

    @Test("has 77 provinces, 400 constituencies, 57 parties, 3,491 candidates and 1,539 list names")
    func counts() throws {
        let tables = try dataset().tables.mapValues(\.rowCount)
        #expect(
            tables == [
                "provinces": 77, "constituencies": 400, "parties": 57, "candidates": 3491, "list_candidates": 1539,
                "prime_minister_candidates": 93, "progress": 1, "constituency_results": 400, "candidate_votes": 3491,
                "party_list_votes": 22800,
            ])
    }

    @Test("contradicts itself nowhere; two files lost their CRLF on the way, which is noted")
    func defects() throws {
        let dataset = try dataset()
        #expect(dataset.defects.map(\.rule) == ["snapshot-line-ends", "snapshot-line-ends"])
        #expect(dataset.defects.map(\.place) == ["info_party_overview.json", "info_mp_candidate.json"])
        let bytes = Dictionary(uniqueKeysWithValues: dataset.files.map { ($0.key, $0.bytes.count) })
        #expect(bytes["party_overview"] == 16568)
        #expect(bytes["mp_candidates"] == 1_101_453)
    }

    @Test("gives the national figures and those of Bangkok 1")
    func figures() throws {
        let tables = try dataset().tables
        let progress = try #require(tables["progress"])
        #expect(try progress.integers("turn_out") == [34_632_581])
        #expect(try progress.integers("party_list_valid") == [31_998_836])
        #expect(try progress.integers("stations_counted") == [95583])
        #expect(try progress.integers("stations") == [101_331])
        #expect(try progress.reals("percent_counted") == [94.3275])
        #expect(try progress.texts("last_update") == ["2026-02-10T10:45:50.294Z"])
        let results = try #require(tables["constituency_results"])
        let row = try #require(try results.texts("constituency_id").firstIndex(of: "BKK_1"))
        #expect(try results.integers("turn_out")[row] == 78449)
        #expect(try results.integers("valid")[row] == 73354)
        #expect(try results.integers("invalid")[row] == 1083)
        #expect(try results.integers("no_choice")[row] == 4012)
        let votes = try #require(tables["candidate_votes"])
        let leader = try #require(try votes.texts("candidate_id").firstIndex(of: "BKK_1_5"))
        #expect(try votes.integers("votes")[leader] == 32564)
        #expect(try votes.integers("rank")[leader] == 1)
        #expect(try votes.integers("number")[leader] == 5)
    }

    @Test("joins registry ids to ballot numbers, keeps nulls, and leaves BKK_0 out")
    func oddities() throws {
        let tables = try dataset().tables
        let parties = try #require(tables["parties"])
        let numbers = Dictionary(
            uniqueKeysWithValues: zip(try parties.integers("registry_id"), try parties.integers("number")))
        #expect(numbers[254] == 1)
        #expect(numbers[129] == 46)
        #expect(numbers[34] == 9)
        let unnamed = try #require(try parties.integers("number").firstIndex(of: 24))
        #expect(try parties.texts("abbreviation")[unnamed] == nil)
        let candidates = try #require(tables["candidates"])
        let partyless = zip(try candidates.texts("id"), try candidates.integers("party_registry_id"))
            .filter { $0.1 == nil }.compactMap(\.0)
        #expect(partyless == ["NMA_1_13", "SSK_3_8", "UBN_4_4"])
        let constituencies = try #require(tables["constituencies"])
        #expect(!(try constituencies.texts("id").contains("BKK_0")))
        let lists = try #require(tables["party_list_votes"])
        #expect(try lists.integers("party_number").allSatisfy { $0 != nil })
    }

    @Test("is written back to the same bytes and the same manifest entries")
    func writtenBack() async throws {
        let dataset = try dataset()
        try await ScratchFolder.with { folder in
            try ElectionCommission.writeSnapshot(dataset, to: folder)
            let again = try ElectionCommission.readSnapshot(from: folder)
            #expect(again.files == dataset.files)
            #expect(again.defects.isEmpty)
            let manifest = try JSON(parsing: [UInt8](Data(contentsOf: URL(filePath: folder + "/manifest.json"))))
            let original = try JSON(
                parsing: [UInt8](Data(contentsOf: URL(filePath: try #require(RealSnapshot.folder) + "/manifest.json"))))
            #expect(manifest["files"] == original["files"])
            #expect(manifest["snapshot_utc"] == original["snapshot_utc"])
        }
    }

    @Test("is served by the simulator byte for byte, CRLF included")
    func served() async throws {
        let expected = try dataset()
        let clock = RecordingClock()
        let simulator = try ElectionCommissionSimulator(snapshot: #require(RealSnapshot.folder), clock: clock)
        try await LoopbackServer.withServer(simulator, clock: clock) { server in
            let settings = ["static-address": server.address, "stats-address": server.address]
            let configuration = try Configuration(settings, fields: ElectionCommissionConfiguration.fields)
            let context = IntegrationContext(transport: Subject.transport, clock: clock)
            let dataset = try await ElectionCommission(configuration: configuration, context: context).dataset()
            #expect(dataset.files.map(\.sha256) == expected.files.map(\.sha256))
            #expect(dataset.defects.isEmpty)
        }
    }
}
