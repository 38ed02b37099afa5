// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Where the commission's files are, and how long a copy of them counts as fresh.
public struct ElectionCommissionConfiguration: Sendable, Hashable {
    static let staticAddress = "static-address"
    static let statsAddress = "stats-address"
    private static let resultsFresh = "results-fresh-for"
    private static let listsFresh = "lists-fresh-for"

    /// The settings.
    public static let fields: [ConfigurationField] = [
        ConfigurationField(
            staticAddress, .address, help: "Where the lists of provinces, constituencies, parties and candidates are.",
            default: "https://static-ectreport69.ect.go.th", since: "0.1"),
        ConfigurationField(
            statsAddress, .address, help: "Where the count is.", default: "https://stats-ectreport69.ect.go.th",
            since: "0.1"),
        ConfigurationField(
            resultsFresh, .duration, help: "How long a copy of the count is used without asking again.", default: "60s",
            since: "0.1"),
        ConfigurationField(
            listsFresh, .duration, help: "How long a copy of a list is used without asking again.", default: "24h",
            since: "0.1"),
    ]

    /// Where the five lists are.
    public let lists: ServiceAddress
    /// Where the two result files are.
    public let results: ServiceAddress
    /// How long a copy of a list is used without asking again.
    public let listsFreshFor: Duration
    /// How long a copy of the count is used without asking again.
    public let resultsFreshFor: Duration

    /// Reads checked settings.
    /// - Throws: `invalidRequest` naming a setting that is missing.
    public init(_ configuration: Configuration) throws(IntegrationError) {
        lists = try configuration.address(Self.staticAddress)
        results = try configuration.address(Self.statsAddress)
        listsFreshFor = try configuration.duration(Self.listsFresh)
        resultsFreshFor = try configuration.duration(Self.resultsFresh)
    }
}
