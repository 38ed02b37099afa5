// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardHTTP
import StewardIntegration

/// What every integration that finds charging stations promises on top of ``IntegrationContract``.
///
/// The subject's ``IntegrationSubject/chargers`` name the simulator's stations.
public enum ChargerFindingContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        [complete, nearestFirst, limit, asKnown, unknown, nowhere, refused, wholeEarth, plainNumbers]
    }

    private static func bench(
        _ subject: IntegrationSubject, over transport: (any HTTPTransport)? = nil
    ) throws -> (service: any ChargerFinding, places: ChargerPlaces) {
        guard let service = try subject.make(over: transport ?? subject.transport) as? any ChargerFinding else {
            throw RuleViolation("\(subject.type) does not conform to ChargerFinding.")
        }
        guard let places = subject.chargers else { throw RuleViolation("The subject names no chargers.") }
        try expect(places.centres.count >= 2, "The subject names fewer than two points to search around.")
        return (service, places)
    }

    /// Kilometres that the rules search within: a mile and a kilometre lead to different stations.
    private static let radii: [Int64] = [1, 5, 20, 50, 500]

    private static let farthest = Distance(metres: Int64(500_000))

    static let complete = Rule<IntegrationSubject>(
        "chargers-are-complete", "Every station within the radius is found, once, and none beyond it."
    ) { subject in
        let (service, places) = try bench(subject)
        for centre in places.centres {
            for radius in radii.map({ Distance(metres: $0 * 1000) }) {
                let found = try await service.chargers(near: centre, within: radius, limit: 500)
                let wanted = places.stations(near: centre, within: radius)
                try expect(
                    found.count == wanted.count && Set(found.map(\.id)) == Set(wanted.map(\.id)),
                    "Within \(radius.kilometres) km are \(wanted.count) stations (\(names(wanted))), found "
                        + "\(found.count) (\(names(found))).")
            }
            let near = places.stations(near: centre, within: Distance(metres: Int64(50_000)))
            try expect(near.count >= 2, "The subject has \(near.count) stations near \(centre).")
        }
    }

    static let nearestFirst = Rule<IntegrationSubject>(
        "chargers-nearest-first", "Stations come in the order of their distance."
    ) { subject in
        let (service, places) = try bench(subject)
        for centre in places.centres {
            let found = try await service.chargers(near: centre, within: farthest, limit: 500)
            let distances = found.map { Course.metres(centre, $0.position) }
            for (near, far) in zip(distances, distances.dropFirst()) {
                try expect(near <= far + 1, "A station at \(near) m comes before one at \(far) m.")
            }
        }
    }

    static let limit = Rule<IntegrationSubject>(
        "chargers-limit-keeps-the-nearest", "With a limit the nearest stations are given, and no more."
    ) { subject in
        let (service, places) = try bench(subject)
        let radius = farthest
        for centre in places.centres {
            let wanted = places.stations(near: centre, within: radius)
            for limit in 1...min(wanted.count, 3) {
                let found = try await service.chargers(near: centre, within: radius, limit: limit)
                try expect(
                    found.map(\.id) == wanted.prefix(limit).map(\.id),
                    "The nearest \(limit) are \(names(wanted.prefix(limit))), found \(names(found)).")
            }
        }
    }

    static let asKnown = Rule<IntegrationSubject>(
        "chargers-are-as-known", "Title, place, address, operator, state, connectors and cost are the service's."
    ) { subject in
        let (service, places) = try bench(subject)
        for (found, wanted) in try await everyStation(service, places) {
            try expect(found.title == wanted.title, "\(wanted.id) is called “\(found.title)”, not “\(wanted.title)”.")
            let metres = Course.metres(found.position, wanted.position)
            try expect(metres < 1, "\(wanted.id) is \(metres) m from where it is.")
            try compare("operator", found.operatorName, wanted.operatorName, wanted)
            try compare("state", found.isOperational, wanted.isOperational, wanted)
            try compare("connectors", found.connectors, wanted.connectors, wanted)
            try compare("cost", found.cost, wanted.cost, wanted)
            try compare("attribution", found.attribution, wanted.attribution, wanted)
            try compare("postal code", found.address?.postcode, wanted.address?.postcode, wanted)
            try compare("town", found.address?.town, wanted.address?.town, wanted)
            try compare("country", found.address?.country, wanted.address?.country, wanted)
        }
    }

    static let unknown = Rule<IntegrationSubject>(
        "chargers-unknown-is-missing", "What the service does not know of a station is missing, not zero and not false."
    ) { subject in
        let (service, places) = try bench(subject)
        let found = try await everyStation(service, places).map(\.found)
        let connectors = found.flatMap(\.connectors)
        let kinds: [(String, [Bool])] = [
            ("operator", found.map { $0.operatorName == nil }), ("state", found.map { $0.isOperational == nil }),
            ("connector", found.map(\.connectors.isEmpty)), ("power", connectors.map { $0.power == nil }),
            ("number of connectors", connectors.map { $0.count == nil }),
        ]
        for (name, isMissing) in kinds {
            try expect(isMissing.contains(true), "No station lacks the \(name), so nothing was shown.")
            try expect(isMissing.contains(false), "Every station lacks the \(name).")
        }
        try expect(found.allSatisfy { $0.operatorName?.isEmpty != true }, "An operator is an empty text.")
    }

    static let nowhere = Rule<IntegrationSubject>(
        "chargers-nowhere-is-none", "Where no station is none is found, and that is no failure."
    ) { subject in
        let (service, places) = try bench(subject)
        let found = try await service.chargers(near: places.nowhere, within: farthest, limit: 10)
        try expect(found.isEmpty, "Where no station is, \(names(found)) are.")
    }

    static let refused = Rule<IntegrationSubject>(
        "chargers-out-of-range-is-refused",
        "A radius of nothing or over 500 km, and a limit under 1 or over 500, is refused as invalidRequest, unsent."
    ) { subject in
        let watching = WatchingTransport(subject.transport)
        let (service, places) = try bench(subject, over: watching)
        let cases: [(Int64, Int)] = [(0, 10), (-1, 10), (500_001, 10), (.max, 10), (1000, 0), (1000, -1), (1000, 501)]
        for (metres, limit) in cases {
            let what = "A radius of \(metres) m with a limit of \(limit)"
            try await RouteMeasuringContract.refused(what) {
                _ = try await service.chargers(
                    near: places.centres[0], within: Distance(metres: metres), limit: limit)
            }
        }
        try expect(watching.calls.isEmpty, "\(watching.calls.count) requests were sent.")
    }

    static let wholeEarth = Rule<IntegrationSubject>(
        "chargers-anywhere-on-earth", "Every position may be asked about: the poles, the date line, the origin."
    ) { subject in
        let (service, _) = try bench(subject)
        for (latitude, longitude) in [(90.0, 0.0), (-90, 180), (90, -180), (0, 0), (0, 180), (-0.0, -180)] {
            guard let position = Position(latitude: latitude, longitude: longitude) else { continue }
            do {
                _ = try await service.chargers(near: position, within: farthest, limit: 500)
            } catch {
                throw RuleViolation("\(latitude), \(longitude) failed with: \(error)")
            }
        }
    }

    static let plainNumbers = Rule<IntegrationSubject>(
        "chargers-numbers-are-plain", "Numbers close to zero are sent without an exponent."
    ) { subject in
        let watching = WatchingTransport(subject.transport)
        let (service, _) = try bench(subject, over: watching)
        guard let position = Position(latitude: 1e-7, longitude: -3e-9) else { return }
        _ = try await service.chargers(near: position, within: Distance(metres: Int64(1)), limit: 1)
        try Course.checkNumbers(of: watching)
    }
}

extension ChargerFindingContract {
    private static func names(_ stations: some Sequence<ChargingStation>) -> String {
        stations.prefix(20).map(\.id).joined(separator: ", ")
    }

    /// Each station of the subject beside what the service says of it.
    private static func everyStation(
        _ service: any ChargerFinding, _ places: ChargerPlaces
    ) async throws -> [(found: ChargingStation, wanted: ChargingStation)] {
        var found: [String: ChargingStation] = [:]
        for centre in places.centres {
            for station in try await service.chargers(near: centre, within: farthest, limit: 500) {
                found[station.id] = station
            }
        }
        return try places.stations.map { wanted in
            guard let station = found[wanted.id] else { throw RuleViolation("\(wanted.id) was not found.") }
            return (station, wanted)
        }
    }

    private static func compare<Value: Equatable>(
        _ name: String, _ found: Value?, _ wanted: Value?, _ station: ChargingStation
    ) throws {
        let (shown, known) = (found.map { "\($0)" } ?? "unknown", wanted.map { "\($0)" } ?? "unknown")
        try expect(found == wanted, "The \(name) of \(station.id) is \(shown), not \(known).")
    }
}
