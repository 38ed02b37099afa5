// SPDX-License-Identifier: Apache-2.0

extension ElectionChecks {
    /// `stats_cons.json`: every constituency by itself and against the lists, and the sums upwards.
    mutating func checkCount() {
        let results = files.constituencyResults
        requireUnique("count-province", .constituencyResults, "prov_id", results.result_province.map(\.prov_id))
        let known = Set(files.provinces.province.map(\.prov_id))
        for letters in known.subtracting(results.result_province.map(\.prov_id)).sorted() {
            report("count-province", .constituencyResults, nil, "has no province \(letters)")
        }
        var sums = VoteTotals()
        for province in results.result_province {
            checkProvince(province)
            if let totals = province.totals { sums.add(totals) }
        }
        compareTotals("national-sum", nil, results.totals, sums, "its provinces add up to")
        checkPercent(nil, results.totals, of: files.provinces.total_vote_stations)
        checkCoverage()
    }

    private mutating func checkProvince(_ province: StatsCons.Province) {
        let row = files.provinces.province.first { $0.prov_id == province.prov_id }
        guard let row else {
            report("count-province", .constituencyResults, province.prov_id, "is not in the list of provinces")
            for row in province.constituencies where constituencies[row.cons_id] == nil {
                checkConstituency(row, in: province.prov_id)
            }
            return
        }
        compare(
            "count-province", .constituencyResults, province.prov_id, "total_vote_stations",
            province.total_vote_stations, "the list says", listed: row.total_vote_stations)
        compare(
            "count-province", .constituencyResults, province.prov_id, "total_registered_vote",
            province.total_registered_vote, "the list says", listed: row.total_registered_vote)
        var sums = VoteTotals()
        for constituency in province.constituencies {
            checkConstituency(constituency, in: province.prov_id)
            sums.add(constituency.totals)
        }
        if let totals = province.totals {
            compareTotals("province-count-sum", province.prov_id, totals, sums, "its constituencies add up to")
            checkPercent(province.prov_id, totals, of: province.total_vote_stations ?? 0)
        }
        checkPartySums(province)
    }

    private mutating func checkConstituency(_ row: StatsCons.Constituency, in letters: String) {
        guard let known = constituencies[row.cons_id], known.prov_id == letters else {
            let cost = constituencies[row.cons_id] == nil ? "; its votes are left out" : ""
            report(
                "count-constituency", .constituencyResults, row.cons_id, "is not a constituency of \(letters)\(cost)")
            return
        }
        let totals = row.totals
        compare(
            "constituency-sum", .constituencyResults, row.cons_id, "valid_votes", totals.valid_votes,
            "its candidates add up to", row.candidates.reduce(0) { $0 + $1.mp_app_vote })
        compare(
            "constituency-sum", .constituencyResults, row.cons_id, "party_list_valid_votes",
            totals.party_list_valid_votes, "its parties add up to",
            row.result_party.reduce(0) { $0 + $1.party_list_vote })
        compare(
            "turn-out-sum", .constituencyResults, row.cons_id, "turn_out", totals.turn_out,
            "valid, invalid and blank add up to", totals.valid_votes + totals.invalid_votes + totals.blank_votes)
        let list = totals.party_list_valid_votes + totals.party_list_invalid_votes + totals.party_list_blank_votes
        compare(
            "turn-out-sum", .constituencyResults, row.cons_id, "party_list_turn_out", totals.party_list_turn_out,
            "valid, invalid and blank add up to", list)
        if let stations = known.total_vote_stations, totals.counted_vote_stations > stations {
            report(
                "stations-counted", .constituencyResults, row.cons_id,
                "has \(totals.counted_vote_stations) stations counted of \(stations)")
        }
        checkPercent(row.cons_id, totals, of: known.total_vote_stations ?? 0)
        checkRanks(row)
        checkParties(of: row)
    }

    private mutating func checkParties(of row: StatsCons.Constituency) {
        var seen = Set<Int>(minimumCapacity: row.result_party.count)
        for party in row.result_party {
            if !seen.insert(party.party_id).inserted {
                report(
                    "count-party", .constituencyResults, row.cons_id,
                    "has party \(party.party_id) twice; the second row is left out")
            }
            if !listedParties.contains(party.party_id) {
                report(
                    "count-party", .constituencyResults, row.cons_id,
                    "has the unknown party \(party.party_id); its votes are left out")
            }
        }
    }

    /// One first rank, and no smaller rank for fewer votes. Equal votes may share a rank or not.
    private mutating func checkRanks(_ row: StatsCons.Constituency) {
        guard row.candidates.contains(where: { $0.mp_app_vote > 0 }) else { return }
        let firsts = row.candidates.count { $0.mp_app_rank == 1 }
        if firsts != 1 {
            report("rank", .constituencyResults, row.cons_id, "has \(firsts) candidates of rank 1")
        }
        let sorted = row.candidates.sorted { $0.mp_app_rank < $1.mp_app_rank }
        for (better, worse) in zip(sorted, sorted.dropFirst()) where better.mp_app_vote < worse.mp_app_vote {
            report(
                "rank", .constituencyResults, row.cons_id,
                "ranks \(better.mp_app_id) with \(better.mp_app_vote) votes before \(worse.mp_app_id) with "
                    + "\(worse.mp_app_vote)")
        }
    }

    /// The percentage the feed writes, within its rounding.
    private mutating func checkPercent(_ place: String?, _ totals: VoteTotals, of stations: Int) {
        guard stations > 0 else { return }
        let expected = Double(totals.counted_vote_stations) / Double(stations) * 100
        guard abs(expected - totals.percent_count) > 0.01 else { return }
        report(
            "percent-counted", .constituencyResults, place,
            "says \(totals.percent_count) % counted, but \(totals.counted_vote_stations) of \(stations) stations are "
                + "another share")
    }

    private mutating func compareTotals(
        _ rule: String, _ place: String?, _ totals: VoteTotals, _ sums: VoteTotals, _ other: String
    ) {
        for (total, sum) in zip(totals.counts, sums.counts) {
            compare(rule, .constituencyResults, place, total.name, total.value, other, sum.value)
        }
    }
}

extension VoteTotals {
    mutating func add(_ other: VoteTotals) {
        turn_out += other.turn_out
        valid_votes += other.valid_votes
        invalid_votes += other.invalid_votes
        blank_votes += other.blank_votes
        party_list_turn_out += other.party_list_turn_out
        party_list_valid_votes += other.party_list_valid_votes
        party_list_invalid_votes += other.party_list_invalid_votes
        party_list_blank_votes += other.party_list_blank_votes
        counted_vote_stations += other.counted_vote_stations
    }
}
