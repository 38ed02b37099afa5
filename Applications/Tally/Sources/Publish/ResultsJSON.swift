// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Every announcement as a result with the field names readers of such forms know, each with the comparison to the
/// feed.
struct ResultsJSON {
    let view: ElectionView

    var json: JSON {
        [
            "election": .string(view.data.state.election), "title": .string(view.data.state.title),
            "credits": .array(view.credits.map(JSON.string)),
            "feed": [
                "source": .string(view.data.feed.source), "last_update": .string(view.data.feed.lastUpdate),
                "percent_counted": .number(view.data.feed.percentCounted),
            ],
            "results": .array(view.national.areas.compactMap(result)),
            "list_seats": seats(view.national.seatsByForms), "list_seats_by_feed": seats(view.national.seatsByFeed),
        ]
    }

    private func result(_ reconciliation: Reconciliation) -> JSON? {
        guard let form = view.forms[.init(reconciliation.area, reconciliation.kind)] else { return nil }
        let document = form.document
        var members: [JSON.Member] = [
            .init("form_type", .string(document.form.code(document.kind))),
            .init("form_category", .string(document.kind.rawValue)),
            .init("province", .string(view.data.register.provinces[document.area.province]?.name ?? "")),
            .init("constituency_number", .integer(Int64(document.area.constituency))),
            .init("valid_votes", number(document.number(.good))),
            .init("invalid_votes", number(document.number(.bad))),
            .init("blank_votes", number(document.number(.noChoice))),
            .init("total_votes", number(document.number(.ballots))),
            .init("source_file", .string(document.source.path)),
            .init("source_sha256", .string(document.source.sha256)),
            .init("identities_hold", .bool(form.passesIdentities)),
        ]
        let figures = reconciliation.figures
        let votes = figures.map { JSON.Member(String($0.number), number($0.formVotes)) }
        let names = figures.map { figure in JSON.Member(String(figure.number), name(figure, document.kind)) }
        let isConstituency = document.kind == .constituency
        members.append(.init(isConstituency ? "vote_counts" : "party_votes", .object(votes)))
        members.append(.init(isConstituency ? "candidate_info" : "party_info", .object(names)))
        members.append(
            .init("ect_data", .object(figures.map { JSON.Member(String($0.number), number($0.feedVotes)) })))
        members.append(.init("discrepancies", .array(figures.compactMap(discrepancy))))
        return .object(members)
    }

    private func name(_ figure: ReconciledFigure, _ kind: BallotKind) -> JSON {
        guard kind == .partyList, let party = view.data.register.parties[figure.number] else {
            return ["name": .string(figure.name)]
        }
        return [
            "name": .string(party.name), "abbr": party.abbreviation.map(JSON.string) ?? .null,
            "color": .string(party.color),
        ]
    }

    private func discrepancy(_ figure: ReconciledFigure) -> JSON? {
        guard let difference = figure.difference, difference != 0 else { return nil }
        return [
            "number": .integer(Int64(figure.number)), "form": number(figure.formVotes),
            "feed": number(figure.feedVotes),
            "difference": .integer(Int64(difference)),
            "severity_by_percent": figure.originalSeverity.map { .string($0.rawValue) } ?? .null,
        ]
    }

    private func seats(_ allocation: SeatAllocation) -> JSON {
        .array(
            allocation.lines.map { line in
                [
                    "party": .integer(Int64(line.party)), "votes": .integer(Int64(line.votes)),
                    "whole": .integer(Int64(line.whole)), "remainder_order": .integer(Int64(line.order)),
                    "extra": .integer(Int64(line.extra)), "seats": .integer(Int64(line.seats)),
                ]
            })
    }

    private func number(_ value: Int?) -> JSON { value.map { .integer(Int64($0)) } ?? .null }
}
