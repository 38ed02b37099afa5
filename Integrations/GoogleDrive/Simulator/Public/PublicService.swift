// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardSimulation

/// The pages and downloads for visitors without an account.
struct PublicService: Sendable {
    let state: DriveState
    let transfers: DriveTransfers
    let faults: DriveFaults

    private var settings: PublicSettings { transfers.publicSettings }

    /// `/uc`: leads to the download. Documents have none.
    func uc(_ request: SimulatedRequest) -> SimulatedReply {
        found(request) { file in
            guard !file.isFolder, !file.isDocument else { return .page(PublicPages.serverError, .internalServerError) }
            var path = "/download?id=\(file.id)&export=download"
            if let key = request.query["resourcekey"] { path += "&resourcekey=\(HTML.pathComponent(key))" }
            return .redirect(.seeOther, to: origin(request).address(.content, path))
        }
    }

    /// `/download`: the bytes, a warning before them, or a page in their place.
    func download(_ request: SimulatedRequest) -> SimulatedReply {
        found(request) { file in
            guard let content = file.content, !file.isDocument else { return .page(PublicPages.notFound, .notFound) }
            if faults.hits(.quotaPage, "public.download", file.id) { return .page(PublicPages.quotaExceeded) }
            let confirmed = request.query["confirm"].map { !$0.isEmpty } ?? false
            let hasCookie = !settings.requiresCookie || (request.headerFields[.cookie] ?? "").contains("NID=")
            if content.size > settings.scanLimit, !confirmed || !hasCookie { return warning(file, request) }
            return bytes(of: file, content, request)
        }
    }

    /// `/open`: leads to the page of whatever it is.
    func open(_ request: SimulatedRequest) -> SimulatedReply {
        found(request) { file in
            let origin = origin(request)
            if file.isFolder { return .redirect(.found, to: origin.address(.drive, "/drive/folders/\(file.id)")) }
            guard let kind = DocumentKind(mimeType: file.mimeType) else {
                return .redirect(.found, to: origin.address(.drive, "/file/d/\(file.id)/view?usp=drive_web"))
            }
            let path = "/\(kind.rawValue)/d/\(file.id)/edit?usp=drive_web"
            return .redirect(.found, to: origin.address(.docs, path))
        }
    }

    /// The page of a file, folder or document.
    func viewer(_ request: SimulatedRequest) -> SimulatedReply {
        found(request) { file in
            let product = DocumentKind(mimeType: file.mimeType)?.product ?? "Google Drive"
            return .page(PublicPages.viewer(file.name, product: product))
        }
    }

    /// The list of a folder.
    func folder(_ request: SimulatedRequest) -> SimulatedReply {
        let id = request.query["id"] ?? ""
        guard case .shared(let file) = state.publicAccess(id, resourceKey: request.query["resourcekey"]), file.isFolder
        else { return .page(PublicPages.notFound, .notFound) }
        let items = state.publicChildren(of: file.id)
        return .page(FolderPage.html(name: file.name, items: items, now: state.now, origin: origin(request)))
    }

    /// `docs.google.com/KIND/d/ID/export?format=`.
    func export(_ request: SimulatedRequest, _ kind: DocumentKind) -> SimulatedReply {
        found(request) { file in
            let ending = request.query["format"] ?? kind.formats.first?.ending ?? ""
            guard file.mimeType == kind.mimeType, let format = kind.formats.first(where: { $0.ending == ending }),
                let content = ExportedDocument.content(of: file, as: format.type)
            else { return .page(PublicPages.serverError, .badRequest) }
            var reply = SimulatedReply(.ok, stream: content.stream(0..<content.size))
            reply.headerFields[.contentType] = format.type
            reply.headerFields[.contentDisposition] = Self.disposition("\(file.name).\(ending)")
            return reply
        }
    }

    private func origin(_ request: SimulatedRequest) -> RequestOrigin {
        RequestOrigin(request, configured: settings.base)
    }

