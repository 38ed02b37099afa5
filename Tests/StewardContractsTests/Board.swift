// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

/// A reader of public folders that keeps every rule; or, with a flaw, breaks one.
struct Board: Integration, FolderPublic {
    static let manifest = Manifest(
        id: "Board", name: "Board", summary: "Reads a board.", serviceVersion: "1", hosts: [], credential: .none,
        capabilities: [.folderPublic], limits: [], tier: .experimental,
        settings: [ConfigurationField("flaw", .choice(BoardFlaw.allCases.map(\.rawValue)), help: "-", since: "0.1")])
    private let flaw: BoardFlaw
    private let transport: any HTTPTransport

    init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        flaw = BoardFlaw(rawValue: try configuration.text("flaw")) ?? .none
        transport = context.transport
    }

    func health() async -> Health { .ok }

    func publicItem(_ link: String) async throws -> PublicItem {
        let id = link.replacing("https://board.example/", with: "")
        guard !id.contains("/") || flaw == .takesAnyLink else { throw IntegrationError(.invalidRequest, "No link.") }
        let kind: StoredFile.Kind = id == "top" ? .folder : id == "plan" ? .document : .file
        return PublicItem(id: id, name: nil, kind: kind)
    }

    func publicFolder(_ id: String) async throws -> PublicFolder {
        let reply = try await get("/folder/\(id)")
        let text = String(decoding: try await reply.body.collect(upTo: 1 << 20), as: UTF8.self)
        try check(reply, text)
        let lines = text.split(separator: "\n").map(String.init)
        guard lines.first == "board" else { throw unknown(text) }
        guard lines.last == "end" || flaw == .takesCutPage else { throw unknown(text) }
        let items = lines.dropFirst(2).dropLast(lines.last == "end" ? 1 : 0).map { line in
            let parts = line.split(separator: "|").map(String.init)
            let isFolder = parts[0] == "folder" && flaw != .foldersAreFiles
            let kind: StoredFile.Kind = isFolder ? .folder : parts[0] == "document" ? .document : .file
            return PublicItem(id: parts.count > 1 ? parts[1] : "", name: parts.last, kind: kind)
        }
        return PublicFolder(id: id, name: lines[1], items: flaw == .firstFifty ? Array(items.prefix(50)) : items)
    }

    func readPublic(_ id: String, from start: Int64, validator: String?) async throws -> PublicContent {
        guard id != "plan" else { return try await content(try await get("/export/plan"), 0, nil) }
        var fields: HTTPFields = [:]
        if let validator, start > 0, flaw != .startsOver {
            fields[.range] = "bytes=\(start)-"
            if flaw != .ignoresValidator { fields[.ifRange] = validator }
        }
        var reply = try await get("/file/\(id)", fields)
        if reply.response.headerFields[.contentDisposition] == nil, flaw != .takesAnyPage {
            let text = String(decoding: try await reply.body.collect(upTo: 1 << 20), as: UTF8.self)
            guard text == "confirm" else {
                try check(reply, text)
                throw unknown(text)
            }
            if flaw == .takesConfirmation {
                reply.body = ByteStream(Array(text.utf8))
            } else {
                reply = try await get("/file/\(id)/confirm", fields)
            }
        }
        return try await content(reply, start, id)
    }

    private func get(_ path: String, _ fields: HTTPFields = [:]) async throws -> HTTPReply {
        let request = HTTPRequest(
            method: .get, scheme: "https", authority: "board.example", path: path, headerFields: fields)
        return try await transport.send(HTTPCall(request))
    }

    /// Throws what a page that is neither list nor content says.
    private func check(_ reply: HTTPReply, _ text: String) throws {
        switch (text, reply.response.status.code) {
        case ("quota", _): throw IntegrationError(flaw == .quotaIsForbidden ? .forbidden : .downloadQuota, "-")
        case (_, 403): throw IntegrationError(flaw == .privateIsMissing ? .notFound : .forbidden, "-")
        case (_, 404): throw IntegrationError(flaw == .missingIsForbidden ? .forbidden : .notFound, "-")
        default: break
        }
    }

    private func unknown(_ text: String) -> IntegrationError {
        IntegrationError(.malformedReply, "What is this: \(text.prefix(flaw == .quotesWholePage ? .max : 100))")
    }

    private func content(_ reply: HTTPReply, _ start: Int64, _ id: String?) async throws -> PublicContent {
        let fields = reply.response.headerFields
        let isPart = reply.response.status.code == 206
        let length = fields[.contentLength].flatMap { Int64($0) }
        let name = fields[.contentDisposition].map { $0.removingEscapes } ?? ""
        return PublicContent(
            name: flaw == .namesInASCII ? name.filter(\.isASCII) : name,
            mediaType: flaw == .documentIsPage ? "text/html" : "application/octet-stream",
            size: length.map { isPart ? $0 + start : $0 }, modifiedAt: nil, validator: fields[.eTag],
            start: isPart ? start : 0, body: counted(reply.body, flaw == .endsEarly ? nil : length))
    }

    private func counted(_ body: ByteStream, _ length: Int64?) -> ByteStream {
        ByteStream {
            let pieces = body.makeAsyncIterator()
            let count = Mutex(Int64(0))
            return {
                guard let piece = try await pieces.next() else {
                    guard length == nil || count.withLock({ $0 }) == length else {
                        throw IntegrationError(.unavailable, "It broke off.")
                    }
                    return nil
                }
                count.withLock { $0 += Int64(piece.count) }
                return piece
            }
        }
    }
}

extension String {
    /// Undoes percent-encoding.
    fileprivate var removingEscapes: String {
        var bytes: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
