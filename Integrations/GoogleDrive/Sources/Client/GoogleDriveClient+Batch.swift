// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
package import StewardCore
import StewardHTTP

// Drive API v3, "Improve performance: batching requests", 2026-11: up to 100 calls in one, each with its own status.
extension GoogleDriveClient {
    /// How many calls one batch may hold.
    package static let batchLimit = 100

    /// How one call of a batch ended.
    package enum BatchResult: Sendable {
        case success([UInt8])
        case failure(IntegrationError)
    }

    /// Sends calls in one request. The results stand in the order of the calls, whatever order the service chose.
    ///
    /// - Throws: what stops the whole batch; `malformedReply` when a call's answer is missing.
    package func batch(_ calls: [DriveCall]) async throws(IntegrationError) -> [BatchResult] {
        guard let first = calls.first, calls.count <= Self.batchLimit else {
            guard !calls.isEmpty else { return [] }
            throw IntegrationError(.invalidRequest, "A batch holds at most \(Self.batchLimit) calls.")
        }
        let boundary = Multipart.boundary()
        var call = DriveCall(
            .post, DrivePath("/batch/drive/v3"), scope: first.scope, cost: first.cost,
            subject: "\(calls.count) items", isRepeatable: calls.allSatisfy(\.isRepeatable))
        call.weight = calls.count
        call.fields[.contentType] = "multipart/mixed; boundary=\(boundary)"
        call.body = HTTPBody(await batchBody(calls, boundary))
        return try await perform(call) { reply throws(IntegrationError) in
            let type = reply.response.headerFields[.contentType] ?? ""
            let bytes = try await self.bytes(of: reply, about: call.subject, upTo: 64 << 20)
            guard let parts = Multipart.parts(of: bytes, contentType: type) else {
                throw IntegrationError(.malformedReply, "Google Drive's reply to a batch is no multipart message.")
            }
            return try results(parts, calls)
        }
    }

    private func batchBody(_ calls: [DriveCall], _ boundary: String) async -> [UInt8] {
        var body: [UInt8] = []
        for (index, call) in calls.enumerated() {
            body += Array("--\(boundary)\r\nContent-Type: application/http\r\nContent-ID: <call-\(index)>\r\n\r\n".utf8)
            body += Array("\(call.method.rawValue) \(call.path.text) HTTP/1.1\r\n".utf8)
            for field in call.fields { body += Array("\(field.name.rawName): \(field.value)\r\n".utf8) }
            let content = (try? await call.body?.stream()?.collect(upTo: 1 << 20)) ?? []
            if !content.isEmpty { body += Array("Content-Length: \(content.count)\r\n".utf8) }
            body += Array("\r\n".utf8) + content + Array("\r\n".utf8)
        }
        return body + Array("--\(boundary)--\r\n".utf8)
    }

    private func results(_ parts: [Multipart.Part], _ calls: [DriveCall]) throws(IntegrationError) -> [BatchResult] {
        var results = [BatchResult?](repeating: nil, count: calls.count)
        for part in parts {
            let id = part.field("content-id") ?? ""
            let digits = id.split(separator: "-").last.map { $0.prefix { $0.isNumber } } ?? ""
            guard let index = Int(digits), calls.indices.contains(index), let inner = part.message() else {
                throw IntegrationError(
                    .malformedReply, "Google Drive's reply to a batch holds a part without its call.")
            }
            results[index] = result(inner, calls[index])
        }
        let known = results.compactMap { $0 }
        guard known.count == calls.count else {
            throw IntegrationError(
                .malformedReply,
                "Google Drive answered \(known.count) of a batch's \(calls.count) calls; the rest may have been done."
            )
        }
        return known
    }

    private func result(_ inner: Multipart.Message, _ call: DriveCall) -> BatchResult {
        guard !(200...299).contains(inner.status) else { return .success(inner.body) }
        let response = HTTPResponse(status: .init(code: inner.status), headerFields: inner.fields)
        let refusal = DriveRefusal(status: inner.status, body: inner.body)
        return .failure(refusal.error(about: call.subject, response, now: clock.now))
    }
}
