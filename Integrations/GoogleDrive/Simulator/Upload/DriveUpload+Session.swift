// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension DriveUpload {
    /// A request on an upload's own address: a piece, a question about the state, or its end.
    func onSession(_ request: SimulatedRequest, _ body: ByteStream) async -> SimulatedReply {
        let id = request.query["upload_id"] ?? ""
        do throws(DriveError) {
            guard let session = simulator.transfers.sessions.session(id, now: simulator.now) else { throw .uploadGone }
            if request.method == .delete { return await cancelled(session) }
            return try await answer(request, body, session)
        } catch {
            return error.reply
        }
    }

    private func cancelled(_ session: UploadSession) async -> SimulatedReply {
        await simulator.transfers.sessions.cancel(session)
        return SimulatedReply(.init(code: 499, reasonPhrase: "Client Closed Request"))
    }

    private func answer(
        _ request: SimulatedRequest, _ body: ByteStream, _ session: UploadSession
    ) async throws(DriveError) -> SimulatedReply {
        let range = try range(of: request)
        let isQuestion = range != nil && range?.bytes == nil
        let name = isQuestion ? "upload.status" : "upload.piece"
        let file = session.start.fileId
        if simulator.faults.hits(.uploadGone, name, file) {
            await simulator.transfers.sessions.cancel(session)
            throw .uploadGone
        }
        if let error = simulator.faults.refusal(name, file) { throw error }
        let outcome =
            isQuestion
            ? await session.status(total: range?.total)
            : await session.receive(body, range, storing: storedPrefix(name, file))
        let reply = try await reply(to: outcome, session, request)
        return simulator.finished(reply, name, request)
    }

    private func storedPrefix(_ name: String, _ file: String?) -> Int64? {
        let fault = simulator.faults.take(name, file) { if case .storedPrefix = $0 { true } else { false } }
        guard case .storedPrefix(let bytes)? = fault else { return nil }
        return bytes
    }

    private func range(of request: SimulatedRequest) throws(DriveError) -> UploadRange? {
        guard let field = request.headerFields[.contentRange] else { return nil }
        guard let range = UploadRange(field) else { throw .badRequest("Failed to parse Content-Range header.") }
        return range
    }

    private func reply(
        to outcome: UploadSession.Outcome, _ session: UploadSession, _ request: SimulatedRequest
    ) async throws(DriveError) -> SimulatedReply {
        switch outcome {
        case .refused(let error): throw error
        case .more(let stored):
            var reply = SimulatedReply(.init(code: 308, reasonPhrase: "Resume Incomplete"))
            if stored > 0 { reply.headerFields[.range] = "bytes=0-\(stored - 1)" }
            reply.headerFields[UploadHeader.id] = session.id
            return reply
        case .done(let fileId): return try made(fileId, call(session, request))
        case .whole:
            let call = call(session, request)
            let start = session.start
            let metadata = try DriveMetadata(parsing: start.metadata)
            let fileId = try await session.commit { content throws(DriveError) in
                try store(call, metadata, content, type: start.mediaType).id
            }
            try simulator.transfers.sessions.completed(session, fileId: fileId)
            return try made(fileId, call)
        }
    }

    private func made(_ fileId: String, _ call: DriveCall) throws(DriveError) -> SimulatedReply {
        guard let file = call.state.file(fileId) else { throw .notFound(fileId) }
        return try call.reply(file)
    }

    /// The call that began the upload, as if it were made now.
    private func call(_ session: UploadSession, _ last: SimulatedRequest) -> DriveCall {
        let start = session.start
        var fields = last.headerFields
        fields[DriveHeader.resourceKeys] = start.resourceKeys
        var request = SimulatedRequest(
            start.fileId == nil ? .post : .patch, start.target, authority: last.authority, headerFields: fields)
        if let fileId = start.fileId { request.parameters["fileId"] = fileId }
        let grant = BearerGrant(account: start.account, scopes: [GoogleDriveSimulator.scope])
        return DriveCall(
            start.fileId == nil ? "files.create" : "files.update", request, request.query, grant, simulator)
    }
}

extension DriveError {
    /// The upload was never begun, has ended, or its week is over.
    fileprivate static var uploadGone: Self { Self(404, "notFound", "Not Found") }
}
