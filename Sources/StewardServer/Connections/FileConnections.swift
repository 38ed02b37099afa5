// SPDX-License-Identifier: Apache-2.0
package import Files
package import StewardCore
import StewardCatalog
import StewardIntegration

/// The connections that keep files, for the application that works with them.
package struct FileConnections: FileConnecting {
    private let saved: SavedConnections
    private let connections: Connections
    private let clock: any Timekeeping

    /// The connections of an installation.
    package init(_ installation: Installation) {
        saved = installation.connections
        connections = Connections(folder: installation.folder, clock: installation.clock)
        clock = installation.clock
    }

    /// The names of the connections that keep files.
    package func names() async throws -> [String] {
        try await saved.list().filter { saved in
            let manifest = try? Connections.entry(saved.integration).manifest
            return manifest?.capabilities.contains(.fileStoring) ?? false
        }.map(\.name)
    }

    package func connection(named name: String) async throws -> FileConnection {
        FileConnection(name: name, integration: try await saved.open(name))
    }

    /// A drive that is known only by a client file and a token file, as older programs keep them.
    /// - Throws: `IntegrationError`.
    package func classic(_ files: ClassicConnection) throws -> FileConnection {
        let keeping = TokenFile(path: files.tokenPath, client: files.client, clock: clock)
        let account = try connections.connect(
            "Google", settings: files.addresses.merging(["client": files.client.reveal()]) { _, new in new },
            credential: keeping, name: "google --set-file client=\(files.clientPath)")
        guard let access = account as? any AccountConnecting else {
            throw IntegrationError(.unsupported, "The integration Google connects no accounts.")
        }
        let drive = try connections.connect(
            "GoogleDrive", settings: files.driveAddresses, access: ClassicAccess(access))
        return FileConnection(name: ClassicConnection.name, integration: drive)
    }
}

/// A client file and a token file, and where the service is reached when it is not at its own hosts.
package struct ClassicConnection: Sendable {
    /// What such a connection is called in books and tables.
    package static let name = "google-drive"
    /// The client file's text.
    package let client: Secret
    /// The client file.
    package let clientPath: String
    package let tokenPath: String
    /// Addresses of the account's service, by setting.
    package var addresses: [String: String] = [:]
    /// Addresses of the drive, by setting.
    package var driveAddresses: [String: String] = [:]

    package init(client: Secret, clientPath: String, tokenPath: String) {
        self.client = client
        self.clientPath = clientPath
        self.tokenPath = tokenPath
    }
}
