// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Calls the engine, one method for each of its services that is used.
package struct OSRMClient: Sendable {
    let configuration: OSRMConfiguration
    private let transport: any HTTPTransport
    private let clock: any Timekeeping

    /// Bytes of an answer that are read at most: the course of a route across a continent has about four million.
    private static let longestAnswer = 64 << 20

    init(configuration: OSRMConfiguration, context: IntegrationContext) {
        self.configuration = configuration
        clock = context.clock
        transport =
            if let pause = configuration.timeBetweenCalls {
                PacingTransport(
                    context.transport, limits: ["call": PaceLimit(perSecond: 1 / (pause / .seconds(1)), burst: 1)],
                    clock: context.clock)
            } else { context.transport }
    }

    /// What the engine answered: what was asked for, or a code that says why not.
    enum Answer<Wire: Sendable>: Sendable {
        case given(Wire)
        case refused(Refusal)
    }

    /// `nearest`: asks for any road at all.
    func probe() async throws(IntegrationError) {
        let answer = try await get(
            "nearest", "0.000000,0.000000", ["number=1", "generate_hints=false"], timing: .quick,
            NearestReply.init(parsing:))
        guard case .refused(let refusal) = answer, refusal.code != Refusal.noSegment else { return }
        throw error(refusal, "nearest")
    }

    /// `route`: the way through all of these points.
    func route(through points: [Position]) async throws(IntegrationError) -> Answer<RouteReply> {
        let radius = String(configuration.furthestRoad)
        let options = [
            "overview=full", "geometries=geojson", "generate_hints=false",
            "radiuses=" + points.map { _ in radius }.joined(separator: ";"),
        ]
        return try await get("route", Self.text(points), options, RouteReply.init(parsing:))
    }

    /// `match`: the ways that fit these points, which are in the order of their times, each in another second.
    func match(_ trace: [TracePoint]) async throws(IntegrationError) -> Answer<MatchReply> {
        let options = [
            "overview=full", "geometries=geojson", "generate_hints=false", "gaps=split", "tidy=true",
            "timestamps=" + trace.map { String($0.second) }.joined(separator: ";"),
            "radiuses=" + trace.map { String($0.radius) }.joined(separator: ";"),
        ]
        let answer = try await get("match", Self.text(trace.map(\.position)), options, MatchReply.init(parsing:))
        if case .given(let reply) = answer, reply.points.count != trace.count {
            throw IntegrationError(
                .malformedReply,
                "\(service("match")) answered \(trace.count) points with \(reply.points.count); look at the engine.")
        }
        return answer
    }

    /// Coordinates as they stand in an address: longitude first.
    private static func text(_ points: [Position]) -> String {
        points.map { point in
            let degrees = point.degrees
            return degrees.longitude + "," + degrees.latitude
        }.joined(separator: ";")
    }
}

extension OSRMClient {
    private func get<Wire: Sendable>(
        _ name: String, _ coordinates: String, _ options: [String], timing: HTTPCall.Timing = .standard,
        _ decode: ([UInt8]) throws(JSONError) -> Wire
    ) async throws(IntegrationError) -> Answer<Wire> {
        let path = "/\(name)/v1/\(configuration.profile)/\(coordinates)?" + options.joined(separator: "&")
        let fields: HTTPFields = [.accept: "application/json", .userAgent: "Steward"]
        let reply = try await transport.send(
            HTTPCall(configuration.address.request(.get, path, fields: fields), timing: timing))
        guard reply.response.status != .badRequest else {
            let failure = IntegrationError(status: reply.response, from: service(name), now: clock.now)
            let bytes = try await bytes(of: reply, name)
            if let refusal = try? Refusal(parsing: bytes) { return .refused(refusal) }
            throw failure ?? IntegrationError(.invalidRequest, "\(service(name)) refused the request.")
        }
        if let error = IntegrationError(status: reply.response, from: service(name), now: clock.now) { throw error }
        let bytes = try await bytes(of: reply, name)
        do throws(JSONError) { return .given(try decode(bytes)) } catch {
            throw IntegrationError(
                .malformedReply, "The answer of \(service(name)) cannot be read: \(error)", cause: error)
        }
    }

    private func bytes(of reply: HTTPReply, _ name: String) async throws(IntegrationError) -> [UInt8] {
        do {
            return try await reply.body.collect(upTo: Self.longestAnswer)
        } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "Asking \(service(name)) was cancelled.")
        } catch {
            throw IntegrationError(.unavailable, "\(service(name)) broke off; try again later.", cause: error)
        }
    }

    private func service(_ name: String) -> String { "\(configuration.address.authority) (\(name))" }

    /// The error that a code of the engine means, where it is one.
    func error(_ refusal: Refusal, _ name: String) -> IntegrationError {
        let said = "\(service(name)) answered \(refusal.code.prefix(40)): “\(refusal.message.prefix(200))”"
        switch refusal.code {
        case "NotImplemented", "DisabledDataset":
            return IntegrationError(.unsupported, said + "; this engine was set up without it.")
        case "InvalidService", "InvalidVersion", "InvalidUrl":
            return IntegrationError(.unsupported, said + "; check the address: no OSRM of version 1 is there.")
        case Refusal.tooBig:
            return IntegrationError(
                .invalidRequest, said + " even for two points; lower furthest-road, or raise the engine's limits.")
        default: return IntegrationError(.invalidRequest, said + "; the engine does not understand the request.")
        }
    }
}

extension Refusal {
    static let noSegment = "NoSegment"
    static let tooBig = "TooBig"

    /// Whether it says that there is no way: an answer, not a failure.
    var meansNoWay: Bool { ["NoRoute", Self.noSegment, "NoMatch"].contains(code) }
}

extension TracePoint {
    /// When, in whole seconds since 1970, as the engine counts.
    var second: Int64 { Int64(time.timeIntervalSince1970.rounded(.down)) }

    /// How far off the point may be, in whole metres: 5, the engine's own, to 100; 10 where the device did not say.
    var radius: Int {
        guard let accuracy, accuracy.isFinite, accuracy > 0 else { return 10 }
        return Int(min(100, max(5, accuracy.rounded(.up))))
    }
}
