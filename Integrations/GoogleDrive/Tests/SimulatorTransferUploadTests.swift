// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDriveSimulator
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardSimulation
import Testing

@Suite("Google Drive's simulator: uploads in one request")
struct SimulatorTransferUploadTests {
    private static let files = "/upload/drive/v3/files"

    @Test("media: the body is the content, its type and all digests are kept")
    func media() async throws {
        let caller = try TransferCaller()
        let bytes = generatedBytes(3_000_000)
        let answer = await caller.send(
            .post,
            Self.files + "?uploadType=media&fields=id,mimeType,size,md5Checksum,sha1Checksum,sha256Checksum,name",
            ["Content-Type": "image/png"], bytes)
        #expect(answer.status == 200)
        #expect(answer.json["mimeType"]?.string == "image/png")
        #expect(answer.json["name"]?.string == "Untitled")
        #expect(answer.json["size"]?.string == "3000000")
        #expect(answer.json["md5Checksum"]?.string == md5Text(bytes))
        #expect(answer.json["sha1Checksum"]?.string?.count == 40)
        #expect(answer.json["sha256Checksum"]?.string?.count == 64)
        let id = try #require(answer.json["id"]?.string)
        let stored = try #require(caller.state.content(of: id)).content
        #expect(stored.bytes(0..<stored.size) == bytes)
    }

