// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// Most calls in one batch. Source: guide "Improve performance", 2026-11.
    static let batchLimit = 100

    /// `POST /batch/drive/v3`: several calls in one. Each is let in, counted and refused by itself; content is neither
    /// sent nor fetched in a batch.
    func batchRoutes(_ router: DriveRouter) -> [SimulatedRoute] {
        let source = "Google Drive API guide \"Improve performance\", batching, 2026-11"
        return ["/batch/drive/v3", "/batch"].map { path in
            SimulatedRoute(.post, path, source: source) { request in await batch(request, router) }
        }
    }

    private func batch(_ request: SimulatedRequest, _ router: DriveRouter) async -> SimulatedReply {
        let type = request.headerFields[.contentType] ?? ""
        guard type.lowercased().hasPrefix("multipart/mixed"), let boundary = BatchPart.boundary(in: type),
            let parts = BatchPart.parts(of: request.body, boundary: boundary)
        else { return DriveError.badRequest("Failed to parse batch request.").reply }
        guard parts.count <= Self.batchLimit else {
            return DriveError.badRequest(
                "The batch request contains too many calls. The maximum is \(Self.batchLimit)."
            ).reply
        }
        let answerBoundary = "batch_" + String(DriveID.fnv(request.body), radix: 36)
        var body: [UInt8] = []
        for part in parts {
            let reply = await answer(part, to: request, router)
            body += Array("--\(answerBoundary)\r\n".utf8)
            body += Self.written(reply, contentID: part.contentID)
        }
        body += Array("--\(answerBoundary)--\r\n".utf8)
        var reply = SimulatedReply(.ok, body: body)
        reply.headerFields[.contentType] = "multipart/mixed; boundary=\(answerBoundary)"
        return reply
    }

    private func answer(
        _ part: BatchPart, to batch: SimulatedRequest, _ router: DriveRouter
    ) async -> SimulatedReply {
        var fields = part.headerFields
        for name in [HTTPField.Name.authorization, DriveHeader.resourceKeys] where fields[name] == nil {
            fields[name] = batch.headerFields[name]
        }
        let request = SimulatedRequest(
            part.method, part.target, authority: batch.authority, headerFields: fields, body: part.body)
        guard let found = router.match(request), request.query["alt"] != "media" else {
            return DriveError(404, "notFound", "Not Found").reply
        }
        return await self.answer(found.endpoint, found.request)
    }

    private static func written(_ reply: SimulatedReply, contentID: String?) -> [UInt8] {
        var head = "Content-Type: application/http\r\n"
        if let contentID { head += "Content-ID: \(BatchPart.answerID(contentID))\r\n" }
        head += "\r\nHTTP/1.1 \(reply.status.code) \(reply.status.reasonPhrase)\r\n"
        for field in reply.headerFields { head += "\(field.name.rawName): \(field.value)\r\n" }
        head += "Content-Length: \(reply.body.count)\r\n\r\n"
        return Array(head.utf8) + reply.body + [0x0D, 0x0A]
    }
}