    /// Answers for what is shared; leads to signing in for what is not.
    private func found(_ request: SimulatedRequest, _ answer: (DriveFile) -> SimulatedReply) -> SimulatedReply {
        let id = request.parameters["file"] ?? request.query["id"] ?? ""
        var reply: SimulatedReply
        switch state.publicAccess(id, resourceKey: request.query["resourcekey"]) {
        case .shared(let file): reply = answer(file)
        case .missing: reply = .page(PublicPages.notFound, .notFound)
        case .closed:
            let origin = origin(request)
            let next = HTML.pathComponent(origin.address(.drive, request.target))
            reply = .redirect(
                .found, to: origin.address(.accounts, "/ServiceLogin?service=wise&passive=1209600&continue=\(next)"))
        }
        if (request.headerFields[.cookie] ?? "").contains("NID=") { return reply }
        reply.headerFields[.setCookie] = "NID=\(transfers.visitorCookie); path=/; HttpOnly"
        return reply
    }

    private func warning(_ file: DriveFile, _ request: SimulatedRequest) -> SimulatedReply {
        var hidden = [("id", file.id), ("export", "download"), ("confirm", "t"), ("uuid", Self.uuid())]
        if settings.sendsAt { hidden.append(("at", transfers.visitorCookie)) }
        if let key = request.query["resourcekey"] { hidden.insert(("resourcekey", key), at: 1) }
        let action = origin(request).address(.content, "/download")
        return .page(
            PublicPages.scanWarning(name: file.name, size: file.content?.size ?? 0, action: action, hidden: hidden))
    }

    private func bytes(of file: DriveFile, _ content: StoredContent, _ request: SimulatedRequest) -> SimulatedReply {
        let etag = settings.sendsETag ? etag(of: file) : nil
        var reply = SimulatedReply(.ok)
        reply.setLastModified(milliseconds: file.modifiedTime)
        let modified = reply.headerFields[.lastModified]
        reply.headerFields[.contentType] = file.mimeType
        reply.headerFields[.contentDisposition] = Self.disposition(file.name)
        reply.headerFields[.acceptRanges] = "bytes"
        if let etag { reply.headerFields[.eTag] = etag }
        var range = ByteRange.whole
        let condition = HTTPField.Name("If-Range").flatMap { request.headerFields[$0] }
        if condition == nil || condition == modified || (etag != nil && condition == etag) {
            range = ByteRange(request.headerFields[.range], size: content.size)
        }
        reply.send(content.content, range, keeping: content)
        if let stream = reply.stream { reply.stream = stream.cut(after: settings.longestDownload, by: state.clock) }
        return reply
    }

    private func etag(of file: DriveFile) -> String {
        let isOther = faults.hits(.changedETag, "public.download", file.id)
        return "\"\(file.headRevisionId ?? file.id)\(isOther ? "-other" : "")\""
    }

    /// `attachment` with the name in both forms (RFC 6266).
    static func disposition(_ name: String) -> String {
        let plain = String(
            decoding: name.utf8.map { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C ? $0 : 0x5F },
            as: UTF8.self)
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(HTML.pathComponent(name))"
    }

    /// A random UUID (RFC 9562, version 4).
    private static func uuid() -> String {
        var digits = (0..<32).map { _ in "0123456789abcdef".randomElement() ?? "0" }
        digits[12] = "4"
        digits[16] = "89ab".randomElement() ?? "8"
        for place in [20, 16, 12, 8] { digits.insert("-", at: place) }
        return String(digits)
    }
}

extension ByteStream {
    /// Breaks off when so much time has gone since the first byte was asked for.
    func cut(after longest: Duration, by clock: any Timekeeping) -> ByteStream {
        let source = self
        return ByteStream(length: length) {
            let pieces = source.makeAsyncIterator()
            let start = clock.now
            return {
                guard clock.now.timeIntervalSince(start) < longest / .seconds(1) else {
                    throw IntegrationError(.unavailable, "The service ends downloads that take so long.")
                }
                return try await pieces.next()
            }
        }
    }
}
