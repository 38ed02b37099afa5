// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// Compares what the service stored with what was to be stored.
enum StoredDigest {
    /// Checks a fresh upload.
    /// - Throws: `malformedReply` when the service stored something else.
    static func check(_ file: DriveFile, _ content: (md5: String, length: Int64)) throws(IntegrationError) {
        guard !fits(file, content) else { return }
        throw IntegrationError(
            .malformedReply,
            "Google Drive stored \(shown(file)) as the file \(file.id), but the content is \(shown(content)); remove "
                + "the file and upload it again.")
    }

    /// The file that has the id already, when its content is this content: an earlier try whose reply was lost.
    /// - Throws: `conflict` when it has other content.
    static func existing(
        _ id: String, _ client: GoogleDriveClient, _ content: (md5: String, length: Int64)
    ) async throws(IntegrationError) -> DriveFile {
        let file = try await client.file(id, scope: DriveScope.file)
        guard fits(file, content) else {
            throw IntegrationError(
                .conflict,
                "The id \(id) is taken by a file of \(shown(file)), but the content is \(shown(content)); use a new id."
            )
        }
        return file
    }

    /// A file without a digest (a document) is compared by what it has.
    private static func fits(_ file: DriveFile, _ content: (md5: String, length: Int64)) -> Bool {
        (file.md5.map { $0 == content.md5 } ?? true) && (file.size.map { $0 == content.length } ?? true)
    }

    private static func shown(_ file: DriveFile) -> String {
        "\(file.size.map(String.init) ?? "an unknown number of") bytes (MD5 \(file.md5 ?? "unknown"))"
    }

    private static func shown(_ content: (md5: String, length: Int64)) -> String {
        "\(content.length) bytes (MD5 \(content.md5))"
    }
}
