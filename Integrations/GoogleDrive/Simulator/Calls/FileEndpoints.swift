// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// files.get, files.list, files.generateIds. `files.get?alt=media` gives the content.
    var fileEndpoints: [DriveEndpoint] {
        [
            DriveEndpoint(
                "files.list", .get, "/drive/v3/files", example: "/drive/v3/files?fields=*", cost: .list
            ) { call throws(DriveError) in try FileListing.reply(call) },
            DriveEndpoint(
                "files.generateIds", .get, "/drive/v3/files/generateIds",
                example: "/drive/v3/files/generateIds?count=2",
                scopes: DriveEndpoint.writing
            ) { call throws(DriveError) in try Self.generateIds(call) },
            DriveEndpoint(
                "files.get", .get, "/drive/v3/files/{fileId}", example: "/drive/v3/files/root?fields=id,name,mimeType"
            ) { call throws(DriveError) in
                guard call.text("alt") != "media" else {
                    try call.requireScope(of: Self.downloading)
                    return try DriveDownload.media(call)
                }
                return try call.reply(try call.visibleFile())
            },
        ]
    }

    private static func generateIds(_ call: DriveCall) throws(DriveError) -> SimulatedReply {
        let count = try call.number("count", in: 1...1000, default: 10)
        if let text = call.text("count"), let asked = Int(text), asked > 1000 { throw .invalid("count") }
        let space = call.text("space") ?? "drive"
        guard ["drive", "appDataFolder"].contains(space) else { throw .invalid("space") }
        guard ["files", "shortcuts"].contains(call.text("type") ?? "files") else { throw .invalid("type") }
        let ids = call.state.locked { storage in (0..<count).map { _ in storage.newID() } }
        return try call.reply(
            [
                "kind": "drive#generatedIds", "space": .string(space), "ids": .array(ids.map { .string($0) }),
            ], .generatedIds)
    }
}
