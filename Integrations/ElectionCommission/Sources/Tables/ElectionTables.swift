// SPDX-License-Identifier: Apache-2.0
import StewardIntegration

/// The dataset's tables. The pseudo constituency is in none of them.
enum ElectionTables {
    static func make(_ files: ElectionFiles, _ rows: AdmittedRows) -> [String: DatasetTable] {
        [
            "provinces": provinces(rows.provinces),
            "constituencies": constituencies(rows.constituencies),
            "parties": parties(rows),
            "candidates": candidates(rows),
            "list_candidates": listCandidates(rows.lists),
            "prime_minister_candidates": primeMinisterCandidates(rows.lists),
            "progress": progress(files),
            "constituency_results": results(rows.results),
            "candidate_votes": candidateVotes(rows),
            "party_list_votes": listVotes(rows.listVotes),
        ]
    }

    private static func provinces(_ rows: [InfoProvince.Row]) -> DatasetTable {
        table(
            rows,
            [
                "code": .integers(rows.map(\.code)), "letters": .texts(rows.map(\.prov_id)),
                "name": .texts(rows.map(\.province)), "abbreviation": .texts(rows.map(\.abbre_thai)),
                "stations": .integers(rows.map(\.total_vote_stations)),
                "registered_voters": .integers(rows.map(\.total_registered_vote)),
            ])
    }

    private static func constituencies(_ rows: [InfoConstituency]) -> DatasetTable {
        table(
            rows,
            [
                "id": .texts(rows.map(\.cons_id)), "province_letters": .texts(rows.map(\.prov_id)),
                "number": .integers(rows.map(\.cons_no)), "stations": .integers(rows.map(\.total_vote_stations)),
                "registered_voters": .integers(rows.map(\.registered_vote)),
                "zones": .texts(rows.map { $0.zone?.joined(separator: "; ") }),
            ])
    }

    private static func parties(_ admitted: AdmittedRows) -> DatasetTable {
        let rows = admitted.parties
        let listed = Dictionary(
            admitted.lists.map { ($0.party_no, $0.names.count) }, uniquingKeysWith: { first, _ in first })
        return table(
            rows,
            [
                "registry_id": .integers(rows.map(\.registryID)), "number": .integers(rows.map(\.number)),
                "name": .texts(rows.map(\.name)), "abbreviation": .texts(rows.map(\.abbr)),
                "color": .texts(rows.map(\.color)),
                "listed_candidates": .integers(rows.map { $0.number.flatMap { listed[$0] } ?? 0 }),
            ])
    }

    private static func candidates(_ admitted: AdmittedRows) -> DatasetTable {
        let rows = admitted.candidates
        return table(
            rows,
            [
                "id": .texts(rows.map(\.mp_app_id)), "constituency_id": .texts(rows.map(\.constituency)),
                "number": .integers(rows.map(\.mp_app_no)),
                "party_registry_id": .integers(rows.map { admitted.party($0.mp_app_party_id) }),
                "name": .texts(rows.map(\.mp_app_name)),
            ])
    }

    private static func listCandidates(_ rows: [InfoPartyCandidate]) -> DatasetTable {
        let flat = rows.flatMap { row in row.names.map { (row.party_no, $0) } }
        return table(
            flat,
            [
                "party_number": .integers(flat.map(\.0)), "position": .integers(flat.map(\.1.list_no)),
                "name": .texts(flat.map(\.1.name)),
            ])
    }

    private static func primeMinisterCandidates(_ rows: [InfoPartyCandidate]) -> DatasetTable {
        let flat = rows.flatMap { row in row.pm_candidates.map { (row.party_no, $0) } }
        return table(flat, ["party_number": .integers(flat.map(\.0)), "name": .texts(flat.map(\.1))])
    }

    private static func progress(_ files: ElectionFiles) -> DatasetTable {
        let results = files.constituencyResults
        var columns = totals([results.totals])
        columns["last_update"] = .texts([results.last_update])
        columns["stations"] = .integers([files.provinces.total_vote_stations])
        return DatasetTable(rowCount: 1, columns: columns)
    }

    private static func table<Row>(_ rows: [Row], _ columns: [String: DatasetTable.Column]) -> DatasetTable {
        DatasetTable(rowCount: rows.count, columns: columns)
    }
}

// MARK: - The count

extension ElectionTables {
    private static func totals(_ rows: [VoteTotals]) -> [String: DatasetTable.Column] {
        [
            "percent_counted": .reals(rows.map(\.percent_count)),
            "stations_counted": .integers(rows.map(\.counted_vote_stations)),
            "turn_out": .integers(rows.map(\.turn_out)), "valid": .integers(rows.map(\.valid_votes)),
            "invalid": .integers(rows.map(\.invalid_votes)), "no_choice": .integers(rows.map(\.blank_votes)),
            "party_list_turn_out": .integers(rows.map(\.party_list_turn_out)),
            "party_list_valid": .integers(rows.map(\.party_list_valid_votes)),
            "party_list_invalid": .integers(rows.map(\.party_list_invalid_votes)),
            "party_list_no_choice": .integers(rows.map(\.party_list_blank_votes)),
        ]
    }

    private static func results(_ rows: [StatsCons.Constituency]) -> DatasetTable {
        var columns = totals(rows.map(\.totals))
        columns["constituency_id"] = .texts(rows.map(\.cons_id))
        return DatasetTable(rowCount: rows.count, columns: columns)
    }

    private static func candidateVotes(_ admitted: AdmittedRows) -> DatasetTable {
        let rows = admitted.candidateVotes
        return table(
            rows,
            [
                "candidate_id": .texts(rows.map(\.row.mp_app_id)), "constituency_id": .texts(rows.map(\.constituency)),
                "number": .integers(rows.map(\.number)), "votes": .integers(rows.map(\.row.mp_app_vote)),
                "rank": .integers(rows.map(\.row.mp_app_rank)),
                "party_registry_id": .integers(rows.map { admitted.party($0.row.party_id) }),
            ])
    }

    private static func listVotes(_ rows: [AdmittedRows.Votes<StatsCons.ListVotes>]) -> DatasetTable {
        table(
            rows,
            [
                "constituency_id": .texts(rows.map(\.constituency)),
                "party_registry_id": .integers(rows.map(\.row.party_id)),
                "party_number": .integers(rows.map(\.number)), "votes": .integers(rows.map(\.row.party_list_vote)),
            ])
    }
}
