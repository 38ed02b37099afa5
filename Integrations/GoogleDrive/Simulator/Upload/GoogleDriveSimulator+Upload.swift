// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// Uploads, and the addresses of those that take several requests.
    var uploadRoutes: [SimulatedRoute] {
        let upload = DriveUpload(simulator: self)
        let files = "/upload/drive/v3/files"
        let source = "Google Drive API guide \"Upload file data\", 2026-11"
        let create = DriveEndpoint("files.create", .post, files) { _ throws(DriveError) in throw .badRequest() }
        let update = DriveEndpoint("files.update", .patch, files) { _ throws(DriveError) in throw .badRequest() }
        func session(_ method: HTTPRequest.Method, _ pattern: String) -> SimulatedRoute {
            SimulatedRoute(streaming: method, pattern, source: source) { await upload.onSession($0, $1) }
        }
        return [
            SimulatedRoute(streaming: .post, files, source: source) { request, body in
                request.query["upload_id"] == nil
                    ? await begin(create, request, body, upload) : await upload.onSession(request, body)
            },
            SimulatedRoute(streaming: .patch, files + "/{fileId}", source: source) { request, body in
                await begin(update, request, body, upload)
            },
            session(.put, files), session(.delete, files), session(.put, files + "/{fileId}"),
            session(.post, files + "/{fileId}"), session(.delete, files + "/{fileId}"),
        ]
    }

    private func begin(
        _ endpoint: DriveEndpoint, _ request: SimulatedRequest, _ body: ByteStream, _ upload: DriveUpload
    ) async -> SimulatedReply {
        do throws(DriveError) {
            let call = try await admit(endpoint, request, request.query)
            return finished(try await upload.receive(call, body), endpoint.name, request)
        } catch {
            return error.reply
        }
    }

    /// The limit that a fault sets for a call.
    func storageLimit(for call: DriveCall, counting: Bool = true) -> Int64? {
        if !counting {
            return faults.remaining.lazy.compactMap { fault -> Int64? in
                guard case .storageLimit(let bytes) = fault.kind, fault.skip == 0, fault.fits(call.name, call.fileId)
                else { return nil }
                return bytes
            }.first
        }
        let fault = faults.take(call.name, call.fileId) { if case .storageLimit = $0 { true } else { false } }
        guard case .storageLimit(let bytes)? = fault else { return nil }
        return bytes
    }
}
