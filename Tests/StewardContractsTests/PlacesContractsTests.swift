// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardContracts
import StewardCore
import StewardIntegration
import StewardSimulation
import Testing

@Suite("RouteMeasuringContract and PlaceNamingContract")
struct PlacesContractsTests {
    private static func place(_ latitude: Double, _ longitude: Double) throws -> Position {
        try #require(Position(latitude: latitude, longitude: longitude))
    }

    private static func subject(_ flaw: CompassFlaw, matches: Bool = true) throws -> IntegrationSubject {
        let start = Date(timeIntervalSince1970: 1_770_544_800)
        let trace = try (0..<30).map { step in
            TracePoint(position: try place(52, 5 + Double(step) * 0.001), time: start + Double(step) * 10)
        }
        let loop = try [place(52, 5), place(52, 5.01), place(52.01, 5.01), place(52.01, 5)]
        return IntegrationSubject(
            Compass.self, folder: "Compass", settings: ["flaw": flaw.rawValue, "matches": "\(matches)"],
            simulator: "http://127.0.0.1:9", transport: EmptyService(), clock: RecordingClock(),
            scratchFolder: "/nowhere", wire: [],
            roads: RoadPlaces(
                loop: loop, loopMetres: 3_550...3_630, pointsAtOnce: 10, apart: (loop[0], try place(62, 5)),
                nowhere: try place(52, 120), drive: matches ? .init(trace: trace, metres: 1_970...2_000) : nil),
            addresses: NamedPlaces(
                known: loop[0],
                address: StreetAddress(
                    street: "Proefstraat", houseNumber: "1", postcode: "3999 ZZ", town: "Dorp", country: "NL",
                    text: ""),
                language: "nl", otherLanguage: "en", nowhere: try place(0, -30)))
    }

    private static let rules = RouteMeasuringContract.rules + PlaceNamingContract.rules
    private static let ofOthers = "match-is-unsupported-where-it-is"

    @Test("a good service keeps every rule", arguments: rules)
    func good(rule: Rule<IntegrationSubject>) async throws {
        let outcome = try await rule.check(Self.subject(.none, matches: rule.name != Self.ofOthers))
        #expect(outcome == .held)
    }

    /// Every flaw with the rule that must see it.
    static let flaws: [(CompassFlaw, String)] = [
        (.takesOnePoint, "route-needs-two-points"), (.tooShort, "route-is-plausible"),
        (.neverZero, "route-to-where-it-begins-is-zero"), (.addsForEachCall, "route-is-the-sum-of-its-parts"),
        (.sendsAllAtOnce, "route-of-any-length"), (.failsWithoutRoad, "route-without-a-road-is-nil"),
        (.exponents, "route-numbers-are-plain"), (.matchTooLong, "match-follows-the-road"),
        (.matchByArrival, "match-takes-any-order"), (.matchFailsOffRoad, "match-without-a-road-is-nil"),
        (.matchPretends, ofOthers), (.noHouseNumber, "place-has-its-parts"),
        (.failsAtSea, "place-without-an-address-is-nil"), (.oneLanguage, "place-speaks-the-language"),
        (.languageEndsQuery, "place-language-stays-in-its-place"), (.refusesPoles, "place-is-anywhere-on-earth"),
        (.exponents, "place-numbers-are-plain"),
    ]

    @Test("a wrong service is caught by the rule of its flaw", arguments: flaws)
    func wrong(flaw: CompassFlaw, name: String) async throws {
        let rule = try #require(Self.rules.first { $0.name == name })
        let subject = try Self.subject(flaw, matches: name != Self.ofOthers)
        let violation = await #expect(throws: RuleViolation.self) { try await rule.check(subject) }
        #expect(violation?.message.hasPrefix(name + ": ") == true)
    }

    @Test("every rule has a flaw that it sees, and every flaw a rule that sees it")
    func coverage() {
        #expect(Set(Self.flaws.map(\.1)) == Set(Self.rules.map(\.name)))
        #expect(Set(Self.flaws.map(\.0)) == Set(CompassFlaw.allCases.filter { $0 != .none }))
    }

    @Test("a rule that cannot apply says why")
    func exempt() async throws {
        for rule in RouteMeasuringContract.rules where rule.name.hasPrefix("match-") && rule.name != Self.ofOthers {
            let outcome = try await rule.check(Self.subject(.none, matches: false))
            #expect(outcome == .exempt("the service cannot match points to roads"))
        }
    }
}
