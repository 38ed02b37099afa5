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
        requireUnique(
            "province-id", .provinces, "code", list.province.map { $0.code.map(String.init) ?? $0.province_id },
            secondLeftOut)
        requireUnique("province-id", .provinces, "letters", list.province.map(\.prov_id), secondLeftOut)
        for row in list.province where row.code == nil {
            report(
                "province-id", .provinces, row.prov_id,
                "has the code “\(row.province_id)”, which is no number from 10 to 99; the province, its "
                    + "constituencies, candidates and votes are left out")
        }
        compare(
            "province-sum", .provinces, nil, "total_vote_stations", list.total_vote_stations, "its provinces add up to",
            list.province.reduce(0) { $0 + ($1.total_vote_stations ?? 0) })
        compare(
            "province-sum", .provinces, nil, "total_registered_vote", list.total_registered_vote,
            "its provinces add up to", list.province.reduce(0) { $0 + ($1.total_registered_vote ?? 0) })
    }

    private mutating func checkConstituencies() {
        let provinces = Set(files.provinces.province.map(\.prov_id))
        requireUnique("constituency-id", .constituencies, "id", files.constituencies.map(\.cons_id), secondLeftOut)
        var stations: [String: Int] = [:]
        var voters: [String: Int] = [:]
        var ids: Set<String> = []
        var areas: [String: String] = [:]
        for row in files.constituencies {
            let expected = row.ownID
            if ids.insert(row.cons_id).inserted {
                if let other = areas[expected] {
                    report(
                        "constituency-id", .constituencies, row.cons_id,
                        "has the province and number of \(other), \(expected); the row is left out")
                } else {
                    areas[expected] = row.cons_id
                }
            }
            if row.cons_id != expected {
                report("constituency-id", .constituencies, row.cons_id, "should be \(expected) by its own members")
            }
            if !provinces.contains(row.prov_id) {
                report(
                    "constituency-province", .constituencies, row.cons_id,
                    "names the unknown \(row.prov_id); the row, its candidates and votes are left out")
            }
            stations[row.prov_id, default: 0] += row.total_vote_stations ?? 0
            voters[row.prov_id, default: 0] += row.registered_vote ?? 0
        }
        for row in files.provinces.province {
            compare(
                "province-constituencies", .provinces, row.prov_id, "total_vote_stations", row.total_vote_stations,
                "its constituencies add up to", listed: stations[row.prov_id] ?? 0)
            compare(
                "province-constituencies", .provinces, row.prov_id, "total_registered_vote",
                row.total_registered_vote, "its constituencies add up to", listed: voters[row.prov_id] ?? 0)
        }
    }

    private mutating func checkParties() {
        let cost = "; the second row and its votes are left out"
        requireUnique(
            "party-id", .partyOverview, "id", files.parties.map { $0.registryID.map(String.init) ?? $0.id }, cost)
        requireUnique(
            "party-number", .partyOverview, "party_no", files.parties.map { $0.number.map(String.init) ?? $0.party_no },
            cost)
        for party in files.parties {
            if party.registryID == nil {
                report(
                    "party-id", .partyOverview, party.name,
                    "has the id “\(party.id)”, which is no number; the party and its votes are left out")
            }
            if !(1...max(files.parties.count, 1)).contains(party.number ?? 0) {
                let cost = party.number == nil ? "; the party and its votes are left out" : ""
                report(
                    "party-number", .partyOverview, party.name,
                    "has party_no “\(party.party_no)”, not 1 to \(files.parties.count)\(cost)")
            }
        }
    }

    private mutating func checkCandidates() {
        requireUnique("candidate-id", .candidates, "id", files.candidates.map(\.mp_app_id), secondLeftOut)
        let kept = Set(admitted.candidates.map(\.mp_app_id))
        for row in files.candidates {
            let constituency = row.constituency.flatMap { constituencies[$0] }
            let isUnknown = constituency == nil || constituency?.isPseudo == true
            if isUnknown {
                report(
                    "candidate-constituency", .candidates, row.mp_app_id,
                    "belongs to no known constituency; the row is left out")
            }
            if !row.isConsistent {
                let isTaken = !isUnknown && !kept.contains(row.mp_app_id)
                let cost = isTaken ? ", which is another's; the row is left out" : ""
                report("candidate-id", .candidates, row.mp_app_id, "has mp_app_no \(row.mp_app_no)\(cost)")
            }
            if let party = row.mp_app_party_id, !listedParties.contains(party) {
                report(
                    "candidate-party", .candidates, row.mp_app_id,
                    "names the unknown party \(party); it is taken as of no party")
            }
        }
    }

    private mutating func checkPartyLists() {
        let known = Set(partyNumbers.values)
        requireUnique("list-party", .partyCandidates, "party_no", files.partyCandidates.map(\.party_no), secondLeftOut)
        for row in files.partyCandidates {
            let place = "party \(row.party_no)"
            if !known.contains(row.party_no) {
                report(
                    "list-party", .partyCandidates, place,
                    "is not in \(Endpoint.partyOverview.fileName); its names are left out")
            }
            var seen: Set<Int> = []
            for name in row.party_list_candidates where !seen.insert(name.list_no).inserted {
                report(
                    "list-number", .partyCandidates, place,
                    "has list_no \(name.list_no) twice; the second name is left out")
            }
        }
        for number in known.subtracting(files.partyCandidates.map(\.party_no)).sorted() {
            report("list-party", .partyCandidates, nil, "has no list of party \(number)")
        }
    }

    private var secondLeftOut: String { "; the second row is left out" }
}
