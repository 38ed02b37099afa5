// SPDX-License-Identifier: Apache-2.0
import GoogleDrive
import StewardContracts
import StewardCore

extension Subject {
    /// How the simulator's answers and the fixtures are decoded, with the integration's own wire types.
    static let wire: [IntegrationSubject.WireCheck] = [
        check("/drive/v3/files", "files-list") { reader throws(JSONError) in _ = try DriveFileList(&reader) },
        check("/drive/v3/files/{fileId}", "file") { reader throws(JSONError) in _ = try DriveFile(&reader) },
        check("/drive/v3/files/generateIds", "generated-ids") { reader throws(JSONError) in
            _ = try DriveGeneratedIDs(&reader)
        },
        check("/drive/v3/about", "about") { reader throws(JSONError) in _ = try DriveAbout(&reader) },
        check("/drive/v3/changes", "changes") { reader throws(JSONError) in _ = try DriveChangeList(&reader) },
        check("/drive/v3/changes/startPageToken", "start-page-token") { reader throws(JSONError) in
            _ = try DriveStartPageToken(&reader)
        },
        check("/drive/v3/files/{fileId}/permissions", "permissions") { reader throws(JSONError) in
            _ = try DrivePage(&reader, key: "permissions") { reader throws(JSONError) in try DrivePermission(&reader) }
        },
        check("/drive/v3/files/{fileId}/revisions", "revisions") { reader throws(JSONError) in
            _ = try DrivePage(&reader, key: "revisions") { reader throws(JSONError) in try DriveRevision(&reader) }
        },
        check("/drive/v3/drives", "drives") { reader throws(JSONError) in
            _ = try DrivePage(&reader, key: "drives") { reader throws(JSONError) in try SharedDrive(&reader) }
        },
    ]

    private static func check(
        _ pattern: String, _ prefix: String, _ decode: @escaping @Sendable (inout JSONReader) throws(JSONError) -> Void
    ) -> IntegrationSubject.WireCheck {
        .init(pattern: pattern, fixturePrefix: prefix) { bytes in _ = try JSONReader.read(bytes, decode) }
    }
}
