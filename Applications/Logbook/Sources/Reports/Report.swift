// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// A vehicle's book for a tax office: the trips and gaps of a period with everything that a country asks, what was
/// changed beside what stood there, totals, and a list of what is met and what is not.
///
/// A report is a value computed from trips: the same trips give the same report. ``csv``, ``page``, ``document`` and
/// ``json`` write it. It is no legal advice, and says so.
package struct Report: Sendable {
    package let country: Vehicle.Country
    package let period: ReportPeriod
    package let language: ReportLanguage
    package let unit: ReportOptions.Unit
    package let audience: ReportOptions.Audience
    package let title: String
    /// The vehicle, its driver, the period and what the report was computed from.
    package let facts: [Fact]
    package let sections: [ReportSection]
    package let months: [ReportMonth]
    package let totals: TripTotals
    /// Trips of the period that count nowhere any more.
    package let voided: Int
    /// From the beginning of the office's year to the end of the period: what the counters count.
    package let yearToDate: TripTotals
    /// What may be paid or deducted for the period's business distance; `nil` for a company's car, where a country has
    /// no rate here, and when no rate is known for one of the days.
    package let allowance: ReportMoney?
    package let checklist: [Requirement]
    /// What the report is not.
    package let notices: [String]
    let format: ReportFormat
    /// The numbers of its trips; none when two have the same, as in a period that begins in another year.
    let numbers: [TripID: Int]
    /// The vehicle's.
    let clock: LocalClock

    /// A line of the report's head.
    package struct Fact: Sendable, Hashable {
        /// As `plate`.
        package let id: String
        package let label: String
        package let value: String
    }

    /// Makes a report.
    /// - Parameters:
    ///   - trips: the vehicle's, at least from the beginning of the country's year on, in any order; voided ones too.
    ///     Trips of other vehicles are left out, and the checklist names them.
    ///   - gaps: the vehicle's, in any order.
    /// - Throws: `LogbookError` with `invalid` for a time zone that nobody knows.
    package static func make(
        country: Vehicle.Country, period: ReportPeriod, trips: [Trip], gaps: [Gap], vehicle: Vehicle,
        options: ReportOptions
    ) throws(LogbookError) -> Report {
        let chain = try ReportChain(trips: trips, gaps: gaps, vehicle: vehicle, country: country)
        return Report(chain, country, period, vehicle, options)
    }

    private init(
        _ chain: ReportChain, _ country: Vehicle.Country, _ period: ReportPeriod, _ vehicle: Vehicle,
        _ options: ReportOptions
    ) {
        let rated = RatedChain(chain, country, period, vehicle)
        let lines = rated.lines.filter { period.contains($0.day) }
        let format = ReportFormat(
            language: options.language, unit: options.unit ?? Self.unit(country), country: country)
        let writer = ReportWriter(
            country: country, vehicle: vehicle, options: options, clock: chain.clock, format: format)
        self.country = country
        self.period = period
        self.format = format
        clock = chain.clock
        numbers = Self.numbers(lines)
        language = options.language
        unit = format.unit
        audience = options.audience
        title = ReportWords.title(country).text(options.language)
        months = ReportMonth.all(lines)
        totals = TripTotals(lines)
        voided = lines.count { $0.trip?.isVoided == true }
        yearToDate = Self.yearToDate(rated.lines, country, period)
        allowance = rated.money
        sections = ReportLayout(country).tables.map { table in
            ReportSection(
                id: table.id, title: table.title.text(options.language),
                columns: table.columns.map { Self.column($0, country, options.language) },
                rows: lines.lazy.filter(table.includes).map { writer.row($0, table.columns) })
        }
        let evidence = ReportEvidence(
            lines: lines, foreign: chain.foreign, country: country, period: period, vehicle: vehicle, options: options,
            totals: totals, yearToDate: yearToDate, allowance: rated.money, today: chain.clock.day(at: options.now),
            format: format)
        checklist = RequirementRule.all(country).map { $0.judged(evidence) }
        facts = ReportFacts(evidence: evidence, clock: chain.clock).all
        notices = ReportWords.notices(country).map { $0.text(options.language) }
    }

    /// A value in the report's language and unit.
    package func text(_ value: ReportValue) -> String { format.text(value) }

    private static func unit(_ country: Vehicle.Country) -> ReportOptions.Unit {
        country == .unitedKingdom || country == .unitedStates ? .miles : .kilometres
    }

    private static func numbers(_ lines: [ReportLine]) -> [TripID: Int] {
        let pairs = lines.compactMap { line in line.number.flatMap { number in line.trip.map { ($0.id, number) } } }
        guard Set(pairs.map(\.1)).count == pairs.count else { return [:] }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private static func column(
        _ column: ReportColumn, _ country: Vehicle.Country, _ language: ReportLanguage
    ) -> ReportSection.Column {
        ReportSection.Column(
            id: column.rawValue, title: column.title(country, language), meaning: column.meaning(country, language),
            kind: column)
    }

    private static func yearToDate(
        _ lines: [ReportLine], _ country: Vehicle.Country, _ period: ReportPeriod
    ) -> TripTotals {
        let year = ReportPeriod.accountingYear(of: period.last, in: country)
        return TripTotals(lines.lazy.filter { $0.day <= period.last && year?.contains($0.day) == true })
    }
}

/// The chain with the rates that its business distance got, and what they make in the period.
private struct RatedChain {
    private(set) var lines: [ReportLine]
    private(set) var money: ReportMoney?

    init(_ chain: ReportChain, _ country: Vehicle.Country, _ period: ReportPeriod, _ vehicle: Vehicle) {
        lines = chain.lines
        guard vehicle.ownership == .personal, let allowance = Allowance(country) else { return }
        var account = Allowance.Account(allowance, in: country)
        var product: Int64 = 0
        var isKnown = true
        for place in lines.indices {
            guard let trip = lines[place].counted, allowance.paid(trip) > .zero else { continue }
            let day = lines[place].day
            let taken = account.take(allowance.paid(trip), on: day)
            lines[place].rate = (taken?.rates ?? []).map(allowance.text).joined(separator: " / ")
            guard period.contains(day) else { continue }
            product += taken?.product ?? 0
            isKnown = isKnown && taken != nil
        }
        money = isKnown ? allowance.money(product) : nil
    }
}
