// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// The Election Commission of Thailand: the public count of the general election of 8 February 2026 (B.E. 2569).
public struct ElectionCommission: Integration {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "ElectionCommission",
        name: "Election Commission of Thailand",
        summary: "Reads the official lists and the preliminary count of the 2026 general election.",
        serviceVersion: "public result files as served on 2026-02-22",
        hosts: [
            .init("static-ectreport69.ect.go.th", setting: ElectionCommissionConfiguration.staticAddress),
            .init("stats-ectreport69.ect.go.th", setting: ElectionCommissionConfiguration.statsAddress),
        ],
        credential: .none,
        capabilities: [.datasetReading, .datasetSnapshotting],
        limits: [
            .init(
                "The count stopped at 94.33 % of the stations; the final result exists only as signed announcements.",
                link: "https://stats-ectreport69.ect.go.th/data/records/stats_cons.json"),
            .init(
                "The two ballots' turn-outs differ in most constituencies; the commission reports them separately.",
                link: "https://stats-ectreport69.ect.go.th/data/records/stats_cons.json"),
            .init(
                "The pseudo constituency BKK_0 (stations without candidates) is left out of every table.",
                link: "https://static-ectreport69.ect.go.th/data/data/refs/info_constituency.json"),
        ],
        tier: .supported,
        settings: ElectionCommissionConfiguration.fields,
        remedies: remedies)

    let client: ElectionCommissionClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        let parsed = try ElectionCommissionConfiguration(configuration)
        client = ElectionCommissionClient(configuration: parsed, context: context)
    }

    /// Fetches the list of provinces, the smallest file, and asks whether the count is there.
    public func health() async -> Health {
        do throws(IntegrationError) {
            _ = try await client.provinces(keeping: false)
            try await client.probeCount()
            return .ok
        } catch {
            return .failing(error)
        }
    }
}
