// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration

@testable import Tally

/// The real election's files, where they lie beside the project; tests that need them are skipped, visibly, elsewhere.
enum RealElection {
    static let folder: String? = {
        let environment = ProcessInfo.processInfo.environment["STEWARD_ELECTION_DATA"]
        let root = #filePath.split(separator: "/").dropLast(5).joined(separator: "/")
        let candidates = [environment, "/\(root)/../shared/data/election"].compactMap(\.self)
        return candidates.first { FileManager.default.fileExists(atPath: $0 + "/ect/stats_cons.json") }
    }()
    static var isPresent: Bool { folder != nil }

    struct Data: Sendable {
        let register: Register
        let feed: Feed
        let matched: [TallyDocument]
        let csv: [TallyDocument]
        let outcome: ElectionCheck.Outcome
        let csvOutcome: ElectionCheck.Outcome
    }

    /// Read and checked once for all tests.
    static let data: Result<Data, any Error> = Result {
        let folder = RealElection.folder ?? ""
        let dataset = try SnapshotTables(folder: folder + "/ect").dataset()
        let register = try RegisterBuilder.register(from: dataset)
        let feed = try FeedBuilder.feed(from: dataset)
        let matched = try ImportSource.open(folder + "/ocr61/matched").readAll().documents
        var csv: [TallyDocument] = []
        try ImportSource.open(folder + "/ocr61/csv").forEachDocument { csv.append($1) }
        let check = ElectionCheck(register: register, feed: feed)
        return Data(
            register: register, feed: feed, matched: matched, csv: csv, outcome: check.run(matched),
            csvOutcome: check.run(csv))
    }
}

/// The Election Commission's files as tables, read as plainly as possible: the integration has its own reader, and what
/// is expected here must not depend on it.
struct SnapshotTables {
    let folder: String

    private func file(_ name: String) throws -> JSON {
        let bytes = [UInt8](try Foundation.Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).json")))
        return try JSON(parsing: bytes)
    }

    func dataset() throws -> Dataset {
        var tables: [String: DatasetTable] = [:]
        let parties = try file("info_party_overview").array ?? []
        let lists = try file("info_party_candidate").array ?? []
        var listed: [Int: Int] = [:]
        for list in lists { listed[number(list["party_no"]) ?? 0] = list["party_list_candidates"]?.array?.count }
        tables["parties"] = table(
            ints: [
                "registry_id": parties.map { number($0["id"]) }, "number": parties.map { number($0["party_no"]) },
                "listed_candidates": parties.map { listed[number($0["party_no"]) ?? 0] },
            ],
            texts: [
                "name": parties.map { $0["name"]?.string }, "abbreviation": parties.map { $0["abbr"]?.string },
                "color": parties.map { $0["color"]?.string },
            ])
        addRegister(try file("info_province"), try file("info_constituency"), try file("info_mp_candidate"), &tables)
        addFeed(try file("stats_cons"), parties, &tables)
        return Dataset(
            source: "stats_cons", fetchedAt: Date(timeIntervalSince1970: 0), files: [], tables: tables, defects: [])
    }

    private func addRegister(
        _ provinceFile: JSON, _ constituencyFile: JSON, _ candidateFile: JSON, _ tables: inout [String: DatasetTable]
    ) {
        let provinces = provinceFile["province"]?.array ?? []
        tables["provinces"] = table(
            ints: [
                "code": provinces.map { number($0["province_id"]) },
                "stations": provinces.map { number($0["total_vote_stations"]) },
                "registered_voters": provinces.map { number($0["total_registered_vote"]) },
            ],
            texts: [
                "letters": provinces.map { $0["prov_id"]?.string }, "name": provinces.map { $0["province"]?.string },
                "abbreviation": provinces.map { $0["abbre_thai"]?.string },
            ])
        let constituencies = (constituencyFile.array ?? []).filter { $0["cons_id"]?.string != "BKK_0" }
        tables["constituencies"] = table(
            ints: [
                "number": constituencies.map { number($0["cons_no"]) },
                "stations": constituencies.map { number($0["total_vote_stations"]) },
                "registered_voters": constituencies.map { number($0["registered_vote"]) },
            ],
            texts: [
                "id": constituencies.map { $0["cons_id"]?.string },
                "province_letters": constituencies.map { $0["prov_id"]?.string },
            ])
        let candidates = candidateFile.array ?? []
        tables["candidates"] = table(
            ints: [
                "number": candidates.map { number($0["mp_app_no"]) },
                "party_registry_id": candidates.map { number($0["mp_app_party_id"]) },
            ],
            texts: [
                "id": candidates.map { $0["mp_app_id"]?.string }, "name": candidates.map { $0["mp_app_name"]?.string },
                "constituency_id": candidates.map { constituency(of: $0["mp_app_id"]?.string) },
            ])
    }

