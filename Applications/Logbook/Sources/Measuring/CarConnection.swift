// SPDX-License-Identifier: Apache-2.0
package import StewardIntegration
import StewardStore

/// A vehicle's own service, asked again and again how the car is.
package struct CarConnection: Sendable, Hashable {
    package let vehicle: String
    /// The name of the connection.
    package let connection: String
    /// The car's id within the connection's account.
    package let car: String
    /// Microseconds between two questions.
    package let every: Int64
    /// When it was asked last, microseconds since 1970; `nil`: never.
    package let asked: Int64?
    /// When the car captured what was heard last.
    package let captured: Int64?
    /// Why the last question failed; `nil` when it did not.
    package let reason: String?
    /// What was heard last, so that the same is not recorded twice.
    let last: [UInt8]?

    init(_ row: SQLRow) throws {
        vehicle = try row.text("vehicle")
        connection = try row.text("connection")
        car = try row.text("car")
        every = try row.integer("every")
        asked = try row.integerOrNil("asked_at")
        captured = try row.integerOrNil("captured_at")
        reason = try row.textOrNil("reason")
        last = try row.value("last_status") == .null ? nil : try row.bytes("last_status")
    }
}

/// Opens connections that read vehicles by name; the layer above does.
package protocol CarConnecting: Sendable {
    /// - Throws: one sentence when there is no connection of this name, or it reads no vehicles.
    func vehicleReading(named name: String) async throws -> any VehicleReading
}