    @Test("large content of a state in memory lies on disk only as long as the file has it")
    func temporary() async throws {
        let caller = try TransferCaller()
        let bytes = generatedBytes(2_000_000)
        let answer = await caller.send(.post, Self.files + "?uploadType=media", [:], bytes)
        let id = try #require(answer.json["id"]?.string)
        guard case .file(let path, _)? = caller.state.content(of: id)?.content else {
            Issue.record("The content is not in a file.")
            return
        }
        #expect(FileManager.default.fileExists(atPath: path))
        caller.state.deleteFile(id)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("only the digests that are asked for are computed; MD5 always is")
    func fewerDigests() async throws {
        var options = DriveOptions()
        options.digests = .sha256
        let caller = try TransferCaller(options: options)
        let fields = "md5Checksum,sha1Checksum,sha256Checksum"
        let answer = await caller.send(.post, Self.files + "?uploadType=media&fields=\(fields)", [:], [1, 2, 3])
        #expect(answer.json["md5Checksum"]?.string == md5Text([1, 2, 3]))
        #expect(answer.json["sha1Checksum"] == nil)
        #expect(answer.json["sha256Checksum"]?.string?.count == 64)
    }

    @Test(
        "multipart: LF and CRLF, quoted boundary or not, content that looks like a boundary", arguments: ["\n", "\r\n"])
    func multipart(end: String) async throws {
        let caller = try TransferCaller()
        let boundary = "===============7330845974216740156=="
        var content = generatedBytes(300_000)
        content += Array("\(end)--==============\(end)--\(end == "\n" ? "" : "\n")\r\n\r".utf8)
        let head = [
            "--\(boundary)", "Content-Type: application/json", "MIME-Version: 1.0", "",
            #"{"name": "ชื่อ.bin", "parents": ["root"]}"#, "--\(boundary)", "Content-Type: image/gif",
            "MIME-Version: 1.0", "Content-Transfer-Encoding: binary", "", "",
        ].joined(separator: end)
        let body = Array(head.utf8) + content + Array("\(end)--\(boundary)--".utf8)
        let answer = await caller.send(
            .post, Self.files + "?uploadType=multipart",
            ["Content-Type": "multipart/related; boundary=\"\(boundary)\""], body)
        #expect(answer.status == 200)
        #expect(answer.json["name"]?.string == "ชื่อ.bin")
        #expect(answer.json["mimeType"]?.string == "image/gif")
        let stored = try #require(caller.state.content(of: answer.json["id"]?.string ?? ""))
        #expect(stored.digests.md5 == md5Text(content))
    }

    @Test(
        "multipart that is none is refused",
        arguments: ["", "--b\n\n{}\n--b--", "--b\n\n{}\n--b\nX: 1\n\ncontent without an end", "no boundary at all"])
    func malformed(body: String) async throws {
        let caller = try TransferCaller()
        let answer = await caller.send(
            .post, Self.files + "?uploadType=multipart", ["Content-Type": "multipart/related; boundary=b"],
            Array(body.utf8))
        #expect(answer.status == 400)
        #expect(caller.state.files.isEmpty)
    }

    @Test("without a token 401; another upload type 400; a full account 403 and nothing is stored")
    func refused() async throws {
        let caller = try TransferCaller(storageLimit: 1000)
        let nobody = await caller.send(.post, Self.files + "?uploadType=media", ["Authorization": nil], [1])
        #expect(nobody.status == 401)
        let other = await caller.send(.post, Self.files + "?uploadType=pigeon", [:], [1])
        #expect(other.status == 400)
        let full = await caller.send(.post, Self.files + "?uploadType=media", [:], generatedBytes(1001))
        #expect(full.status == 403)
        #expect(full.reason == "storageQuotaExceeded")
        #expect(caller.state.files.isEmpty)
    }

    @Test("an id from generateIds makes creating repeatable: the second time is 409")
    func ids() async throws {
        let caller = try TransferCaller()
        let ids = await caller.send(.get, "/drive/v3/files/generateIds?count=1")
        let id = try #require(ids.json["ids"]?.array?.first?.string)
        let body = Array("--b\r\n\r\n{\"id\": \"\(id)\", \"name\": \"x\"}\r\n--b\r\n\r\nbytes\r\n--b--\r\n".utf8)
        let fields = ["Content-Type": "multipart/related; boundary=b"]
        let first = await caller.send(.post, Self.files + "?uploadType=multipart", fields, body)
        #expect(first.json["id"]?.string == id)
        let second = await caller.send(.post, Self.files + "?uploadType=multipart", fields, body)
        #expect(second.status == 409)
        let (third, _) = await caller.begin("{\"id\": \"\(id)\"}")
        #expect(third.status == 409)
    }

    @Test("PATCH replaces the content, keeps the rest, and leaves a revision")
    func update() async throws {
        let caller = try TransferCaller()
        let file = try caller.state.createFile(named: "a.txt", .bytes(Array("old".utf8)), type: "text/plain")
        let answer = await caller.send(
            .patch, Self.files + "/\(file.id)?uploadType=media", ["Content-Type": "text/plain"], Array("newer".utf8))
        #expect(answer.status == 200)
        let now = try #require(caller.state.file(file.id))
        #expect(now.name == "a.txt" && now.content?.size == 5 && now.details.revisions.count == 1)
        let missing = await caller.send(.patch, Self.files + "/nothing?uploadType=media", [:], [1])
        #expect(missing.status == 404)
    }

    @Test("a text that is uploaded as a document is converted, and exported again")
    func conversion() async throws {
        let caller = try TransferCaller()
        let body = [
            "--b", "", #"{"name": "t", "mimeType": "application/vnd.google-apps.document"}"#, "--b",
            "Content-Type: text/plain", "", "สวัสดี", "--b--",
        ].joined(separator: "\r\n")
        let made = await caller.send(
            .post, Self.files + "?uploadType=multipart", ["Content-Type": "multipart/related; boundary=b"],
            Array(body.utf8))
        let id = try #require(made.json["id"]?.string)
        let file = await caller.send(.get, "/drive/v3/files/\(id)?fields=md5Checksum,mimeType")
        #expect(file.json["md5Checksum"] == nil)
        let text = await caller.send(.get, "/drive/v3/files/\(id)/export?mimeType=text/plain")
        #expect(text.text == "สวัสดี")
        let media = await caller.send(.get, "/drive/v3/files/\(id)?alt=media")
        #expect(media.reason == "fileNotDownloadable")
    }
}
