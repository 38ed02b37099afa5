// SPDX-License-Identifier: Apache-2.0
import StewardIntegration

/// The dataset's tables. The pseudo constituency is in none of them.
enum ElectionTables {
    static func make(_ files: ElectionFiles) -> [String: DatasetTable] {
        [
            "provinces": provinces(files.provinces.province),
            "constituencies": constituencies(files.constituencies.filter { !$0.isPseudo }),
            "parties": parties(files),
            "candidates": candidates(files.candidates),
            "list_candidates": listCandidates(files.partyCandidates),
            "prime_minister_candidates": primeMinisterCandidates(files.partyCandidates),
            "progress": progress(files),
            "constituency_results": results(counted(files)),
            "candidate_votes": candidateVotes(counted(files)),
            "party_list_votes": listVotes(counted(files), files.parties),
        ]
    }

    private static func provinces(_ rows: [InfoProvince.Row]) -> DatasetTable {
        table(
            rows,
            [
                "code": .integers(rows.map { Int($0.province_id) }), "letters": .texts(rows.map(\.prov_id)),
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

    private static func parties(_ files: ElectionFiles) -> DatasetTable {
        let rows = files.parties
        let listed = Dictionary(
            files.partyCandidates.map { ($0.party_no, $0.party_list_candidates.count) }, uniquingKeysWith: max)
        return table(
            rows,
            [
                "registry_id": .integers(rows.map { Int($0.id) }), "number": .integers(rows.map { Int($0.party_no) }),
                "name": .texts(rows.map(\.name)), "abbreviation": .texts(rows.map(\.abbr)),
                "color": .texts(rows.map(\.color)),
                "listed_candidates": .integers(rows.map { Int($0.party_no).flatMap { listed[$0] } ?? 0 }),
            ])
    }

    private static func candidates(_ rows: [InfoMPCandidate]) -> DatasetTable {
        table(
            rows,
            [
                "id": .texts(rows.map(\.mp_app_id)), "constituency_id": .texts(rows.map(\.constituency)),
                "number": .integers(rows.map(\.mp_app_no)),
                "party_registry_id": .integers(rows.map(\.mp_app_party_id)), "name": .texts(rows.map(\.mp_app_name)),
            ])
    }

    private static func listCandidates(_ rows: [InfoPartyCandidate]) -> DatasetTable {
        let flat = rows.flatMap { row in row.party_list_candidates.map { (row.party_no, $0) } }
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
    /// The constituencies of the count in the feed's order, without the pseudo one.
    private static func counted(_ files: ElectionFiles) -> [StatsCons.Constituency] {
        let pseudo = Set(files.constituencies.filter(\.isPseudo).map(\.cons_id))
        return files.constituencyResults.result_province.flatMap(\.constituencies).filter {
            !pseudo.contains($0.cons_id)
        }
    }

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

    private static func candidateVotes(_ rows: [StatsCons.Constituency]) -> DatasetTable {
        let flat = rows.flatMap { row in row.candidates.map { (row.cons_id, $0) } }
        return table(
            flat,
            [
                "candidate_id": .texts(flat.map(\.1.mp_app_id)), "constituency_id": .texts(flat.map(\.0)),
                "number": .integers(flat.map { number(of: $0.1.mp_app_id) }),
                "votes": .integers(flat.map(\.1.mp_app_vote)), "rank": .integers(flat.map(\.1.mp_app_rank)),
                "party_registry_id": .integers(flat.map(\.1.party_id)),
            ])
    }

    private static func number(of candidate: String) -> Int? {
        candidate.lastIndex(of: "_").flatMap { Int(candidate[candidate.index(after: $0)...]) }
    }

    private static func listVotes(_ rows: [StatsCons.Constituency], _ parties: [InfoPartyOverview]) -> DatasetTable {
        let numbers = Dictionary(
            parties.compactMap { party in Int(party.id).map { ($0, Int(party.party_no)) } },
            uniquingKeysWith: { first, _ in first })
        var ids: [String?] = []
        var registry: [Int?] = []
        var ballot: [Int?] = []
        var votes: [Int?] = []
        for row in rows {
            for party in row.result_party {
                ids.append(row.cons_id)
                registry.append(party.party_id)
                ballot.append(numbers[party.party_id] ?? nil)
                votes.append(party.party_list_vote)
            }
        }
        return DatasetTable(
            rowCount: ids.count,
            columns: [
                "constituency_id": .texts(ids), "party_registry_id": .integers(registry),
                "party_number": .integers(ballot), "votes": .integers(votes),
            ])
    }
}
