// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration

/// Makes the register from the tables of a dataset.
package enum RegisterBuilder {
    /// - Throws: `malformedReply` naming the table, column and row that is missing or contradicts another table.
    package static func register(from dataset: Dataset) throws(IntegrationError) -> Register {
        let tables = Tables(dataset)
        let provinces = try provinces(tables)
        let parties = try parties(tables)
        let constituencies = try constituencies(tables, provinces: provinces, parties: parties)
        return Register(
            provinces: Dictionary(provinces.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first }),
            constituencies: constituencies,
            parties: Dictionary(parties.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    private static func provinces(_ tables: Tables) throws(IntegrationError) -> [Register.Province] {
        let table = try tables["provinces"]
        let (codes, letters) = (try table.integers("code"), try table.texts("letters"))
        let (names, stations) = (try table.texts("name"), try table.integers("stations"))
        let voters = try table.integers("registered_voters")
        var provinces: [Register.Province] = []
        for row in 0..<table.rowCount {
            provinces.append(
                Register.Province(
                    code: try tables.need(codes[row], "provinces", "code", row),
                    letters: try tables.need(letters[row], "provinces", "letters", row),
                    name: try tables.need(names[row], "provinces", "name", row), stations: stations[row] ?? 0,
                    registeredVoters: voters[row] ?? 0))
        }
        return provinces
    }

    private static func parties(_ tables: Tables) throws(IntegrationError) -> [Register.Party] {
        let table = try tables["parties"]
        let (registry, numbers) = (try table.integers("registry_id"), try table.integers("number"))
        let (names, abbreviations) = (try table.texts("name"), try table.texts("abbreviation"))
        let (colors, listed) = (try table.texts("color"), try table.integers("listed_candidates"))
        var parties: [Register.Party] = []
        for row in 0..<table.rowCount {
            parties.append(
                Register.Party(
                    number: try tables.need(numbers[row], "parties", "number", row),
                    registryID: try tables.need(registry[row], "parties", "registry_id", row),
                    name: try tables.need(names[row], "parties", "name", row), abbreviation: abbreviations[row],
                    color: colors[row] ?? "", listedCandidates: listed[row] ?? 0))
        }
        return parties
    }

    private static func constituencies(
        _ tables: Tables, provinces: [Register.Province], parties: [Register.Party]
    ) throws(IntegrationError) -> [Area: Register.Constituency] {
        let areas = try tables.areas()
        let candidates = try candidates(tables, parties: parties)
        let table = try tables["constituencies"]
        let (ids, stations) = (try table.texts("id"), try table.integers("stations"))
        let voters = try table.integers("registered_voters")
        var constituencies: [Area: Register.Constituency] = [:]
        for row in 0..<table.rowCount {
            let id = try tables.need(ids[row], "constituencies", "id", row)
            guard let area = areas[id] else { continue }
            constituencies[area] = Register.Constituency(
                area: area, id: id, stations: stations[row] ?? 0, registeredVoters: voters[row],
                candidates: (candidates[id] ?? []).sorted { $0.number < $1.number })
        }
        return constituencies
    }

    private static func candidates(
        _ tables: Tables, parties: [Register.Party]
    ) throws(IntegrationError) -> [String: [Register.Candidate]] {
        let table = try tables["candidates"]
        let (ids, numbers) = (try table.texts("constituency_id"), try table.integers("number"))
        let (registry, names) = (try table.integers("party_registry_id"), try table.texts("name"))
        let partyNumbers = Dictionary(
            parties.map { ($0.registryID, $0.number) }, uniquingKeysWith: { first, _ in first })
        var candidates: [String: [Register.Candidate]] = [:]
        for row in 0..<table.rowCount {
            candidates[try tables.need(ids[row], "candidates", "constituency_id", row), default: []].append(
                Register.Candidate(
                    number: try tables.need(numbers[row], "candidates", "number", row),
                    name: try tables.need(names[row], "candidates", "name", row),
                    partyNumber: registry[row].flatMap { partyNumbers[$0] }))
        }
        return candidates
    }
}
