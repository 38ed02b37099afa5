// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Finds the place that a point belongs to.
package struct PlaceFinder: Sendable {
    private let places: [Place]

    package init(_ places: [Place]) { self.places = places }

    /// Of all places that reach to the point, the one whose centre is nearest; of equally near ones, the first by name.
    /// A point at exactly the radius still belongs to the place. The date line is no border.
    package func place(at position: Position?) -> Place? {
        guard let position else { return nil }
        var nearest: (place: Place, millimetres: Double)?
        for place in places {
            let reach = Double(place.radius.metres) * 1000
            // A degree of latitude is 111.19 km everywhere on this sphere; most places are ruled out by it.
            guard abs(place.center.latitude - position.latitude) * 111_190_000 <= reach + 1 else { continue }
            let away = (Earth.distance(place.center, position) * 1000).rounded()
            guard away <= reach else { continue }
            if let nearest, (nearest.millimetres, nearest.place.name) <= (away, place.name) { continue }
            nearest = (place, away)
        }
        return nearest?.place
    }
}
