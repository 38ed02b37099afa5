// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// `POST /distanceMatrix/v2:computeRouteMatrix`: every origin with every destination, as a list.
struct MatrixCalls: Sendable {
    let world: MapWorld

    func answer(_ request: RoutesRequest) throws(RPCFailure) -> JSON {
        let form = try RouteForm(request)
        let origins = try request.stops("origins", member: "waypoint", world)
        let destinations = try request.stops("destinations", member: "waypoint", world)
        guard !origins.isEmpty, !destinations.isEmpty, origins.count * destinations.count <= 625 else {
            throw .invalid("A matrix has at least one and at most 625 elements.")
        }
        var elements: [JSON] = []
        for (row, origin) in origins.enumerated() {
            for (column, destination) in destinations.enumerated() {
                elements.append(element(row, column, origin, destination, form))
            }
        }
        return .array(elements)
    }

    /// An index that is 0 is left out, like every zero.
    private func element(
        _ row: Int, _ column: Int, _ origin: RoutesStop, _ destination: RoutesStop, _ form: RouteForm
    ) -> JSON {
        let indices = [("originIndex", row), ("destinationIndex", column)].filter { $0.1 != 0 }
        let members = indices.map { JSON.Member($0.0, .integer(Int64($0.1))) } + [JSON.Member("status", [:])]
        let land = world.land(at: origin.point)
        guard land != nil, world.land(at: destination.point) == land else {
            return .object(members + [.init("condition", "ROUTE_NOT_FOUND")])
        }
        let way = DrivenWay(from: origin.point, to: destination.point)
        return .object(
            members + ComputedRouteForm.distance(way.metres) + [
                .init("condition", "ROUTE_EXISTS"),
                .init("duration", ComputedRouteForm.duration(form.seconds(way.seconds))),
                .init("staticDuration", ComputedRouteForm.duration(way.seconds)),
            ])
    }
}
