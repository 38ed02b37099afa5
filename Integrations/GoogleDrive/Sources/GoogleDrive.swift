// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Google Drive: the files of one account or of one shared drive, and folders shared with everyone.
public struct GoogleDrive: Integration {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "GoogleDrive",
        name: "Google Drive",
        summary: "Keeps, finds, reads and exports files of Google Drive, and reads what is shared with everyone.",
        serviceVersion: "Drive API v3, documentation of 2026-11",
        hosts: [
            .init("www.googleapis.com", setting: GoogleDriveConfiguration.apiAddress),
            .init("drive.google.com", setting: GoogleDriveConfiguration.publicAddress),
            .init("drive.usercontent.google.com", setting: GoogleDriveConfiguration.downloadAddress),
            .init("docs.google.com", setting: GoogleDriveConfiguration.documentsAddress),
        ],
        credential: .oauth(scopes: [DriveScope.metadata, DriveScope.file, DriveScope.read, DriveScope.full]),
        capabilities: [],
        limits: [],
        tier: .experimental,
        settings: GoogleDriveConfiguration.fields)

    let configuration: GoogleDriveConfiguration
    let context: IntegrationContext

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        self.configuration = try GoogleDriveConfiguration(configuration)
        self.context = context
    }

    /// Asks for the account's quota.
    public func health() async -> Health { .ok }
}
