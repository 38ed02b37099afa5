// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration

/// Makes the feed from the tables of a dataset.
///
/// A row without its key, or one that refers to nothing, is left out: the dataset's defects say so. Of two rows with
/// one key the first counts.
package enum FeedBuilder {
    /// - Throws: `malformedReply` naming the table or column that is missing, or that there is no progress.
    package static func feed(from dataset: Dataset) throws(IntegrationError) -> Feed {
        let tables = Tables(dataset)
        let areas = try tables.areas()
        let progress = try tables["progress"]
        let updates = try progress.texts("last_update")
        let percents = try progress.reals("percent_counted")
        guard progress.rowCount == 1, let update = updates[0], let percent = percents[0] else {
            throw IntegrationError(
                .malformedReply, "Table progress must have one row with last_update and percent_counted.")
        }
        let candidateVotes = try votes(tables, "candidate_votes", number: "number", areas)
        let partyVotes = try votes(tables, "party_list_votes", number: "party_number", areas)
        return Feed(
            source: dataset.source, fetchedAt: dataset.fetchedAt, lastUpdate: update, percentCounted: percent,
            counts: try counts(tables, areas, candidateVotes, partyVotes))
    }

    private static func votes(
        _ tables: Tables, _ name: String, number column: String, _ areas: [String: Area]
    ) throws(IntegrationError) -> [Area: [Int: Int]] {
        let table = try tables[name]
        let (ids, numbers, values) = (
            try table.texts("constituency_id"), try table.integers(column), try table.integers("votes")
        )
        var votes: [Area: [Int: Int]] = [:]
        // Rows of a constituency mostly stand together.
        var (id, area, group) = (String?.none, Area?.none, [Int: Int]())
        for row in 0..<table.rowCount {
            if row == 0 || ids[row] != id {
                if let area { votes[area] = group }
                id = ids[row]
                area = id.flatMap { areas[$0] }
                group = area.flatMap { votes[$0] } ?? [:]
            }
            guard area != nil, let number = tables.number(numbers[row]), let value = values[row], group[number] == nil
            else { continue }
            group[number] = value
        }
        if let area { votes[area] = group }
        return votes
    }

    private static func counts(
        _ tables: Tables, _ areas: [String: Area], _ candidates: [Area: [Int: Int]], _ parties: [Area: [Int: Int]]
    ) throws(IntegrationError) -> [Area: Feed.Count] {
        let table = try tables["constituency_results"]
        let ids = try table.texts("constituency_id")
        let stations = try stations(tables)
        let counted = try table.integers("stations_counted")
        let constituency = try Totals(table, prefix: "")
        let partyList = try Totals(table, prefix: "party_list_")
        var counts: [Area: Feed.Count] = [:]
        for row in 0..<table.rowCount {
            guard let id = ids[row], let area = areas[id], counts[area] == nil else { continue }
            counts[area] = Feed.Count(
                constituency: constituency.ballot(row, candidates[area] ?? [:]),
                partyList: partyList.ballot(row, parties[area] ?? [:]), stationsCounted: counted[row] ?? 0,
                stations: stations[id] ?? 0)
        }
        return counts
    }

    private static func stations(_ tables: Tables) throws(IntegrationError) -> [String: Int] {
        let table = try tables["constituencies"]
        let (ids, stations) = (try table.texts("id"), try table.integers("stations"))
        var byID: [String: Int] = [:]
        for row in 0..<table.rowCount { if let id = ids[row], byID[id] == nil { byID[id] = stations[row] } }
        return byID
    }

    /// The four totals of one ballot.
    private struct Totals {
        let turnout: [Int?]
        let valid: [Int?]
        let invalid: [Int?]
        let noChoice: [Int?]

        init(_ table: DatasetTable, prefix: String) throws(IntegrationError) {
            turnout = try table.integers(prefix + "turn_out")
            valid = try table.integers(prefix + "valid")
            invalid = try table.integers(prefix + "invalid")
            noChoice = try table.integers(prefix + "no_choice")
        }
        func ballot(_ row: Int, _ votes: [Int: Int]) -> Feed.Ballot {
            Feed.Ballot(
                turnout: turnout[row] ?? 0, valid: valid[row] ?? 0, invalid: invalid[row] ?? 0,
                noChoice: noChoice[row] ?? 0, votes: votes)
        }
    }
}
