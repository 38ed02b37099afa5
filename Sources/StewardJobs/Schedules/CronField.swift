// SPDX-License-Identifier: Apache-2.0

/// One of the five fields of a cron expression: which values it admits.
struct CronField: Sendable, Hashable {
    /// Bit n is set when n is admitted.
    private(set) var bits: UInt64 = 0
    /// Whether the text began with `*`, which decides how the two day fields combine.
    private(set) var beginsWithStar = false

    func contains(_ value: Int) -> Bool { bits & (1 << UInt64(value)) != 0 }
    /// The admitted values, ascending.
    var values: [Int] { (0..<64).filter(contains) }

    /// What a field may hold.
    struct Kind: Sendable {
        let name: String
        let range: ClosedRange<Int>
        var names: [String] = []

        static let minute = Kind(name: "minute", range: 0...59)
        static let hour = Kind(name: "hour", range: 0...23)
        static let dayOfMonth = Kind(name: "day of month", range: 1...31)
        static let month = Kind(name: "month", range: 1...12, names: CronField.months)
        static let dayOfWeek = Kind(name: "day of week", range: 0...7, names: CronField.days)
    }
    static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    static let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    /// Reads lists of `*`, `n`, `n-m`, each range also with `/step`.
    init(parsing text: Substring, _ kind: Kind) throws(JobsError) {
        beginsWithStar = text.first == "*"
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "/", omittingEmptySubsequences: false)
            let range = try Self.range(pieces.first ?? "", kind, whole: text)
            var step = 1
            if pieces.count > 1 {
                guard pieces.count == 2, let value = Int(pieces[1]), (1...kind.range.upperBound).contains(value) else {
                    throw Self.wrong(kind, text, "the step after “/” must be 1 to \(kind.range.upperBound)")
                }
                guard pieces[0] == "*" || pieces[0].contains("-") else {
                    throw Self.wrong(
                        kind, text, "a step needs a range; write \(pieces[0])-\(kind.range.upperBound)/\(value)")
                }
                step = value
            }
            for value in stride(from: range.lowerBound, through: range.upperBound, by: step) {
                bits |= 1 << UInt64(value)
            }
        }
        if kind.name == Kind.dayOfWeek.name, contains(7) { bits = (bits | 1) & ~(1 << 7) }
    }

    private static func range(
        _ text: Substring, _ kind: Kind, whole: Substring
    ) throws(JobsError) -> ClosedRange<Int> {
        if text == "*" { return kind.name == Kind.dayOfWeek.name ? 0...6 : kind.range }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...2).contains(ends.count) else { throw wrong(kind, whole, "“\(text)” is no range") }
        let first = try value(ends[0], kind, whole)
        guard ends.count == 2 else { return first...first }
        var last = try value(ends[1], kind, whole)
        // “fri-sun”: as the end of a range Sunday is 7.
        if last == 0, ends[1].lowercased() == "sun", first > 0 { last = 7 }
        guard first <= last else { throw wrong(kind, whole, "“\(text)” runs backwards; write two ranges with a comma") }
        return first...last
    }

    private static func value(_ text: Substring, _ kind: Kind, _ whole: Substring) throws(JobsError) -> Int {
        if let place = kind.names.firstIndex(of: text.lowercased()) {
            return kind.range.lowerBound + place
        }
        guard !text.isEmpty, text.allSatisfy(\.isWholeNumber), let value = Int(text), kind.range.contains(value) else {
            let names = kind.names.isEmpty ? "" : ", or \(kind.names[0]) to \(kind.names[kind.names.count - 1])"
            throw wrong(
                kind, whole, "“\(text)” is not \(kind.range.lowerBound) to \(kind.range.upperBound)\(names)")
        }
        return value
    }

    private static func wrong(_ kind: Kind, _ text: Substring, _ why: String) -> JobsError {
        JobsError(.invalidTrigger, "The \(kind.name) field “\(text)” of the cron expression is wrong: \(why).")
    }
}
