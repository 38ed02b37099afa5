// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// The members of one object of a book's entry or of a request, read one by one with errors that name the place.
/// Members that nobody asks for are passed over: a newer version may have written them.
struct EntryFields {
    /// What the object is, as it begins a sentence: `The place`.
    let subject: String
    let json: JSON

    init(_ subject: String, _ json: JSON) throws(LogbookError) {
        guard case .object = json else {
            throw LogbookError(.invalid, "\(subject) is not an object with named members; send one.")
        }
        self.subject = subject
        self.json = json
    }

    func refused(_ key: String, _ wanted: String) -> LogbookError {
        LogbookError(.invalid, "\(subject) has a member \"\(key)\" that is not \(wanted); correct it.")
    }

    /// The member, where there is one that is not `null`.
    func value(_ key: String) -> JSON? {
        guard let value = json[key], value != .null else { return nil }
        return value
    }

    func needed(_ key: String) throws(LogbookError) -> JSON {
        guard let value = value(key) else {
            throw LogbookError(.invalid, "\(subject) has no member \"\(key)\"; add it.")
        }
        return value
    }

    /// A text; empty when the member is missing.
    func text(_ key: String) throws(LogbookError) -> String {
        guard let value = value(key) else { return "" }
        guard let text = value.string else { throw refused(key, "text") }
        return text
    }

    func neededText(_ key: String) throws(LogbookError) -> String {
        guard let text = try needed(key).string else { throw refused(key, "text") }
        return text
    }

    func flag(_ key: String) throws(LogbookError) -> Bool {
        guard let value = value(key) else { return false }
        guard let flag = value.bool else { throw refused(key, "true or false") }
        return flag
    }

    func integer(_ key: String) throws(LogbookError) -> Int64? {
        guard let value = value(key) else { return nil }
        guard let integer = value.integer else { throw refused(key, "a whole number") }
        return integer
    }

    func number(_ key: String) throws(LogbookError) -> Double? {
        guard let value = value(key) else { return nil }
        guard let number = value.double else { throw refused(key, "a number") }
        return number
    }

    /// A distance that is written in kilometres.
    func kilometres(_ key: String) throws(LogbookError) -> Distance? {
        guard let number = try number(key) else { return nil }
        guard let distance = Distance(kilometres: number) else { throw refused(key, "a number of kilometres") }
        return distance
    }

    func instant(_ key: String) throws(LogbookError) -> Int64? {
        guard let value = value(key) else { return nil }
        guard let instant = value.string.flatMap(EntryTime.instant) else {
            throw refused(key, "an instant as 2026-11-22T01:35:00.000Z")
        }
        return instant
    }

    func neededInstant(_ key: String) throws(LogbookError) -> Int64 {
        _ = try needed(key)
        guard let instant = try instant(key) else { throw refused(key, "an instant as 2026-11-22T01:35:00.000Z") }
        return instant
    }

    func date(_ key: String) throws(LogbookError) -> LocalDay? {
        let text = try text(key)
        guard !text.isEmpty else { return nil }
        guard let date = LocalDay(strict: text) else { throw refused(key, "a date as 2026-11-22") }
        return date
    }

    func choice<Choice>(_ key: String, _ type: Choice.Type) throws(LogbookError) -> Choice?
    where Choice: RawRepresentable<String> & CaseIterable {
        let text = try text(key)
        guard !text.isEmpty else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw refused(key, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }

    func position() throws(LogbookError) -> Position? {
        guard let latitude = try number("latitude"), let longitude = try number("longitude") else { return nil }
        guard let position = Position(latitude: latitude, longitude: longitude) else {
            throw LogbookError(
                .invalid,
                "\(subject) is at no point of the earth; give a latitude of -90 to 90, a longitude of -180 to 180."
            )
        }
        return position
    }

    func list(_ key: String) throws(LogbookError) -> [JSON] {
        guard let value = value(key) else { return [] }
        guard let list = value.array else { throw refused(key, "a list") }
        return list
    }

    func texts(_ key: String) throws(LogbookError) -> [String] {
        var texts: [String] = []
        for element in try list(key) {
            guard let text = element.string else { throw refused(key, "a list of texts") }
            texts.append(text)
        }
        return texts
    }
}

extension JSON {
    /// A number, however it is written.
    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// A distance in kilometres, exact to the metre.
    static func kilometres(_ distance: Distance) -> JSON {
        distance.metres % 1000 == 0 ? .integer(distance.metres / 1000) : .number(distance.kilometres)
    }

    /// A number as RFC 8785 reads it back.
    static func exact(_ value: Double) -> JSON { JSON.number(value).canonical }

    /// An instant in microseconds since 1970.
    static func instant(_ value: Int64) -> JSON { .string(EntryTime.text(value)) }

    static func texts(_ values: [String]) -> JSON { .array(values.map { .string($0) }) }
}

extension [JSON.Member] {
    /// Adds text that is not empty.
    mutating func add(_ key: String, _ text: String) {
        if !text.isEmpty { append(JSON.Member(key, .string(text))) }
    }

    mutating func add(_ key: String, _ value: JSON?) {
        if let value { append(JSON.Member(key, value)) }
    }

    /// Adds only what is true.
    mutating func add(_ key: String, _ flag: Bool) {
        if flag { append(JSON.Member(key, true)) }
    }
}