    private func addFeed(_ feed: JSON, _ parties: [JSON], _ tables: inout [String: DatasetTable]) {
        var ballotNumber: [Int: Int] = [:]
        for party in parties { ballotNumber[number(party["id"]) ?? 0] = number(party["party_no"]) }
        let provinces = feed["result_province"]?.array ?? []
        let results = provinces.flatMap { $0["constituencies"]?.array ?? [] }.filter {
            $0["cons_id"]?.string != "BKK_0"
        }
        func column(_ key: String) -> [Int?] { results.map { number($0[key]) } }
        tables["constituency_results"] = table(
            ints: [
                "turn_out": column("turn_out"), "valid": column("valid_votes"), "invalid": column("invalid_votes"),
                "no_choice": column("blank_votes"), "party_list_turn_out": column("party_list_turn_out"),
                "party_list_valid": column("party_list_valid_votes"),
                "party_list_invalid": column("party_list_invalid_votes"),
                "party_list_no_choice": column("party_list_blank_votes"),
                "stations_counted": column("counted_vote_stations"),
            ], texts: ["constituency_id": results.map { $0["cons_id"]?.string }])
        let candidates = results.flatMap { $0["candidates"]?.array ?? [] }
        tables["candidate_votes"] = table(
            ints: [
                "number": candidates.map { $0["mp_app_id"]?.string?.split(separator: "_").last.flatMap { Int($0) } },
                "votes": candidates.map { number($0["mp_app_vote"]) },
            ], texts: ["constituency_id": candidates.map { constituency(of: $0["mp_app_id"]?.string) }])
        let lists = results.flatMap { result in
            (result["result_party"]?.array ?? []).map { (result["cons_id"]?.string, $0) }
        }
        tables["party_list_votes"] = table(
            ints: [
                "party_number": lists.map { number($0.1["party_id"]).flatMap { ballotNumber[$0] } },
                "votes": lists.map { number($0.1["party_list_vote"]) },
            ], texts: ["constituency_id": lists.map(\.0)])
        tables["progress"] = DatasetTable(
            rowCount: 1,
            columns: [
                "last_update": .texts([feed["last_update"]?.string]),
                "percent_counted": .reals([real(feed["percent_count"])]),
            ])
    }

    private func table(ints: [String: [Int?]], texts: [String: [String?]]) -> DatasetTable {
        var columns: [String: DatasetTable.Column] = [:]
        for (name, values) in ints { columns[name] = .integers(values) }
        for (name, values) in texts { columns[name] = .texts(values) }
        return DatasetTable(rowCount: texts.values.first?.count ?? 0, columns: columns)
    }
    private func number(_ value: JSON?) -> Int? {
        value?.integer.flatMap { Int(exactly: $0) } ?? value?.string.flatMap { Int($0) }
    }
    private func real(_ value: JSON?) -> Double? {
        if case .number(let number)? = value { return number }
        return number(value).map(Double.init)
    }
    /// `KBI_1_1` is a candidate of `KBI_1`.
    private func constituency(of candidate: String?) -> String? {
        candidate.map { $0.split(separator: "_").dropLast().joined(separator: "_") }
    }
}
