// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// revisions.list, get (also the content), update, delete.
    var revisionEndpoints: [DriveEndpoint] {
        let all = "/drive/v3/files/{fileId}/revisions"
        let one = all + "/{revisionId}"
        return [
            DriveEndpoint("revisions.list", .get, all, cost: .list) { call throws(DriveError) in
                try Self.listRevisions(call)
            },
            DriveEndpoint("revisions.get", .get, one) { call throws(DriveError) in
                let revision = try call.revision()
                guard call.text("alt") != "media" else {
                    try call.requireScope(of: Self.downloading)
                    return try DriveDownload.media(call, of: revision)
                }
                return try call.reply(call.state.json(revision, call.viewer), .revision, Self.standardRevision)
            },
            DriveEndpoint("revisions.update", .patch, one) { call throws(DriveError) in
                let keeps = try call.body()["keepForever"]?.bool
                let revision = try call.state.locked { storage throws(DriveError) in
                    try storage.keep(call.revisionId, of: call.fileId, keeps, call.viewer)
                }
                return try call.reply(call.state.json(revision, call.viewer), .revision, Self.standardRevision)
            },
            DriveEndpoint("revisions.delete", .delete, one) { call throws(DriveError) in
                try call.state.locked { storage throws(DriveError) in
                    try storage.removeRevision(call.revisionId, of: call.fileId, call.viewer)
                }
                return SimulatedReply(.noContent)
            },
        ]
    }

    static let standardRevision = FieldMask(["kind", "id", "mimeType", "modifiedTime"])

    private static func listRevisions(_ call: DriveCall) throws(DriveError) -> SimulatedReply {
        let size = try call.number("pageSize", in: 1...1000, default: 200)
        let token = call.text("pageToken").map { PageToken($0) }
        if case .some(.none) = token { throw .invalid("pageToken") }
        let start = token??.place ?? 0
        let revisions = try call.state.locked { storage throws(DriveError) in
            try storage.allowed(.writer, call.fileId, call.viewer).file.allRevisions
        }
        let end = min(start + size, revisions.count)
        var members: [JSON.Member] = [.init("kind", "drive#revisionList")]
        if end < revisions.count {
            members.append(.init("nextPageToken", .string(PageToken(place: end, list: 0, fingerprint: 3).text)))
        }
        let shown = revisions[min(start, end)..<end].map { call.state.json($0, call.viewer) }
        members.append(.init("revisions", .array(shown)))
        return try call.reply(
            .object(members), .revisionList, FieldMask(["kind", "nextPageToken"]).adding("revisions", standardRevision))
    }
}

extension DriveCall {
    var revisionId: String { request.parameters["revisionId"] ?? "" }

    fileprivate func revision() throws(DriveError) -> DriveRevision {
        try state.locked { storage throws(DriveError) in
            try storage.revision(revisionId, of: try storage.visible(fileId, viewer).entry.file)
        }
    }
}

extension DriveFile {
    /// The head as a revision; `nil` for what has none.
    var headRevision: DriveRevision? {
        headRevisionId.map { id in
            DriveRevision(
                id: id, modifiedTime: modifiedTime, mimeType: mimeType, content: content,
                keepForever: details.keepsHeadForever, lastModifyingUser: lastModifyingUser,
                originalFilename: details.originalFilename ?? name)
        }
    }
    /// Every revision, the oldest first, the head last.
    var allRevisions: [DriveRevision] { details.revisions + [headRevision].compactMap { $0 } }
}

extension DriveState {
    /// A Revision resource.
    fileprivate func json(_ revision: DriveRevision, _ viewer: DriveViewer) -> JSON {
        let user = locked { $0.user(revision.lastModifyingUser, viewer) }
        var members: [JSON.Member] = [
            .init("kind", "drive#revision"), .init("id", .string(revision.id)),
            .init("mimeType", .string(revision.mimeType)),
            .init("modifiedTime", .string(DriveTime.text(revision.modifiedTime))),
            .init("keepForever", .bool(revision.keepForever)), .init("published", false),
            .init("lastModifyingUser", user),
        ]
        if let content = revision.content, DocumentKind(mimeType: revision.mimeType) == nil {
            if let name = revision.originalFilename { members.append(.init("originalFilename", .string(name))) }
            members.append(.init("md5Checksum", .string(content.digests.md5)))
            members.append(.init("size", .string(String(content.size))))
        }
        return .object(members)
    }
}

extension DriveStorage {
    fileprivate func revision(_ id: String, of file: DriveFile) throws(DriveError) -> DriveRevision {
        guard
            let found = file.allRevisions.first(where: { $0.id == id || (id == "head" && $0.id == file.headRevisionId) }
            )
        else {
            throw DriveError(
                404, "notFound", "Revision not found: \(id).", locationType: "parameter", location: "revisionId")
        }
        return found
    }

    fileprivate mutating func keep(
        _ id: String, of fileId: String, _ keeps: Bool?, _ viewer: DriveViewer
    ) throws(DriveError) -> DriveRevision {
        var file = try allowed(.writer, fileId, viewer).file
        let revision = try revision(id, of: file)
        guard let keeps, keeps != revision.keepForever else { return revision }
        guard !keeps || file.allRevisions.filter(\.keepForever).count < 200 else {
            throw DriveError(
                403, "revisionLimitExceeded", "The file already has 200 revisions that are kept for ever.")
        }
        if let index = file.details.revisions.firstIndex(where: { $0.id == revision.id }) {
            file.details.revisions[index].keepForever = keeps
        } else {
            file.details.keepsHeadForever = keeps
        }
        put(file)
        return try self.revision(revision.id, of: file)
    }

    fileprivate mutating func removeRevision(
        _ id: String, of fileId: String, _ viewer: DriveViewer
    ) throws(DriveError) {
        var file = try allowed(.writer, fileId, viewer).file
        let revision = try revision(id, of: file)
        guard revision.id != file.headRevisionId else {
            throw DriveError(
                403, "cannotDeleteHeadRevision",
                "The head revision of a file cannot be deleted while it is the last "
                    + "one or the current content.")
        }
        file.details.revisions.removeAll { $0.id == revision.id }
        put(file)
    }
}
