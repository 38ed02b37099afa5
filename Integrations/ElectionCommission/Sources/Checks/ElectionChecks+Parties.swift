// SPDX-License-Identifier: Apache-2.0

extension ElectionChecks {
    /// Every constituency and candidate of the lists is in the count, and none else.
    mutating func checkCoverage() {
        let rows = files.constituencyResults.result_province.flatMap(\.constituencies)
        requireUnique(
            "count-constituency", .constituencyResults, "cons_id", rows.map(\.cons_id),
            "; the second row is left out")
        let counted = Set(rows.map(\.cons_id))
        for row in files.constituencies where !counted.contains(row.cons_id) {
            report("count-constituency", .constituencyResults, nil, "has no constituency \(row.cons_id)")
        }
        var listed: [String: InfoMPCandidate] = [:]
        listed.reserveCapacity(files.candidates.count)
        for candidate in files.candidates { listed[candidate.mp_app_id] = candidate }
        requireUnique(
            "count-candidate", .constituencyResults, "mp_app_id", rows.flatMap { $0.candidates.map(\.mp_app_id) },
            "; the second row is left out")
        for row in rows {
            for candidate in row.candidates {
                if candidate.number(in: row.cons_id) == nil {
                    report(
                        "count-candidate", .constituencyResults, row.cons_id,
                        "has “\(candidate.mp_app_id)”, which is no candidate of it with a number from 1 to 9999; "
                            + "the votes are left out")
                }
                guard let known = listed.removeValue(forKey: candidate.mp_app_id) else { continue }
                if known.mp_app_party_id != candidate.party_id {
                    let (here, there) = (candidate.party_id.shown, known.mp_app_party_id.shown)
                    report(
                        "candidate-party", .constituencyResults, candidate.mp_app_id,
                        "has party \(here), but the list says \(there)")
                }
            }
        }
        checkUnlisted(rows, Set(files.candidates.map(\.mp_app_id)))
        for id in listed.keys.sorted() {
            report("count-candidate", .constituencyResults, nil, "has no votes of the candidate \(id)")
        }
    }

    private mutating func checkUnlisted(_ rows: [StatsCons.Constituency], _ known: Set<String>) {
        for row in rows {
            for candidate in row.candidates where !known.contains(candidate.mp_app_id) {
                report("count-candidate", .constituencyResults, candidate.mp_app_id, "is not in the list of candidates")
            }
        }
    }

    /// A province's party rows against its constituencies.
    mutating func checkPartySums(_ province: StatsCons.Province) {
        var list: [Int: Int] = [:]
        var votes: [Int: Int] = [:]
        var firsts: [Int: Int] = [:]
        for row in province.constituencies {
            for party in row.result_party { list[party.party_id, default: 0] += party.party_list_vote }
            for candidate in row.candidates {
                votes[candidate.party_id ?? -1, default: 0] += candidate.mp_app_vote
                if candidate.mp_app_rank == 1 { firsts[candidate.party_id ?? -1, default: 0] += 1 }
            }
        }
        for party in province.result_party {
            let id = party.party_id ?? -1
            let place = "\(province.prov_id), party \(party.party_id.shown)"
            let other = "its constituencies add up to"
            compare(
                "province-party-sum", .constituencyResults, place, "party_list_vote", party.party_list_vote, other,
                list[id] ?? 0)
            compare(
                "province-party-sum", .constituencyResults, place, "party_cons_votes", party.party_cons_votes, other,
                votes[id] ?? 0)
            compare(
                "province-party-sum", .constituencyResults, place, "first_mp_app_count", party.first_mp_app_count,
                other, firsts[id] ?? 0)
        }
    }

    /// `stats_party.json` against `stats_cons.json`.
    mutating func checkPartyResults() {
        let results = files.partyResults
        let totals = files.constituencyResults.totals
        guard results.last_update == files.constituencyResults.last_update else {
            // Fetched a moment apart, while counting: the sums cannot be compared.
            report(
                "update-time", .partyResults, nil,
                "was updated \(results.last_update), the other file \(files.constituencyResults.last_update)")
            return
        }
        compare(
            "party-result-sum", .partyResults, nil, "counted_vote_stations", results.counted_vote_stations,
            "\(Endpoint.constituencyResults.fileName) says", totals.counted_vote_stations)
        requireUnique("party-result", .partyResults, "party_id", results.result_party.map(\.party_id))
        let sums = nationalSums()
        for party in results.result_party { check(party, sums) }
        for id in listedParties.subtracting(results.result_party.map(\.party_id)).sorted() {
            report("party-result", .partyResults, nil, "has no party \(id)")
        }
    }

    private struct NationalSums {
        var list: [Int: Int] = [:]
        var candidates: [String: CandidateVotes] = [:]
    }

    private func nationalSums() -> NationalSums {
        var sums = NationalSums()
        sums.candidates.reserveCapacity(files.candidates.count)
        for row in files.constituencyResults.result_province.lazy.flatMap(\.constituencies) {
            for party in row.result_party { sums.list[party.party_id, default: 0] += party.party_list_vote }
            for candidate in row.candidates { sums.candidates[candidate.mp_app_id] = candidate }
        }
        return sums
    }

    private mutating func check(_ party: StatsParty.Party, _ sums: NationalSums) {
        let place = "party \(party.party_id)"
        if !listedParties.contains(party.party_id) {
            report("party-result", .partyResults, place, "is not in the list of parties")
        }
        compare(
            "party-result-sum", .partyResults, place, "party_vote", party.party_vote,
            "the constituencies add up to", sums.list[party.party_id] ?? 0)
        compare(
            "party-result-sum", .partyResults, place, "mp_app_vote", party.mp_app_vote,
            "its candidates add up to", party.candidates.reduce(0) { $0 + $1.mp_app_vote })
        for candidate in party.candidates {
            guard let other = sums.candidates[candidate.mp_app_id] else {
                report("party-result", .partyResults, candidate.mp_app_id, "is not in the other result file")
                continue
            }
            compare(
                "party-result-sum", .partyResults, candidate.mp_app_id, "mp_app_vote", candidate.mp_app_vote,
                "the other result file says", other.mp_app_vote)
        }
    }
}

extension Optional where Wrapped == Int {
    fileprivate var shown: String { map(String.init) ?? "null" }
}
