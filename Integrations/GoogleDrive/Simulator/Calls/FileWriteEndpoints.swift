// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// files.create and files.update without content, copy, delete, emptyTrash.
    var fileWriteEndpoints: [DriveEndpoint] {
        [
            DriveEndpoint("files.create", .post, "/drive/v3/files") { call throws(DriveError) in
                let file = try call.create(try DriveMetadata(parsing: call.request.body), content: nil)
                return try call.reply(file)
            },
            DriveEndpoint("files.emptyTrash", .delete, "/drive/v3/files/trash", scopes: []) { call throws(DriveError) in
                let driveId = call.text("driveId")
                try call.state.locked { storage throws(DriveError) in
                    _ = try storage.emptyTrash(driveId: driveId, call.viewer)
                }
                return SimulatedReply(.noContent)
            },
            DriveEndpoint("files.copy", .post, "/drive/v3/files/{fileId}/copy") { call throws(DriveError) in
                let metadata = try DriveMetadata(parsing: call.request.body)
                let write = try call.write(content: nil)
                let file = try call.state.locked { storage throws(DriveError) in
                    try storage.copy(call.fileId, metadata, write)
                }
                return try call.reply(file)
            },
            DriveEndpoint("files.update", .patch, "/drive/v3/files/{fileId}") { call throws(DriveError) in
                let metadata = try DriveMetadata(parsing: call.request.body)
                return try call.reply(try call.update(metadata, content: nil))
            },
            DriveEndpoint("files.delete", .delete, "/drive/v3/files/{fileId}") { call throws(DriveError) in
                try call.state.locked { storage throws(DriveError) in try storage.delete(call.fileId, call.viewer) }
                return SimulatedReply(.noContent)
            },
        ]
    }
}

extension DriveCall {
    /// Makes the file that the call describes, by the service's rules.
    func create(_ metadata: DriveMetadata, content: StoredContent?) throws(DriveError) -> DriveFile {
        let write = try write(content: content)
        return try state.locked { storage throws(DriveError) in try storage.create(metadata, write) }
    }

    /// Changes the file that the call names, by the service's rules.
    func update(_ metadata: DriveMetadata, content: StoredContent?) throws(DriveError) -> DriveFile {
        var write = try write(content: content)
        write.addParents = list("addParents")
        write.removeParents = list("removeParents")
        let final = write
        return try state.locked { storage throws(DriveError) in try storage.update(fileId, metadata, final) }
    }

    /// What the call says besides the metadata.
    func write(content: StoredContent?) throws(DriveError) -> DriveWrite {
        var write = DriveWrite(viewer: viewer, content: try state.kept(content))
        write.keepRevisionForever = try truth("keepRevisionForever")
        let limit = simulator.faults.take(name, nil) { if case .storageLimit = $0 { true } else { false } }
        if case .storageLimit(let bytes)? = limit { write.storageLimit = bytes }
        return write
    }
}
