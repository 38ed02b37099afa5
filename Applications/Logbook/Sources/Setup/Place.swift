// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A place that a driver has named.
package struct Place: Sendable, Hashable {
    package var name: String
    package var center: Position
    /// A point at this distance still belongs to it.
    package var radius: Distance
    package var role: Role
    /// Whether a stop here never ends a trip, as at a school or a charging stop on the way.
    package var isSkipped: Bool

    package init(name: String, center: Position, radius: Distance = Distance(metres: 150), role: Role = .other) {
        self.name = name
        self.center = center
        self.radius = radius
        self.role = role
        isSkipped = false
    }

    /// What a place is to its driver.
    package enum Role: String, Sendable, Hashable, CaseIterable {
        case home, work, customer, other
    }
}
