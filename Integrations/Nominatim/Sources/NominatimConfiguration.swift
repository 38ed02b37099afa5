// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Where Nominatim is, how fast it is asked, and as whom.
public struct NominatimConfiguration: Sendable, Hashable {
    static let addressKey = "address"
    private static let pauseKey = "time-between-calls"
    private static let contactKey = "contact"
    private static let publicAddress = "https://nominatim.openstreetmap.org"

    /// The settings.
    public static let fields: [ConfigurationField] = [
        ConfigurationField(
            addressKey, .address,
            help: "Where the server is: an own one, or the public one, which sees every place that is asked about.",
            default: publicAddress, since: "0.2"),
        ConfigurationField(
            pauseKey, .duration,
            help: "The least time between two calls; left out it is 1s for the public server, none for another.",
            since: "0.2"),
        ConfigurationField(
            contactKey, .text,
            help: "A mail or web address that is sent with every call, so that the server's people can reach you.",
            since: "0.2"),
    ]

    /// Where the server is.
    public let address: ServiceAddress
    /// The least time between two calls; `nil` for none.
    public let timeBetweenCalls: Duration?
    /// What every call says of who asks.
    public let userAgent: String

    /// Reads checked settings.
    /// - Throws: `invalidRequest`, naming what is missing or wrong.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        address = try configuration.address(Self.addressKey)
        let isPublic = address.host == ServiceAddress(Self.publicAddress)?.host
        let least: Duration = isPublic ? .seconds(1) : .zero
        var pause = least
        if case .duration(let given)? = configuration.value(Self.pauseKey) { pause = max(least, given) }
        timeBetweenCalls = pause > .zero ? pause : nil
        guard case .text(let contact)? = configuration.value(Self.contactKey) else {
            userAgent = "Steward"
            return
        }
        guard contact.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"()\\\"".utf8.contains($0) }) else {
            throw IntegrationError(
                .invalidRequest,
                "The setting contact takes visible ASCII characters without spaces, quotes and brackets; "
                    + "“\(contact.prefix(40))” has something else.")
        }
        userAgent = "Steward (\(contact))"
    }
}
