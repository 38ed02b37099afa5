// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore

/// A form in which programs and devices report, with an address of its own.
enum IntakeForm: String, Sendable, CaseIterable {
    case owntracks, osmand, overland, torque, report, evcc, teslamate, phone

    /// Its name in an arrival.
    private func name(_ body: [UInt8], _ sender: Sender) -> String {
        switch self {
        case .owntracks: OwnTracks.form
        case .osmand: Self.isJSON(body) ? TraccarClient.form : OsmAnd.form
        case .overland: Overland.form
        case .torque: Torque.form
        case .report: if case .account = sender { VehiclePush.manualForm } else { VehiclePush.form }
        case .evcc: Evcc.form
        case .teslamate: TeslaMate.form
        case .phone: Shortcuts.form
        }
    }

    /// What its address is for, for people.
    var summary: String {
        switch self {
        case .owntracks: "Takes messages of OwnTracks"
        case .osmand: "Takes positions of the OsmAnd protocol, and the JSON of Traccar Client"
        case .overland: "Takes batches of Overland"
        case .torque: "Takes uploads of Torque"
        case .report: "Takes what a home automation or a script says about a car, and readings of its odometer"
        case .evcc: "Takes what evcc knows of the cars at its chargers"
        case .teslamate: "Takes what TeslaMate publishes of its cars"
        case .phone: "Takes points that the page of a phone has kept"
        }
    }

    /// Whether its answer is JSON.
    var givesJSON: Bool { self != .osmand && self != .torque }

    /// Whether some of its senders can only ask for an address.
    var isGot: Bool { self == .osmand || self == .torque }

    /// Reads a request and keeps it.
    func take(_ request: IntakeRequest, device: String?) async throws -> (Received, [Recorded]) {
        let received = try read(request, device: device)
        return (received, try await request.record(received, form: name(request.body, request.sender)))
    }

    private func read(_ request: IntakeRequest, device: String?) throws(LogbookError) -> Received {
        let (body, receipt) = (request.body, request.receipt)
        switch self {
        case .owntracks: return try OwnTracks.read(body, device: device, from: receipt)
        case .osmand:
            if Self.isJSON(body) { return try TraccarClient.read(body, from: receipt).withoutTokens(of: receipt) }
            return try OsmAnd.read(request.parameters(from: try IntakeParameters(encoded: body)), from: receipt)
        case .overland: return try Overland.read(body, from: receipt).withoutTokens(of: receipt)
        case .torque:
            return try Torque.read(request.parameters(from: try IntakeParameters(encoded: body)), from: receipt)
        case .report:
            // What an account sends is what a person read, which has no device.
            var author = receipt
            if case .account = request.sender { author = Receipt(arrival: receipt.arrival, device: "") }
            return try VehiclePush.read(body: body, parameters: request.parameters, from: author)
        case .evcc: return try Evcc.read(body, from: receipt)
        case .teslamate: return try TeslaMate.read(body, from: receipt)
        case .phone: return try Shortcuts.read(.ping, body: body, parameters: request.parameters, from: receipt)
        }
    }

    private static func isJSON(_ body: [UInt8]) -> Bool {
        body.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == UInt8(ascii: "{")
    }
}

extension Received {
    /// The same, where a device that named itself with its token has the token's id for a name.
    fileprivate func withoutTokens(of receipt: Receipt) -> Received {
        var received = self
        for part in received.parts.indices {
            received.parts[part].observations = received.parts[part].observations.map { observation in
                guard observation.device.contains(DeviceTokenText.prefix) else { return observation }
                return Observation(instant: observation.instant, device: receipt.device, fact: observation.fact)
            }
        }
        return received
    }
}
