// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardIntegration
import StewardJobs
import StewardTestKit
import Testing

@testable import Automation

/// Moves a board through time.
private struct Story {
    var board: AlertBoard
    var now = Date(timeIntervalSince1970: 1_770_544_800)  // 2026-02-08 10:00 UTC

    init(_ rules: AlertRules = AlertRules()) { board = AlertBoard(rules) }

    static func matter(_ topic: String = "schedule:backup", _ severity: Notice.Severity = .warning) throws -> Matter {
        try Matter(topic: topic, severity: severity, subject: "It failed", text: "Look at it.", kind: "test")
    }

    /// What is told, as `sort topic`.
    mutating func tell(_ event: AlertBoard.Event, after minutes: Double = 0) -> [String] {
        now += minutes * 60
        return board.handle(event, at: now).map { "\($0.sort.rawValue) \($0.state.topic)" }
    }
}

@Suite("The board of alerts")
struct AlertBoardTests {
    private static let topic = "schedule:backup"

    @Test("something that starts is told once, and once when it is over")
    func once() throws {
        var story = Story()
        let matter = try Story.matter()
        #expect(story.tell(.look(source: "schedule", [matter])) == ["started schedule:backup"])
        for _ in 0..<20 { #expect(story.tell(.look(source: "schedule", [matter]), after: 5) == []) }
        #expect(story.tell(.look(source: "schedule", []), after: 5) == ["over schedule:backup"])
        for _ in 0..<20 { #expect(story.tell(.look(source: "schedule", []), after: 5) == []) }
        #expect(story.board.open.isEmpty)
    }

    @Test("a source ends its own matters only")
    func sources() throws {
        var story = Story()
        _ = story.tell(.look(source: "schedule", [try Story.matter()]))
        #expect(story.tell(.look(source: "storage", []), after: 5) == [])
        #expect(story.tell(.look(source: "sched", []), after: 5) == [])
        #expect(story.board.open.map(\.topic) == [Self.topic])
    }

    @Test("what lasts is told again after pauses that grow to a week")
    func reminders() throws {
        var story = Story()
        let matter = try Story.matter()
        _ = story.tell(.seen(matter))
        var pauses: [Int] = []
        var last = 0
        for hour in 1...(40 * 24) where story.tell(.seen(matter), after: 60) == ["reminder schedule:backup"] {
            pauses.append((hour - last) / 24)
            last = hour
        }
        #expect(pauses == [1, 2, 4, 7, 7, 7, 7])
    }

    @Test("what gets worse is told at once, what gets better is not")
    func worse() throws {
        var story = Story()
        _ = story.tell(.seen(try Story.matter()))
        #expect(story.tell(.seen(try Story.matter(Self.topic, .critical)), after: 5) == ["worse schedule:backup"])
        #expect(story.tell(.seen(try Story.matter()), after: 5) == [])
        // They know already how bad it can be.
        #expect(story.tell(.seen(try Story.matter(Self.topic, .critical)), after: 5) == [])
    }

    @Test("what comes and goes every few minutes is told three times, and once when it stays away")
    func flapping() throws {
        var story = Story()
        let matter = try Story.matter()
        var told: [String] = []
        for _ in 0..<100 {
            told += story.tell(.seen(matter), after: 5)
            told += story.tell(.gone(topic: Self.topic), after: 5)
        }
        #expect(told == ["started schedule:backup", "over schedule:backup", "started schedule:backup"])
        // It must stay away for as long as it came back often, six hours at most.
        #expect(story.tell(.tick, after: 350) == [])
        #expect(story.tell(.tick, after: 15) == ["over schedule:backup"])
        // After a day it is forgotten, and told like a new one.
        #expect(story.tell(.tick, after: 24 * 60) == [])
        #expect(story.board.matters.isEmpty)
        #expect(story.tell(.seen(matter), after: 1) == ["started schedule:backup"])
        #expect(story.tell(.gone(topic: Self.topic), after: 1) == ["over schedule:backup"])
    }

    @Test("in quiet hours only what is critical is told; the rest when they end, also what came and went")
    func quiet() throws {
        var rules = AlertRules()
        rules.quiet = [try QuietHours("22:00-07:00", zone: .utc)]
        var story = Story(rules)
        #expect(story.tell(.seen(try Story.matter("a:told"))) == ["started a:told"])
        #expect(story.tell(.tick, after: 12.5 * 60) == [])
        #expect(story.tell(.seen(try Story.matter("a:held")), after: 1) == [])
        #expect(story.tell(.seen(try Story.matter("a:brief")), after: 1) == [])
        #expect(story.tell(.seen(try Story.matter("a:fire", .critical)), after: 1) == ["started a:fire"])
        #expect(story.tell(.gone(topic: "a:brief"), after: 1) == [])
        #expect(story.tell(.gone(topic: "a:told"), after: 1) == [])
        #expect(story.tell(.tick, after: 8 * 60) == [])
        #expect(story.tell(.tick, after: 30) == ["passed a:brief", "started a:held", "over a:told"])
        #expect(story.tell(.tick, after: 5) == [])
    }

    @Test("what ended and came back in quiet hours went on")
    func quietReturn() throws {
        var rules = AlertRules()
        rules.quiet = [try QuietHours("22:00-07:00", zone: .utc)]
        var story = Story(rules)
        let matter = try Story.matter()
        #expect(story.tell(.seen(matter)) == ["started schedule:backup"])
        #expect(story.tell(.gone(topic: Self.topic), after: 13 * 60) == [])
        #expect(story.tell(.seen(matter), after: 60) == [])
        #expect(story.tell(.seen(matter), after: 8 * 60) == [])
        #expect(story.board.open.first?.since == Date(timeIntervalSince1970: 1_770_544_800))
    }

    @Test("what is muted is told to nobody until the time is up or it is over")
    func muted() throws {
        var story = Story()
        let matter = try Story.matter()
        #expect(story.tell(.seen(matter)) == ["started schedule:backup"])
        let until = story.now + 30 * 3600
        #expect(story.tell(.mute(topic: Self.topic, until: until, by: "me")) == [])
        #expect(story.tell(.seen(matter), after: 25 * 60) == [])
        #expect(story.tell(.seen(try Story.matter(Self.topic, .critical)), after: 60) == [])
        #expect(story.tell(.seen(matter), after: 5 * 60) == ["reminder schedule:backup"])
        #expect(story.tell(.mute(topic: Self.topic, until: .distantFuture, by: "me")) == [])
        #expect(story.tell(.gone(topic: Self.topic), after: 5) == [])
        // The next time is another matter.
        #expect(story.tell(.seen(matter), after: 5) == ["started schedule:backup"])
        #expect(story.tell(.unmute(topic: Self.topic)) == [])
    }

    @Test("whatever happens, nobody is told twice of a start, and an end follows what was told")
    func anyHistory() throws {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<200 {
            var rules = AlertRules()
            if Bool.random(using: &generator) { rules.quiet = [try QuietHours("22:00-07:00", zone: .utc)] }
            var story = Story(rules)
            var isTold: [String: Bool] = [:]
            for _ in 0..<150 {
                let topic = "a:\(Int.random(in: 0..<3, using: &generator))"
                let severity = try #require(Notice.Severity.allCases.randomElement(using: &generator))
                let events: [AlertBoard.Event] = [
                    .seen(try Story.matter(topic, severity)), .gone(topic: topic), .tick, .look(source: "a", []),
                    .mute(topic: topic, until: story.now + 3600, by: "me"), .unmute(topic: topic),
                ]
                let event = try #require(events.randomElement(using: &generator))
                let told = story.board.handle(event, at: story.now)
                story.now += Double.random(in: 0...7200, using: &generator)
                for telling in told {
                    let wasTold = isTold[telling.state.topic] ?? false
                    switch telling.sort {
                    case .started: isTold[telling.state.topic] = true
                    case .worse, .reminder: #expect(wasTold)
                    case .over:
                        #expect(wasTold)
                        isTold[telling.state.topic] = false
                    case .passed: break
                    }
                }
                // As it is kept and read again, it goes on alike.
                let kept = try story.board.matters.values.map { try AlertedMatter($0.json) }
                let again = AlertBoard(rules, matters: kept)
                #expect(again.matters.keys == story.board.matters.keys)
                #expect(again.open.map(\.matter) == story.board.open.map(\.matter))
                story.board = again
            }
        }
    }
}
