// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDriveSimulator
import HTTPTypes
import StewardCore
import StewardSimulation
import Testing

@Suite("Google Drive's simulator: downloads and exports")
struct SimulatorTransferDownloadTests {
    private func get(_ caller: TransferCaller, _ id: String, _ range: String? = nil, _ query: String = "") async
        -> TransferAnswer
    {
        await caller.send(.get, "/drive/v3/files/\(id)?alt=media\(query)", ["Range": range])
    }

    @Test(
        "a range is answered with 206 and Content-Range, one beyond the end with 416",
        arguments: [
            ("bytes=0-0", 206, 0..<1), ("bytes=10-99", 206, 10..<100), ("bytes=999990-", 206, 999_990..<1_000_000),
            ("bytes=999990-2000000", 206, 999_990..<1_000_000), ("bytes=-5", 206, 999_995..<1_000_000),
            ("bytes=0-", 206, 0..<1_000_000), ("bytes=1000000-", 416, 0..<0), ("pieces=1-2", 200, 0..<1_000_000),
            ("bytes=5-3", 200, 0..<1_000_000),
        ])
    func ranges(field: String, status: Int, expected: Range<Int>) async throws {
        let caller = try TransferCaller()
        let file = try caller.state.createFile(named: "g", .generated(seed: 7, size: 1_000_000), type: "text/csv")
        let answer = await get(caller, file.id, field)
        #expect(answer.status == status)
        switch status {
        case 206:
            let wanted = "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/1000000"
            #expect(answer.fields[.contentRange] == wanted)
            fallthrough
        case 200: #expect(answer.body == Array(generatedBytes(1_000_000, seed: 7)[expected]))
        default: #expect(answer.fields[.contentRange] == "bytes */1000000")
        }
        if status != 416 { #expect(answer.fields[.contentType] == "text/csv") }
    }

    @Test("content in memory, on disk and invented is the same from any place")
    func sources() async throws {
        try await withDriveFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let bytes = generatedBytes(600_000, seed: 3)
            try Data(bytes).write(to: URL(fileURLWithPath: folder + "/content"))
            let caller = try TransferCaller()
            let contents: [DriveContent] = [
                .bytes(bytes), .file(path: folder + "/content", size: 600_000), .generated(seed: 3, size: 600_000),
            ]
            for content in contents {
                let file = try caller.state.createFile(named: "f", content)
                let whole = await get(caller, file.id)
                #expect(whole.body == bytes)
                let part = await get(caller, file.id, "bytes=262141-524290")
                #expect(part.body == Array(bytes[262_141...524_290]))
            }
        }
    }

    @Test("a file without a byte is whole at once, and no range of it exists")
    func empty() async throws {
        let caller = try TransferCaller()
        let file = try caller.state.createFile(named: "none", .bytes([]))
        let whole = await get(caller, file.id)
        #expect(whole.status == 200 && whole.body.isEmpty)
        let range = await get(caller, file.id, "bytes=0-0")
        #expect(range.status == 416)
    }

    @Test("folders and documents have no content; what is missing or another's is 404")
    func refused() async throws {
        let caller = try TransferCaller()
        let folder = try caller.state.createFile(named: "f", type: DriveFile.folderType)
        let document = try caller.state.createFile(named: "d", type: "application/vnd.google-apps.document")
        for id in [folder.id, document.id] {
            let answer = await get(caller, id)
            #expect(answer.status == 403 && answer.reason == "fileNotDownloadable")
        }
        caller.state.setAccount(DriveAccount("other@example.com"))
        let others = try caller.state.createFile(
            DriveMetadata(name: "x"), content: StoredContent(.bytes([1])), as: "other@example.com")
        for id in ["nothing", others.id] {
            let answer = await get(caller, id)
            #expect(answer.status == 404)
        }
    }

