// SPDX-License-Identifier: Apache-2.0
import ElectionCommission
import ElectionCommissionSimulator
import Foundation
import StewardContracts
import StewardCore
import StewardIntegration
import StewardSimulation
import Testing

/// The simulated election has six constituencies in provinces SAA and SAB, eight parties and several candidates.
@Suite("A row that cannot be used costs itself and what refers to it, and nothing else")
struct LeftOutTests {
    struct Plant: Sendable, CustomTestStringConvertible {
        let name: String
        let file: Endpoint
        let from: String
        let to: String
        /// The rule, and pieces of its message.
        let rule: String
        let says: [String]
        /// How many rows each table has less; `nil` for "at least one", tables not named have as many as before.
        let less: [String: Int?]
        var testDescription: String { name }
    }

    static let plants = [
        Plant(
            name: "an unknown party in the count of a constituency", file: .constituencyResults,
            from: #""party_id":397(?=,"party_list_vote":[1-9][0-9]*,"party_list_vote_percent")"#,
            to: #""party_id":9997"#, rule: "count-party", says: ["unknown party 9997", "left out"],
            less: ["party_list_votes": 1]),
        Plant(
            name: "a party missing from the overview", file: .partyOverview, from: #""id": "397""#,
            to: #""id": "9998""#, rule: "count-party", says: ["unknown party 397", "its votes are left out"],
            less: ["party_list_votes": nil]),
        Plant(
            name: "a constituency of an unknown province", file: .constituencies, from: #""prov_id":"SAB""#,
            to: #""prov_id":"XXX""#, rule: "constituency-province", says: ["SAB_1", "unknown XXX", "left out"],
            less: [
                "constituencies": 1, "constituency_results": 1, "candidates": nil, "candidate_votes": nil,
                "party_list_votes": 8,
            ]),
        Plant(
            name: "a province's letters changed", file: .provinces, from: #""prov_id":"SAB""#, to: #""prov_id":"XXX""#,
            rule: "constituency-province", says: ["unknown SAB", "left out"],
            less: [
                "constituencies": nil, "constituency_results": nil, "candidates": nil, "candidate_votes": nil,
                "party_list_votes": nil,
            ]),
        Plant(
            name: "a candidate's id without a constituency", file: .candidates, from: #""SAA_1_1""#, to: #""SAA""#,
            rule: "candidate-constituency", says: ["SAA", "no known constituency", "left out"],
            less: ["candidates": 1]),
        Plant(
            name: "a candidate's id in the count without a number", file: .constituencyResults,
            from: #""mp_app_id":"SAA_1_1""#, to: #""mp_app_id":"SAA_1_x""#, rule: "count-candidate",
            says: ["SAA_1", "“SAA_1_x”", "left out"], less: ["candidate_votes": 1]),
        Plant(
            name: "an absurd number in a candidate's id in the count", file: .constituencyResults,
            from: #""mp_app_id":"SAA_1_1""#, to: #""mp_app_id":"SAA_1_999999999""#, rule: "count-candidate",
            says: ["“SAA_1_999999999”", "1 to 9999", "left out"], less: ["candidate_votes": 1]),
        Plant(
            name: "a party_no that is text", file: .partyOverview, from: #""party_no": "2""#, to: #""party_no": "two""#,
            rule: "party-number", says: ["“two”", "left out"],
            less: [
                "parties": 1, "party_list_votes": 6, "list_candidates": nil, "prime_minister_candidates": nil,
            ]),
        Plant(
            name: "a party_no that is absurd", file: .partyOverview, from: #""party_no": "2""#,
            to: #""party_no": "999999999""#, rule: "party-number", says: ["“999999999”", "left out"],
            less: [
                "parties": 1, "party_list_votes": 6, "list_candidates": nil, "prime_minister_candidates": nil,
            ]),
        Plant(
            name: "a province_id that is text", file: .provinces, from: #""province_id":"11""#,
            to: #""province_id":"1x""#, rule: "province-id", says: ["SAB", "“1x”", "left out"],
            less: [
                "provinces": 1, "constituencies": nil, "constituency_results": nil, "candidates": nil,
                "candidate_votes": nil, "party_list_votes": nil,
            ]),
        Plant(
            name: "a province_id that is a number", file: .provinces, from: #""province_id":"11""#,
            to: #""province_id":11"#, rule: "row", says: ["province[1].province_id", "11", "text", "left out"],
            less: [
                "provinces": 1, "constituencies": nil, "constituency_results": nil, "candidates": nil,
                "candidate_votes": nil, "party_list_votes": nil,
            ]),
        Plant(
            name: "an absurd number of a candidate", file: .candidates, from: #""mp_app_no": 2,"#,
            to: #""mp_app_no": 999999999,"#, rule: "row",
            says: ["mp_app_no", "999999999", "a whole number from 1 to 9999", "left out"], less: ["candidates": 1]),
        Plant(
            name: "a candidate's number that is another's", file: .candidates, from: #""mp_app_no": 2,"#,
            to: #""mp_app_no": 1,"#, rule: "candidate-id", says: ["mp_app_no 1", "another's", "left out"],
            less: ["candidates": 1]),
        Plant(
            name: "an absurd number of a constituency", file: .constituencies, from: #""cons_no":2,"#,
            to: #""cons_no":10000,"#, rule: "row", says: ["cons_no", "10000", "0 to 9999", "left out"],
            less: [
                "constituencies": 1, "constituency_results": 1, "candidates": nil, "candidate_votes": nil,
                "party_list_votes": 8,
            ]),
        Plant(
            name: "an absurd number on a list", file: .partyCandidates, from: #""list_no":2,"#,
            to: #""list_no":999999999,"#, rule: "row", says: ["list_no", "999999999", "left out"],
            less: ["list_candidates": 1]),
        Plant(
            name: "a party's number that is text in the lists", file: .partyCandidates, from: #""party_no":3"#,
            to: #""party_no":"3""#, rule: "row", says: ["party_no", "“3”", "a whole number from 1 to 9999"],
            less: ["list_candidates": nil, "prime_minister_candidates": nil]),
        Plant(
            name: "votes that are text", file: .constituencyResults, from: #""mp_app_id":"SAA_1_1","mp_app_vote":"#,
            to: #""mp_app_id":"SAA_1_1","mp_app_vote":"many","x":"#, rule: "row",
            says: ["mp_app_vote", "“many”", "left out"], less: ["candidate_votes": 1]),
        Plant(
            name: "a constituency twice in the count", file: .constituencyResults, from: #""cons_id":"SAA_2""#,
            to: #""cons_id":"SAA_1""#, rule: "count-constituency", says: ["SAA_1", "twice", "left out"],
            less: ["constituency_results": 1, "candidate_votes": nil, "party_list_votes": 8]),
        Plant(
            name: "a party twice under one number", file: .partyOverview, from: #""party_no": "2""#,
            to: #""party_no": "1""#, rule: "party-number", says: ["twice", "left out"],
            less: [
                "parties": 1, "party_list_votes": 6, "list_candidates": nil, "prime_minister_candidates": nil,
            ]),
        Plant(
            name: "a province's sum that is text", file: .constituencyResults, from: #""prov_id":"SAA","turn_out":"#,
            to: #""prov_id":"SAA","turn_out":"all","x":"#, rule: "row", says: ["turn_out", "“all”", "not compared"],
            less: [:]),
    ]

