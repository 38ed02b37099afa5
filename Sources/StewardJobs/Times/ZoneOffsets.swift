// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// The offsets of a time zone, looked up once: Foundation's answer is right but takes a long way to each.
///
/// Time is cut into spans of about a year; the changes of a span are found when it is first asked for, by halving
/// between looks half a day apart, and kept.
final class ZoneOffsets: Sendable {
    /// From an instant on, this offset holds.
    private struct Change: Sendable {
        let from: Int64
        let offset: Int64
    }

    private let zone: TimeZone
    /// By number, from the lowest kept on; empty until asked for.
    private let spans: Mutex<[[Change]]>

    private static let length: Int64 = 1 << 25
    private static let step: Int64 = 43_200
    /// Beyond these spans (before about 1900 and after about 2200) nothing is kept.
    private static let kept: ClosedRange<Int64> = -65...216
    private static let all = Mutex<[String: ZoneOffsets]>([:])

    private init(_ zone: TimeZone) {
        self.zone = zone
        spans = Mutex(Array(repeating: [], count: Self.kept.count))
    }

    /// The one of a zone, shared by everybody who asks.
    static func of(_ identifier: String, _ zone: TimeZone) -> ZoneOffsets {
        all.withLock { all in
            if let known = all[identifier] { return known }
            let made = ZoneOffsets(zone)
            all[identifier] = made
            return made
        }
    }

    /// An offset and a time all through which it is known to hold.
    struct Steady: Sendable {
        let offset: Int64
        let from: Int64
        /// The first instant after it.
        let end: Int64

        /// Whether it holds all through a day on its wall, and the day before and after it.
        func holds(around day: Int) -> Bool {
            let midnight = Int64(day) * 86_400
            return from <= midnight - 26 * 3600 && midnight + 50 * 3600 < end
        }
    }

    /// Seconds east of Greenwich at an instant.
    func offset(at instant: Int64) -> Int64 { steady(at: instant).offset }

    /// The offset at an instant, with the time about it.
    func steady(at instant: Int64) -> Steady {
        let number = floorDivide(instant, Self.length)
        guard Self.kept.contains(number) else {
            return Steady(offset: asked(instant), from: instant, end: instant + 1)
        }
        let index = Int(number - Self.kept.lowerBound)
        return spans.withLock { spans in
            if spans[index].isEmpty { spans[index] = changes(number) }
            let last = spans[index].count - 1
            var place = last
            while place > 0, spans[index][place].from > instant { place -= 1 }
            let change = spans[index][place]
            let end = place == last ? (number + 1) * Self.length : spans[index][place + 1].from
            return Steady(offset: change.offset, from: change.from, end: end)
        }
    }

    private func asked(_ instant: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant))))
    }

    private func changes(_ number: Int64) -> [Change] {
        let start = number * Self.length
        var found = [Change(from: start, offset: asked(start))]
        var before = start
        while before < start + Self.length {
            let after = min(before + Self.step, start + Self.length)
            let (old, new) = (found.last?.offset ?? 0, asked(after))
            if old != new { found.append(Change(from: firstWithout(old, before, after), offset: new)) }
            before = after
        }
        return found
    }

    /// The first instant after `before`, up to `after`, at which another offset holds.
    private func firstWithout(_ old: Int64, _ before: Int64, _ after: Int64) -> Int64 {
        var (before, after) = (before, after)
        while after - before > 1 {
            let middle = before + (after - before) / 2
            if asked(middle) == old { before = middle } else { after = middle }
        }
        return after
    }
}
