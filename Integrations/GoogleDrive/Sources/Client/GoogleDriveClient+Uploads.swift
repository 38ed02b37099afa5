// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

// Drive API v3, "Upload file data", 2026-11.
extension GoogleDriveClient {
    private static let uploadType = HTTPField.Name("X-Upload-Content-Type")
    private static let uploadLength = HTTPField.Name("X-Upload-Content-Length")

    /// `uploadType=multipart` with a body that is made anew for every try.
    func uploadMultipart(
        _ target: UploadTarget, boundary: String, _ body: HTTPBody
    ) async throws(IntegrationError) -> DriveFile {
        var call = target.call("multipart", client: self)
        call.fields[.contentType] = "multipart/related; boundary=\(boundary)"
        call.body = body
        return try await fileValue(call)
    }

    /// `uploadType=resumable`: the address that takes the content.
    func openUpload(_ target: UploadTarget, length: Int64?) async throws(IntegrationError) -> Secret {
        var call = try body(target.call("resumable", client: self), target.metadata)
        if let name = Self.uploadType { call.fields[name] = target.contentType }
        if let name = Self.uploadLength, let length { call.fields[name] = String(length) }
        call.timing = .standard
        return try await perform(call) { reply throws(IntegrationError) in
            _ = try await bytes(of: reply, about: call.subject, upTo: 1 << 20)
            return try session(reply, target.subject)
        }
    }

    /// Sends a part of the content, or with no range asks how much is stored. The reply is given as it is.
    func sendChunk(
        to session: Secret, _ contentRange: String?, _ body: HTTPBody, subject: String
    ) async throws(IntegrationError) -> HTTPReply {
        guard let (address, path) = place(of: session.reveal()) else { throw Self.strangeSession(subject) }
        var call = DriveCall(
            .put, DrivePath(path), scope: DriveScope.file, cost: .none, subject: subject, isRepeatable: false)
        call.address = address
        call.fields[.contentRange] = contentRange
        call.body = body
        call.timing = .transfer
        return try await send(call)
    }

    /// Gives a session up, so that nothing of it is kept at the service. Its result does not matter.
    func cancelUpload(_ session: Secret, subject: String) async {
        guard let (address, path) = place(of: session.reveal()) else { return }
        var call = DriveCall(.delete, DrivePath(path), scope: DriveScope.file, cost: .none, subject: subject)
        call.address = address
        call.timing = .quick
        _ = try? await send(call)
    }

    /// The address in a reply's `Location`, in a form that is good for the settings' hosts.
    func session(_ reply: HTTPReply, _ subject: String) throws(IntegrationError) -> Secret {
        guard let location = reply.response.headerFields[.location], place(of: location) != nil else {
            throw Self.strangeSession(subject)
        }
        return Secret(location)
    }

    private static func strangeSession(_ subject: String) -> IntegrationError {
        IntegrationError(
            .malformedReply,
            "Google Drive gave no usable address for the upload of \(subject); check the setting "
                + "`\(GoogleDriveConfiguration.apiAddress)`.")
    }
}
