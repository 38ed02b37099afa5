// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration

/// Makes the register from the tables of a dataset.
///
/// A row without its key, or one that refers to nothing, is left out: the dataset's defects say so. Of two rows with
/// one key the first counts.
package enum RegisterBuilder {
    /// - Throws: `malformedReply` naming the table or column that is missing.
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
            guard let code = codes[row], let letters = letters[row], let name = names[row] else { continue }
            provinces.append(
                Register.Province(
                    code: code, letters: letters, name: name, stations: stations[row] ?? 0,
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
            guard let number = tables.number(numbers[row]), let id = registry[row], let name = names[row] else {
                continue
            }
            parties.append(
                Register.Party(
                    number: number, registryID: id, name: name, abbreviation: abbreviations[row],
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
            guard let id = ids[row], let area = areas[id], constituencies[area] == nil else { continue }
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
        var seen: [String: Set<Int>] = [:]
        for row in 0..<table.rowCount {
            guard let id = ids[row], let number = tables.number(numbers[row]), let name = names[row],
                seen[id, default: []].insert(number).inserted
            else { continue }
            candidates[id, default: []].append(
                Register.Candidate(
                    number: number, name: name, partyNumber: registry[row].flatMap { partyNumbers[$0] }))
        }
        return candidates
    }
}
