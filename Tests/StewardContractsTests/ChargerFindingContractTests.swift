// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Testing

/// What can be wrong with a finder of charging stations, one at a time.
enum PoleFlaw: String, Sendable, CaseIterable {
    case none, readsMiles, findsFartherOnes, findsTwice, farthestFirst, limitKeepsFirst, wrongTitle, forgetsOperator
    case unknownIsBroken, failsNowhere, takesAnyRadius, sendsBeforeItRefuses, failsAtPole, writesExponents
}

/// A finder that keeps every rule; or, with a flaw, breaks one.
struct Pole: Integration, ChargerFinding {
    static let manifest = Manifest(
        id: "Pole", name: "Pole", summary: "Finds poles.", serviceVersion: "1", hosts: [], credential: .none,
        capabilities: [.chargerFinding], limits: [], tier: .experimental,
        settings: [ConfigurationField("flaw", .choice(PoleFlaw.allCases.map(\.rawValue)), help: "-", since: "0.1")])
    private let flaw: PoleFlaw
    private let transport: any HTTPTransport

    init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        flaw = PoleFlaw(rawValue: try configuration.text("flaw")) ?? .none
        transport = context.transport
    }

    func health() async -> Health { .ok }

    func chargers(near position: Position, within radius: Distance, limit: Int) async throws -> [ChargingStation] {
        let isRight = radius > .zero && radius.metres <= 500_000 && (1...500).contains(limit)
        if !isRight, flaw == .sendsBeforeItRefuses { try await ask(position) }
        guard isRight || flaw == .takesAnyRadius else { throw IntegrationError(.invalidRequest, "Out of range.") }
        try await ask(position)
        if flaw == .failsAtPole, abs(position.latitude) == 90 { throw IntegrationError(.invalidRequest, "A pole.") }
        var reach = Double(radius.metres)
        if flaw == .readsMiles { reach *= 1.609 }
        if flaw == .findsFartherOnes { reach += 400_000 }
        let near = Self.stations.map { ($0, Self.metres(position, $0.position)) }.filter { $0.1 <= reach }
        if near.isEmpty, flaw == .failsNowhere { throw IntegrationError(.notFound, "None.") }
        var found = near.sorted { flaw == .farthestFirst ? $0.1 > $1.1 : $0.1 < $1.1 }.map(\.0)
        if flaw == .limitKeepsFirst { found = Self.stations.filter { one in found.contains(one) }.reversed() }
        if flaw == .findsTwice { found += found.prefix(1) }
        return found.prefix(max(0, limit)).map(changed)
    }

    private func ask(_ position: Position) async throws {
        let number = flaw == .writesExponents ? "\(position.latitude)" : "\(Int(position.latitude * 10))"
        _ = try await transport.send(
            HTTPCall(HTTPRequest(method: .get, scheme: "https", authority: "pole.example", path: "/?at=" + number)))
    }

    private func changed(_ station: ChargingStation) -> ChargingStation {
        ChargingStation(
            id: station.id, title: flaw == .wrongTitle ? "Pole" : station.title, position: station.position,
            operatorName: flaw == .forgetsOperator ? nil : station.operatorName,
            isOperational: flaw == .unknownIsBroken ? station.isOperational ?? false : station.isOperational,
            connectors: station.connectors)
    }

    static let stations = [
        station("a", 52.0, 5.005, "Volt", true, [.init(kind: "CCS", power: 50, count: 2)]),
        station("b", 52.0, 5.1, nil, nil, [.init(kind: "CCS")]), station("c", 52.3, 5.0, "Volt", false, []),
        station("d", 0, -179.999, "Ampere", true, [.init(kind: "CCS", power: 11, count: 1)]),
        station("e", 0, 179.98, nil, nil, []), station("f", 56.9, 5.0, "Volt", true, []),
    ].compactMap(\.self)

    private static func station(
        _ id: String, _ latitude: Double, _ longitude: Double, _ name: String?, _ works: Bool?,
        _ connectors: [ChargingConnector]
    ) -> ChargingStation? {
        Position(latitude: latitude, longitude: longitude).map { position in
            ChargingStation(
                id: id, title: "Station \(id)", position: position, operatorName: name, isOperational: works,
                connectors: connectors)
        }
    }

    private static func metres(_ from: Position, _ to: Position) -> Double {
        let radians = Double.pi / 180
        let (north, south) = (from.latitude * radians, to.latitude * radians)
        let east = (to.longitude - from.longitude) * radians
        return 6_371_000 * acos(min(1, sin(north) * sin(south) + cos(north) * cos(south) * cos(east)))
    }
}

/// Answers every call with nothing.
private struct Silent: HTTPTransport {
    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        HTTPReply(HTTPResponse(status: .ok), body: ByteStream([]))
    }
}

@Suite("ChargerFindingContract")
struct ChargerFindingContractTests {
    private func subject(_ flaw: PoleFlaw) throws -> IntegrationSubject {
        let centres = try [(52.0, 5.0), (0, 179.999), (0, -180)].map {
            try #require(Position(latitude: $0.0, longitude: $0.1))
        }
        let places = ChargerPlaces(
            centres: centres, stations: Array(Pole.stations.prefix(5)),
            nowhere: try #require(Position(latitude: -40, longitude: -30)))
        return IntegrationSubject(
            Pole.self, folder: "Pole", settings: ["flaw": flaw.rawValue], simulator: "http://127.0.0.1:9",
            transport: Silent(), clock: RecordingClock(), scratchFolder: "/nowhere", wire: [], chargers: places)
    }

    @Test("a good finder keeps every rule", arguments: ChargerFindingContract.rules)
    func good(rule: Rule<IntegrationSubject>) async throws {
        let outcome = try await rule.check(subject(.none))
        #expect(outcome == .held)
    }

    /// Every flaw with the rule that must see it.
    static let flaws: [(PoleFlaw, String)] = [
        (.readsMiles, "chargers-are-complete"), (.findsFartherOnes, "chargers-are-complete"),
        (.findsTwice, "chargers-are-complete"), (.farthestFirst, "chargers-nearest-first"),
        (.limitKeepsFirst, "chargers-limit-keeps-the-nearest"), (.wrongTitle, "chargers-are-as-known"),
        (.forgetsOperator, "chargers-unknown-is-missing"), (.unknownIsBroken, "chargers-unknown-is-missing"),
        (.failsNowhere, "chargers-nowhere-is-none"), (.takesAnyRadius, "chargers-out-of-range-is-refused"),
        (.sendsBeforeItRefuses, "chargers-out-of-range-is-refused"), (.failsAtPole, "chargers-anywhere-on-earth"),
        (.writesExponents, "chargers-numbers-are-plain"),
    ]

    @Test("a wrong finder is caught by the rule of its flaw", arguments: flaws)
    func wrong(flaw: PoleFlaw, name: String) async throws {
        let rule = try #require(ChargerFindingContract.rules.first { $0.name == name })
        let violation = await #expect(throws: RuleViolation.self) { try await rule.check(subject(flaw)) }
        #expect(violation?.message.hasPrefix(name + ": ") == true)
    }

    @Test("every rule has a flaw that it sees, and every flaw a rule that sees it")
    func coverage() {
        #expect(Set(Self.flaws.map(\.1)) == Set(ChargerFindingContract.rules.map(\.name)))
        #expect(Set(Self.flaws.map(\.0)) == Set(PoleFlaw.allCases.filter { $0 != .none }))
    }
}
