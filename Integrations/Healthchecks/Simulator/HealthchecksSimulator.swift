// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
public import StewardCore
public import StewardSimulation

/// A server that hears pings, with one check. It tells whether the check is down: a ping says so, nothing came for its
/// period and grace, or a run that started did not end within the grace.
///
/// Written from https://healthchecks.io/docs/http_api/ and https://healthchecks.io/docs/configuring_checks/ as of
/// November 2026.
public struct HealthchecksSimulator: Simulator {
    /// The service's name on the command line.
    public let name = "healthchecks"
    /// The UUID of the check.
    public static let uuid = "5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278"
    /// The same by ping key and slug.
    public static let slug = "fqOOd6-F4MMNuCEnzTU01w/nightly"
    private let check: HealthchecksCheck

    /// Makes a server.
    /// - Parameters:
    ///   - period: how often a ping is expected.
    ///   - grace: how late it may be, and how long a run may take.
    public init(
        period: Duration = .seconds(86_400), grace: Duration = .seconds(3600), clock: any Timekeeping = SystemClock()
    ) {
        check = HealthchecksCheck(
            period: Double(period.components.seconds), grace: Double(grace.components.seconds), clock: clock)
    }

    /// The pings, by UUID and by slug. `GET` and `HEAD` do as well as `POST`.
    public var routes: [SimulatedRoute] {
        let methods: [HTTPRequest.Method] = [.get, .head, .post]
        return methods.flatMap { method in
            ["/" + Self.uuid, "/" + Self.slug].flatMap { place in
                [place, place + "/{signal}"].map { pattern in
                    SimulatedRoute(
                        method, pattern, source: "healthchecks.io/docs/http_api/, 2026-11", limit: 1 << 20
                    ) { await answer($0) }
                }
            }
        }
    }

    /// `GET /_simulator/check`: how the check stands, and every ping of it.
    public var controls: [SimulatedRoute] {
        [
            SimulatedRoute(.get, "/_simulator/check", source: "control path") { _ in .json(await check.json) }
        ]
    }

    private func answer(_ request: SimulatedRequest) async -> SimulatedReply {
        guard let signal = HealthchecksCheck.Signal(request.parameters["signal"]) else {
            return .text("invalid url format", status: .badRequest)
        }
        let run = request.query["rid"]
        if let run, !HealthchecksCheck.isUUID(run) { return .text("invalid url format", status: .badRequest) }
        await check.take(signal, run: run, body: request.body)
        var reply = SimulatedReply.text("OK")
        if let limit = HTTPField.Name("Ping-Body-Limit") {
            reply.headerFields[limit] = "\(HealthchecksCheck.longestBody)"
        }
        return reply
    }
}
