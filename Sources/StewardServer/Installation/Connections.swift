// SPDX-License-Identifier: Apache-2.0
import StewardCatalog
package import StewardCore
import StewardHTTP
package import StewardIntegration

/// Makes connections with everything around them: time limits, retries, pacing, allowed hosts, no redirects elsewhere.
package struct Connections: Sendable {
    let folder: DataFolder
    let clock: any Timekeeping

    package init(folder: DataFolder, clock: any Timekeeping) {
        self.folder = folder
        self.clock = clock
    }

    /// A connection of an integration. Sends nothing yet.
    /// - Throws: `IntegrationError`: `notFound` for an unknown id, `invalidRequest` for a wrong setting.
    package func connect(_ id: String, settings: [String: String]) throws(IntegrationError) -> any Integration {
        guard let entry = Catalog.entry(id) else {
            let known = Catalog.entries.map(\.manifest.id).joined(separator: ", ")
            throw IntegrationError(.notFound, "There is no integration “\(id)”; there are: \(known).")
        }
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try Configuration(settings, fields: entry.manifest.settings)
        } catch { throw error.integrationError }
        let options = TransportOptions(hosts: entry.manifest.authorities(configuration))
        let transport = AsyncHTTPClientTransport().standard(options, clock: clock)
        return try entry.connect(
            settings, transport: transport, clock: clock, cacheFolder: folder.cache + "/" + entry.manifest.id)
    }

    /// The connection that reads the official count.
    package func electionFeed(settings: [String: String]) throws(IntegrationError) -> any DatasetReading {
        guard let reading = try connect("ElectionCommission", settings: settings) as? any DatasetReading else {
            throw IntegrationError(.unsupported, "The integration ElectionCommission reads no dataset.")
        }
        return reading
    }
}
