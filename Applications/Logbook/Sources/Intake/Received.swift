// SPDX-License-Identifier: Apache-2.0

/// What one request, message or row brought, before it is known whose book it goes into.
package struct Received: Sendable, Hashable {
    /// Observations of one vehicle, as far as the sender tells vehicles apart. Mostly there is one part; a charger with
    /// two cars gives two.
    package struct Part: Sendable, Hashable {
        package var vehicle: VehicleHint
        package var observations: [Observation]

        package init(vehicle: VehicleHint = VehicleHint(), observations: [Observation] = []) {
            self.vehicle = vehicle
            self.observations = observations
        }
    }

    /// Never empty of observations each; none at all when nothing that came tells of a vehicle.
    package var parts: [Part]
    /// What the sender calls the device; `nil` when it does not say.
    package var device: String?
    /// What was left out, and how often.
    package var ignored: [Ignored: Int]
    /// How far the latest observation lies after its arrival, in microseconds; 0 when none does. More than a few
    /// seconds tell of a clock that is ahead.
    package var ahead: Int64
    /// What the sender expects as reply; `nil` when the reply is ours to choose.
    package var answer: Answer?

    package init(answer: Answer? = nil) {
        parts = []
        ignored = [:]
        ahead = 0
        self.answer = answer
    }

    /// All observations, one part after the other.
    package var observations: [Observation] { parts.flatMap(\.observations) }

    /// How many observations one request may bring.
    package static let most = 100_000
    /// Of how many vehicles one request may tell.
    package static let mostVehicles = 100
    /// How many bytes one request may have.
    package static let mostBytes = 8 << 20

    /// Why something that came is no observation, though nothing is wrong with the request.
    package enum Ignored: String, Sendable, Hashable, CaseIterable, Comparable {
        /// A message about something else than where the device or the car is.
        case otherKind
        /// It is encrypted, and only its sender has the key.
        case encrypted
        /// It has no position, or the position 0, 0 of a receiver that has none.
        case withoutPosition
        /// It has no time, and the time of arrival says nothing about it.
        case withoutTime
        /// The device itself says that its position is not valid.
        case invalidFix
        /// One of many in a batch has a time or a number that cannot be.
        case outOfRange
        /// The car is not at the charger that tells of it, so what it tells is old.
        case notConnected
        /// An old value that a broker keeps for newcomers.
        case retained
        /// A way that is planned, not driven.
        case planned
        /// A way that was not driven in a car.
        case otherMovement

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The reply's content.
    package struct Answer: Sendable, Hashable {
        package let contentType: String
        package let bytes: [UInt8]

        package init(contentType: String, text: String) {
            self.contentType = contentType
            bytes = Array(text.utf8)
        }
    }
}

/// What a sender says about the vehicle; all of it may be missing or wrong.
package struct VehicleHint: Sendable, Hashable {
    /// A vehicle's id.
    package var id: String?
    /// The name of the car's Bluetooth or CarPlay.
    package var bluetooth: String?
    /// What the sender calls it: a name, a plate, a number within the service.
    package var name: String?
    /// The vehicle identification number.
    package var vin: String?

    package init(id: String? = nil, bluetooth: String? = nil, name: String? = nil, vin: String? = nil) {
        self.id = id
        self.bluetooth = bluetooth
        self.name = name
        self.vin = vin
    }
}

/// From whom something came, and when.
package struct Receipt: Sendable, Hashable {
    /// When it arrived, in microseconds since 1970 (UTC).
    package let arrival: Int64
    /// The id of the device or service whose token it came with; empty for a person.
    package let device: String

    package init(arrival: Int64, device: String) {
        self.arrival = arrival
        self.device = device
    }

    /// The observations' device, when the sender gives itself a name: several phones may share one token.
    func device(named name: String?) -> String {
        guard let name, !name.isEmpty else { return device }
        return device.isEmpty ? name : "\(device)/\(name)"
    }
}
