// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
public import StewardSimulation

/// Open Charge Map, version 3 of its interface: stations and reference data, for a key in either place.
///
/// Written from the service's OpenAPI 3.1 document (2026-11) and, for the refusal of keys, from what its users report.
/// Filters by `polygon` and `polyline`, XML, CSV and KML are answered with 501; nothing can be added.
public struct OpenChargeMapSimulator: Simulator {
    /// `open-charge-map`.
    public let name = "open-charge-map"
    private let register: ChargerRegister
    private let key: String

    /// Serves a register to whoever has the key.
    public init(_ register: ChargerRegister = .standard, key: String = "right-key") {
        self.register = register
        self.key = key
    }

    /// Stations and reference data, with and without a slash at the end.
    public var routes: [SimulatedRoute] {
        let document = "Open Charge Map OpenAPI 3.1 document, 2026-11"
        let poi: @Sendable (SimulatedRequest) async -> SimulatedReply = { request in answer(request, points) }
        let reference: @Sendable (SimulatedRequest) async -> SimulatedReply = { request in answer(request, references) }
        return [
            SimulatedRoute(
                .get, "/v3/poi", example: "/v3/poi?key=\(key)&verbose=false", source: document + ": GET /poi", poi),
            SimulatedRoute(.get, "/v3/poi/", source: document + ": GET /poi", poi),
            SimulatedRoute(.get, "/v3/referencedata", source: document + ": GET /referencedata", reference),
            SimulatedRoute(.get, "/v3/referencedata/", source: document + ": GET /referencedata", reference),
        ]
    }

    /// Checks the key, and answers. Without one, or with another, the service answers 403 and a word in plain text
    /// (openchargemap/ocm-system, issue 239, 2025-12).
    private func answer(
        _ request: SimulatedRequest, _ reply: (PointQuery) throws(QueryFault) -> SimulatedReply
    ) -> SimulatedReply {
        let given = HTTPField.Name("X-API-Key").flatMap { request.headerFields[$0] } ?? request.query["key"]
        guard let given, !given.isEmpty else { return .text("REJECTED_APIKEY_MISSING", status: .forbidden) }
        guard given == key else { return .text("REJECTED_APIKEY_INVALID", status: .forbidden) }
        do throws(QueryFault) {
            return try reply(try PointQuery(request.query))
        } catch {
            return .text(error.message, status: .init(code: error.status))
        }
    }

    private func points(_ query: PointQuery) throws(QueryFault) -> SimulatedReply {
        let found = query.points(of: register)
        switch query.output {
        case "json": return .json(query.form(.array(found.map { $0.json(query) })))
        case "geojson": return .json(GeoJSON.collection(found))
        default: throw QueryFault(501, "The output \(query.output) is not simulated.")
        }
    }

    private func references(_ query: PointQuery) throws(QueryFault) -> SimulatedReply {
        .json(query.form(register.references))
    }
}
