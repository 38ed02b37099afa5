// SPDX-License-Identifier: Apache-2.0
import Foundation
package import StewardIntegration

/// Two constituencies, four candidates and three parties, as the official data's tables.
package enum TinyDataset {
    package static let dataset = dataset(firstName: "นายสมหมาย มั่งมี")

    /// The same with another name of the first candidate.
    package static func dataset(firstName: String) -> Dataset {
        Dataset(
            source: "made", fetchedAt: Date(timeIntervalSince1970: 1_770_000_000), files: [], tables: tables(firstName),
            defects: [])
    }

    private static func tables(_ firstName: String) -> [String: DatasetTable] {
        lists(firstName).merging(results) { list, _ in list }
    }

    private static func lists(_ firstName: String) -> [String: DatasetTable] {
        [
            "provinces": table(
                1,
                [
                    "code": [10], "stations": [40], "registered_voters": [60_000],
                ], ["letters": ["BKK"], "name": ["กรุงเทพมหานคร"], "abbreviation": ["กทม"]]),
            "constituencies": table(
                2,
                [
                    "number": [1, 2], "stations": [20, 20], "registered_voters": [30_000, 30_000],
                ], ["id": ["BKK_1", "BKK_2"], "province_letters": ["BKK", "BKK"], "zones": ["", ""]]),
            "parties": table(
                3,
                [
                    "registry_id": [11, 12, 13], "number": [1, 2, 3], "listed_candidates": [100, 100, 100],
                ],
                ["name": ["หนึ่ง", "สอง", "สาม"], "abbreviation": ["ห", "ส", nil], "color": ["#111", "#222", "#333"]]),
            "candidates": table(
                4,
                [
                    "number": [1, 2, 1, 2], "party_registry_id": [11, 12, 11, nil],
                ],
                [
                    "id": ["BKK_1_1", "BKK_1_2", "BKK_2_1", "BKK_2_2"],
                    "constituency_id": ["BKK_1", "BKK_1", "BKK_2", "BKK_2"],
                    "name": [firstName, "นางสาวสมหญิง รักชาติ", "นายสมชาย ใจดี", "นายสมศักดิ์ มั่นคง"],
                ]),
            "list_candidates": table(0, ["party_number": [], "position": []], ["name": []]),
            "prime_minister_candidates": table(0, ["party_number": []], ["name": []]),
        ]
    }

    private static var results: [String: DatasetTable] {
        [
            "progress": DatasetTable(
                rowCount: 1,
                columns: [
                    "last_update": .texts(["2026-02-10T10:45:50.294Z"]), "percent_counted": .reals([94.3275]),
                    "stations_counted": .integers([38]), "stations": .integers([40]),
                ]),
            "constituency_results": table(
                2,
                [
                    "turn_out": [9_000, 9_000], "valid": [8_000, 8_000], "invalid": [400, 400],
                    "no_choice": [600, 600],
                    "party_list_turn_out": [9_000, 9_000], "party_list_valid": [8_000, 8_000],
                    "party_list_invalid": [400, 400], "party_list_no_choice": [600, 600], "stations_counted": [19, 19],
                ], ["constituency_id": ["BKK_1", "BKK_2"]]),
            "candidate_votes": table(
                4,
                [
                    "number": [1, 2, 1, 2], "votes": [5_000, 3_000, 4_500, 3_500], "rank": [1, 2, 1, 2],
                    "party_registry_id": [11, 12, 11, nil],
                ],
                [
                    "candidate_id": ["BKK_1_1", "BKK_1_2", "BKK_2_1", "BKK_2_2"],
                    "constituency_id": ["BKK_1", "BKK_1", "BKK_2", "BKK_2"],
                ]),
            "party_list_votes": table(
                6,
                [
                    "party_registry_id": [11, 12, 13, 11, 12, 13], "party_number": [1, 2, 3, 1, 2, 3],
                    "votes": [4_000, 3_000, 1_000, 3_500, 3_500, 1_000],
                ], ["constituency_id": ["BKK_1", "BKK_1", "BKK_1", "BKK_2", "BKK_2", "BKK_2"]]),
        ]
    }

    private static func table(
        _ rows: Int, _ integers: [String: [Int?]], _ texts: [String: [String?]]
    ) -> DatasetTable {
        var columns: [String: DatasetTable.Column] = [:]
        for (name, values) in integers { columns[name] = .integers(values) }
        for (name, values) in texts { columns[name] = .texts(values) }
        return DatasetTable(rowCount: rows, columns: columns)
    }
}
