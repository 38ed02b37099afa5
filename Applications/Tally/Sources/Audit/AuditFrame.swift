// SPDX-License-Identifier: Apache-2.0

/// The forms of an election whose readings stand without a person: what an audit sample is drawn from.
///
/// A form is in it when every cell has a value, no open finding above a hint names it, and no person entered or decided
/// anything about it.
package struct AuditFrame: Sendable {
    /// A form's name in the sample, as `10_1~constituency~6-1~ocr61-matched@0f3a…`: where, which form, which source,
    /// and the beginning of the SHA-256 of the file it was read from.
    package struct Form: Sendable {
        package let name: String
        package let document: TallyDocument
    }
    package let names: [String]
    /// Forms that are not in it, by why.
    package let seenByPeople: Int
    package let waitingForPeople: Int
    package let incomplete: Int

    package var forms: Int { names.count + seenByPeople + waitingForPeople + incomplete }

    /// Looks at every document once; `forEach` gives them in an order that stays.
    package init(_ state: ElectionState, _ forEach: ((TallyDocument) throws -> Void) throws -> Void) rethrows {
        let standing = AuditStanding(state)
        var namer = AuditNamer()
        var names: [String] = []
        var (seen, waiting, incomplete) = (0, 0, 0)
        try forEach { document in
            let name = namer.name(document)
            let key = FormKey(document)
            if standing.seen.contains(key) || document.hasPersonsReadings {
                seen += 1
            } else if standing.waiting.contains(key) {
                waiting += 1
            } else if !document.isComplete {
                incomplete += 1
            } else {
                names.append(name)
            }
        }
        self.names = names
        seenByPeople = seen
        waitingForPeople = waiting
        self.incomplete = incomplete
    }

    /// The documents with these names, in the names' order.
    package static func forms(
        _ names: [String], _ forEach: ((TallyDocument) throws -> Void) throws -> Void
    ) rethrows -> [Form] {
        let wanted = Set(names)
        var found: [String: TallyDocument] = [:]
        var namer = AuditNamer()
        try forEach { document in
            let name = namer.name(document)
            if wanted.contains(name) { found[name] = document }
        }
        return names.compactMap { name in found[name].map { Form(name: name, document: $0) } }
    }
}

/// Names forms, a second one of the same place in the same file with a number.
struct AuditNamer {
    private var used: [String: Int] = [:]

    mutating func name(_ document: TallyDocument) -> String {
        let base = FormKey(document).text + "@" + document.source.sha256.prefix(12)
        let count = used[base, default: 0]
        used[base] = count + 1
        return count == 0 ? base : base + "#\(count + 1)"
    }
}

/// Which form something is about.
struct FormKey: Hashable {
    let text: String

    init(_ document: TallyDocument) {
        text = Self.text(document.area, document.kind, document.form, document.place, document.source.format)
    }
    /// `nil` for a finding that is about no single form.
    init?(_ finding: Finding) {
        guard let area = finding.area, let kind = finding.kind, let form = finding.form, let format = finding.format
        else { return nil }
        text = Self.text(area, kind, form, finding.place, format)
    }

    private static func text(
        _ area: Area, _ kind: BallotKind, _ form: FormType, _ place: CountingPlace?, _ format: SourceFile.Format
    ) -> String {
        var parts = [area.description, kind.rawValue, form.identifier]
        switch place {
        case .unit(let number): parts.append("unit-\(number)")
        case .set(let number): parts.append("set-\(number)")
        case nil: break
        }
        return (parts + [format.rawValue]).joined(separator: "~")
    }
}

/// Which forms people have looked at, and which wait for them.
private struct AuditStanding {
    var seen: Set<FormKey> = []
    var waiting: Set<FormKey> = []

    init(_ state: ElectionState) {
        let entered = Set(state.reviews.filter { $0.value.entries.contains { $0.outcome != nil } }.keys)
        for (id, record) in state.findings {
            guard let key = FormKey(record.finding) else { continue }
            let cells = ReviewCase.cells(of: record.finding).map { ReviewCase(record.finding, cell: $0).id }
            let wasEntered = !entered.isEmpty && (cells + ["finding~" + id]).contains(where: entered.contains)
            if wasEntered || !record.decisions.isEmpty { seen.insert(key) }
            if record.withdrawnAt == nil, record.finding.severity > .hint { waiting.insert(key) }
        }
    }
}

extension TallyDocument {
    var readings: [Reading] { rows.map(\.votes) + fields.values }
    fileprivate var hasPersonsReadings: Bool { readings.contains { $0.method == .person } }
    fileprivate var isComplete: Bool { !rows.isEmpty && readings.allSatisfy { $0.value.countedNumber != nil } }
}

extension Elections {
    /// Calls `body` with every document of an election, the files in order of their paths.
    package func forEachDocument(of state: ElectionState, _ body: (TallyDocument) throws -> Void) throws {
        for source in state.sources.values.sorted(by: { $0.path < $1.path }) {
            try forEachDocument(of: source, in: state, body)
        }
    }
}
