// SPDX-License-Identifier: Apache-2.0

/// Matches rows to the roster by name. A printed number alone decides only where the row has no name.
struct RowMatcher {
    let context: CheckContext
    let roster: Roster

    func matches(_ document: TallyDocument) -> [RowMatch] {
        roster.kind == .constituency ? candidates(document.rows) : parties(document)
    }

    // MARK: Party list

    /// Exact names first; the others then share what is left: by folding, by the source's own list, by likeness, and at
    /// last by standing between two rows that are known.
    private func parties(_ document: TallyDocument) -> [RowMatch] {
        let rows = document.rows
        var matches = [RowMatch](repeating: .nobody, count: rows.count)
        var isTaken = [Bool](repeating: false, count: roster.count)
        var open: [Int] = []
        var hasNames = false
        for (index, row) in rows.enumerated() {
            guard let name = row.party, !name.isEmpty else {
                open.append(index)
                continue
            }
            hasNames = true
            if let entry = exactParty(name, row.number) {
                matches[index] = RowMatch(entry: entry, basis: .exact)
                isTaken[entry] = true
            } else {
                open.append(index)
            }
        }
        guard hasNames else { return rows.map(byNumber) }
        for index in open {
            guard let match = likeParty(rows[index], document.claims.matchedRows, isTaken) else { continue }
            matches[index] = match
            isTaken[match.entry] = true
        }
        for index in open where matches[index].entry < 0 {
            guard let entry = between(index, matches), !isTaken[entry] else { continue }
            matches[index] = RowMatch(entry: entry, basis: .order)
            isTaken[entry] = true
        }
        return matches
    }

    private func exactParty(_ name: String, _ number: Int?) -> Int? {
        if let entry = roster.entry(number: number), roster.names[entry].sameBytes(as: name) { return entry }
        return context.partyNames.value(of: name)
    }

    private func likeParty(
        _ row: TallyDocument.Row, _ claims: [TallyDocument.MatchedRow], _ isTaken: [Bool]
    ) -> RowMatch? {
        let key = NameKey(party: row.party ?? "")
        let isName = !key.isPlaceholder && !key.isDamaged
        if isName, let entry = context.partyKeys.firstIndex(of: key) { return RowMatch(entry: entry, basis: .folded) }
        if let entry = roster.entry(number: sourceNumber(row, claims)), !isTaken[entry] {
            return RowMatch(entry: entry, basis: .source)
        }
        guard isName, let best = key.bestMatch(among: context.partyKeys, threshold: 0.75, lead: 0.1),
            !isTaken[best.index]
        else { return nil }
        return RowMatch(entry: best.index, basis: .spelling)
    }

    /// The number the source matched, with the row itself or in its list under the same number and votes.
    private func sourceNumber(_ row: TallyDocument.Row, _ claims: [TallyDocument.MatchedRow]) -> Int? {
        if let number = row.matchedNumber { return number }
        guard let votes = row.votes.number, let number = row.number else { return nil }
        return claims.first { $0.isMatched && $0.number == number && $0.votes == votes }?.matchedNumber
    }

    /// The list is printed in the order of numbers: a row between the rows of entries 11 and 13 is that of 12.
    private func between(_ index: Int, _ matches: [RowMatch]) -> Int? {
        guard index > 0, index + 1 < matches.count else { return nil }
        let (before, after) = (matches[index - 1].entry, matches[index + 1].entry)
        return before >= 0 && after == before + 2 ? before + 1 : nil
    }

    private func byNumber(_ row: TallyDocument.Row) -> RowMatch {
        guard let entry = roster.entry(number: row.matchedNumber ?? row.number) else { return .nobody }
        return RowMatch(entry: entry, basis: .number)
    }

    // MARK: Candidates

    private func candidates(_ rows: [TallyDocument.Row]) -> [RowMatch] {
        var matches = [RowMatch](repeating: .nobody, count: rows.count)
        var isTaken = [Bool](repeating: false, count: roster.count)
        var open: [Int] = []
        for (index, row) in rows.enumerated() {
            if let entry = exact(row) {
                matches[index] = RowMatch(entry: entry, basis: .exact)
                isTaken[entry] = true
            } else {
                open.append(index)
            }
        }
        if open.isEmpty { return matches }
        matchByName(rows, open, &matches, &isTaken)
        for index in open where matches[index].entry < 0 {
            if let match = byPartyOrNumber(rows[index], isTaken) {
                matches[index] = match
                isTaken[match.entry] = true
            }
        }
        return matches
    }

    private func exact(_ row: TallyDocument.Row) -> Int? {
        if let entry = roster.entry(number: row.number), roster.names[entry].sameBytes(as: row.name) { return entry }
        return roster.names.firstIndex { $0.sameBytes(as: row.name) }
    }

    /// Equal after folding first, then the most alike pairs; the party counts as a sixth of a name.
    private func matchByName(
        _ rows: [TallyDocument.Row], _ open: [Int], _ matches: inout [RowMatch], _ isTaken: inout [Bool]
    ) {
        let keys = roster.names.map { NameKey(candidate: $0) }
        var pairs: [(likeness: Double, row: Int, entry: Int, isEqual: Bool)] = []
        for index in open {
            let key = NameKey(candidate: rows[index].name)
            if key.isDamaged || key.isPlaceholder { continue }
            let party = partyNumber(rows[index])
            for entry in keys.indices {
                let likeness = key.similarity(to: keys[entry])
                let bonus = party >= 0 && party == roster.parties[entry] ? 0.15 : 0
                guard likeness + bonus >= 0.75 else { continue }
                pairs.append((likeness + bonus, index, entry, likeness == 1))
            }
        }
        pairs.sort { $0.likeness != $1.likeness ? $0.likeness > $1.likeness : ($0.row, $0.entry) < ($1.row, $1.entry) }
        for pair in pairs where matches[pair.row].entry < 0 && (!isTaken[pair.entry] || pair.isEqual) {
            matches[pair.row] = RowMatch(entry: pair.entry, basis: pair.isEqual ? .folded : .spelling)
            isTaken[pair.entry] = true
        }
    }

    private func byPartyOrNumber(_ row: TallyDocument.Row, _ isTaken: [Bool]) -> RowMatch? {
        let party = partyNumber(row)
        if party >= 0 {
            let fits = roster.parties.indices.filter { roster.parties[$0] == party && !isTaken[$0] }
            if fits.count == 1 { return RowMatch(entry: fits[0], basis: .party) }
        }
        if row.name.isEmpty, row.party?.isEmpty ?? true, let entry = roster.entry(number: row.number), !isTaken[entry] {
            return RowMatch(entry: entry, basis: .number)
        }
        return nil
    }

    /// The number of the party a candidate's row names; -1 when it names none.
    func partyNumber(_ row: TallyDocument.Row) -> Int {
        guard let name = row.party, !name.isEmpty else { return -1 }
        if let entry = context.partyNames.value(of: name) { return context.parties[entry].number }
        let key = NameKey(party: name)
        if let entry = context.partyKeys.firstIndex(of: key) { return context.parties[entry].number }
        guard let best = key.bestMatch(among: context.partyKeys, threshold: 0.75, lead: 0.1) else { return -1 }
        return context.parties[best.index].number
    }
}
