// SPDX-License-Identifier: Apache-2.0
import StewardIntegration

/// Where the seven files contradict themselves or each other. Nothing is repaired.
struct ElectionChecks {
    let files: ElectionFiles
    private(set) var defects: [DatasetDefect] = []
    /// Constituencies of the register by id.
    let constituencies: [String: InfoConstituency]
    /// The rows that the tables keep.
    let admitted: AdmittedRows
    /// Ballot numbers by registry id.
    let partyNumbers: [Int: Int]
    /// Registry ids of the list of parties, of those too that the tables leave out.
    let listedParties: Set<Int>

    init(_ files: ElectionFiles) {
        self.files = files
        constituencies = Dictionary(
            files.constituencies.map { ($0.cons_id, $0) }, uniquingKeysWith: { first, _ in first })
        admitted = AdmittedRows(files)
        partyNumbers = admitted.partyNumbers
        listedParties = Set(files.parties.compactMap(\.registryID))
    }

    mutating func run(expectingOfficialCounts: Bool) {
        checkRows()
        checkLists()
        checkCount()
        checkPartyResults()
        if expectingOfficialCounts { checkOfficialCounts() }
    }

    /// The lists of 2026 are closed: other counts mean another or a damaged file.
    private mutating func checkOfficialCounts() {
        let names = files.partyCandidates.reduce(0) { $0 + $1.party_list_candidates.count }
        let counts = [
            (Endpoint.provinces, "provinces", files.provinces.province.count, 77),
            (.constituencies, "constituencies", files.constituencies.count { !$0.isPseudo }, 400),
            (.partyOverview, "parties", files.parties.count, 57),
            (.candidates, "candidates", files.candidates.count, 3491),
            (.partyCandidates, "names on lists", names, 1539),
        ]
        for (endpoint, what, found, expected) in counts where found != expected {
            report("official-count", endpoint, nil, "has \(found) \(what), but the election has \(expected)")
        }
    }

    /// Rows with members that are not what they should be.
    private mutating func checkRows() {
        for (endpoint, faults) in files.faults {
            for fault in faults.listed { report("row", endpoint, fault.place, fault.problem) }
            if faults.unlisted > 0 {
                report("row", endpoint, nil, "has \(faults.unlisted) more members that are not what they should be")
            }
        }
    }

    mutating func report(_ rule: String, _ endpoint: Endpoint, _ place: String?, _ problem: String) {
        let name = endpoint.fileName
        let full = place.map { "\(name): \($0)" } ?? name
        defects.append(DatasetDefect(rule: rule, place: full, message: "\(full) \(problem)."))
    }

    /// Reports two numbers that should be one.
    mutating func compare(
        _ rule: String, _ endpoint: Endpoint, _ place: String?, _ what: String, _ value: Int, _ other: String,
        _ expected: Int
    ) {
        guard value != expected else { return }
        report(rule, endpoint, place, "has \(what) \(value), but \(other) \(expected)")
    }

    /// Reports two numbers that should be one, where both are there.
    mutating func compare(
        _ rule: String, _ endpoint: Endpoint, _ place: String?, _ what: String, _ value: Int?, _ other: String,
        listed: Int?
    ) {
        guard let value, let listed else { return }
        compare(rule, endpoint, place, what, value, other, listed)
    }

    /// Reports every value that comes twice.
    mutating func requireUnique<Value: Hashable>(
        _ rule: String, _ endpoint: Endpoint, _ what: String, _ values: [Value],
        _ cost: String = ""
    ) {
        var seen: Set<Value> = []
        seen.reserveCapacity(values.count)
        for value in values where !seen.insert(value).inserted {
            report(rule, endpoint, "\(value)", "stands there twice as \(what)\(cost)")
        }
    }
}
