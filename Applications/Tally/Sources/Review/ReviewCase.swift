// SPDX-License-Identifier: Apache-2.0

/// A matter for review: one cell of one form with all open findings that turn on it, or a finding that is about no
/// single cell.
package struct ReviewCase: Sendable {
    package enum Subject: Sendable, Hashable {
        case cell(Cell)
        case finding
    }
    /// Fit for an address, and the same in every run.
    package let id: String
    package let subject: Subject
    /// The findings, the most consequential first.
    package private(set) var findings: [Finding]
    /// How many people's entries it takes: two when a winner or a list seat depends on it.
    package private(set) var needed: Int
    /// Where the value stands.
    package let evidence: Evidence?

    /// The finding that puts it in its place in the queue.
    package let leading: Finding

    package var cell: Cell? { if case .cell(let cell) = subject { cell } else { nil } }
    /// How many people must enter the same where the reader of scans was not certain.
    static let peopleForScans = 2
    /// The answers that make sense here.
    package var isAboutCell: Bool { cell != nil }

    /// The cells of one finding that a person should look at, the likeliest first.
    static func cells(of finding: Finding) -> [Cell] {
        guard finding.area != nil, finding.kind != nil, finding.form != nil else { return [] }
        var cells: [Cell] = []
        for change in finding.smallestChanges.prefix(3) where change.kind == .cell || change.kind == .swap {
            cells += [change.cell, change.other].compactMap(\.self)
        }
        if cells.isEmpty {
            cells = finding.values.filter { $0.label == .cell || $0.label == .formVotes }.compactMap(\.cell)
        }
        var seen = Set<Cell>()
        return Array(cells.filter { seen.insert($0).inserted }.prefix(5))
    }

    init(_ finding: Finding, cell: Cell?) {
        id = Self.id(finding, cell)
        subject = cell.map(Subject.cell) ?? .finding
        findings = [finding]
        leading = finding
        needed = Self.needed(finding, cell)
        let values = finding.values.filter { $0.source.sha256 != nil }
        let own = values.first { $0.cell == cell && cell != nil } ?? values.first
        evidence = own.map { value in
            value.cell == cell
                ? value.source : Evidence(file: value.source.file, sha256: value.source.sha256, place: "")
        }
    }

    /// The same cell in another finding.
    mutating func add(_ finding: Finding) {
        findings.append(finding)
        needed = max(needed, Self.needed(finding, cell))
    }

    private static func id(_ finding: Finding, _ cell: Cell?) -> String {
        guard let cell, let area = finding.area, let kind = finding.kind, let form = finding.form else {
            return "finding~" + finding.id
        }
        return id(cell, area: area, kind: kind, form: form, place: finding.place, format: finding.format)
    }

    /// The id of a matter about a cell.
    static func id(
        _ cell: Cell, area: Area, kind: BallotKind, form: FormType, place: CountingPlace?, format: SourceFile.Format?
    ) -> String {
        var parts = ["cell", area.description, kind.rawValue, form.identifier]
        switch place {
        case .unit(let number): parts.append("unit-\(number)")
        case .set(let number): parts.append("set-\(number)")
        case nil: break
        }
        if let format { parts.append(format.rawValue) }
        parts.append(cell.code)
        return parts.joined(separator: "~")
    }

    private static func needed(_ finding: Finding, _ cell: Cell?) -> Int {
        if finding.consequence.decidesSeat { return 2 }
        if finding.format == .scan, finding.rule == .votesAbsent || finding.rule == .fieldAbsent {
            return peopleForScans
        }
        let effects = finding.smallestChanges.filter { cell == nil || $0.cell == cell || $0.other == cell }
        return effects.contains { $0.effect.decidesSeat } ? 2 : 1
    }
}

extension Consequence {
    /// Whether a winner or a list seat depends on it.
    var decidesSeat: Bool { kind == .winnerChanges || kind == .seatChanges }
}

extension ElectionState {
    /// Every matter for review, the most consequential first. Hints, and findings that people decided, are none.
    func reviewCases() -> [ReviewCase] {
        let open = findings.values.filter { record in
            guard record.withdrawnAt == nil, record.finding.severity > .hint else { return false }
            switch record.status {
            case .open, .awaitingSecond, .disputed: return true
            case .confirmed, .rejected, .corrected: return false
            }
        }
        var cases: [ReviewCase] = []
        var places: [String: Int] = [:]
        for finding in open.map(\.finding).sortedByConsequence() {
            let cells = ReviewCase.cells(of: finding)
            for cell in cells.isEmpty ? [nil] : cells.map(Optional.some) {
                let new = ReviewCase(finding, cell: cell)
                if let place = places[new.id] {
                    cases[place].add(finding)
                } else {
                    places[new.id] = cases.count
                    cases.append(new)
                }
            }
        }
        return cases
    }
}
