// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
public import StewardSimulation

/// Nominatim's service, written from its documentation, never from our client. Each route names the document and its
/// date.
public struct NominatimSimulator: Simulator {
    /// The service's name on the command line.
    public let name = "nominatim"

    /// Makes a simulator; its one good key is `right-key`.
    public init() {}

    /// The calls of the service.
    public var routes: [SimulatedRoute] {
        [
            SimulatedRoute(.get, "/status", example: "/status", source: "name the document and its date here") {
                request in
                guard Self.isAllowed(request) else { return Self.refusal }
                return .json(["ok": true])
            }
        ]
    }

    static var refusal: SimulatedReply { .json(["error": "invalid key"], status: .unauthorized) }

    /// A request without a key comes from a contract that reads the simulator itself.
    static func isAllowed(_ request: SimulatedRequest) -> Bool {
        let given = request.headerFields[.authorization]
        return given == nil || given == "Bearer right-key"
    }
}