    @Test("a file flagged as abuse needs the owner's word; one that only writers may copy is kept from readers")
    func kept() async throws {
        let caller = try TransferCaller()
        let flagged = try caller.state.createFile(named: "x", .bytes([1, 2]))
        caller.state.change(flagged.id) { $0.details.isAbusive = true }
        let refused = await get(caller, flagged.id)
        #expect(refused.reason == "cannotDownloadAbusiveFile")
        let given = await get(caller, flagged.id, nil, "&acknowledgeAbuse=true")
        #expect(given.body == [1, 2])
        caller.state.setAccount(DriveAccount("other@example.com"))
        let others = try caller.state.createFile(
            DriveMetadata(name: "x"), content: StoredContent(.bytes([1])), as: "other@example.com")
        caller.state.shareWithAnyone(others.id)
        let shared = await get(caller, others.id)
        #expect(shared.body == [1])
        caller.state.change(others.id) { $0.details.copyRequiresWriterPermission = true }
        let closed = await get(caller, others.id)
        #expect(closed.reason == "cannotDownloadFile")
    }

    @Test("documents are exported in the formats of their kind, up to 10 MB")
    func exports() async throws {
        let caller = try TransferCaller()
        let document = try caller.state.createFile(named: "Brief", type: "application/vnd.google-apps.document")
        let path = "/drive/v3/files/\(document.id)/export"
        let pdf = await caller.send(.get, path + "?mimeType=application/pdf")
        #expect(pdf.text.hasPrefix("%PDF-") && pdf.text.contains("Brief"))
        #expect(pdf.fields[.contentType] == "application/pdf")
        let word = await caller.send(
            .get, path + "?mimeType=application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        #expect(word.body.starts(with: Array("PK".utf8)))
        let wrong = await caller.send(.get, path + "?mimeType=text/csv")
        #expect(wrong.status == 400)
        let nothing = await caller.send(.get, path)
        #expect(nothing.status == 400)
        let binary = try caller.state.createFile(named: "b", .bytes([1]))
        let refused = await caller.send(.get, "/drive/v3/files/\(binary.id)/export?mimeType=text/plain")
        #expect(refused.reason == "fileNotExportable")
    }

    @Test("what is over 10 MB comes by its export link, or by a long-running download")
    func largeExports() async throws {
        let caller = try TransferCaller()
        let document = try caller.state.createFile(
            named: "Long", .generated(seed: 1, size: 11 << 20), type: "application/vnd.google-apps.document")
        let direct = await caller.send(.get, "/drive/v3/files/\(document.id)/export?mimeType=text/plain")
        #expect(direct.status == 403 && direct.reason == "exportSizeLimitExceeded")
        let file = await caller.send(.get, "/drive/v3/files/\(document.id)?fields=exportLinks")
        let link = try #require(file.json["exportLinks"]?["text/plain"]?.string)
        #expect(link.hasPrefix("http://127.0.0.1:4000/document/export?"))
        let linked = await caller.send(.get, Self.path(link))
        #expect(linked.body.count == 11 << 20)
        let begun = await caller.send(.post, "/drive/v3/files/\(document.id)/download?mimeType=text/plain")
        #expect(begun.json["done"]?.bool == false)
        let name = try #require(begun.json["name"]?.string)
        _ = await caller.send(.get, "/drive/v3/operations/\(name)")
        let done = await caller.send(.get, "/drive/v3/operations/\(name)")
        #expect(done.json["done"]?.bool == true)
        let uri = try #require(done.json["response"]?["downloadUri"]?.string)
        #expect(uri.hasPrefix("http://127.0.0.1:4000/"))
        let content = await caller.send(.get, Self.path(uri))
        #expect(content.body.count == 11 << 20)
        caller.clock.advance(by: .seconds(86_400))
        let late = await caller.send(.get, "/drive/v3/operations/\(name)")
        #expect(late.status == 404)
    }

    /// The path and query of an address.
    static func path(_ address: String) -> String {
        let rest = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return "/" + (rest.count == 4 ? rest[3] : "")
    }
}
