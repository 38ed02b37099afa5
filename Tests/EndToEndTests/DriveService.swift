// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardHTTP

/// The simulated service, spoken with directly: what other programs and people put there, names included that no file
/// system has. For simulators that ask for no token.
struct DriveService {
    let address: String
    private let transport = AsyncHTTPClientTransport()

    init(address: String) { self.address = address }

    /// Makes a folder and gives its id.
    func folder(_ name: String, in parent: String) async throws -> String {
        try await make(["name": .string(name), "mimeType": .string(Self.folderType), "parents": [.string(parent)]])
    }

    /// Makes a document of the service's own, which has no size, and gives its id.
    func document(_ name: String, in parent: String) async throws -> String {
        try await make([
            "name": .string(name), "mimeType": "application/vnd.google-apps.document", "parents": [.string(parent)],
        ])
    }

    /// Makes a file and gives its id.
    @discardableResult
    func file(_ name: String, _ content: String, in parent: String) async throws -> String {
        let metadata: JSON = ["name": .string(name), "parents": [.string(parent)]]
        let head = "--B\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
        let middle = "\r\n--B\r\nContent-Type: application/octet-stream\r\n\r\n"
        let body = Array(head.utf8) + (try metadata.canonicalBytes()) + Array("\(middle)\(content)\r\n--B--\r\n".utf8)
        return try await id(
            of: send(.post, "/upload/drive/v3/files?uploadType=multipart", "multipart/related; boundary=B", body))
    }

    /// Puts something into the trash.
    func trash(_ id: String) async throws {
        let body: JSON = ["trashed": true]
        _ = try await send(.patch, "/drive/v3/files/\(id)", "application/json", body.canonicalBytes())
    }

    private func make(_ metadata: JSON) async throws -> String {
        try await id(of: send(.post, "/drive/v3/files", "application/json", metadata.canonicalBytes()))
    }

    private func id(of reply: JSON) throws -> String {
        guard let id = reply["id"]?.string else { throw IntegrationError(.malformedReply, "There is no id.") }
        return id
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ type: String, _ body: [UInt8]
    ) async throws -> JSON {
        let authority = String(address.dropFirst("http://".count))
        var request = HTTPRequest(method: method, scheme: "http", authority: authority, path: path)
        request.headerFields[.contentType] = type
        let reply = try await transport.send(HTTPCall(request, body: HTTPBody(body)))
        let text = try await reply.body.collect(upTo: 1 << 20)
        guard (200...299).contains(reply.response.status.code) else {
            throw IntegrationError(.unavailable, "\(path): \(String(decoding: text, as: UTF8.self))")
        }
        return try JSON(parsing: text)
    }

    private static let folderType = "application/vnd.google-apps.folder"
}

/// What is on this machine below a folder, links as they are.
enum LocalTree {
    /// Each path with its content: text of a file, the target of a link after `->`, `/` for a folder.
    static func contents(of folder: String, leavingOut left: String? = nil) -> [String: String] {
        var found: [String: String] = [:]
        let manager = FileManager.default
        for path in manager.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
            let full = folder + "/" + path
            if let left, full == left || full.hasPrefix(left + "/") { continue }
            if let target = try? manager.destinationOfSymbolicLink(atPath: full) {
                found[path] = "->" + target
                continue
            }
            var isFolder: ObjCBool = false
            _ = manager.fileExists(atPath: full, isDirectory: &isFolder)
            let content = { manager.contents(atPath: full).map { String(decoding: $0, as: UTF8.self) } ?? "?" }
            found[path] = isFolder.boolValue ? "/" : content()
        }
        return found
    }

    /// The contents of the files below a folder, sorted.
    static func texts(in folder: String) -> [String] {
        contents(of: folder).values.filter { $0 != "/" && !$0.hasPrefix("->") }.sorted()
    }
}
