// SPDX-License-Identifier: Apache-2.0
import Foundation
import OSRM
import OSRMSimulator
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Testing

@Suite("OSRM divides what is too long")
struct DividingTests {
    private static func with(
        _ limits: OSRMSimulator.Limits = .init(), _ settings: [String: String] = [:],
        _ body: @escaping @Sendable (OSRM, LoopbackServer) async throws -> Void
    ) async throws {
        try await LoopbackServer.withServer(OSRMSimulator(limits: limits), clock: RecordingClock()) { server in
            try await body(try Subject.osrm(settings.merging(["address": server.address]) { own, _ in own }), server)
        }
    }

    @Test("parts are of about one length, share their ends, and cover everything", arguments: [2, 3, 5, 100])
    func parts(atOnce: Int) {
        for count in [2, 3, 4, 5, 6, 9, 10, 100, 101, 199, 200, 501] {
            var parts = Parts(count: count, atOnce: atOnce)
            var ends = [0]
            var lengths: [Int] = []
            while let part = parts.next {
                #expect(part.lowerBound == ends.last && part.count >= 2 && part.count <= atOnce)
                ends.append(part.upperBound - 1)
                lengths.append(part.count)
                parts.goOn(from: part.upperBound - 1)
            }
            #expect(ends.last == count - 1 && (lengths.max() ?? 0) - (lengths.min() ?? 0) <= 1)
        }
    }

    @Test("an engine that takes few points is asked in smaller parts, with the same result")
    func tooBig() async throws {
        let points = Array(repeatElement(Town.loop, count: 10).joined())
        try await Self.with(.init(route: 7, match: 40)) { osrm, server in
            let route = try #require(await osrm.route(through: points))
            #expect((route.distance.metres - Int64(9.75 * Town.loopMetres)).magnitude <= 600)
            // 40 points, then 14 of them, are too many; 7 are not, and no part after asks for more again.
            #expect(server.log.all.count == 2 + 7)
            let drive = try #require(await osrm.match(Town.drive))
            #expect(Town.metres.contains(Double(drive.distance.metres)))
        }
    }

    @Test("an engine that takes one point only is not asked for ever")
    func neverEnough() async throws {
        try await Self.with(.init(route: 1)) { osrm, server in
            await #expect(throws: IntegrationError(.invalidRequest, "")) {
                try await osrm.route(through: Array(repeatElement(Town.loop, count: 10).joined()))
            }
            #expect(server.log.all.count < 8)
        }
    }

    @Test("where nothing was measured for five minutes the way between is counted too")
    func tunnel() async throws {
        try await Self.with { osrm, server in
            let start = Town.drive[0].time
            let holed = Town.drive.filter { !(300..<600).contains($0.time.timeIntervalSince(start)) }
            let driven = try #require(await osrm.match(holed))
            #expect(Town.metres.contains(Double(driven.distance.metres)))
            #expect(server.log.all.contains { $0.path.hasPrefix("/route/") })
        }
    }

    @Test("a way between that no car can have driven in the time makes no way of the whole")
    func tooFast() async throws {
        try await Self.with { osrm, _ in
            let south = Town.trace(
                along: [Town.place(52, 5.002), Town.place(52, 5.012)], metresPerSecond: 10, every: 5)
            let later = (south.last?.time ?? Date()) + 60
            let north = Town.trace(
                along: [Town.place(52.05, 5.062), Town.place(52.05, 5.072)], metresPerSecond: 10, every: 5, from: later)
            // Nine kilometres in a minute.
            #expect(try await osrm.match(south + north) == nil)
            let relaxed = north.map { TracePoint(position: $0.position, time: $0.time + 900, accuracy: $0.accuracy) }
            let driven = try #require(await osrm.match(south + relaxed))
            #expect((9_000...12_000).contains(driven.distance.metres))
        }
    }

    @Test("points that fit no road are left out, and the way goes on")
    func outliers() async throws {
        try await Self.with { osrm, _ in
            let driven = try #require(await osrm.match(Town.driveWithOutliers))
            #expect(Town.metres.contains(Double(driven.distance.metres)))
        }
    }
}
