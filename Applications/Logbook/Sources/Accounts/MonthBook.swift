// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// Adds trips and gaps up by month, and compares closed months with what was sealed.
struct MonthBook {
    let view: AccountView
    let closings: Closings
    let clock: LocalClock
    let kept: SettledAccount?

    /// In their order. Those before the month of the settled part's end are as they were.
    var months: [AccountView.Month] {
        let border = kept.map { clock.day(at: $0.anchor.instant).month } ?? ""
        var trips: [String: [Trip]] = [:]
        for trip in view.trips.reversed() {
            let month = clock.day(at: trip.start.instant).month
            // Trips are in the order of their starts.
            if month < border { break }
            trips[month, default: []].append(trip)
        }
        var totals: [String: TripTotals] = [:]
        for (month, trips) in trips {
            totals[month] = trips.reduce(into: TripTotals()) { $0.add($1) }
        }
        for gap in view.gaps {
            let month = clock.day(at: gap.after.instant).month
            if month >= border { totals[month, default: TripTotals()].add(gap) }
        }
        for month in closings.all where month >= border { totals[month] = totals[month] ?? TripTotals() }
        let made = totals.keys.sorted().map { month in
            AccountView.Month(
                month: month, totals: totals[month] ?? TripTotals(),
                closing: closed(month, (trips[month] ?? []).reversed()))
        }
        return (kept?.view.months.filter { $0.month < border } ?? []) + made
    }

    private func closed(_ month: String, _ trips: [Trip]) -> ClosedMonth? {
        guard let (decision, closing) = closings.closing(month), let first = closings.closed(month) else { return nil }
        let sealed = Dictionary(closing.trips.map { ($0.trip, $0.digest) }, uniquingKeysWith: { $1 })
        let there = Set(trips.map(\.id))
        return ClosedMonth(
            entry: decision.entry, closed: first, actor: decision.actor,
            changed: trips.filter { trip in sealed[trip.id].map { $0 != trip.digest } ?? false }.map(\.id).sorted(),
            added: trips.filter { sealed[$0.id] == nil }.map(\.id).sorted(),
            missing: sealed.keys.filter { !there.contains($0) }.sorted())
    }
}

extension AccountView {
    /// What a month's closing records now.
    /// - Parameter month: as `2026-01`.
    /// - Throws: `LogbookError` with `invalid` when there is no such month, or when it is not over yet.
    package func closing(of month: String, asOf: Int64) throws(LogbookError) -> MonthClosing {
        guard MonthClosing.isMonth(month), let first = LocalDay(strict: month + "-01"),
            let clock = LocalClock.named(vehicle.zone)
        else { throw LogbookError(.invalid, "“\(month)” is no month; write it as 2026-01.") }
        guard clock.start(of: first.advanced(months: 1)) <= asOf else {
            throw LogbookError(.invalid, "The month \(month) is not over yet; close it when it is.")
        }
        let trips = trips.filter { clock.day(at: $0.start.instant).month == month }
        return MonthClosing(
            month: month, trips: trips.map { MonthClosing.Sealed(trip: $0.id, digest: $0.digest) },
            totals: totals(month: month))
    }
}
