// SPDX-License-Identifier: Apache-2.0

/// The rows that the tables keep: those that refer to something that is there, and whose key no row before has.
///
/// ``ElectionChecks`` reports the others.
struct AdmittedRows {
    struct Votes<Row> {
        let constituency: String
        let number: Int
        let row: Row
    }
    let provinces: [InfoProvince.Row]
    /// Without the pseudo constituency.
    let constituencies: [InfoConstituency]
    let parties: [InfoPartyOverview]
    let candidates: [InfoMPCandidate]
    let lists: [InfoPartyCandidate]
    let results: [StatsCons.Constituency]
    let candidateVotes: [Votes<CandidateVotes>]
    let listVotes: [Votes<StatsCons.ListVotes>]
    /// Ballot numbers by registry id.
    let partyNumbers: [Int: Int]

    init(_ files: ElectionFiles) {
        provinces = Self.provinces(files)
        let letters = Set(provinces.map(\.prov_id))
        constituencies = Self.constituencies(files, letters)
        let ids = Set(constituencies.map(\.cons_id))
        parties = Self.parties(files)
        partyNumbers = Dictionary(
            parties.compactMap { party in
                guard let id = party.registryID, let number = party.number else { return nil }
                return (id, number)
            }, uniquingKeysWith: { first, _ in first })
        candidates = Self.candidates(files, ids)
        let numbers = Set(partyNumbers.values)
        var seen: Set<Int> = []
        lists = files.partyCandidates.filter { numbers.contains($0.party_no) && seen.insert($0.party_no).inserted }
        var counted: Set<String> = []
        results = files.constituencyResults.result_province.flatMap(\.constituencies).filter {
            ids.contains($0.cons_id) && counted.insert($0.cons_id).inserted
        }
        candidateVotes = results.flatMap(Self.candidateVotes)
        listVotes = Self.listVotes(results, partyNumbers)
    }

    private static func provinces(_ files: ElectionFiles) -> [InfoProvince.Row] {
        var codes: Set<Int> = []
        var letters: Set<String> = []
        return files.provinces.province.filter { row in
            let isFirst = letters.insert(row.prov_id).inserted
            guard let code = row.code else { return false }
            return codes.insert(code).inserted && isFirst
        }
    }

    private static func constituencies(_ files: ElectionFiles, _ letters: Set<String>) -> [InfoConstituency] {
        var ids: Set<String> = []
        var areas: Set<String> = []
        return files.constituencies.filter { row in
            let isFirst = ids.insert(row.cons_id).inserted
            guard isFirst, areas.insert(row.ownID).inserted else { return false }
            return !row.isPseudo && letters.contains(row.prov_id)
        }
    }

    private static func parties(_ files: ElectionFiles) -> [InfoPartyOverview] {
        var ids: Set<Int> = []
        var numbers: Set<Int> = []
        return files.parties.filter { party in
            let isFirstID = party.registryID.map { ids.insert($0).inserted } ?? false
            let isFirstNumber = party.number.map { numbers.insert($0).inserted } ?? false
            return isFirstID && isFirstNumber
        }
    }

    /// A number that two candidates have is that one's whose id says so too.
    private static func candidates(_ files: ElectionFiles, _ ids: Set<String>) -> [InfoMPCandidate] {
        var seen: Set<String> = []
        let consistent = Set(files.candidates.filter(\.isConsistent).map(\.mp_app_id))
        var taken = consistent
        return files.candidates.filter { row in
            guard let constituency = row.constituency, ids.contains(constituency),
                seen.insert(row.mp_app_id).inserted
            else { return false }
            return row.isConsistent || taken.insert("\(constituency)_\(row.mp_app_no)").inserted
        }
    }

    private static func candidateVotes(_ row: StatsCons.Constituency) -> [Votes<CandidateVotes>] {
        var seen: Set<Int> = []
        return row.candidates.compactMap { candidate in
            guard let number = candidate.number(in: row.cons_id), seen.insert(number).inserted else { return nil }
            return Votes(constituency: row.cons_id, number: number, row: candidate)
        }
    }

    private static func listVotes(
        _ rows: [StatsCons.Constituency], _ numbers: [Int: Int]
    ) -> [Votes<StatsCons.ListVotes>] {
        rows.flatMap { row in
            var seen = Set<Int>(minimumCapacity: row.result_party.count)
            return row.result_party.compactMap { party -> Votes<StatsCons.ListVotes>? in
                guard let number = numbers[party.party_id], seen.insert(number).inserted else { return nil }
                return Votes(constituency: row.cons_id, number: number, row: party)
            }
        }
    }
}

extension AdmittedRows {
    /// A party's registry id; `nil` for one that is not in the tables.
    func party(_ id: Int?) -> Int? { id.flatMap { partyNumbers[$0] == nil ? nil : $0 } }
}

extension InfoPartyCandidate {
    /// The names on the list; of two with one number the first.
    var names: [Listed] {
        var seen: Set<Int> = []
        return party_list_candidates.filter { seen.insert($0.list_no).inserted }
    }
}

extension InfoConstituency {
    /// The id that its own province and number make.
    var ownID: String { "\(prov_id)_\(cons_no)" }
}

extension InfoMPCandidate {
    /// Whether id and number say the same.
    var isConsistent: Bool { mp_app_id.hasSuffix("_\(mp_app_no)") }
}

extension CandidateVotes {
    /// The candidate's number; `nil` when the id is not one of that constituency.
    func number(in constituency: String) -> Int? {
        let start = constituency + "_"
        guard mp_app_id.hasPrefix(start), let number = Int(mp_app_id.dropFirst(start.count)),
            RowFaults.ballotNumbers.contains(number), mp_app_id == "\(start)\(number)"
        else { return nil }
        return number
    }
}
