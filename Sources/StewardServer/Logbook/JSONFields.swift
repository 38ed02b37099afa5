// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore
import StewardJobs

/// Members of a JSON object that somebody sent. `null` counts as left out; members that nobody knows are ignored.
struct JSONFields: Sendable {
    private let value: JSON

    init(_ value: JSON) { self.value = value }

    /// Whether a member is there, be it `null`.
    func has(_ name: String) -> Bool { value[name] != nil }

    /// Refuses members of other names, where one that is misspelt would change what is meant.
    func refuseOthers(than names: Set<String>) throws(LogbookError) {
        guard let stranger = value.members?.first(where: { !names.contains($0.key) }) else { return }
        throw LogbookError(
            .invalid, "“\(stranger.key.prefix(80))” is none of the members \(names.sorted().joined(separator: ", ")).")
    }

    func text(_ name: String, most: Int = 2000) throws(LogbookError) -> String? {
        guard let member = member(name) else { return nil }
        guard let text = member.string, text.unicodeScalars.count <= most else {
            throw Self.refused(name, "a text of at most \(most) characters")
        }
        return text
    }

    func needed(_ name: String, most: Int = 300) throws(LogbookError) -> String {
        guard let text = try text(name, most: most), !text.isEmpty else { throw Self.missing(name) }
        return text
    }

    func number(_ name: String, _ range: ClosedRange<Double>) throws(LogbookError) -> Double? {
        guard let member = member(name) else { return nil }
        guard let number = Self.double(member), range.contains(number) else {
            throw Self.refused(name, "a number from \(Self.short(range.lowerBound)) to \(Self.short(range.upperBound))")
        }
        return number
    }

    func flag(_ name: String) throws(LogbookError) -> Bool? {
        guard let member = member(name) else { return nil }
        guard case .bool(let flag) = member else { throw Self.refused(name, "true or false") }
        return flag
    }

    /// Kilometres, as a number.
    func distance(_ name: String, upTo most: Double = 10_000) throws(LogbookError) -> Distance? {
        try number(name, 0...most).flatMap { Distance(kilometres: $0) }
    }

    /// Degrees under two names; `nil` when both are left out.
    func position(_ latitude: String, _ longitude: String) throws(LogbookError) -> Position? {
        let (north, east) = (try number(latitude, -90...90), try number(longitude, -180...180))
        guard north != nil || east != nil else { return nil }
        guard let north else { throw Self.missing(latitude) }
        guard let east else { throw Self.missing(longitude) }
        return Position(latitude: north, longitude: east)
    }

    /// A day as `21-11-2026` or `2026-11-21`.
    func day(_ name: String) throws(LogbookError) -> LocalDay? {
        guard let text = try text(name, most: 10) else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isoText = parts.first?.count == 2 ? parts.reversed().joined(separator: "-") : text
        guard TextForm.day.matches(isoText), let day = LocalDay(isoText) else {
            throw Self.refused(name, "a day, as 21-11-2026")
        }
        return day
    }

    /// A time of the day as `08:30`, in minutes after midnight.
    func minute(_ name: String) throws(LogbookError) -> Int? {
        guard let text = try text(name, most: 8) else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2 || parts.count == 3, let hour = parts[0], let minute = parts[1],
            (0...23).contains(hour), (0...59).contains(minute), text.allSatisfy({ $0.isNumber || $0 == ":" })
        else { throw Self.refused(name, "a time, as 08:30") }
        return hour * 60 + minute
    }

    /// A list of objects.
    func objects(_ name: String, most: Int) throws(LogbookError) -> [JSONFields] {
        guard let member = member(name) else { return [] }
        guard let list = member.array, list.count <= most, list.allSatisfy({ $0.members != nil }) else {
            throw Self.refused(name, "a list of at most \(most) objects")
        }
        return list.map(JSONFields.init)
    }

    private func member(_ name: String) -> JSON? {
        guard let member = value[name], member != .null else { return nil }
        return member
    }

    static func refused(_ name: String, _ wanted: String) -> LogbookError {
        LogbookError(.invalid, "“\(name)” takes \(wanted).")
    }

    static func missing(_ name: String) -> LogbookError { LogbookError(.invalid, "“\(name)” is missing.") }

    private static func double(_ value: JSON) -> Double? {
        switch value {
        case .integer(let whole): Double(whole)
        case .number(let number): number
        default: nil
        }
    }

    private static func short(_ number: Double) -> String {
        number == number.rounded() ? String(Int64(number)) : String(number)
    }
}
