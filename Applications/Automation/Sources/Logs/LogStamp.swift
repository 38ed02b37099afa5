// SPDX-License-Identifier: Apache-2.0
package import StewardJobs

/// Finds the stamp that a line of a log begins with, and says which instant it is.
///
/// Known are `2026-11-22 10:00:00.123 IST`, the same between brackets, with `T`, `/` or a comma, with an offset or a
/// zone's short, long or IANA name after it, a date alone, and `20261122-100000`. A stamp whose zone nobody knows
/// counts as late as it can be, so that nothing goes too early.
package struct LogStamp: Sendable {
    /// What a line begins with.
    package enum Found: Sendable, Hashable {
        case none
        /// Seconds since 1970.
        case instant(Int64)
        /// It looks like a stamp and is no time that there is.
        case unparsable
    }

    /// How many of a line's first bytes have to be looked at.
    package static let headLength = 160
    private static let day: Int64 = 86_400
    /// The zone furthest behind.
    private static let latest: Int64 = 12 * 3600

    private let zone: LocalZone
    /// What the zone names that were met mean.
    private var known: [[UInt8]: ZoneNames.Meaning] = [:]

    /// - Parameter zone: where stamps without a zone were written.
    package init(zone: LocalZone) { self.zone = zone }

    /// - Parameter line: a line's beginning, with or without its end.
    package mutating func read(_ line: ArraySlice<UInt8>) -> Found {
        var cursor = ByteCursor(line)
        if line.starts(with: [0xEF, 0xBB, 0xBF]) { cursor.skip(3) }
        let isBracketed = cursor.take(UInt8(ascii: "["))
        guard let date = Self.date(&cursor) else { return .none }
        guard let days = date.days else { return .unparsable }
        guard let time = Self.time(&cursor, isCompact: date.isCompact) else {
            // A date alone: it is over when the day is.
            return date.isCompact ? .none : .instant(zone.instant(wall: (days + 1) * Self.day))
        }
        guard let seconds = time else { return .unparsable }
        let wall = days * Self.day + seconds
        switch meaning(&cursor, isBracketed) {
        case .offset(let offset): return .instant(wall - offset)
        case .zone(let named): return .instant(named.instant(wall: wall))
        case .unknown: return .instant(wall + Self.latest)
        case .missing: return .instant(zone.instant(wall: wall))
        }
    }

    private mutating func meaning(_ cursor: inout ByteCursor, _ isBracketed: Bool) -> ZoneNames.Meaning {
        let text: [UInt8]
        if isBracketed {
            guard let inside = cursor.upTo(UInt8(ascii: "]")) else { return .missing }
            text = inside
        } else {
            text = Array(cursor.rest.prefix(48))
        }
        if isBracketed, let meaning = known[text] { return meaning }
        let meaning = ZoneNames.meaning(of: text, isAlone: isBracketed)
        if isBracketed, known.count < 64 { known[text] = meaning }
        return meaning
    }

    private struct DatePart {
        /// Days since 1970; `nil` when there is no such day.
        let days: Int64?
        /// Whether it was written without separators.
        let isCompact: Bool
    }

    private static func date(_ cursor: inout ByteCursor) -> DatePart? {
        guard let year = cursor.digits(4) else { return nil }
        let isDashed = cursor.take(UInt8(ascii: "-"))
        let isSlashed = !isDashed && cursor.take(UInt8(ascii: "/"))
        guard let month = cursor.digits(2) else { return nil }
        if isDashed, !cursor.take(UInt8(ascii: "-")) { return nil }
        if isSlashed, !cursor.take(UInt8(ascii: "/")) { return nil }
        guard let day = cursor.digits(2) else { return nil }
        let isCompact = !isDashed && !isSlashed
        if isCompact, !cursor.isAt("-_T") { return nil }
        return DatePart(days: CivilDay.number(year, month, day), isCompact: isCompact)
    }

    /// `nil` when there is no time; within it `nil` when there is no such time.
    private static func time(_ cursor: inout ByteCursor, isCompact: Bool) -> Int64?? {
        let start = cursor
        guard cursor.takeOne(of: isCompact ? "-_T" : " T"), let hour = cursor.digits(2),
            isCompact || cursor.take(UInt8(ascii: ":")), let minute = cursor.digits(2)
        else {
            cursor = start
            return nil
        }
        var second: Int64 = 0
        if isCompact || cursor.take(UInt8(ascii: ":")) {
            guard let value = cursor.digits(2) else { return .some(nil) }
            second = value
        }
        let beforeFraction = cursor
        if cursor.takeOne(of: ".,"), !cursor.skipDigits() { cursor = beforeFraction }
        guard hour < 24, minute < 60, second <= 60 else { return .some(nil) }
        return .some(hour * 3600 + minute * 60 + second)
    }
}

/// The proleptic Gregorian calendar.
enum CivilDay {
    /// Days since 1970-01-01; `nil` when there is no such day.
    static func number(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), (1...lengths[Int(month) - 1]).contains(day) else { return nil }
        let before = lengths[..<(Int(month) - 1)].reduce(0, +)
        let years = year - 1
        return years * 365 + years / 4 - years / 100 + years / 400 + before + day - 1 - 719_162
    }
}

/// A place in bytes.
struct ByteCursor {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func skip(_ count: Int) { rest = rest.dropFirst(count) }

    mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    func isAt(_ text: StaticString) -> Bool { rest.first.map { text.contains($0) } ?? false }

    mutating func takeOne(of text: StaticString) -> Bool {
        guard isAt(text) else { return false }
        rest.removeFirst()
        return true
    }

    /// So many digits as a number; nothing is taken when there are fewer.
    mutating func digits(_ count: Int) -> Int64? {
        let found = rest.prefix(count)
        guard found.count == count, found.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return found.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    /// Whether there was one at least.
    mutating func skipDigits() -> Bool {
        let count = rest.prefix { (0x30...0x39).contains($0) }.count
        rest = rest.dropFirst(count)
        return count > 0
    }

    /// What is before a byte, which is taken too; `nil` when it is not there.
    mutating func upTo(_ byte: UInt8) -> [UInt8]? {
        guard let end = rest.firstIndex(of: byte) else { return nil }
        let found = Array(rest[rest.startIndex..<end])
        rest = rest[(end + 1)...]
        return found
    }
}

extension StaticString {
    fileprivate func contains(_ byte: UInt8) -> Bool { withUTF8Buffer { $0.contains(byte) } }
}
