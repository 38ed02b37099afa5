// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import OSRM
import OSRMSimulator
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Synchronization
import Testing

/// Answers every call with one status and body, and keeps the calls.
private final class Answering: HTTPTransport {
    let status: Int
    let body: String
    let calls = Mutex<[HTTPRequest]>([])

    init(_ status: Int, _ body: String) {
        self.status = status
        self.body = body
    }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        calls.withLock { $0.append(call.request) }
        return HTTPReply(HTTPResponse(status: .init(code: status)), body: ByteStream(Array(body.utf8)))
    }

    var paths: [String] { calls.withLock { $0.compactMap(\.path) } }
}

@Suite("OSRM")
struct OSRMTests {
    private static let two = [Town.place(52, 5.02), Town.place(-0.000_000_4, -170.5)]
    private static let own = ["address": "https://osrm.example.org/base", "profile": "my_car-1"]

    @Test("a request has longitude first, six digits, a radius for each point, and says who asks")
    func request() async throws {
        let answering = Answering(400, #"{"code":"NoRoute","message":"Impossible route between points"}"#)
        let route = try await Subject.osrm(Self.own, over: answering).route(through: Self.two)
        #expect(route == nil)
        let call = try #require(answering.calls.withLock { $0.first })
        let path = try #require(call.path)
        #expect(path.hasPrefix("/base/route/v1/my_car-1/5.020000,52.000000;-170.500000,0.000000?"))
        #expect(path.contains("radiuses=1000;1000") && path.contains("geometries=geojson"))
        #expect(call.authority == "osrm.example.org" && call.headerFields[.userAgent] == "Steward")
    }

    @Test("a trace goes out in the order of its times, one point for each second, with its own radiuses")
    func trace() async throws {
        let answering = Answering(400, #"{"code":"NoMatch","message":"Could not match the trace."}"#)
        let start = Date(timeIntervalSince1970: 1_770_544_800.9)
        func point(_ seconds: Double, _ accuracy: Double?) -> TracePoint {
            TracePoint(position: Town.place(52, 5 + seconds / 1000), time: start + seconds, accuracy: accuracy)
        }
        let trace = [point(9, 3), point(0, nil), point(9.05, 2_000), point(4, 12.2), point(4.05, .nan), point(30, -1)]
        let found = try await Subject.osrm(Self.own, over: answering).match(trace)
        #expect(found == nil)
        let path = try #require(answering.paths.first)
        #expect(path.contains("timestamps=1770544800;1770544804;1770544809;1770544830&"))
        // Of the two in one second the more exact one: 10 m are reckoned with where the device said nothing sensible.
        #expect(path.contains("radiuses=10;10;5;10") && path.contains("gaps=split") && path.contains("tidy=true"))
    }

    @Test("points of one second are no trace")
    func oneSecond() async throws {
        let answering = Answering(200, "")
        let trace = [0, 0.2, 0.4].map { seconds in
            TracePoint(position: Town.place(52, 5), time: Date(timeIntervalSince1970: 1_770_544_800 + seconds))
        }
        await #expect(throws: IntegrationError(.invalidRequest, "")) {
            try await Subject.osrm(Self.own, over: answering).match(trace)
        }
        #expect(answering.paths.isEmpty)
    }

    @Test(
        "what the engine refuses is either no way, or an error with its code",
        arguments: [
            ("NoRoute", nil), ("NoSegment", nil), ("NoMatch", nil), ("InvalidUrl", .unsupported),
            ("InvalidService", .unsupported), ("InvalidVersion", .unsupported), ("InvalidOptions", .invalidRequest),
            ("InvalidQuery", .invalidRequest), ("InvalidValue", .invalidRequest), ("TooBig", .invalidRequest),
            ("NotImplemented", .unsupported), ("DisabledDataset", .unsupported), ("Something", .invalidRequest),
        ] as [(String, IntegrationError.Code?)])
    func refusals(code: String, wanted: IntegrationError.Code?) async throws {
        let answering = Answering(400, #"{"code":"\#(code)","message":"because"}"#)
        let osrm = try Subject.osrm(Self.own, over: answering)
        var failure: IntegrationError?
        do { #expect(try await osrm.route(through: Self.two) == nil) } catch { failure = error as? IntegrationError }
        #expect(failure?.code == wanted)
        if let failure { #expect(failure.message.contains(code) && failure.message.contains("because")) }
        #expect(answering.paths.count == 1)
    }

    @Test(
        "an answer that cannot be is malformed, and says where",
        arguments: [
            #"{"routes":[]}"#, #"{"code":"Ok"}"#, #"{"code":"Ok","routes":[]}"#, #"{"code":"NoRoute","routes":[]}"#,
            #"{"code":"Ok","routes":[{"distance":-1,"duration":1,"geometry":{"coordinates":[]}}]}"#,
            #"{"code":"Ok","routes":[{"distance":1e300,"duration":1,"geometry":{"coordinates":[]}}]}"#,
            #"{"code":"Ok","routes":[{"distance":1,"duration":1,"geometry":{"coordinates":[[5,91]]}}]}"#,
            #"{"code":"Ok","routes":[{"distance":1,"duration":1,"geometry":{"coordinates":[[5]]}}]}"#,
            #"{"code":"Ok","routes":[{"distance":1,"duration":1,"geometry":"_gk|H"}]}"#,
            #"{"code":"Ok","routes":[{"duration":1,"geometry":{"coordinates":[]}}]}"#,
        ])
    func malformedRoutes(body: String) async throws {
        let osrm = try Subject.osrm(Self.own, over: Answering(200, body))
        let error = await #expect(throws: IntegrationError.self) { try await osrm.route(through: Self.two) }
        #expect(error?.code == .malformedReply && error?.message.contains("osrm.example.org (route)") == true)
    }

    @Test(
        "a match that cannot be is malformed",
        arguments: [
            #"{"code":"Ok","matchings":[],"tracepoints":[null,null]}"#,
            #"{"code":"Ok","matchings":[M],"tracepoints":[null,null]}"#,
            #"{"code":"Ok","matchings":[M],"tracepoints":[P,P,P]}"#,
            #"{"code":"Ok","matchings":[M],"tracepoints":[P,{"matchings_index":1,"location":[5,52]}]}"#,
            #"{"code":"Ok","matchings":[M],"tracepoints":[P,{"matchings_index":0}]}"#,
            #"{"code":"Ok","matchings":[{"confidence":2,"distance":1,"duration":1,"geometry":{"coordinates":[]}}],"#
                + #""tracepoints":[P,P]}"#,
        ])
    func malformedMatches(body: String) async throws {
        let matching = #"{"confidence":0.5,"distance":1,"duration":1,"geometry":{"coordinates":[[5,52],[5,52.1]]}}"#
        let point = #"{"matchings_index":0,"location":[5,52]}"#
        let text = body.replacing("M]", with: matching + "]").replacing("P", with: point)
        let osrm = try Subject.osrm(Self.own, over: Answering(200, text))
        let trace = [0.0, 10].map { seconds in
            TracePoint(position: Town.place(52, 5), time: Date(timeIntervalSince1970: 1_770_544_800 + seconds))
        }
        await #expect(throws: IntegrationError(.malformedReply, "")) { try await osrm.match(trace) }
    }

    @Test("the public engine is asked once a second at most, another one at once, unless the settings say so")
    func pace() async throws {
        let refusal = #"{"code":"NoRoute","message":""}"#
        for (settings, wanted) in [
            ([:], 1.0), (["time-between-calls": "100ms"], 1), (["time-between-calls": "3s"], 3),
            (["address": "https://osrm.example.org"], 0),
            (["address": "https://osrm.example.org", "time-between-calls": "500ms"], 0.5),
        ] as [([String: String], Double)] {
            let clock = RecordingClock()
            let osrm = try Subject.osrm(settings, over: Answering(400, refusal), clock: clock)
            for _ in 0..<3 { _ = try await osrm.route(through: Self.two) }
            let slept = clock.sleeps.reduce(0) { $0 + $1 / .seconds(1) }
            #expect((slept - 2 * wanted).magnitude < 0.01, "\(settings)")
        }
    }

    @Test("a profile that would change the address is refused")
    func profile() throws {
        let error = #expect(throws: IntegrationError.self) {
            try Subject.osrm(["profile": "car/../x"], over: Answering(200, ""))
        }
        #expect(error?.code == .invalidRequest && error?.message.contains("profile") == true)
    }
}
