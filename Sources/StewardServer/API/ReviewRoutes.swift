// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import StewardCore
import Tally

/// What the pages of the review show, as JSON. It says no more than they do: nothing of an open matter but the caller's
/// own answer.
enum ReviewRoutes {
    static let all: [Route] = [
        Route(
            .get, "/api/review", "What waits for the caller, progress, and agreement between reviewers", isData: true,
            scope: .review, gives: ReviewSchemas.queue
        ) { _, context, site in
            guard let room = try await ReviewRoom(context, site) else { return JSONAnswer.response(.object([])) }
            return JSONAnswer.response(ReviewJSON.queue(room))
        },
        Route(
            .get, "/api/review/{case}", "One matter of the review", isData: true, scope: .review,
            gives: ReviewSchemas.matter
        ) {
            _, context, site in
            let (room, matter) = try await ReviewPages.matter(context, site)
            return JSONAnswer.response(ReviewJSON.matter(matter, room))
        },
    ]
}

/// The review as JSON.
enum ReviewJSON {
    static func queue(_ room: ReviewRoom) -> JSON {
        let progress = room.desk.progress(of: room.reviewer)
        let agreement = ReviewAgreement(room.desk)
        return [
            "election": .string(room.election),
            "progress": [
                "matters": .integer(Int64(progress.matters)), "settled": .integer(Int64(progress.settled)),
                "need_two": .integer(Int64(progress.ofTwo)),
                "need_two_settled": .integer(Int64(progress.settledOfTwo)), "own": .integer(Int64(progress.own)),
                "waiting": .integer(Int64(progress.waiting)),
            ],
            "agreement": [
                "pairs": .integer(Int64(agreement.pairs)), "equal": .integer(Int64(agreement.equal)),
                "krippendorff_alpha": agreement.alpha.map(JSON.number) ?? .null,
            ],
            "queue": .array(room.queue.prefix(500).map { summary($0, room) }),
        ]
    }

    private static func summary(_ matter: ReviewCase, _ room: ReviewRoom) -> JSON {
        .object(members(matter, room))
    }

    private static func members(_ matter: ReviewCase, _ room: ReviewRoom) -> [JSON.Member] {
        [
            JSON.Member("id", .string(matter.id)), JSON.Member("label", .string(room.label(matter))),
            JSON.Member("place", .string(room.place(matter))),
            JSON.Member("cell", matter.cell.map { .string($0.code) } ?? .null),
            JSON.Member("severity", .string(matter.leading.severity.code)),
            JSON.Member("votes_in_doubt", .integer(Int64(matter.leading.consequence.votesInDoubt))),
            JSON.Member("people_needed", .integer(Int64(matter.needed))),
        ]
    }

    static func matter(_ matter: ReviewCase, _ room: ReviewRoom) -> JSON {
        let desk = room.desk
        let readings = desk.readings(matter)
        let shown = desk.shown(matter, to: room.reviewer)
        var members = members(matter, room)
        members += [
            JSON.Member("digits", number(readings.digits)), JSON.Member("words", number(readings.words)),
            JSON.Member("alternatives", .array(readings.alternatives.map { .integer(Int64($0)) })),
            JSON.Member("file", matter.evidence.map { .string($0.file) } ?? .null),
            JSON.Member("place_in_file", matter.evidence.map { .string($0.place) } ?? .null),
            JSON.Member("sha256", (matter.evidence?.sha256).map(JSON.string) ?? .null),
            JSON.Member("identities", .array(desk.identities(matter).map { identity($0, matter, room.language) })),
            JSON.Member("own_answer", shown.own.map(entry) ?? .null), JSON.Member("turn", .integer(Int64(shown.turn))),
            JSON.Member("can_undo", .bool(shown.canUndo)),
            JSON.Member("settled", shown.settled.map(outcome) ?? .null),
            JSON.Member("answers", .array(shown.entries.map(entry))),
        ]
        if shown.settled != nil {
            members.append(JSON.Member("findings", .array(matter.findings.map { .string($0.id) })))
        }
        return .object(members)
    }

    private static func number(_ value: Int?) -> JSON { value.map { .integer(Int64($0)) } ?? .null }

    private static func identity(_ line: ReviewIdentity, _ matter: ReviewCase, _ language: Language) -> JSON {
        [
            "rule": .string(line.rule.code),
            "formula": .string(line.identity.formula(on: matter.leading.form ?? .announcement, language)),
            "with_digits": .string(code(line.withDigits)), "with_words": .string(code(line.withWords)),
        ]
    }

    private static func code(_ outcome: ReviewIdentity.Outcome?) -> String {
        switch outcome {
        case .holds: "holds"
        case .fails: "fails"
        case .notCheckable, nil: "not-checkable"
        }
    }

    static func outcome(_ outcome: ReviewOutcome) -> JSON {
        ["outcome": .string(outcome.code), "value": number(outcome.number)]
    }

    private static func entry(_ entry: ReviewEntry) -> JSON {
        [
            "by": .string(entry.reviewer.id), "outcome": entry.outcome.map { .string($0.code) } ?? .null,
            "value": number(entry.outcome?.number), "reason": .string(entry.reason),
            "entry": .integer(entry.sequence), "time": .string(entry.time.formatted(.iso8601)),
        ]
    }
}
