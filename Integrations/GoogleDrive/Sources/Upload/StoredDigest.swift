// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// Compares what the service stored with what was to be stored.
enum StoredDigest {
    /// Checks a fresh upload.
    /// - Throws: `malformedReply` when the service stored something else.
    static func check(_ file: DriveFile, _ content: UploadedContent) async throws {
        guard try await !fits(file, content) else { return }
        throw IntegrationError(
            .malformedReply,
            "Google Drive stored \(shown(file)) as the file \(file.id), but the content is \(shown(content)); remove "
                + "the file and upload it again.")
    }

    /// The file that has the id already, when its content is this content: an earlier try whose reply was lost.
    /// - Throws: `conflict` when it has other content.
    static func existing(
        _ id: String, _ client: GoogleDriveClient, _ content: UploadedContent
    ) async throws -> DriveFile {
        let file = try await client.file(id, scope: DriveScope.file)
        guard try await fits(file, content) else {
            throw IntegrationError(
                .conflict,
                "The id \(id) is taken by a file of \(shown(file)), but the content is \(shown(content)); use a new id."
            )
        }
        return file
    }

    /// A file without a digest (a document) is compared by what it has.
    private static func fits(_ file: DriveFile, _ content: UploadedContent) async throws -> Bool {
        if let size = file.size, size != content.length { return false }
        if let sha256 = file.sha256 { return sha256 == content.sha256 }
        guard let md5 = file.md5 else { return true }
        return try await content.md5() == md5
    }

    private static func shown(_ file: DriveFile) -> String {
        let digest = file.sha256.map { "SHA-256 \($0)" } ?? file.md5.map { "MD5 \($0)" } ?? "no digest"
        return "\(file.size.map(String.init) ?? "an unknown number of") bytes (\(digest))"
    }

    private static func shown(_ content: UploadedContent) -> String {
        "\(content.length) bytes (SHA-256 \(content.sha256))"
    }
}
