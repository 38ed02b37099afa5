// SPDX-License-Identifier: Apache-2.0

extension ElectionChecks {
    /// The five lists: ids, numbers and totals.
    mutating func checkLists() {
        checkProvinces()
        checkConstituencies()
        checkParties()
        checkCandidates()
        checkPartyLists()
    }

    private mutating func checkProvinces() {
        let list = files.provinces
        requireUnique("province-id", .provinces, "code", list.province.map(\.province_id))
        requireUnique("province-id", .provinces, "letters", list.province.map(\.prov_id))
        for row in list.province where Int(row.province_id) == nil {
            report("province-id", .provinces, row.prov_id, "has the code “\(row.province_id)”, which is no number")
        }
        compare(
            "province-sum", .provinces, nil, "total_vote_stations", list.total_vote_stations, "its provinces add up to",
            list.province.reduce(0) { $0 + $1.total_vote_stations })
        compare(
            "province-sum", .provinces, nil, "total_registered_vote", list.total_registered_vote,
            "its provinces add up to", list.province.reduce(0) { $0 + $1.total_registered_vote })
    }

    private mutating func checkConstituencies() {
        let provinces = Set(files.provinces.province.map(\.prov_id))
        requireUnique("constituency-id", .constituencies, "id", files.constituencies.map(\.cons_id))
        var stations: [String: Int] = [:]
        var voters: [String: Int] = [:]
        for row in files.constituencies {
            let expected = "\(row.prov_id)_\(row.cons_no)"
            if row.cons_id != expected {
                report("constituency-id", .constituencies, row.cons_id, "should be \(expected) by its own members")
            }
            if !provinces.contains(row.prov_id) {
                report("constituency-province", .constituencies, row.cons_id, "names the unknown \(row.prov_id)")
            }
            stations[row.prov_id, default: 0] += row.total_vote_stations
            voters[row.prov_id, default: 0] += row.registered_vote ?? 0
        }
        for row in files.provinces.province {
            compare(
                "province-constituencies", .provinces, row.prov_id, "total_vote_stations", row.total_vote_stations,
                "its constituencies add up to", stations[row.prov_id] ?? 0)
            compare(
                "province-constituencies", .provinces, row.prov_id, "total_registered_vote",
                row.total_registered_vote, "its constituencies add up to", voters[row.prov_id] ?? 0)
        }
    }

    private mutating func checkParties() {
        requireUnique("party-id", .partyOverview, "id", files.parties.map(\.id))
        requireUnique("party-number", .partyOverview, "party_no", files.parties.map(\.party_no))
        for party in files.parties {
            if Int(party.id) == nil {
                report("party-id", .partyOverview, party.name, "has the id “\(party.id)”, which is no number")
            }
            if !(1...max(files.parties.count, 1)).contains(Int(party.party_no) ?? 0) {
                let range = "1 to \(files.parties.count)"
                report("party-number", .partyOverview, party.name, "has party_no “\(party.party_no)”, not \(range)")
            }
        }
    }

    private mutating func checkCandidates() {
        requireUnique("candidate-id", .candidates, "id", files.candidates.map(\.mp_app_id))
        for row in files.candidates {
            let constituency = row.constituency.flatMap { constituencies[$0] }
            if constituency == nil || constituency?.isPseudo == true {
                report("candidate-constituency", .candidates, row.mp_app_id, "belongs to no known constituency")
            }
            if !row.mp_app_id.hasSuffix("_\(row.mp_app_no)") {
                report("candidate-id", .candidates, row.mp_app_id, "has mp_app_no \(row.mp_app_no)")
            }
            if let party = row.mp_app_party_id, partyNumbers[party] == nil {
                report("candidate-party", .candidates, row.mp_app_id, "names the unknown party \(party)")
            }
        }
    }

    private mutating func checkPartyLists() {
        let known = Set(partyNumbers.values)
        requireUnique("list-party", .partyCandidates, "party_no", files.partyCandidates.map(\.party_no))
        for row in files.partyCandidates {
            let place = "party \(row.party_no)"
            if !known.contains(row.party_no) {
                report("list-party", .partyCandidates, place, "is not in \(Endpoint.partyOverview.fileName)")
            }
            var seen: Set<Int> = []
            for name in row.party_list_candidates where !seen.insert(name.list_no).inserted {
                report("list-number", .partyCandidates, place, "has list_no \(name.list_no) twice")
            }
        }
        for number in known.subtracting(files.partyCandidates.map(\.party_no)).sorted() {
            report("list-party", .partyCandidates, nil, "has no list of party \(number)")
        }
    }
}
