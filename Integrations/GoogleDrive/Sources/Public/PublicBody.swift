// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

/// Turns a reply that holds content into what the capability gives.
enum PublicBody {
    /// Whether a partial reply holds exactly the bytes from `start` to the end of what `validator` names.
    static func goesOn(_ answer: PublicBrowser.Answer, from start: Int64, validator: String?) -> Bool {
        guard answer.status == 206 else { return false }
        let fields = answer.reply.response.headerFields
        guard let range = ContentRange(fields[.contentRange]), range.start == start, range.last == range.total - 1
        else {
            return false
        }
        let tag = fields[.eTag]
        return validator?.hasPrefix("\"") != true || tag == nil || tag == validator
    }

    /// The content of a reply.
    /// - Throws: `malformedReply` when the bytes came encoded.
    static func content(
        _ answer: PublicBrowser.Answer, from start: Int64, validator: String?
    ) throws(IntegrationError) -> PublicContent {
        let fields = answer.reply.response.headerFields
        let encoding = fields[.contentEncoding] ?? "identity"
        guard encoding == "identity" else {
            throw IntegrationError(.malformedReply, "Google Drive sent the content encoded as \(encoding.prefix(20)).")
        }
        let isPart = answer.status == 206
        guard !isPart || goesOn(answer, from: start, validator: validator) else {
            throw IntegrationError(.malformedReply, "Google Drive sent another part of the content than was asked for.")
        }
        let length = fields[.contentLength].flatMap { Int64($0) }
        let size = isPart ? ContentRange(fields[.contentRange])?.total : length
        let left = isPart ? size.map { $0 - start } : length
        return PublicContent(
            name: fields[.contentDisposition].flatMap(ContentDisposition.name) ?? "",
            mediaType: fields[.contentType] ?? "application/octet-stream", size: size,
            modifiedAt: fields[.lastModified].flatMap { HTTPDate.parse($0) }, validator: Self.validator(fields),
            start: isPart ? start : 0, body: checked(answer.reply.body, left))
    }

    /// A strong entity tag, or the time of the last change.
    private static func validator(_ fields: HTTPFields) -> String? {
        if fields[.acceptRanges]?.lowercased() == "none" { return nil }
        if let tag = fields[.eTag], tag.hasPrefix("\""), tag.utf8.count > 2 { return tag }
        return fields[.lastModified].flatMap { HTTPDate.parse($0) == nil ? nil : $0 }
    }

    /// The same bytes, and an error when they are fewer or more than was said.
    private static func checked(_ body: ByteStream, _ length: Int64?) -> ByteStream {
        guard let length else { return body }
        return ByteStream(length: length) {
            let pieces = body.makeAsyncIterator()
            let left = Mutex(length)
            return {
                let piece = try await pieces.next()
                let rest = left.withLock { left in
                    left -= Int64(piece?.count ?? 0)
                    return left
                }
                guard rest >= 0 else {
                    throw IntegrationError(.malformedReply, "Google Drive sent more bytes than it said.")
                }
                guard piece != nil || rest == 0 else {
                    throw IntegrationError(
                        .unavailable, "The content broke off \(rest) bytes before its end; go on from there.")
                }
                return piece
            }
        }
    }
}
