// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Reads the lines that this program writes, four times as fast as a reader of any JSON.
///
/// It knows the order in which members come at the outside, texts without escapes in ASCII, and numbers that a `Double`
/// holds exactly as a fraction of two. Whatever else it meets, it gives up (`nil`), and `JSONReader` reads the line:
/// that may be right, or is wrong and gets a sentence. Thus a book means the same whoever reads it.
struct ArrivalScanner {
    private let base: UnsafePointer<UInt8>
    private let end: Int
    private var at = 0

    private init?(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return nil }
        base = start.assumingMemoryBound(to: UInt8.self)
        end = bytes.count
    }

    /// What an entry's line is.
    enum Found { case arrival(Arrival), anotherKind }

    /// The arrival in an entry's line.
    static func scan(line: UnsafeRawBufferPointer) -> Found? {
        guard var scanner = ArrivalScanner(line), scanner.skip("{\"actor\":"), scanner.text() != nil,
            scanner.skip(",\"book\":"), scanner.text() != nil, scanner.skip(",\"kind\":"),
            let kind = scanner.text()
        else { return nil }
        guard scanner.equal(kind, LogbookEntry.arrival) else { return .anotherKind }
        guard scanner.skip(",\"payload\":"), let arrival = scanner.arrival(), scanner.skip(",\"previous\":\""),
            scanner.base[scanner.end - 1] == UInt8(ascii: "}")
        else { return nil }
        return .arrival(arrival)
    }

    /// The arrival of a payload alone.
    static func scan(payload: UnsafeRawBufferPointer) -> Arrival? {
        guard var scanner = ArrivalScanner(payload), let arrival = scanner.arrival(), scanner.at == scanner.end else {
            return nil
        }
        return arrival
    }

    private mutating func arrival() -> Arrival? {
        guard skip("{\"because\":"), let because = string().flatMap(Arrival.Evidence.init), skip(",\"form\":"),
            let form = string(), skip(",\"observations\":[")
        else { return nil }
        var observations: [Observation] = []
        if !skip("]") {
            repeat {
                guard let observation = observation() else { return nil }
                observations.append(observation)
            } while skip(",")
            guard skip("]") else { return nil }
        }
        guard skip("}"), observations.count <= Arrival.most else { return nil }
        return Arrival(form: form, evidence: because, observations: observations)
    }

    private mutating func observation() -> Observation? {
        guard skip("{\"") else { return nil }
        var record = ObservationRecord()
        var seen: UInt32 = 0
        while true {
            guard let member = member(), seen & member == 0, skip(":"), read(member, into: &record) else { return nil }
            seen |= member
            if skip(",\"") { continue }
            guard skip("}"), let observation = record.observation, observation.fault == nil else { return nil }
            return observation
        }
    }

    // MARK: Members, each a bit

    private static let accuracy: UInt32 = 1, activity: UInt32 = 2, instant: UInt32 = 4, charge: UInt32 = 8
    private static let device: UInt32 = 16, fetched: UInt32 = 32, heading: UInt32 = 64, kind: UInt32 = 128
    private static let latitude: UInt32 = 256, longitude: UInt32 = 512, movement: UInt32 = 1024
    private static let odometer: UInt32 = 2048, range: UInt32 = 4096, speed: UInt32 = 8192

    /// The member whose name comes next, up to its closing quote; `nil` for one that nobody knows.
    private mutating func member() -> UInt32? {
        guard at + 2 < end else { return nil }
        switch (base[at], base[at + 1]) {
        case (0x61, 0x63): return skip("accuracy\"") ? Self.accuracy : skip("activity\"") ? Self.activity : nil
        case (0x61, _): return skip("at\"") ? Self.instant : nil
        case (0x63, _): return skip("charge\"") ? Self.charge : nil
        case (0x64, _): return skip("device\"") ? Self.device : nil
        case (0x66, _): return skip("fetched\"") ? Self.fetched : nil
        case (0x68, _): return skip("heading\"") ? Self.heading : nil
        case (0x69, _): return skip("is\"") ? Self.kind : nil
        case (0x6C, 0x61): return skip("latitude\"") ? Self.latitude : nil
        case (0x6C, _): return skip("longitude\"") ? Self.longitude : nil
        case (0x6D, _): return skip("movement\"") ? Self.movement : nil
        case (0x6F, _): return skip("odometer\"") ? Self.odometer : nil
        case (0x72, _): return skip("range\"") ? Self.range : nil
        case (0x73, _): return skip("speed\"") ? Self.speed : nil
        default: return nil
        }
    }

    private mutating func read(_ member: UInt32, into record: inout ObservationRecord) -> Bool {
        switch member {
        case Self.instant: return time(&record.instant)
        case Self.fetched: return time(&record.fetched)
        case Self.device:
            guard let device = string() else { return false }
            record.device = device
            return true
        case Self.kind:
            guard let kind = string().flatMap(ObservationRecord.Kind.init) else { return false }
            record.kind = kind
            return true
        case Self.movement:
            record.movement = string().flatMap { Fix.Movement(rawValue: $0) }
            return record.movement != nil
        case Self.activity:
            record.activity = string().flatMap(CarReport.Activity.init)
            return record.activity != nil
        case Self.accuracy: return number(&record.accuracy)
        case Self.charge: return number(&record.charge)
        case Self.heading: return number(&record.heading)
        case Self.latitude: return number(&record.latitude)
        case Self.longitude: return number(&record.longitude)
        case Self.odometer: return number(&record.odometer)
        case Self.range: return number(&record.range)
        case Self.speed: return number(&record.speed)
        default: return false
        }
    }

    // MARK: Values

    /// Goes past a literal, if it comes next.
    @inline(__always)
    private mutating func skip(_ literal: StaticString) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard at + count <= end else { return false }
        let start = literal.utf8Start
        for index in 0..<count where base[at + index] != start[index] { return false }
        at += count
        return true
    }

    /// A text of printable ASCII without escapes, as the range between its quotes.
    private mutating func text() -> Range<Int>? {
        guard at < end, base[at] == 0x22 else { return nil }
        let start = at + 1
        var place = start
        while place < end {
            let byte = base[place]
            if byte == 0x22 {
                at = place + 1
                return start..<place
            }
            guard byte >= 0x20, byte < 0x7F, byte != 0x5C else { return nil }
            place += 1
        }
        return nil
    }

    private mutating func string() -> String? {
        text().map {
            String(decoding: UnsafeBufferPointer(start: base + $0.lowerBound, count: $0.count), as: UTF8.self)
        }
    }

    private func equal(_ range: Range<Int>, _ text: String) -> Bool {
        UnsafeBufferPointer(start: base + range.lowerBound, count: range.count).elementsEqual(text.utf8)
    }

    private mutating func time(_ value: inout Int64?) -> Bool {
        guard let range = text() else { return false }
        value = ObservationTime.parse(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
        return value != nil
    }

    /// A number without exponent whose digits and power of ten are exact, so that one division rounds once.
    private mutating func number(_ value: inout Double?) -> Bool {
        let isNegative = skip("-")
        let start = at
        var digits: UInt64 = 0
        var fraction = -1
        while at < end {
            let digit = base[at] &- 0x30
            if digit <= 9 {
                digits = digits &* 10 &+ UInt64(digit)
            } else if base[at] == 0x2E, fraction < 0, at > start {
                fraction = at
            } else {
                break
            }
            at += 1
        }
        let length = at - start
        guard length > 0, length <= 17, digits < 1 << 53, at < end, base[at] == 0x2C || base[at] == 0x7D else {
            return false
        }
        if base[start] == 0x30, length > 1, fraction != start + 1 { return false }
        let decimals = fraction < 0 ? 0 : at - fraction - 1
        if fraction >= 0, decimals == 0 { return false }
        let magnitude = Double(digits) / Self.powers[decimals]
        value = isNegative ? -magnitude : magnitude
        return true
    }

    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    ]
}
