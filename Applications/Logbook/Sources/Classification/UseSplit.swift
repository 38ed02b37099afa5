// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A trip's distance divided by what it was driven for. The three always add up to it.
package struct UseSplit: Sendable, Hashable {
    package let use: Trip.Use
    package let business: Distance
    package let commute: Distance
    package let personal: Distance
    /// The private detour within a business trip or a commute; part of ``personal``.
    package let detour: Distance

    /// - Parameter detour: private kilometres within a trip for another purpose; more than the whole trip counts as the
    ///   whole trip. A business trip with a detour is mixed.
    package init(_ use: Trip.Use, distance: Distance, detour: Distance) {
        let detour = use == .personal ? .zero : min(max(detour, .zero), distance)
        let rest = distance - detour
        self.detour = detour
        switch use {
        case .personal: (business, commute, personal) = (.zero, .zero, distance)
        case .commute: (business, commute, personal) = (.zero, rest, detour)
        case .business, .mixed: (business, commute, personal) = (rest, .zero, detour)
        }
        self.use = use == .business && detour > .zero ? .mixed : use
    }
}
