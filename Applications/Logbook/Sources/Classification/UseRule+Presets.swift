// SPDX-License-Identifier: Apache-2.0

extension UseRule {
    /// The rules of a driver who made none, by the country of the vehicle. What no rule decides is private and an open
    /// question.
    ///
    /// - Germany: business is what goes to or from work or a customer. Everything else is private until somebody says
    ///   otherwise (OFD Rheinland and Münster, 18.2.2013).
    /// - Netherlands: also business is what happens on weekdays, as drivers of company cars expect; weekends away from
    ///   work and customers are private.
    /// - United Kingdom and United States: as Germany, with weekends said explicitly.
    ///
    /// In all of them the way between home and work is a commute; what a commute counts for is the report's question
    /// (``CommuteTreatment``).
    package static func preset(_ country: Vehicle.Country) -> [UseRule] {
        let common = [
            UseRule(id: "commute", name: "Home and work", [.commute(stop: 60)], use: .commute),
            UseRule(id: "work", name: "To or from work", [.role([.work], .either)], use: .business),
            UseRule(id: "customer", name: "To or from a customer", [.role([.customer], .either)], use: .business),
        ]
        let weekend = UseRule(id: "weekend", name: "Weekend", [.weekdays([6, 0])], use: .personal)
        let holiday = UseRule(id: "holiday", name: "Holiday", [.holiday], use: .personal)
        let weekday = UseRule(id: "weekday", name: "Weekday", [.weekdays([1, 2, 3, 4, 5])], use: .business)
        return switch country {
        case .germany: common
        case .netherlands: common + [holiday, weekend, weekday]
        case .unitedKingdom, .unitedStates: common + [holiday, weekend]
        }
    }
}

/// What the way between home and work counts for in a country.
package struct CommuteTreatment: Sendable, Hashable {
    /// For the tax on the benefit of a company car, or on mileage paid by an employer.
    package let incomeTax: Standing
    /// For value added tax; `nil` where there is none on this.
    package let valueAddedTax: Standing?

    package enum Standing: String, Sendable, Hashable {
        case business, personal = "private"
        /// A class of its own, with rules of its own.
        case separate
    }

    /// Netherlands: business for payroll tax, told separately for VAT. Germany: a class of its own (0.03 % rule), as
    /// Arbeitsweg. United Kingdom and United States: ordinary commuting is excluded, told separately.
    package static func of(_ country: Vehicle.Country) -> Self {
        switch country {
        case .netherlands: Self(incomeTax: .business, valueAddedTax: .separate)
        case .germany: Self(incomeTax: .separate, valueAddedTax: .separate)
        case .unitedKingdom: Self(incomeTax: .personal, valueAddedTax: .personal)
        case .unitedStates: Self(incomeTax: .personal, valueAddedTax: nil)
        }
    }
}
