// SPDX-License-Identifier: Apache-2.0
package import StewardCatalog
package import StewardCore
package import StewardHTTP
package import StewardIntegration

/// Makes connections with everything around them: time limits, retries, pacing, allowed hosts, no redirects elsewhere.
package struct Connections: Sendable {
    let folder: DataFolder
    let clock: any Timekeeping

    private let meter: CallMeter?
    private let uses: ConnectionUses?

    /// - Parameters:
    ///   - meter: counts the calls; `nil` counts none.
    ///   - uses: notes the last call of every connection that has a name; `nil` notes none.
    package init(
        folder: DataFolder, clock: any Timekeeping, meter: CallMeter? = nil, uses: ConnectionUses? = nil
    ) {
        self.folder = folder
        self.clock = clock
        self.meter = meter
        self.uses = uses
    }

    /// A connection of an integration. Sends nothing yet.
    ///
    /// - Parameters:
    ///   - access: the account that it works in the name of.
    ///   - credential: where it keeps a credential of its own.
    ///   - name: what a person calls it, for messages that say how to repair it.
    /// - Throws: `IntegrationError`: `notFound` for an unknown id, `invalidRequest` for a wrong setting.
    package func connect(
        _ id: String, settings: [String: String], access: (any AccessTokenProviding)? = nil,
        credential: (any CredentialKeeping)? = nil, name: String? = nil
    ) throws(IntegrationError) -> any Integration {
        let entry = try Self.entry(id)
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try Configuration(settings, fields: entry.manifest.settings)
        } catch { throw error.integrationError }
        let options = TransportOptions(hosts: entry.manifest.authorities(configuration))
        let standard = AsyncHTTPClientTransport().standard(options, clock: clock)
        var transport: any HTTPTransport = standard
        if let meter {
            transport = MeteringTransport(standard, integration: entry.manifest.id, meter: meter, clock: clock)
        }
        if let uses, let name {
            transport = UseNotingTransport(transport: transport, connection: name, uses: uses)
        }
        return try entry.connect(
            settings, transport: transport, clock: clock, cacheFolder: folder.cache + "/" + entry.manifest.id,
            access: access, credential: credential, name: name, environment: folder.environment)
    }

    /// The catalog's entry of this id; upper and lower case, and “-”, make no difference.
    /// - Throws: `notFound` with every id there is.
    package static func entry(_ id: String) throws(IntegrationError) -> CatalogEntry {
        if let entry = Catalog.entry(id) ?? Catalog.entry(String(id.filter { $0 != "-" })) { return entry }
        let known = Catalog.entries.map(\.manifest.id).joined(separator: ", ")
        throw IntegrationError(.notFound, "There is no integration “\(id)”; there are: \(known).")
    }

    /// The connection that reads the official count.
    package func electionFeed(settings: [String: String]) throws(IntegrationError) -> any DatasetReading {
        guard let reading = try connect("ElectionCommission", settings: settings) as? any DatasetReading else {
            throw IntegrationError(.unsupported, "The integration ElectionCommission reads no dataset.")
        }
        return reading
    }
}
