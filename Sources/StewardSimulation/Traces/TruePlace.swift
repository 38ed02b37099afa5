// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// A place that drives begin and end at. The names are invented and nobody's.
public struct TruePlace: Sendable, Hashable {
    /// What it is, such as `home`.
    public let name: String
    /// Where its car park is.
    public let position: Position
    /// Whether cars stand in a garage there.
    public let isGarage: Bool

    /// Makes a place.
    public init(name: String, position: Position, isGarage: Bool = false) {
        self.name = name
        self.position = position
        self.isGarage = isGarage
    }
}
