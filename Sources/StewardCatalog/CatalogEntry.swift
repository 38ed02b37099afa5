// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardHTTP
package import StewardIntegration

/// One integration: what it is, and how connections of it are made.
package struct CatalogEntry: Sendable {
    private let type: any Integration.Type

    package init(_ type: any Integration.Type) { self.type = type }

    /// What it is.
    package var manifest: Manifest { type.manifest }

    /// Snapshots of its dataset, when it keeps them. Needs no connection.
    package var snapshotting: (any DatasetSnapshotting.Type)? { type as? any DatasetSnapshotting.Type }

    /// Makes a connection. Sends nothing.
    ///
    /// - Parameter transport: already retrying and pacing as its owner wants. What comes around it here holds always:
    ///   only the manifest's hosts, or what a setting puts in their place, are reached, and errors lose the
    ///   connection's secrets.
    /// - Throws: `invalidRequest` naming every setting that is missing, unknown or wrong.
    package func connect(
        _ settings: [String: String], transport: any HTTPTransport, clock: any Timekeeping, cacheFolder: String?,
        access: (any AccessTokenProviding)? = nil, credential: (any CredentialKeeping)? = nil, name: String? = nil,
        environment: [String: String] = [:]
    ) throws(IntegrationError) -> any Integration {
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try Configuration(settings, fields: manifest.settings)
        } catch {
            throw error.integrationError
        }
        let guarded = HostAllowingTransport(transport, hosts: manifest.authorities(configuration))
        let wrapped = RedactingTransport(guarded, redactor: Redactor(secrets: configuration.secrets))
        let context = IntegrationContext(
            transport: wrapped, clock: clock, cacheFolder: cacheFolder, access: access, credential: credential,
            connectionName: name, environment: environment)
        return try type.init(configuration: configuration, context: context)
    }
}
