// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Where OSRM is, and in what pieces and how fast it is asked.
public struct OSRMConfiguration: Sendable, Hashable {
    static let addressKey = "address"
    private static let profileKey = "profile"
    private static let pauseKey = "time-between-calls"
    private static let routePointsKey = "route-points"
    private static let matchPointsKey = "match-points"
    private static let furthestKey = "furthest-road"
    private static let publicAddress = "https://router.project-osrm.org"

    /// The settings.
    public static let fields: [ConfigurationField] = [
        ConfigurationField(
            addressKey, .address,
            help: "Where the engine is: an own one, or the public one, which sees every place that is asked about.",
            default: publicAddress, since: "0.2"),
        ConfigurationField(
            profileKey, .text, help: "The profile's name in addresses; most engines know one only and ignore it.",
            default: "driving", since: "0.2"),
        ConfigurationField(
            pauseKey, .duration,
            help: "The least time between two calls; left out it is 1s for the public engine, none for another.",
            since: "0.2"),
        ConfigurationField(
            routePointsKey, .integer(2...10_000),
            help: "Points of a route that are asked about at once; the engine's own limit is 500 unless it was raised.",
            default: "100", since: "0.2"),
        ConfigurationField(
            matchPointsKey, .integer(2...10_000),
            help: "Points of a trace that are matched at once; the engine's own limit is 100 unless it was raised.",
            default: "100", since: "0.2"),
        ConfigurationField(
            furthestKey, .integer(1...100_000),
            help: "Metres from a point within which a road must be; without one there is no route.",
            default: "1000", since: "0.2"),
    ]

    /// Where the engine is.
    public let address: ServiceAddress
    /// The profile's name in addresses.
    public let profile: String
    /// The least time between two calls; `nil` for none.
    public let timeBetweenCalls: Duration?
    /// Points of a route that are asked about at once.
    public let routePoints: Int
    /// Points of a trace that are matched at once.
    public let matchPoints: Int
    /// Metres from a point within which a road must be.
    public let furthestRoad: Int

    /// Reads checked settings.
    /// - Throws: `invalidRequest`, naming what is missing or wrong.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        address = try configuration.address(Self.addressKey)
        profile = try configuration.text(Self.profileKey)
        routePoints = try configuration.integer(Self.routePointsKey)
        matchPoints = try configuration.integer(Self.matchPointsKey)
        furthestRoad = try configuration.integer(Self.furthestKey)
        let isPublic = address.host == ServiceAddress(Self.publicAddress)?.host
        let least: Duration = isPublic ? .seconds(1) : .zero
        var pause = least
        if case .duration(let given)? = configuration.value(Self.pauseKey) { pause = max(least, given) }
        timeBetweenCalls = pause > .zero ? pause : nil
        let isPlain = profile.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
                || $0 == 0x5F
        }
        guard isPlain else {
            throw IntegrationError(
                .invalidRequest,
                "The setting profile takes letters, digits, “-” and “_”; “\(profile)” has something else.")
        }
    }
}
