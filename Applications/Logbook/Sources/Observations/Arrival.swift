// SPDX-License-Identifier: Apache-2.0

/// What arrived in one piece: one request, one file, one message. It becomes one entry of the vehicle's book.
package struct Arrival: Sendable, Hashable {
    /// The form in which it came, as `shortcuts`, `owntracks`, `osmand`, `traccar`, `overland`, `report`, `evcc`,
    /// `teslamate`, `gpx`, `phone`, `manual`.
    package let form: String
    /// How its vehicle was found.
    package let evidence: Evidence
    /// What it says, at most ``most`` observations.
    package let observations: [Observation]

    package init(form: String, evidence: Evidence, observations: [Observation]) {
        self.form = form
        self.evidence = evidence
        self.observations = observations
    }

    /// How many observations one entry holds at most; more become several entries.
    package static let most = 2_000

    /// Why an arrival went to a vehicle, the strongest first.
    package enum Evidence: String, Sendable, Hashable, CaseIterable {
        /// The sender named the vehicle, or its device token is bound to it.
        case named
        /// The name of the car's Bluetooth or CarPlay.
        case bluetooth
        /// The car itself said that it was driving.
        case driving
        /// The car's odometer rose.
        case odometer
        /// The driver's usual vehicle.
        case usual
    }
}
