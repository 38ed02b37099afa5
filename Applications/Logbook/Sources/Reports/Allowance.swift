// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// An amount in hundredths of a currency, rounded half up.
package struct ReportMoney: Sendable, Hashable {
    package let hundredths: Int64
    /// ISO 4217: `EUR`, `GBP`, `USD`.
    package let currency: String
}

/// What may be paid or deducted for each kilometre or mile of an own car, by the date of the trip.
///
/// Sources: Netherlands, €0.23 for 2024 to 2026 (untaxed allowance, payroll tax; commuting counts). United Kingdom,
/// 55p for the first 10,000 miles of a tax year and 25p after from 2026-04-06 (announced 2026-05-21), 45p and 25p from
/// 2011-04-06. United States, business rate: 72.5 ¢ in 2026 (Notice 2026-10), 70 ¢ in 2025 (Notice 2025-5), 67 ¢ in
/// 2024 (Notice 2024-08). Germany has none here.
struct Allowance: Sendable {
    let currency: String
    private let rates: [Rate]
    private let isPerMile: Bool
    /// Whether commuting is paid as business is.
    let includesCommute: Bool

    private struct Rate {
        let from: (Int, Int, Int)
        let until: (Int, Int, Int)?
        /// Tenths of a hundredth, so that 72.5 ¢ is whole.
        let first: Int64
        /// After ``Allowance/threshold``.
        let then: Int64?
    }

    /// 10,000 miles.
    static let threshold = Distance(metres: 16_093_440 as Int64)

    init?(_ country: Vehicle.Country) {
        switch country {
        case .germany: return nil
        case .netherlands:
            (currency, isPerMile, includesCommute) = ("EUR", false, true)
            rates = [Rate(from: (2024, 1, 1), until: (2026, 12, 31), first: 230, then: nil)]
        case .unitedKingdom:
            (currency, isPerMile, includesCommute) = ("GBP", true, false)
            rates = [
                Rate(from: (2026, 4, 6), until: nil, first: 550, then: 250),
                Rate(from: (2011, 4, 6), until: (2026, 4, 5), first: 450, then: 250),
            ]
        case .unitedStates:
            (currency, isPerMile, includesCommute) = ("USD", true, false)
            rates = [
                Rate(from: (2026, 1, 1), until: (2026, 12, 31), first: 725, then: nil),
                Rate(from: (2025, 1, 1), until: (2025, 12, 31), first: 700, then: nil),
                Rate(from: (2024, 1, 1), until: (2024, 12, 31), first: 670, then: nil),
            ]
        }
    }

    /// What of a trip is paid for.
    func paid(_ trip: Trip) -> Distance { includesCommute ? trip.business + trip.commute : trip.business }

    private func rate(on day: LocalDay) -> Rate? {
        let date = day.date
        return rates.first { rate in
            rate.from <= (date.year, date.month, date.day)
                && rate.until.map { (date.year, date.month, date.day) <= $0 } ?? true
        }
    }

    /// Runs through trips in their order and says for each what it gets.
    struct Account {
        private let allowance: Allowance
        private let country: Vehicle.Country
        private var year: ReportPeriod?
        private var driven = Distance.zero

        init(_ allowance: Allowance, in country: Vehicle.Country) {
            self.allowance = allowance
            self.country = country
        }

        /// The trip's metres times their rates in tenths of a hundredth, and the rates; `nil` when no rate is known
        /// for its day.
        mutating func take(_ distance: Distance, on day: LocalDay) -> (product: Int64, rates: [Int64])? {
            if year?.contains(day) != true {
                year = ReportPeriod.accountingYear(of: day, in: country)
                driven = .zero
            }
            guard let rate = allowance.rate(on: day) else { return nil }
            let before = driven
            driven += distance
            guard let then = rate.then, driven > Allowance.threshold else {
                return (distance.metres * rate.first, [rate.first])
            }
            let cheap = min(distance.metres, (driven - Allowance.threshold).metres)
            let dear = distance.metres - cheap
            let rates = before < Allowance.threshold ? [rate.first, then] : [then]
            return (dear * rate.first + cheap * then, rates)
        }
    }

    /// The amount of such products together, rounded once.
    func money(_ product: Int64) -> ReportMoney {
        // Tenths of a hundredth times metres: over ten, and over the metres of a kilometre or a mile.
        let (numerator, denominator) = isPerMile ? (product * 100, Int64(1_609_344)) : (product, Int64(10_000))
        return ReportMoney(hundredths: (numerator * 2 + denominator) / (denominator * 2), currency: currency)
    }

    /// `55p`, `72.5¢`, `€0.23`.
    func text(_ rate: Int64) -> String {
        switch currency {
        case "GBP": "\(rate / 10)p"
        case "USD": rate % 10 == 0 ? "\(rate / 10)¢" : "\(rate / 10).\(rate % 10)¢"
        default: "€0.\(rate / 10)"
        }
    }
}
