// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger

extension Elections {
    /// Records what a person says of a finding, as an entry of its own. Nothing else changes.
    /// - Returns: where the finding stands afterwards.
    /// - Throws: `TallyError`: `notFound` for an unknown or withdrawn finding, `invalid` without a reason where one is
    ///   needed, or for a correction of a cell the finding's form does not have.
    package func decide(_ decision: Decision, in election: String) async throws -> DecisionStatus {
        let state = try await state(election)
        guard let record = state.findings[decision.findingID], record.withdrawnAt == nil else {
            throw TallyError(.notFound, "The election “\(election)” has no open finding “\(decision.findingID)”.")
        }
        try Self.validate(decision)
        let changesWinner = try await changesWinner(decision, record.finding, in: election)
        var members: [JSON.Member] = [
            JSON.Member("id", .string(decision.findingID)), JSON.Member("decision", .string(decision.verdict.rawValue)),
            JSON.Member("reason", .string(decision.reason)), JSON.Member("changes_winner", .bool(changesWinner)),
        ]
        if let correction = decision.correction {
            members.append(
                JSON.Member(
                    "correction", ["cell": .string(correction.cell), "value": .integer(Int64(correction.value))]))
        }
        let draft = EntryDraft(kind: ElectionEntry.findingDecided, actor: decision.person, payload: .object(members))
        _ = try await ledger.append([draft], to: Self.book(election))
        return try await self.state(election).findings[decision.findingID]?.status ?? .open
    }

    private static func validate(_ decision: Decision) throws(TallyError) {
        guard !decision.person.isEmpty else { throw TallyError(.invalid, "A decision needs the person's name.") }
        let needsReason = decision.verdict == .reject || decision.verdict == .correct
        guard !needsReason || !decision.reason.isEmpty else {
            throw TallyError(.invalid, "To \(decision.verdict.rawValue) a finding, give a reason.")
        }
        guard (decision.verdict == .correct) == (decision.correction != nil) else {
            throw TallyError(.invalid, "A correction needs a cell and its right value; other decisions take none.")
        }
        if let correction = decision.correction {
            guard Cell(code: correction.cell) != nil else {
                throw TallyError(
                    .invalid,
                    "“\(correction.cell)” is no cell; cells are called field.good or row.12, as findings show.")
            }
            guard (0...1_000_000_000).contains(correction.value) else {
                throw TallyError(.invalid, "A cell cannot hold \(correction.value).")
            }
        }
    }

    /// Whether another candidate would lead if the corrected cell were right.
    private func changesWinner(
        _ decision: Decision, _ finding: Finding, in election: String
    ) async throws -> Bool {
        guard let correction = decision.correction, let cell = Cell(code: correction.cell), let area = finding.area
        else { return false }
        let data = try await data(election)
        let matching = data.documents.filter {
            $0.area == area && $0.kind == finding.kind && $0.form == (finding.form ?? .announcement)
                && (finding.format == nil || $0.source.format == finding.format)
        }
        guard let document = matching.first else {
            throw TallyError(.notFound, "No form of \(area) is imported that could be corrected.")
        }
        let context = CheckContext(register: data.register, feed: data.feed)
        let corrected = try Self.corrected(document, cell, to: correction.value)
        let (before, after) = (ExaminedForm(document, context), ExaminedForm(corrected, context))
        return document.kind == .constituency && before.leadingRow != after.leadingRow
    }

    private static func corrected(
        _ document: TallyDocument, _ cell: Cell, to value: Int
    ) throws(TallyError) -> TallyDocument {
        var document = document
        switch cell {
        case .field(let field): document.fields[field] = Reading(.number(value), method: .person)
        case .row(let position):
            guard let row = document.rows.firstIndex(where: { $0.position == position }) else {
                throw TallyError(.invalid, "The form of \(document.area) has no row \(position).")
            }
            document.rows[row].votes = Reading(.number(value), method: .person)
        }
        return document
    }
}
