// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

/// The bytes of files and revisions, and exports of documents.
///
/// Sources: Drive API v3 reference, files.get, files.export, files.download, operations.get, revisions.get and the
/// guide "Download and export files", 2026-11.
enum DriveDownload {
    /// `files.get` with `alt=media`.
    static func media(_ call: DriveCall) throws(DriveError) -> SimulatedReply {
        let (file, role) = try readable(call)
        guard let content = file.content, !file.isDocument else { throw DriveFaults.error("fileNotDownloadable") }
        if file.details.isAbusive {
            guard try call.truth("acknowledgeAbuse") else { throw DriveFaults.error("cannotDownloadAbusiveFile") }
            guard role >= (file.driveId == nil ? .owner : .organizer) else { throw .insufficientPermissions(file.id) }
        }
        return send(content.content, type: file.mimeType, call, keeping: content)
    }

    /// `revisions.get` with `alt=media`.
    static func media(
        _ call: DriveCall, of revision: DriveRevision
    ) throws(DriveError) -> SimulatedReply {
        let (file, _) = try readable(call)
        guard let content = revision.content, !file.isDocument else { throw DriveFaults.error("fileNotDownloadable") }
        return send(content.content, type: revision.mimeType, call, keeping: content)
    }

    /// `files.export`.
    static func export(_ call: DriveCall) throws(DriveError) -> SimulatedReply {
        let (file, _) = try readable(call)
        guard let type = call.text("mimeType") else {
            throw DriveError(
                400, "required", "Required parameter: mimeType", locationType: "parameter", location: "mimeType")
        }
        let content = try exported(file, type)
        guard content.size <= ExportedDocument.limit else { throw DriveFaults.error("exportSizeLimitExceeded") }
        return send(content, type: type, call)
    }

    /// An address of `exportLinks`, as `docs.google.com/document/export?id=&format=`; any size.
    static func exportLink(_ call: DriveCall) throws(DriveError) -> SimulatedReply {
        let id = call.text("id") ?? ""
        let (file, _) = try readable(call, id)
        guard let kind = DocumentKind(mimeType: file.mimeType),
            let format = kind.formats.first(where: { $0.ending == call.text("exportFormat") ?? call.text("format") })
        else { throw .badRequest() }
        var reply = send(try exported(file, format.type), type: format.type, call)
        reply.headerFields[.contentDisposition] = PublicService.disposition("\(file.name).\(format.ending)")
        return reply
    }

    /// `files.download`: begins a long-running operation.
    static func begin(_ call: DriveCall) throws(DriveError) -> SimulatedReply {
        let (file, _) = try readable(call)
        guard !file.isFolder, !file.isShortcut else { throw DriveFaults.error("fileNotDownloadable") }
        let type = call.text("mimeType") ?? DocumentKind(mimeType: file.mimeType)?.formats.first?.type ?? file.mimeType
        if file.isDocument { _ = try exported(file, type) }
        let operation = DownloadOperations.Operation(
            account: call.viewer.account, fileId: file.id, type: type, partial: !file.isDocument, created: call.now)
        let name = call.simulator.transfers.operations.begin(operation)
        return SimulatedReply.drive(written(pending(name, operation), call))
    }

    /// `operations.get`: done from the second question on.
    static func poll(_ call: DriveCall) throws(DriveError) -> SimulatedReply {
        let name = call.request.parameters["name"] ?? ""
        guard let operation = call.simulator.transfers.operations.poll(name, now: call.now),
            operation.account == call.viewer.account
        else { throw DriveError(404, "notFound", "Operation not found: \(name).", canonical: "NOT_FOUND") }
        guard operation.polls > 1 else { return SimulatedReply.drive(written(pending(name, operation), call)) }
        let address = call.viewer.origin.address(
            .api, "/drive/v3/operations/\(name)/content?mimeType=\(HTML.pathComponent(operation.type))")
        let done: JSON = [
            "name": .string(name), "done": true, "metadata": metadata(operation),
            "response": [
                "@type": "type.googleapis.com/google.apps.drive.v3.DownloadFileResponse",
                "downloadUri": .string(address), "partialDownloadAllowed": .bool(operation.partial),
            ],
        ]
        return SimulatedReply.drive(written(done, call))
    }

    /// The `downloadUri` of a finished operation.
    static func content(_ call: DriveCall) throws(DriveError) -> SimulatedReply {
        let name = call.request.parameters["name"] ?? ""
        guard let operation = call.simulator.transfers.operations.poll(name, now: call.now),
            operation.account == call.viewer.account
        else { throw .notFound(name) }
        let (file, _) = try readable(call, operation.fileId)
        guard file.isDocument else { return send(file.content?.content ?? .bytes([]), type: file.mimeType, call) }
        return send(try exported(file, operation.type), type: operation.type, call)
    }

    /// A file that the caller may see and download.
    private static func readable(
        _ call: DriveCall, _ id: String? = nil
    ) throws(DriveError) -> (file: DriveFile, role: DriveRole) {
        let (entry, role) = try call.state.locked { storage throws(DriveError) in
            try storage.visible(id ?? call.fileId, call.viewer)
        }
        guard role >= .writer || !entry.file.details.copyRequiresWriterPermission else {
            throw DriveFaults.error("cannotDownloadFile")
        }
        return (entry.file, role)
    }

    private static func exported(_ file: DriveFile, _ type: String) throws(DriveError) -> DriveContent {
        guard file.isDocument else {
            throw DriveError(403, "fileNotExportable", "Export only supports Docs Editors files.")
        }
        guard let content = ExportedDocument.content(of: file, as: type) else {
            throw .badRequest("The requested conversion is not supported.")
        }
        return content
    }

    private static func send(
        _ content: DriveContent, type: String, _ call: DriveCall, keeping owner: StoredContent? = nil
    ) -> SimulatedReply {
        var reply = SimulatedReply(.ok)
        reply.headerFields[.contentType] = type
        reply.headerFields[.cacheControl] = "private, max-age=0, must-revalidate"
        let range = ByteRange(call.request.headerFields[.range], size: content.size)
        guard range != .unsatisfiable else {
            let error = DriveError(
                416, "requestedRangeNotSatisfiable", "Request range not satisfiable", locationType: "header",
                location: "Range")
            var reply = error.reply
            reply.headerFields[.contentRange] = "bytes */\(content.size)"
            return reply
        }
        reply.send(content, range, keeping: owner)
        return reply
    }

    private static func pending(_ name: String, _ operation: DownloadOperations.Operation) -> JSON {
        ["name": .string(name), "done": false, "metadata": metadata(operation)]
    }

    private static func metadata(_ operation: DownloadOperations.Operation) -> JSON {
        ["@type": "type.googleapis.com/google.apps.drive.v3.DownloadFileMetadata", "resourceKey": ""]
    }

    private static func written(_ json: JSON, _ call: DriveCall) -> [UInt8] {
        var writer = call.writer
        writer.value(json)
        return writer.out
    }
}
