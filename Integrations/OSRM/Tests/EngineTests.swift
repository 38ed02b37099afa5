// SPDX-License-Identifier: Apache-2.0
import Foundation
import OSRM
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Testing

@Suite("OSRM against the real engine", .enabled(if: Engine.isReady, Engine.missing))
struct EngineTests {
    private static func with(
        _ options: [String] = [], _ settings: [String: String] = [:], _ body: (OSRM) async throws -> Void
    ) async throws {
        try await Engine.with(options) { address in
            try await body(try Subject.osrm(settings.merging(["address": address]) { own, _ in own }))
        }
    }

    @Test("it keeps the contract of measuring routes", arguments: RouteMeasuringContract.rules)
    func contract(rule: Rule<IntegrationSubject>) async throws {
        try await Engine.with { address in
            _ = try await rule.check(Subject.subject(address, RecordingClock(), "/nonexistent"))
        }
    }

    @Test("it is healthy, and with a radius that no road is in too")
    func health() async throws {
        try await Self.with { #expect(await $0.health() == .ok) }
        try await Self.with(["--default-radius", "100"]) { #expect(await $0.health() == .ok) }
    }

    @Test("against the direction of a one-way road the way is longer")
    func oneWay() async throws {
        try await Self.with { osrm in
            let (south, north) = (Town.place(52.012, 5.031), Town.place(52.018, 5.031))
            let along = try #require(await osrm.route(through: [south, north]))
            let against = try #require(await osrm.route(through: [north, south]))
            #expect((660...680).contains(along.distance.metres))
            #expect(against.distance.metres > 3_000)
        }
    }

    @Test("a drive on the motorway is on the carriageway of its direction")
    func carriageways() async throws {
        try await Self.with { osrm in
            let east = Town.trace(
                along: [Town.place(51.98, 5), Town.place(51.98, 5.08)], metresPerSecond: 30, every: 5, beside: 6)
            let west = Town.trace(
                along: [Town.place(51.9815, 5.08), Town.place(51.9815, 5)], metresPerSecond: 30, every: 5, beside: 6)
            for trace in [east, west] {
                let driven = try #require(await osrm.match(trace))
                #expect((5_300...5_520).contains(driven.distance.metres))
            }
        }
    }

    @Test("an engine that takes few points is asked in smaller parts, with the same result")
    func tooBig() async throws {
        let points = Array(repeatElement(Town.loop, count: 10).joined())
        var whole: (route: MeasuredRoute?, drive: MeasuredRoute?)
        try await Self.with { whole = (try await $0.route(through: points), try await $0.match(Town.drive)) }
        try await Self.with(["--max-viaroute-size", "7", "--max-matching-size", "40"]) { osrm in
            let route = try #require(await osrm.route(through: points))
            let drive = try #require(await osrm.match(Town.drive))
            let routes = route.distance.metres - (whole.route?.distance.metres ?? 0)
            let drives = drive.distance.metres - (whole.drive?.distance.metres ?? 0)
            #expect(routes.magnitude <= 10 && drives.magnitude <= 10)
        }
    }

    @Test("a radius that the engine does not allow is refused with a sentence, not asked for again and again")
    func radius() async throws {
        try await Self.with(["--max-matching-radius", "6"]) { osrm in
            let error = await #expect(throws: IntegrationError.self) { try await osrm.match(Town.drive) }
            #expect(error?.code == .invalidRequest && error?.message.contains("TooBig") == true)
        }
    }

    @Test("where nothing was measured for five minutes the way between is counted too")
    func tunnel() async throws {
        try await Self.with { osrm in
            let whole = try #require(await osrm.match(Town.drive))
            let start = Town.drive[0].time
            let holed = Town.drive.filter { !(300..<600).contains($0.time.timeIntervalSince(start)) }
            #expect(holed.count == Town.drive.count - 60)
            let driven = try #require(await osrm.match(holed))
            #expect((driven.distance.metres - whole.distance.metres).magnitude <= 20)
        }
    }

    @Test("points that fit no road are left out, and the way goes on")
    func outliers() async throws {
        try await Self.with { osrm in
            let driven = try #require(await osrm.match(Town.driveWithOutliers))
            #expect(Town.metres.contains(Double(driven.distance.metres)))
        }
    }

    @Test("1,200 calls in a row all succeed, although the engine closes a connection after 512")
    func keptAlive() async throws {
        try await Engine.with { address in
            let options = TransportOptions(hosts: [String(address.dropFirst("http://".count))])
            let clock = RecordingClock()
            let osrm = try Subject.osrm(
                ["address": address], over: AsyncHTTPClientTransport().standard(options, clock: clock), clock: clock)
            for _ in 0..<1_200 {
                let route = try await osrm.route(through: [Town.loop[0], Town.loop[1]])
                try #require(route != nil)
            }
        }
    }
}
