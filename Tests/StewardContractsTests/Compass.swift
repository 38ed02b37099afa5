// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// What can be wrong with the measuring of routes and the naming of places, one at a time.
enum CompassFlaw: String, Sendable, CaseIterable {
    case none
    case takesOnePoint, tooShort, neverZero, addsForEachCall, sendsAllAtOnce, failsWithoutRoad, exponents
    case matchTooLong, matchByArrival, matchFailsOffRoad, matchPretends
    case noHouseNumber, failsAtSea, oneLanguage, languageEndsQuery, refusesPoles
}

/// Measures routes as the crow flies and names one place, and keeps every rule; or, with a flaw, breaks one.
///
/// East of 100° there is no road, and north of 60° is an island.
struct Compass: Integration, RouteMeasuring, PlaceNaming {
    static let manifest = Manifest(
        id: "Compass", name: "Compass", summary: "Points.", serviceVersion: "1",
        hosts: [.init("compass.example", setting: "address")], credential: .none,
        capabilities: [.routeMeasuring, .placeNaming], limits: [], tier: .experimental,
        settings: [
            ConfigurationField("flaw", .choice(CompassFlaw.allCases.map(\.rawValue)), help: "-", since: "0.1"),
            ConfigurationField("matches", .boolean, help: "-", default: "true", since: "0.1"),
        ])
    private let flaw: CompassFlaw
    private let matches: Bool
    private let transport: any HTTPTransport

    init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        flaw = CompassFlaw(rawValue: try configuration.text("flaw")) ?? .none
        matches = try configuration.boolean("matches")
        transport = context.transport
    }

    func health() async -> Health { .ok }

    func route(through points: [Position]) async throws -> MeasuredRoute? {
        guard points.count >= 2 || flaw == .takesOnePoint else { throw IntegrationError(.invalidRequest, "Two.") }
        let atOnce = flaw == .sendsAllAtOnce ? 10_000 : 10
        var metres = 0.0
        for start in stride(from: 0, to: max(1, points.count - 1), by: atOnce - 1) {
            let part = Array(points[start..<min(points.count, start + atOnce)])
            try await send("/route?" + part.map { text($0) }.joined(separator: ";"))
            metres += length(part) + (flaw == .addsForEachCall ? 400 : 0)
        }
        guard points.allSatisfy({ $0.longitude < 100 }), Set(points.map { $0.latitude > 60 }).count < 2 else {
            if flaw == .failsWithoutRoad { throw IntegrationError(.notFound, "No road.") }
            return nil
        }
        if flaw == .tooShort { metres /= 2 }
        if flaw == .neverZero { metres += 5 }
        return MeasuredRoute(distance: Distance(metres: metres) ?? .zero, course: points)
    }

    func match(_ trace: [TracePoint]) async throws -> MeasuredRoute? {
        guard matches else {
            if flaw == .matchPretends { return nil }
            throw IntegrationError(.unsupported, "It does not match.")
        }
        guard trace.count >= 2 else { throw IntegrationError(.invalidRequest, "Two.") }
        guard trace.allSatisfy({ $0.position.longitude < 100 }) else {
            if flaw == .matchFailsOffRoad { throw IntegrationError(.invalidRequest, "No road.") }
            return nil
        }
        var ordered = flaw == .matchByArrival ? trace : []
        for point in trace.sorted(by: { $0.time < $1.time }) where flaw != .matchByArrival {
            if ordered.last?.time != point.time { ordered.append(point) }
        }
        let course = ordered.map(\.position)
        let metres = length(course) * (flaw == .matchTooLong ? 1.2 : 1)
        return MeasuredRoute(distance: Distance(metres: metres) ?? .zero, course: course, confidence: 0.5)
    }

    func address(at position: Position, language: String) async throws -> StreetAddress? {
        if flaw == .refusesPoles, abs(position.latitude) == 90 { throw IntegrationError(.invalidRequest, "No.") }
        let isPlain = language.utf8.allSatisfy { $0 > 0x2C && $0 < 0x7F && $0 != UInt8(ascii: "/") }
        guard isPlain || flaw == .languageEndsQuery else { throw IntegrationError(.invalidRequest, "No language.") }
        try await send("/place?\(text(position))")
        // Like a server that is led astray by what follows on the language.
        if flaw == .languageEndsQuery, language.contains("&") { return nil }
        guard abs(position.latitude - 52) < 1, abs(position.longitude - 5) < 1 else {
            if flaw == .failsAtSea { throw IntegrationError(.notFound, "Nothing.") }
            return nil
        }
        let road = language == "en" && flaw != .oneLanguage ? "Test Street" : "Proefstraat"
        return StreetAddress(
            street: road, houseNumber: flaw == .noHouseNumber ? nil : "1", postcode: "3999 ZZ", town: "Dorp",
            country: "nl", text: road)
    }

    private func text(_ position: Position) -> String {
        guard flaw == .exponents else {
            let degrees = position.degrees
            return degrees.longitude + "," + degrees.latitude
        }
        return "\(position.longitude),\(position.latitude)"
    }

    /// Metres along points on a plane, good enough near 52° north.
    private func length(_ points: [Position]) -> Double {
        zip(points, points.dropFirst()).reduce(0) { sum, pair in
            let north = (pair.1.latitude - pair.0.latitude) * 111_195
            let east = (pair.1.longitude - pair.0.longitude) * 68_458
            return sum + (north * north + east * east).squareRoot()
        }
    }

    private func send(_ path: String) async throws {
        let request = HTTPRequest(method: .get, scheme: "https", authority: "compass.example", path: path)
        _ = try await transport.send(HTTPCall(request))
    }
}

/// Answers everything with nothing.
struct EmptyService: HTTPTransport {
    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        HTTPReply(HTTPResponse(status: .ok), body: ByteStream([]))
    }
}
