// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A member that is not what it should be, or is missing, in a row among others that are fine.
package struct RowFault: Sendable, Hashable {
    /// The way from the root of the file, as `[3].party_no`.
    package let place: String
    /// What is wrong, where, and what became of the row; without a full stop.
    package let problem: String
}

/// A member of a row while the row is read.
enum Member<Value> {
    case absent, faulty
    case present(Value)

    var value: Value? { if case .present(let value) = self { value } else { nil } }
}

/// Reads the members of rows and notes those that are not what they should be, so that one row does not cost the file.
///
/// Bytes that are no JSON are an error still, and so is a list in which every row is faulty: that is another format.
package struct RowFaults: Sendable {
    /// What a faulty member costs.
    enum Cost: String {
        case row = "the row is left out"
        case member = "it is taken as nothing"
        case comparison = "it is not compared"
    }
    private struct Tally {
        var good = 0
        var faulty = 0
        var first: RowFault?
    }
    /// The faults met first; finding a place takes time, so their number is limited.
    package private(set) var listed: [RowFault] = []
    /// How many more there are.
    package private(set) var unlisted = 0
    private var tallies: [String: Tally] = [:]
    /// Throws at the first fault, for the root of a file.
    private let isStrict: Bool
    private static let limit = 100
    /// The numbers on ballots and of constituencies.
    static let ballotNumbers = 1...9_999

    init(isStrict: Bool = false) { self.isStrict = isStrict }
}

extension RowFaults {
    mutating func text(_ reader: inout JSONReader, _ cost: Cost = .row) throws(JSONError) -> Member<String> {
        guard try reader.peekKind() == .string else { return try fault(&reader, "text", cost) }
        return .present(try reader.readString())
    }

    /// Text, or nothing for null.
    mutating func optionalText(_ reader: inout JSONReader) throws(JSONError) -> String? {
        try reader.readNullIfPresent() ? nil : try text(&reader, .member).value
    }

    /// A whole number; by itself one that is not negative and not absurd for an election.
    mutating func count(
        _ reader: inout JSONReader, in range: ClosedRange<Int> = 0...1_000_000_000, _ cost: Cost = .row
    ) throws(JSONError) -> Member<Int> {
        let wanted = { "a whole number from \(range.lowerBound) to \(range.upperBound)" }
        guard try reader.peekKind() == .number else { return try fault(&reader, wanted(), cost) }
        let number = try reader.readDouble()
        guard let value = Int(exactly: number), range.contains(value) else {
            try add(reader, shown(number), wanted(), cost)
            return .faulty
        }
        return .present(value)
    }

    /// A count, or nothing for null.
    mutating func optionalCount(_ reader: inout JSONReader) throws(JSONError) -> Int? {
        try reader.readNullIfPresent() ? nil : try count(&reader, .member).value
    }

    mutating func real(_ reader: inout JSONReader, _ cost: Cost = .row) throws(JSONError) -> Member<Double> {
        guard try reader.peekKind() == .number else { return try fault(&reader, "a number", cost) }
        return .present(try reader.readDouble())
    }

    /// The value of a member that must be there; a row without it is left out.
    mutating func required<Value>(_ member: Member<Value>, _ key: String, _ reader: borrowing JSONReader) -> Value? {
        if case .absent = member { note(reader) { "has no \(key); \(Cost.row.rawValue)" } }
        return member.value
    }

    /// Notes a member that is missing.
    mutating func lacks(_ key: String, _ reader: borrowing JSONReader, _ cost: Cost = .member) {
        note(reader) { "has no \(key); \(cost.rawValue)" }
    }

    /// Opens the object of a row; `false` when there is none.
    mutating func beginRow(_ reader: inout JSONReader) throws(JSONError) -> Bool {
        guard try reader.peekKind() == .object else {
            let _: Member<Int> = try fault(&reader, "an object", .row)
            return false
        }
        try reader.beginObject()
        return true
    }

    /// The rows of a list; `row` gives nothing for a faulty one.
    mutating func rows<Row>(
        _ kind: String, reserving count: Int = 0, _ reader: inout JSONReader,
        _ row: (inout JSONReader, inout RowFaults) throws(JSONError) -> Row?
    ) throws(JSONError) -> [Row] {
        var list: [Row] = []
        list.reserveCapacity(count)
        var faulty = 0
        let before = listed.count
        try reader.beginArray()
        while try reader.nextElement() {
            if let row = try row(&reader, &self) { list.append(row) } else { faulty += 1 }
        }
        tallies[kind, default: Tally()].good += list.count
        tallies[kind, default: Tally()].faulty += faulty
        if faulty > 0, tallies[kind]?.first == nil, before < listed.count { tallies[kind]?.first = listed[before] }
        return list
    }

    /// The rows of a list inside a row.
    mutating func innerRows<Row>(
        _ kind: String, reserving count: Int = 0, _ reader: inout JSONReader, _ cost: Cost = .row,
        _ row: (inout JSONReader, inout RowFaults) throws(JSONError) -> Row?
    ) throws(JSONError) -> Member<[Row]> {
        guard try reader.peekKind() == .array else { return try fault(&reader, "a list", cost) }
        return .present(try rows(kind, reserving: count, &reader, row))
    }

    /// Checks that no kind of rows is faulty as a whole.
    func requireGoodRows(_ reader: borrowing JSONReader) throws(JSONError) {
        for (kind, tally) in tallies.sorted(by: { $0.key < $1.key }) where tally.good == 0 && tally.faulty > 0 {
            let example = tally.first.map { ": \($0.place) \($0.problem)" } ?? ""
            throw reader.error(.invalidValue, "No row of \(kind) is what it should be\(example).")
        }
    }
}

extension RowFaults {
    /// Goes past a value of another kind.
    private mutating func fault<Value>(
        _ reader: inout JSONReader, _ wanted: String, _ cost: Cost
    ) throws(JSONError) -> Member<Value> {
        let found: String
        switch try reader.peekKind() {
        case .string: found = "“\(try reader.readString().prefix(40))”"
        case .number: found = shown(try reader.readDouble())
        case .bool: found = String(try reader.readBool())
        case .null:
            try reader.readNull()
            found = "null"
        case .object:
            try reader.skipValue()
            found = "an object"
        case .array:
            try reader.skipValue()
            found = "a list"
        }
        try add(reader, found, wanted, cost)
        return .faulty
    }

    private mutating func add(
        _ reader: borrowing JSONReader, _ found: String, _ wanted: String, _ cost: Cost
    ) throws(JSONError) {
        if isStrict { throw reader.error(.invalidValue, "Found \(found) where \(wanted) should be.") }
        note(reader) { "has \(found) where \(wanted) should be; \(cost.rawValue)" }
    }

    private mutating func note(_ reader: borrowing JSONReader, _ problem: () -> String) {
        guard listed.count < Self.limit else {
            unlisted += 1
            return
        }
        let error = reader.error(.invalidValue, "")
        let place = error.line.map { "line \($0), " } ?? ""
        listed.append(RowFault(place: "\(place)\(error.path)", problem: problem()))
    }

    private func shown(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }
}
