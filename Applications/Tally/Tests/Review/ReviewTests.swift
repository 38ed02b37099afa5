// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardTestKit
import Testing

@testable import Tally

@Suite struct ReviewTests {
    private typealias Made = ReviewElection

    @Test("what a winner depends on comes first and needs two people; what changes nothing needs one")
    func queueOrder() async throws {
        try await Made.with { made in
            let queue = try await made.queue(of: Made.anna)
            #expect(queue.first == Made.winning)
            #expect(queue.contains(Made.bad))
            let desk = try await made.desks.desk(Made.name)
            #expect(desk.matter(Made.winning)?.needed == 2)
            #expect(desk.matter(Made.bad)?.needed == 1)
            let readings = desk.readings(try #require(desk.matter(Made.winning)))
            #expect(readings.words == 10 && (readings.digits ?? 0) > 1_000)
        }
    }

    @Test("the arithmetic holds with the digits and fails with the words")
    func arithmetic() async throws {
        try await Made.with { made in
            let desk = try await made.desks.desk(Made.name)
            let lines = desk.identities(try #require(desk.matter(Made.winning)))
            let sum = try #require(lines.first { $0.rule == .sumGood })
            #expect(sum.withDigits == .holds)
            guard case .fails = sum.withWords else {
                Issue.record("the words should not add up")
                return
            }
            #expect(desk.lines(try #require(desk.matter(Made.winning))).count(where: \.isSubject) == 1)
        }
    }

    @Test("two people who agree settle it; before that, neither sees anything of the other")
    func twoAgree() async throws {
        try await Made.with { made in
            let first = try await made.enter(.digits, by: Made.anna)
            #expect(first.settled == nil && first.entries.isEmpty && first.own != nil)
            let other = try await made.shown(to: Made.bo)
            #expect(other.own == nil && other.settled == nil && other.entries.isEmpty && other.turn == 0)
            #expect(try await !made.queue(of: Made.anna).contains(Made.winning))
            #expect(try await made.queue(of: Made.bo).first == Made.winning)
            let second = try await made.enter(.digits, by: Made.bo)
            #expect(second.settled?.number == second.own?.readings.digits)
            #expect(second.entries.map(\.reviewer) == [Made.anna, Made.bo])
            #expect(try await made.shown(to: Made.anna).entries.count == 2)
            #expect(try await !made.queue(of: Made.chai).contains(Made.winning))
        }
    }

    @Test("accepting the digits and typing the same number are one answer")
    func sameOutcome() async throws {
        try await Made.with { made in
            let digits = try #require(try await made.enter(.digits, by: Made.anna).own?.outcome?.number)
            #expect(try await made.enter(.value(digits), by: Made.bo).settled == .value(digits))
        }
    }

    @Test("two who differ do not settle it, and a third person decides")
    func third() async throws {
        try await Made.with { made in
            try await made.enter(.digits, by: Made.anna)
            let second = try await made.enter(.words, by: Made.bo)
            #expect(second.settled == nil && second.entries.isEmpty)
            let third = try await made.shown(to: Made.chai)
            #expect(third.turn == 0 && third.entries.isEmpty && third.own == nil)
            let settled = try await made.enter(.words, by: Made.chai)
            #expect(settled.settled == .value(10))
            #expect(settled.entries.count == 3)
        }
    }

    @Test("one person alone never settles what needs two, however often they answer")
    func alone() async throws {
        try await Made.with { made in
            try await made.enter(.digits, by: Made.anna)
            for _ in 0..<3 {
                try await made.undo(by: Made.anna)
                #expect(try await made.enter(.digits, by: Made.anna).settled == nil)
            }
        }
    }

    @Test("an answer that makes another candidate the winner needs two people, although the finding did not")
    func valueChangesWinner() async throws {
        try await Made.with { made in
            let desk = try await made.desks.desk(Made.name)
            let finding = Finding(
                .votesAbsent, area: Area(province: 10, constituency: 1), kind: .constituency, form: .announcement,
                format: .steward)
            let matter = ReviewCase(finding, cell: .row(1))
            #expect(matter.needed == 1)
            #expect(desk.needed(.value(900_000), matter) == 2)
            #expect(desk.needed(.value(1), matter) == 1)
            #expect(desk.needed(.nothing, ReviewCase(finding, cell: .row(0))) == 2)
        }
    }

    @Test("an answer that takes a whole form away needs two people, although the finding did not")
    func wrongFile() async throws {
        try await Made.with { made in
            let shown = try await made.enter(.wrongFile, Made.bad, by: Made.anna, reason: "another province")
            #expect(shown.settled == nil)
            try await made.enter(.wrongFile, Made.bad, by: Made.bo, reason: "it is of another province")
            #expect(try await made.shown(Made.bad, to: Made.chai).settled == .wrongFile)
        }
    }

    @Test("an answer beside both readings, and a rejection, needs a reason")
    func reasons() async throws {
        try await Made.with { made in
            for answer in [ReviewAnswer.value(7), .illegible, .wrongFile, .nothing] {
                await #expect(throws: TallyError(.invalid, "")) { try await made.enter(answer, by: Made.anna) }
                await #expect(throws: TallyError(.invalid, "")) {
                    try await made.enter(answer, by: Made.anna, reason: " \n")
                }
            }
            for answer in [ReviewAnswer.stands, .unfounded, .value(-1)] {
                await #expect(throws: TallyError(.invalid, "")) {
                    try await made.enter(answer, by: Made.anna, reason: "because")
                }
            }
            #expect(try await made.desks.desk(Made.name).state.reviews.isEmpty)
            try await made.enter(.value(7), by: Made.anna, reason: "a 7 with a flag")
        }
    }

