// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import Synchronization

/// What can be wrong with a reader of public folders, one at a time.
enum BoardFlaw: String, Sendable, CaseIterable {
    case none, firstFifty, foldersAreFiles, takesAnyLink, namesInASCII, takesConfirmation, documentIsPage
    case quotaIsForbidden, privateIsMissing, missingIsForbidden, quotesWholePage, takesCutPage, endsEarly
    case startsOver, ignoresValidator, takesAnyPage
}

/// The service of a board that everyone can read, in memory.
final class BoardService: HTTPTransport {

    private struct File {
        var name: String
        var bytes: [UInt8]
        var version = 1
    }
    private let files: Mutex<[String: File]>
    let folders: [PublicFolder]

    init() {
        let thai = "รายงาน นำเข้า.pdf"
        files = Mutex([
            "small": File(name: thai, bytes: Array("small content".utf8)),
            "large": File(name: "large.bin", bytes: (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
        ])
        let many = (0..<60).map { PublicItem(id: "many\($0)", name: "\($0) & more", kind: .file) }
        let top = [
            PublicItem(id: "inner", name: "inner", kind: .folder), PublicItem(id: "small", name: thai, kind: .file),
            PublicItem(id: "plan", name: "Plan", kind: .document),
        ]
        folders = [
            PublicFolder(id: "top", name: "Top", items: top), PublicFolder(id: "inner", name: "inner", items: many),
        ]
    }

    var places: PublicPlaces {
        let (small, large) = files.withLock { ($0["small"], $0["large"]) }
        return PublicPlaces(
            folders: folders, files: [.init(id: "small", name: small?.name ?? "", bytes: small?.bytes ?? [])],
            confirmed: .init(id: "large", name: "large.bin", bytes: large?.bytes ?? []), document: "plan",
            overQuota: "quota", privateFile: "private", privateFolder: "private", missing: "missing",
            links: ["https://board.example/top": "top", "https://board.example/small": "small"]
        ) { id, bytes in
            self.files.withLock { files in
                files[id]?.bytes = bytes
                files[id]?.version += 1
            }
        }
    }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let parts = (call.request.path ?? "").split(separator: "/").map(String.init)
        let id = parts.count > 1 ? parts[1] : ""
        switch id {
        case "private": return Self.page("private", 403)
        case "quota": return Self.page("quota", 200)
        default: break
        }
        if parts[0] == "folder", let folder = folders.first(where: { $0.id == id }) {
            let lines = folder.items.map { "\($0.kind)|\($0.id)|\($0.name ?? "")" }
            return Self.page((["board", folder.name] + lines + ["end"]).joined(separator: "\n"), 200)
        }
        if parts[0] == "export" { return Self.reply(Array("exported".utf8), [.contentDisposition: "Plan.txt"], 200) }
        guard let file = files.withLock({ $0[id] }) else { return Self.page("missing", 404) }
        if id == "large", parts.last != "confirm" { return Self.page("confirm", 200) }
        return content(file, call.request.headerFields)
    }

    private func content(_ file: File, _ asked: HTTPFields) -> HTTPReply {
        let tag = "\"\(file.version)\""
        let fields: HTTPFields = [.contentDisposition: HTML.pathComponent(file.name), .eTag: tag]
        let start = asked[.range].flatMap { Int($0.dropFirst(6).dropLast()) } ?? 0
        guard start > 0, asked[.ifRange] ?? tag == tag else { return Self.reply(file.bytes, fields, 200) }
        return Self.reply(Array(file.bytes[start...]), fields, 206)
    }

    private static func reply(_ bytes: [UInt8], _ fields: HTTPFields, _ status: Int) -> HTTPReply {
        var fields = fields
        fields[.contentLength] = String(bytes.count)
        let pieces = AsyncStream<[UInt8]> { continuation in
            var rest = bytes[...]
            while !rest.isEmpty {
                continuation.yield(Array(rest.prefix(1_000)))
                rest = rest.dropFirst(1_000)
            }
            continuation.finish()
        }
        let response = HTTPResponse(status: .init(code: status), headerFields: fields)
        return HTTPReply(response, body: ByteStream(length: Int64(bytes.count), pieces: pieces))
    }

    private static func page(_ text: String, _ status: Int) -> HTTPReply {
        reply(Array(text.utf8), [.contentType: "text/html; charset=utf-8"], status)
    }
}