    @Test("is reported with file, place and both values, and the other rows are there", arguments: plants)
    func planted(plant: Plant) async throws {
        let whole = try await PlantedElection.dataset(at: 94.33)
        let dataset = try await PlantedElection.dataset(at: 94.33, plant.file, from: plant.from, to: plant.to)
        let found = dataset.defects.filter { $0.rule == plant.rule && $0.place.contains(".json") }
        let isSaid = found.contains { defect in plant.says.allSatisfy { defect.message.contains($0) } }
        #expect(isSaid, "found only \(dataset.defects.map(\.message))")
        for (name, table) in whole.tables {
            let now = try #require(dataset.tables[name])
            let less = table.rowCount - now.rowCount
            switch plant.less[name] {
            case .some(.some(let expected)): #expect(less == expected, "\(name)")
            case .some(.none): #expect(less > 0 && now.rowCount > 0, "\(name) has \(now.rowCount) rows")
            case .none: #expect(less == 0, "\(name)")
            }
            try requireKeys(name, now)
        }
    }

    /// Every row of the tables has its keys.
    private func requireKeys(_ name: String, _ table: DatasetTable) throws {
        let keys: [String: [String]] = [
            "provinces": ["code", "letters", "name"], "constituencies": ["id", "province_letters", "number"],
            "parties": ["registry_id", "number", "name"], "candidates": ["id", "constituency_id", "number", "name"],
            "constituency_results": ["constituency_id"], "candidate_votes": ["constituency_id", "number", "votes"],
            "party_list_votes": ["constituency_id", "party_registry_id", "party_number", "votes"],
        ]
        for column in keys[name] ?? [] {
            switch try #require(table.columns[column]) {
            case .integers(let values): #expect(!values.contains(nil), "\(name).\(column)")
            case .reals(let values): #expect(!values.contains(nil), "\(name).\(column)")
            case .texts(let values): #expect(!values.contains(nil), "\(name).\(column)")
            }
        }
    }
}
