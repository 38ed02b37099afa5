// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
public import StewardCore
public import StewardSimulation

/// A Nominatim server with a handful of addresses, written from the server's documentation.
///
/// Within 200 m of a house it gives the house, within 5 km the road, within 50 km the town, else nothing: the real one
/// looks further for larger things too.
public struct NominatimSimulator: Simulator {
    /// Its name on the command line.
    public let name = "nominatim"
    private let addresses: [SimulatedAddress]
    private let policy: UsagePolicy?

    /// Makes a server.
    /// - Parameters:
    ///   - isPublic: whether it keeps to the policy of the public server: 403 without the name of the asking program,
    ///     429 for more than one call a second.
    ///   - clock: counts these seconds.
    public init(
        _ addresses: [SimulatedAddress] = SimulatedAddress.examples, isPublic: Bool = false,
        clock: any Timekeeping = SystemClock()
    ) {
        self.addresses = addresses
        policy = isPublic ? UsagePolicy(clock: clock) : nil
    }

    /// The calls of the server.
    public var routes: [SimulatedRoute] {
        [
            SimulatedRoute(
                .get, "/reverse", example: "/reverse?format=jsonv2&lat=52.0021&lon=5.0083",
                source: "Nominatim 5 manual, API reference, Reverse geocoding, 2026-11"
            ) { request in
                if let refusal = await policy?.refusal(of: request) { return refusal }
                return reverse(request)
            },
            SimulatedRoute(
                .get, "/status", example: "/status?format=json",
                source: "Nominatim 5 manual, API reference, Status, 2026-11"
            ) { request in
                if let refusal = await policy?.refusal(of: request) { return refusal }
                guard request.query["format"] == "json" else { return .text("OK") }
                return .json([
                    "status": 0, "message": "OK", "data_updated": "2026-11-20T00:00:00+00:00",
                    "software_version": "5.2.0-0", "database_version": "5.2.0-0",
                ])
            },
        ]
    }

    private func reverse(_ request: SimulatedRequest) -> SimulatedReply {
        var format = ReverseQuery.Format.xml
        do throws(WrongParameter) {
            format = try ReverseQuery.format(request)
            let query = try ReverseQuery(request)
            guard let found = ReverseAnswer(query, addresses) else { return ReverseAnswer.nothing(format) }
            return found.reply(format)
        } catch {
            return ReverseAnswer.wrong(error.message, format)
        }
    }
}

/// The public server's usage policy (operations.osmfoundation.org/policies/nominatim, 2026-11).
private actor UsagePolicy {
    private let clock: any Timekeeping
    private var last: Date?

    init(clock: any Timekeeping) { self.clock = clock }

    func refusal(of request: SimulatedRequest) -> SimulatedReply? {
        guard let agent = request.headerFields[.userAgent], !agent.isEmpty else {
            return .text("Access blocked: name your program in User-Agent.", status: .forbidden)
        }
        let now = clock.now
        defer { last = now }
        guard let last, now.timeIntervalSince(last) < 1 else { return nil }
        return .text("Too many requests.", status: .tooManyRequests)
    }
}
