// SPDX-License-Identifier: Apache-2.0

/// One error planted in one document.
package struct Plant: Sendable {
    package let kind: PlantKind
    /// The area whose document was changed.
    package let area: Area
    package let ballot: BallotKind
    /// The changed document's place in the list.
    package let index: Int
    package let document: TallyDocument
    /// What was done, in a few words.
    package let note: String
    /// Votes or ballots that stand in a wrong place because of it.
    package let votes: Int

    /// Plants one error in a document chosen by `generator`; `nil` when that document cannot carry it (no two different
    /// digits, no votes to exchange), which makes no plant.
    package static func random(
        _ kind: PlantKind, in documents: [TallyDocument], using generator: inout SplitMix64
    ) -> Plant? {
        guard documents.count > 1 else { return nil }
        let index = Int.random(in: documents.indices, using: &generator)
        var planter = Planter(documents: documents, index: index, generator: generator)
        defer { generator = planter.generator }
        guard let (document, note, votes) = planter.plant(kind) else { return nil }
        return Plant(
            kind: kind, area: document.area, ballot: document.kind, index: index, document: document, note: note,
            votes: votes)
    }
}

/// Makes the changed copy.
private struct Planter {
    let documents: [TallyDocument]
    let index: Int
    var generator: SplitMix64

    typealias Result = (document: TallyDocument, note: String, votes: Int)

    mutating func plant(_ kind: PlantKind) -> Result? {
        switch kind {
        case .digitSwap: changeNumber { Self.swapDigits($0, &$1) }
        case .digitChange: changeNumber { Self.changeDigit($0, &$1) }
        case .rowShift: shift()
        case .phantomRow: phantom()
        case .swappedCandidates: cycle(of: 2)
        case .permutation: cycle(of: Int.random(in: 3...6, using: &generator))
        case .wrongFile, .doubledDocument: replace(keepsBytes: kind == .doubledDocument)
        }
    }

    // MARK: Numbers

    private mutating func changeNumber(_ change: (Int, inout SplitMix64) -> Int?) -> Result? {
        var document = documents[index]
        let fields = document.fields.keys.sorted { $0.rawValue < $1.rawValue }
        let choice = Int.random(in: 0..<(fields.count + document.rows.count), using: &generator)
        if choice < fields.count {
            let field = fields[choice]
            guard let old = document.number(field), let new = change(old, &generator) else { return nil }
            document.fields[field]?.value = .number(new)
            return (document, "\(field.code): \(old) to \(new)", abs(new - old))
        }
        let row = choice - fields.count
        guard let old = document.rows[row].votes.number, let new = change(old, &generator) else { return nil }
        document.rows[row].votes.value = .number(new)
        return (document, "row \(row + 1): \(old) to \(new)", abs(new - old))
    }

    private static func swapDigits(_ number: Int, _ generator: inout SplitMix64) -> Int? {
        var digits = Array(String(number))
        let places = digits.indices.dropLast().filter { digits[$0] != digits[$0 + 1] }
        guard let place = places.randomElement(using: &generator) else { return nil }
        digits.swapAt(place, place + 1)
        return Int(String(digits))
    }

    private static func changeDigit(_ number: Int, _ generator: inout SplitMix64) -> Int? {
        var power = 1
        for _ in 0..<Int.random(in: 0..<String(number).count, using: &generator) { power *= 10 }
        let old = number / power % 10
        let new = (old + Int.random(in: 1...9, using: &generator)) % 10
        return number + (new - old) * power
    }

    // MARK: Rows

    private mutating func shift() -> Result? {
        var document = documents[index]
        guard document.rows.count >= 4 else { return nil }
        let first = Int.random(in: 0..<(document.rows.count - 3), using: &generator)
        let last = Int.random(in: (first + 2)..<document.rows.count, using: &generator)
        let votes = document.rows[first...last].map(\.votes)
        var moved = 0
        for (offset, row) in (first...last).enumerated() {
            let from = offset == 0 ? votes.count - 1 : offset - 1
            moved += abs((votes[offset].number ?? 0) - (votes[from].number ?? 0))
            document.rows[row].votes = votes[from]
        }
        return moved == 0 ? nil : (document, "rows \(first + 1) to \(last + 1) moved down", moved / 2)
    }

    private mutating func phantom() -> Result? {
        var document = documents[index]
        guard let source = document.rows.randomElement(using: &generator) else { return nil }
        let place = Int.random(in: 0...document.rows.count, using: &generator)
        var row = source
        let isNamed = Bool.random(using: &generator)
        if !isNamed {
            row.name = ""
            row.party = document.kind == .partyList ? "Unknown Party" : nil
            row.number = document.rows.compactMap(\.number).max().map { $0 + 1 }
        }
        row.matchedNumber = nil
        let votes = Int.random(in: 0...200, using: &generator)
        row.votes = Reading(.number(votes), method: .generated)
        document.rows.insert(row, at: place)
        for row in document.rows.indices { document.rows[row].position = row }
        return (document, "a row \(isNamed ? "named twice" : "without a name") at \(place + 1)", votes)
    }

    /// Distinct rows, each of which gets the votes of the next.
    private mutating func cycle(of length: Int) -> Result? {
        var document = documents[index]
        guard document.rows.count >= length else { return nil }
        let rows = Array(document.rows.indices.shuffled(using: &generator).prefix(length))
        let votes = rows.map { document.rows[$0].votes }
        guard Set(votes.map(\.number)).count == length else { return nil }
        var moved = 0
        for (place, row) in rows.enumerated() {
            let next = votes[(place + 1) % length]
            moved += abs((next.number ?? 0) - (votes[place].number ?? 0))
            document.rows[row].votes = next
        }
        let names = rows.map { String($0 + 1) }.joined(separator: ", ")
        return (document, "rows \(names) exchanged", moved / 2)
    }

    // MARK: Files

    private mutating func replace(keepsBytes: Bool) -> Result? {
        let own = documents[index]
        let same = documents.indices.filter { documents[$0].kind == own.kind && documents[$0].area != own.area }
        guard let other = same.randomElement(using: &generator) else { return nil }
        var document = documents[other]
        let from = document.area
        document.area = own.area
        document.printedProvince = own.printedProvince
        document.source.path = own.source.path
        if !keepsBytes { document.source.sha256 = own.source.sha256 }
        let votes = document.rows.reduce(0) { $0 + ($1.votes.number ?? 0) }
        return (document, "the document of \(from)", votes)
    }
}
