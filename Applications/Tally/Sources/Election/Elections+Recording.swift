// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardIntegration
import StewardLedger

/// What recording a check or a reconciliation changed.
package struct RecordedRun: Sendable {
    /// Findings that are new or say something else than before.
    package var raised = 0
    /// Findings that are gone.
    package var withdrawn = 0
    /// Findings of this kind of run that stand now, by severity.
    package var standing: [Severity: Int] = [:]
    package var rules: [Rule: Int] = [:]
    /// The summary as it stands in the book.
    package var summary: JSON = .null

    /// Standing findings above a hint.
    package var attention: Int { standing.reduce(0) { $0 + ($1.key > .hint ? $1.value : 0) } }
}

extension Elections {
    /// Records what the checks of the forms themselves found: new findings, findings that are gone, and the run.
    package func recordCheck(
        _ examination: Examination, in election: String, actor: String
    ) async throws -> RecordedRun {
        var state = try await state(election)
        return try await recordCheck(examination, &state, actor: actor)
    }

    func recordCheck(
        _ examination: Examination, _ state: inout ElectionState, actor: String
    ) async throws -> RecordedRun {
        var members: [JSON.Member] = []
        for kind in BallotKind.allCases {
            let counts = examination.counts(kind)
            members.append(
                JSON.Member(
                    kind.rawValue,
                    [
                        "documents": .integer(Int64(counts.documents)),
                        "consistent": .integer(Int64(counts.consistent)),
                        "sums_agree": .integer(Int64(counts.sumsAgree)),
                    ]))
        }
        members.append(JSON.Member("station_forms", .integer(Int64(examination.stationForms))))
        let scores = examination.scores.filter { Examination.isCheck($0.key) }
        members.append(JSON.Member("rules", Self.json(scores)))
        return try await record(
            examination, ElectionEntry.checked, members, &state, actor: actor, where: Examination.isCheck)
    }

    /// Records how the forms compare with the feed: findings, and the run with coverage and snapshot time.
    package func recordReconciliation(
        _ examination: Examination, in election: String, actor: String
    ) async throws -> RecordedRun {
        var state = try await state(election)
        return try await recordReconciliation(examination, &state, actor: actor)
    }

    func recordReconciliation(
        _ examination: Examination, _ state: inout ElectionState, actor: String
    ) async throws -> RecordedRun {
        let national = NationalReconciliation(examination.outcome)
        var (equal, above, below) = (0, 0, 0)
        for area in national.areas {
            for difference in area.figures.lazy.compactMap(\.difference) {
                if difference == 0 { equal += 1 } else if difference > 0 { above += 1 } else { below += 1 }
            }
        }
        let seats = national.seatsByForms.lines.filter { $0.seats > 0 }.map { line -> JSON in
            ["party": .integer(Int64(line.party)), "seats": .integer(Int64(line.seats))]
        }
        let members: [JSON.Member] = [
            JSON.Member("last_update", .string(national.lastUpdate ?? "")),
            JSON.Member("percent_counted", national.percentCounted.map(JSON.number) ?? .null),
            JSON.Member("announcements", .integer(Int64(national.areas.count))),
            JSON.Member("figures", .integer(Int64(equal + above + below))),
            JSON.Member("equal", .integer(Int64(equal))),
            JSON.Member("above", .integer(Int64(above))),
            JSON.Member("below", .integer(Int64(below))),
            JSON.Member("list_seats", .array(seats)),
        ]
        return try await record(
            examination, ElectionEntry.reconciled, members, &state, actor: actor,
            where: Examination.isReconciliation)
    }

    /// Signs the book as it is and keeps the digest of the state people see, so that a later rebuild can be compared.
    package func seal(_ election: String) async throws {
        _ = try await ledger.record(ElectionState.self, of: Self.book(election))
        _ = try await ledger.checkpoint(Self.book(election))
    }

    /// The same for a state that this program has just computed.
    func seal(_ state: ElectionState) async throws {
        let book = Self.book(state.election)
        try await ledger.record(state, size: state.size, head: state.head, of: book)
        _ = try await ledger.checkpoint(book)
    }

    private func record(
        _ examination: Examination, _ kind: String, _ members: [JSON.Member], _ state: inout ElectionState,
        actor: String, where belongs: (Rule) -> Bool
    ) async throws -> RecordedRun {
        var run = RecordedRun()
        var drafts: [EntryDraft] = []
        var raised: [(id: String, finding: Finding)] = []
        var standing = Set<String>(minimumCapacity: examination.findings.count)
        let findings = examination.findings.filter { belongs($0.rule) }
        for (finding, written) in zip(findings, Self.written(findings, unlessIn: state)) {
            standing.insert(written.id)
            run.standing[finding.severity, default: 0] += 1
            run.rules[finding.rule, default: 0] += 1
            guard let bytes = try written.bytes?.get() else { continue }
            run.raised += 1
            drafts.append(EntryDraft(kind: ElectionEntry.findingRaised, actor: actor, written: bytes))
            raised.append((written.id, finding))
        }
        let gone = state.findings.values.filter { record in
            record.withdrawnAt == nil && belongs(record.finding.rule) && !standing.contains(record.finding.id)
        }
        for record in gone.sorted(by: { $0.raisedAt < $1.raisedAt }) {
            run.withdrawn += 1
            drafts.append(
                EntryDraft(
                    kind: ElectionEntry.findingWithdrawn, actor: actor, payload: ["id": .string(record.finding.id)]))
        }
        run.summary = .object(members + Self.counts(run, documents: examination.data.documents.count))
        drafts.append(EntryDraft(kind: kind, actor: actor, payload: run.summary))
        let entries = try await ledger.append(drafts, to: Self.book(state.election))
        state.reserve(findings: raised.count)
        for (entry, finding) in zip(entries, raised) { state.apply(entry, raising: finding.finding, id: finding.id) }
        for entry in entries.dropFirst(raised.count) { state.apply(entry) }
        return run
    }

    /// The findings' ids, and their canonical bytes where the book does not say the same already.
    private static func written(
        _ findings: [Finding], unlessIn state: ElectionState
    ) -> [(id: String, bytes: Result<[UInt8], any Error>?)] {
        findings.concurrentMap(stride: 32) { finding in
            let id = finding.id
            if let known = state.findings[id], known.withdrawnAt == nil, known.finding == finding { return (id, nil) }
            return (id, Result { try finding.canonicalBytes(id: id) })
        }
    }

    private static func counts(_ run: RecordedRun, documents: Int) -> [JSON.Member] {
        let severities = Severity.allCases.map { JSON.Member($0.code, .integer(Int64(run.standing[$0] ?? 0))) }
        let rules = run.rules.keys.sorted { $0.code < $1.code }
        return [
            JSON.Member("documents", .integer(Int64(documents))), JSON.Member("raised", .integer(Int64(run.raised))),
            JSON.Member("withdrawn", .integer(Int64(run.withdrawn))), JSON.Member("findings", .object(severities)),
            JSON.Member("findings_by_rule", .object(rules.map { .init($0.code, .integer(Int64(run.rules[$0] ?? 0))) })),
        ]
    }

    private static func json(_ scores: [Rule: CheckReport.Score]) -> JSON {
        .object(
            scores.keys.sorted { $0.code < $1.code }.map { rule in
                let score = scores[rule] ?? .init()
                return JSON.Member(
                    rule.code,
                    [
                        "held": .integer(Int64(score.held)), "failed": .integer(Int64(score.failed)),
                        "not_checkable": .integer(Int64(score.notCheckable)),
                    ])
            })
    }
}
