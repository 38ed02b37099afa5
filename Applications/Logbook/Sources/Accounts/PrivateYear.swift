// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// The private kilometres of a calendar year, as the Netherlands count them: at most 500 km, and a company car is no
/// benefit in kind (with the declaration of no private use). Kilometres that nobody explained may be taken for private.
package struct PrivateYear: Sendable, Hashable {
    package let year: Int
    /// Of trips, detours included, and of gaps that were explained as private.
    package let personal: Distance
    /// Of gaps that nobody gave a use.
    package let unexplained: Distance
    /// The day on which private and unexplained kilometres together went over the limit; `nil` while they have not.
    package let exceeded: LocalDay?

    /// How much is allowed in a calendar year.
    package static let limit = Distance(metres: Int64(500_000))

    /// Both together: what a tax office may count.
    package var counted: Distance { personal + unexplained }
    /// What is left; nothing when it is used up.
    package var remaining: Distance { max(Self.limit - counted, .zero) }

    package init(_ year: Int, of view: AccountView) {
        let totals = view.totals(year: year)
        self.year = year
        personal = totals.personal + totals.explained.personal
        unexplained = totals.unexplained
        exceeded = personal + unexplained > Self.limit ? Self.day(year, view) : nil
    }

    private static func day(_ year: Int, _ view: AccountView) -> LocalDay? {
        guard let clock = LocalClock.named(view.vehicle.zone) else { return nil }
        let trips = view.trips.lazy.filter { !$0.isVoided }.map { ($0.start.instant, $0.personal) }
        let gaps = view.gaps.lazy.filter { $0.use == nil || $0.use == .personal }.map {
            ($0.after.instant, $0.distance)
        }
        var sum = Distance.zero
        for (instant, distance) in (Array(trips) + Array(gaps)).sorted(by: { $0.0 < $1.0 }) {
            let day = clock.day(at: instant)
            guard day.date.year == year else { continue }
            sum += distance
            if sum > limit { return day }
        }
        return nil
    }
}
