// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit
import Testing

@testable import StewardJobs

/// Compares the computed times with those found by looking at the clock on the wall in every single minute.
@Suite struct CronPropertyTests {
    static let places: [(zone: String, from: String)] = [
        ("Europe/Amsterdam", "2026-03-27T00:00:00Z"), ("Europe/Amsterdam", "2026-10-23T00:00:00Z"),
        ("America/New_York", "2026-03-06T00:00:00Z"), ("America/New_York", "2026-10-30T00:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-02T00:00:00Z"), ("Australia/Lord_Howe", "2026-10-01T00:00:00Z"),
        ("Asia/Bangkok", "2026-02-26T00:00:00Z"), ("America/Sao_Paulo", "2019-02-14T00:00:00Z"),
        ("America/Sao_Paulo", "2018-11-02T00:00:00Z"), ("Pacific/Apia", "2011-12-28T00:00:00Z"),
        ("Africa/Casablanca", "2026-02-13T00:00:00Z"), ("America/St_Johns", "2006-10-27T00:00:00Z"),
    ]

    @Test("agrees with a search minute by minute", arguments: places.indices) func agrees(_ place: Int) throws {
        let zone = try LocalZone(Self.places[place].zone)
        let start = try seconds(Self.places[place].from)
        let minutes = (0..<5 * 1440).map { start + Int64($0) * 60 }
        let walls = minutes.map { zone.wall(at: $0) }
        var random = SeededGenerator(seed: UInt64(2026 + place))
        for _ in 0..<12 {
            let text = Self.expression(&random)
            guard let expression = try? CronExpression(parsing: text) else { continue }
            let expected = Self.search(expression, minutes, walls)
            var found: [Int64] = []
            var last = start - 1
            while found.count < 80, let next = expression.next(after: last, in: zone),
                next <= minutes[minutes.count - 1]
            {
                found.append(next)
                last = next
            }
            #expect(found == Array(expected.prefix(80)), "\(text) in \(zone)")
            for (index, instant) in expected.enumerated().prefix(10) {
                #expect(expression.latest(atOrBefore: instant, in: zone) == instant, "\(text) in \(zone)")
                guard index > 0 else { continue }
                #expect(
                    expression.latest(atOrBefore: instant - 1, in: zone) == expected[index - 1], "\(text) in \(zone)")
            }
        }
    }

    /// The rule, told over minutes: for every hour, whenever the wall shows a matching minute; otherwise the first time
    /// that the wall shows it, or the first minute after the wall jumped over it.
    private static func search(_ expression: CronExpression, _ minutes: [Int64], _ walls: [Int64]) -> [Int64] {
        let times = Set(expression.timesOfDay)
        let first = Int(floorDivide(walls[0], 86_400)) - 1
        let days = Set((first...first + 8).filter { expression.matches(LocalDay(number: $0)) })
        func matches(_ wall: Int64) -> Bool {
            days.contains(Int(wall / 86_400)) && times.contains(wall % 86_400)
        }
        if expression.followsElapsedTime {
            return zip(minutes, walls).filter { matches($1) }.map(\.0)
        }
        var found: [Int64] = []
        var furthest = walls[0] - 60
        for (minute, wall) in zip(minutes, walls) {
            let unseen = stride(from: furthest + 60, through: wall, by: 60)
            if unseen.contains(where: matches) { found.append(minute) }
            furthest = max(furthest, wall)
        }
        return found
    }

    private static func expression(_ random: inout SeededGenerator) -> String {
        func field(_ range: ClosedRange<Int>, stars: Int) -> String {
            func number() -> Int { Int.random(in: range, using: &random) }
            if random.below(10) < stars { return random.below(4) == 0 ? "*/\(1 + random.below(range.count - 1))" : "*" }
            return (0...random.below(3)).map { _ in
                let first = number()
                let last = max(first, number())
                return random.below(2) == 0 ? "\(first)" : "\(first)-\(last)/\(1 + random.below(5))"
            }.joined(separator: ",")
        }
        // Early hours are where clocks change.
        let hours = random.below(2) == 0 ? field(0...3, stars: 1) : field(0...23, stars: 6)
        return [
            field(0...59, stars: 3), hours, field(1...31, stars: 7), field(1...12, stars: 9), field(0...7, stars: 7),
        ].joined(separator: " ")
    }
}
