// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import HTTPTypes
import StewardSimulation

/// A file as the simulator serves it, with what lets a client ask whether it changed.
struct SimulatedFile: Sendable {
    let bytes: [UInt8]
    let etag: String
    let modified: Date

    init(_ bytes: [UInt8], modified: Date) {
        self.bytes = bytes
        self.modified = modified
        let digest = SHA256.hash(data: bytes).prefix(8)
        etag = "\"" + digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() + "\""
    }

    /// The file, or 304 when the request's condition says that it is known (RFC 9110, 13.1.2).
    func reply(to request: SimulatedRequest) -> SimulatedReply {
        var reply = SimulatedReply(.ok, headerFields: [.contentType: "application/json"], body: bytes)
        reply.headerFields[.eTag] = etag
        reply.setLastModified(modified)
        let known = request.headerFields[.ifNoneMatch]?.split(separator: ",").map(Self.trimmed) ?? []
        let isUnmodified = request.headerFields[.ifModifiedSince] == reply.headerFields[.lastModified]
        if known.contains(etag) || known.contains("*") || (known.isEmpty && isUnmodified) {
            reply.status = .notModified
            reply.body = []
        }
        return reply
    }

    private static func trimmed(_ tag: Substring) -> String {
        var tag = tag
        while tag.first == " " { tag.removeFirst() }
        while tag.last == " " { tag.removeLast() }
        return tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : String(tag)
    }
}