    @Test("a form sent twice is recorded once; another answer from an old form is refused")
    func twice() async throws {
        try await Made.with { made in
            let submission = ReviewSubmission(caseID: Made.winning, answer: .digits, turn: 0)
            _ = try await made.desks.enter(submission, by: Made.anna, in: Made.name)
            let size = try await made.elections.state(Made.name).size
            let again = try await made.desks.enter(submission, by: Made.anna, in: Made.name)
            #expect(again.own != nil)
            let other = ReviewSubmission(caseID: Made.winning, answer: .words, turn: 0)
            await #expect(throws: TallyError(.exists, "")) {
                try await made.desks.enter(other, by: Made.anna, in: Made.name)
            }
            #expect(try await made.elections.state(Made.name).size == size)
            _ = try await made.desks.undo(Made.winning, turn: 1, by: Made.anna, in: Made.name)
            _ = try await made.desks.undo(Made.winning, turn: 1, by: Made.anna, in: Made.name)
            #expect(try await made.elections.state(Made.name).size == size + 1)
            #expect(try await made.shown(to: Made.anna).own == nil)
        }
    }

    @Test("what needs one person can be taken back; what two people settled cannot")
    func takingBack() async throws {
        try await Made.with { made in
            try await made.enter(.digits, Made.bad, by: Made.anna)
            #expect(try await made.shown(Made.bad, to: Made.bo).settled != nil)
            await #expect(throws: TallyError(.exists, "")) { try await made.enter(.words, Made.bad, by: Made.bo) }
            try await made.undo(Made.bad, by: Made.anna)
            #expect(try await made.shown(Made.bad, to: Made.bo).settled == nil)
            try await made.enter(.digits, by: Made.anna)
            try await made.enter(.digits, by: Made.bo)
            await #expect(throws: TallyError(.exists, "")) { try await made.undo(by: Made.anna) }
            await #expect(throws: TallyError(.invalid, "")) { try await made.undo(by: Made.chai) }
        }
    }

    @Test("what was skipped comes last, for the one who skipped alone")
    func skipping() async throws {
        try await Made.with { made in
            let before = try await made.queue(of: Made.anna)
            _ = try await made.desks.skip(Made.winning, by: Made.anna, in: Made.name)
            #expect(try await made.queue(of: Made.anna) == Array(before.dropFirst()) + [Made.winning])
            #expect(try await made.queue(of: Made.bo) == before)
            let size = try await made.elections.state(Made.name).size
            _ = try await made.desks.skip(Made.winning, by: Made.anna, in: Made.name)
            #expect(try await made.elections.state(Made.name).size == size)
        }
    }

    @Test("entries of open matters are hidden by their numbers, those of settled ones are not")
    func hidden() async throws {
        try await Made.with { made in
            try await made.enter(.digits, by: Made.anna)
            _ = try await made.desks.skip(Made.winning, by: Made.bo, in: Made.name)
            let desk = try await made.desks.desk(Made.name)
            #expect(desk.hidden == Set([desk.state.size - 2, desk.state.size - 1]))
            try await made.enter(.digits, by: Made.bo)
            #expect(try await made.desks.desk(Made.name).hidden.isEmpty)
        }
    }

    @Test("another file of the form opens the matter anew")
    func anotherFile() async throws {
        try await Made.with { made in
            try await made.enter(.digits, by: Made.anna)
            try await made.enter(.digits, by: Made.bo)
            try await made.importForms(extra: 1)
            let shown = try await made.shown(to: Made.anna)
            #expect(shown.settled == nil && shown.own == nil)
            try await made.enter(.digits, by: Made.anna)
            #expect(try await made.enter(.digits, by: Made.chai).settled != nil)
        }
    }

    @Test("the book rebuilds to the same state, and names nobody but accounts")
    func rebuild() async throws {
        try await Made.with { made in
            let before = try await made.elections.state(Made.name).digestible
            #expect(before["reviews"] == nil)
            try await made.enter(.value(7), by: Made.anna, reason: "seen")
            try await made.elections.seal(Made.name)
            let compared = try await made.elections.ledger.compare(ElectionState.self, of: Elections.book(Made.name))
            guard case .equal = compared else {
                Issue.record("the rebuilt state differs: \(compared)")
                return
            }
            let entry = try #require(
                try await made.elections.ledger.entries(in: Elections.book(Made.name), from: 0, limit: 1000)
                    .last { $0.kind == ElectionEntry.reviewEntered })
            #expect(entry.actor == Made.anna.id)
            #expect(entry.payload["sha256"]?.string?.count == 64)
            #expect(entry.payload["before"]?["words"]?.integer == 10)
            #expect(entry.payload["salt"]?.string?.count == 32)
        }
    }
}
