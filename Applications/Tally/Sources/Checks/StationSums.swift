// SPDX-License-Identifier: Apache-2.0

/// Sums of stations and sets by constituency and ballot, in memory that does not grow with the number of forms.
///
/// The announcement must equal them: 3.1 the ballots used at stations, 3.2 and 3.3 the ballots of the advance sets, and
/// each row the sum of its rows. A sum is compared only when it covers every station; what covers less is counted as
/// not checkable.
package struct StationSums: Sendable {
    private struct Key: Hashable {
        let area: Area
        let kind: BallotKind
    }
    package struct Sums: Sendable {
        package var stations = 0
        package var setsInside = 0
        package var setsOutside = 0
        /// Ballots used at stations, of inside sets, of outside sets; `nil` once a form lacks the figure.
        package var used: Int? = 0
        package var inside: Int? = 0
        package var outside: Int? = 0
        /// Votes by entry; `nil` once a form lacks a row's number.
        package var votes: [Int]?
    }
    private var sums: [Key: Sums] = [:]

    package init() {}

    /// The sums of one area and ballot; `nil` when no form came.
    package func sums(_ area: Area, _ kind: BallotKind) -> Sums? { sums[Key(area: area, kind: kind)] }

    /// Adds a station or set form.
    package mutating func add(_ form: ExaminedForm) {
        let document = form.document
        guard document.form != .announcement, let roster = form.roster else { return }
        let key = Key(area: document.area, kind: document.kind)
        var entry = sums[key] ?? Sums(votes: [Int](repeating: 0, count: roster.count))
        switch document.form {
        case .station:
            entry.stations += 1
            entry.used = Self.add(entry.used, form.figures[.used])
        case .advanceInside:
            entry.setsInside += 1
            entry.inside = Self.add(entry.inside, form.figures[.ballots])
        case .advanceOutside:
            entry.setsOutside += 1
            entry.outside = Self.add(entry.outside, form.figures[.ballots])
        case .announcement: return
        }
        sums[key] = nil
        if entry.votes != nil, form.sum != nil {
            for (place, row) in form.rowOfEntry.enumerated() where row >= 0 {
                entry.votes?[place] += form.votes[row] ?? 0
            }
        } else {
            entry.votes = nil
        }
        sums[key] = entry
    }

    private static func add(_ sum: Int?, _ value: Int?) -> Int? {
        guard let sum, let value else { return nil }
        return sum + value
    }

    /// Compares an announcement with the sums of its area.
    package func check(_ form: ExaminedForm, _ context: CheckContext, into report: inout CheckReport) {
        let document = form.document
        guard let entry = sums[Key(area: document.area, kind: document.kind)] else {
            for rule in [Rule.stationsSum, .setsInsideSum, .setsOutsideSum, .rowSum] { report.skip(rule) }
            return
        }
        let stations = context.register.constituencies[document.area]?.stations ?? 0
        let stakes = Stakes(form, context)
        let isComplete = stations > 0 && entry.stations == stations
        checkCoverage(entry.stations, of: stations, form, into: &report)
        compare(.stationsSum, .countedAtStations, isComplete ? entry.used : nil, form, stakes, into: &report)
        compare(
            .setsInsideSum, .countedAdvanceInside, entry.setsInside > 0 ? entry.inside : nil, form, stakes,
            into: &report)
        compare(
            .setsOutsideSum, .countedAdvanceOutside, entry.setsOutside > 0 ? entry.outside : nil, form, stakes,
            into: &report)
        let isWhole = isComplete && entry.setsInside > 0 && entry.setsOutside > 0
        guard isWhole, let votes = entry.votes else { return report.skip(.rowSum) }
        compareRows(votes, form, stakes, into: &report)
    }

    private func checkCoverage(
        _ found: Int, of stations: Int, _ form: ExaminedForm, into report: inout CheckReport
    ) {
        guard stations > 0 else { return report.skip(.stationsMissing) }
        if found >= stations { return report.hold(.stationsMissing) }
        report.fail(.stationsMissing)
        let source = Evidence(file: "info_constituency", place: form.constituency?.id ?? "")
        report.add(
            form.finding(
                .stationsMissing, severity: .low, values: [NamedValue(.registered, number: stations, source: source)],
                expected: stations, found: found))
    }

    private func compare(
        _ rule: Rule, _ field: FormField, _ sum: Int?, _ form: ExaminedForm, _ stakes: Stakes,
        into report: inout CheckReport
    ) {
        guard let sum, let number = form.figures[field] else { return report.skip(rule) }
        if sum == number { return report.hold(rule) }
        report.fail(rule)
        let source = Evidence(file: "stations", place: form.document.area.description)
        report.add(
            form.finding(
                rule, consequence: stakes.ballots(abs(sum - number)),
                values: [form.value(field), NamedValue(.sumOfStations, number: sum, source: source)], expected: sum,
                found: number))
    }

    private func compareRows(
        _ votes: [Int], _ form: ExaminedForm, _ stakes: Stakes, into report: inout CheckReport
    ) {
        for (entry, sum) in votes.enumerated() {
            guard let number = form.votes(ofEntry: entry) else {
                report.skip(.rowSum)
                continue
            }
            if number == sum {
                report.hold(.rowSum)
                continue
            }
            report.fail(.rowSum)
            let row = form.rowOfEntry[entry]
            let source = Evidence(file: "stations", place: form.document.area.description)
            report.add(
                form.finding(
                    .rowSum, detail: Cell.row(row).code, consequence: stakes.changing([(entry, sum - number)]),
                    values: [form.value(row: row), NamedValue(.sumOfStations, number: sum, source: source)],
                    expected: sum, found: number))
        }
    }
}
