// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardSimulation

extension GoogleDriveSimulator {
    /// Exports and long-running downloads. `files.get` and `revisions.get` with `alt=media` are beside the metadata.
    var downloadRoutes: [SimulatedRoute] {
        var endpoints = [
            DriveEndpoint("files.export", .get, "/drive/v3/files/{fileId}/export", scopes: Self.downloading) {
                call throws(DriveError) in try DriveDownload.export(call)
            },
            DriveEndpoint("files.download", .post, "/drive/v3/files/{fileId}/download", scopes: Self.downloading) {
                call throws(DriveError) in try DriveDownload.begin(call)
            },
            DriveEndpoint("operations.get", .get, "/drive/v3/operations/{name}", scopes: Self.downloading) {
                call throws(DriveError) in try DriveDownload.poll(call)
            },
            DriveEndpoint("operations.content", .get, "/drive/v3/operations/{name}/content", scopes: Self.downloading) {
                call throws(DriveError) in try DriveDownload.content(call)
            },
        ]
        for kind in DocumentKind.allCases {
            endpoints.append(
                DriveEndpoint("exportLinks", .get, "/\(kind.rawValue)/export", scopes: Self.downloading) {
                    call throws(DriveError) in try DriveDownload.exportLink(call)
                })
        }
        return endpoints.map { route($0) }
    }

    /// Ends of the scopes that allow reading content.
    static let downloading = ["drive", "drive.file", "drive.appdata", "drive.readonly", "drive.meet.readonly"]
}
