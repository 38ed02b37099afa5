// SPDX-License-Identifier: Apache-2.0
public import StewardCore
import StewardHTTP
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
        capabilities: [
            .fileStoring, .fileTrashing, .fileSearching, .storageMeasuring, .changeFollowing, .documentExporting,
            .folderPublic,
        ],
        limits: [
            .init(
                "An account can upload 750 GB and download 10 TB a day; Google does not document the figures.",
                link: "https://developers.google.com/workspace/drive/api/guides/limits"),
            .init(
                "About three new files a second are accepted in the long run, whatever the quota.",
                link: "https://github.com/rclone/rclone/issues/7384"),
            .init(
                "Files in the trash of My Drive carry no time of deletion, and go after 30 days.",
                link: "https://developers.google.com/workspace/drive/api/guides/delete"),
            .init(
                "Documents have no size and no digest of their own; only what is exported can be compared.",
                link: "https://developers.google.com/workspace/drive/api/guides/manage-downloads"),
        ],
        tier: .experimental,
        settings: GoogleDriveConfiguration.fields,
        remedies: remedies)

    let configuration: GoogleDriveConfiguration
    let context: IntegrationContext
    let client: GoogleDriveClient
    let ids = IDPool()
    let exportFormats = ExportFormats()

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        let parsed = try GoogleDriveConfiguration(configuration)
        self.configuration = parsed
        self.context = context
        client = GoogleDriveClient(configuration: parsed, context: context)
    }

    /// Asks for the account's quota, and for the shared drive when one is named.
    ///
    /// Without an account it fails as `unauthorized`, though what is shared with everyone can be read.
    public func health() async -> Health {
        do throws(IntegrationError) {
            _ = try await client.about("storageQuota(usage)")
            if let drive = configuration.drive { _ = try await client.file(drive, fields: "id,name,mimeType") }
        } catch {
            return .failing(error)
        }
        do throws(IntegrationError) {
            _ = try await context.access?.accessToken(for: [DriveScope.metadata], refused: nil)
            return .ok
        } catch {
            return .degraded("only the files that Steward made can be seen. For all: \(error.message)")
        }
    }
}
