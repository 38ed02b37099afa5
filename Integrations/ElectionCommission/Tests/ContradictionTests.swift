// SPDX-License-Identifier: Apache-2.0
import ElectionCommission
import ElectionCommissionSimulator
import Foundation
import HTTPTypes
import StewardCore
import StewardIntegration
import StewardSimulation
import Testing

@Suite("A feed that contradicts itself")
struct ContradictionTests {
    /// One change of the text of one file, and the rule that it breaks.
    struct Plant: Sendable, CustomTestStringConvertible {
        let rule: String
        let file: Endpoint
        let from: String
        let to: String
        var testDescription: String { "\(rule): \(file.fileName) \(from) → \(to)" }
    }

    static let plants = [
        Plant(
            rule: "province-sum", file: .provinces, from: #""total_vote_stations":995,"#,
            to: #""total_vote_stations":996,"#),
        Plant(
            rule: "province-constituencies", file: .constituencies, from: #""total_vote_stations":150,"#,
            to: #""total_vote_stations":151,"#),
        Plant(rule: "province-id", file: .provinces, from: #""province_id":"11""#, to: #""province_id":"1x""#),
        Plant(rule: "constituency-id", file: .constituencies, from: #""cons_id":"SAA_2""#, to: #""cons_id":"SAA_9""#),
        Plant(rule: "constituency-province", file: .constituencies, from: #""prov_id":"SAB""#, to: #""prov_id":"XXX""#),
        Plant(rule: "party-id", file: .partyOverview, from: #""id": "397""#, to: #""id": "none""#),
        Plant(rule: "party-number", file: .partyOverview, from: #""party_no": "2""#, to: #""party_no": "1""#),
        Plant(rule: "candidate-id", file: .candidates, from: #""mp_app_no": 2,"#, to: #""mp_app_no": 3,"#),
        Plant(rule: "candidate-constituency", file: .candidates, from: #""SAA_1_1""#, to: #""SAX_1_1""#),
        Plant(rule: "list-number", file: .partyCandidates, from: #""list_no":2,"#, to: #""list_no":1,"#),
        Plant(rule: "list-party", file: .partyCandidates, from: #""party_no":3"#, to: #""party_no":99"#),
        Plant(rule: "national-sum", file: .constituencyResults, from: #"{"turn_out":"#, to: #"{"turn_out":1"#),
        Plant(
            rule: "province-count-sum", file: .constituencyResults, from: #""prov_id":"SAA","turn_out":"#,
            to: #""prov_id":"SAA","turn_out":1"#),
        Plant(
            rule: "turn-out-sum", file: .constituencyResults, from: #""cons_id":"SAA_1","turn_out":"#,
            to: #""cons_id":"SAA_1","turn_out":1"#),
        Plant(
            rule: "constituency-sum", file: .constituencyResults, from: #""mp_app_id":"SAA_1_1","mp_app_vote":"#,
            to: #""mp_app_id":"SAA_1_1","mp_app_vote":1"#),
        Plant(rule: "rank", file: .constituencyResults, from: #""mp_app_rank":1,"#, to: #""mp_app_rank":2,"#),
        Plant(
            rule: "percent-counted", file: .constituencyResults, from: #""percent_count":"#, to: #""percent_count":1"#),
        Plant(
            rule: "count-constituency", file: .constituencyResults, from: #""cons_id":"SAA_2""#,
            to: #""cons_id":"SAB_1""#),
        Plant(
            rule: "count-candidate", file: .constituencyResults, from: #""mp_app_id":"SAA_1_1""#,
            to: #""mp_app_id":"SAA_1_9""#),
        Plant(
            rule: "count-party", file: .constituencyResults, from: #"{"party_id":397,"party_list_vote":0,"#,
            to: #"{"party_id":3,"party_list_vote":0,"#),
        Plant(
            rule: "province-party-sum", file: .constituencyResults, from: #""party_cons_votes":"#,
            to: #""party_cons_votes":1"#),
        Plant(rule: "party-result-sum", file: .partyResults, from: #""party_vote":"#, to: #""party_vote":1"#),
        Plant(
            rule: "party-result", file: .partyResults, from: #""party_id":397,"party_vote""#,
            to: #""party_id":3,"party_vote""#),
        Plant(rule: "update-time", file: .partyResults, from: #""last_update":"2026"#, to: #""last_update":"2027"#),
        Plant(
            rule: "stations-counted", file: .constituencyResults, from: #""counted_vote_stations":141"#,
            to: #""counted_vote_stations":999"#),
        Plant(rule: "candidate-party", file: .candidates, from: #""mp_app_party_id": 3"#, to: #""mp_app_party_id": 9"#),
    ]

    @Test("an untouched election has no defect", arguments: [0, 33.3, 94.33, 100])
    func whole(percent: Double) async throws {
        let dataset = try await dataset(at: percent)
        #expect(dataset.defects == [])
    }

    @Test("a planted contradiction is listed under its rule, with file and place", arguments: plants)
    func planted(plant: Plant) async throws {
        let dataset = try await dataset(at: 94.33, plant)
        let found = dataset.defects.filter { $0.rule == plant.rule }
        #expect(!found.isEmpty, "found only \(dataset.defects)")
        #expect(found.allSatisfy { $0.place.hasPrefix("info_") || $0.place.hasPrefix("stats_") })
        #expect(found.allSatisfy { $0.message.hasSuffix(".") })
    }

    @Test("files from the commission's own hosts must have the election's counts")
    func official() async throws {
        let dataset = try await dataset(at: 100, address: { "https://static-ectreport69.ect.go.th" + $0.path })
        #expect(dataset.defects.count { $0.rule == "official-count" } == 5)
    }

    private func dataset(
        at percent: Double, _ plant: Plant? = nil,
        address: @Sendable (Endpoint) -> String = PlantedElection.local
    ) async throws -> Dataset {
        try await PlantedElection.dataset(
            at: percent, plant?.file, from: plant?.from ?? "", to: plant?.to ?? "", address: address)
    }
}
