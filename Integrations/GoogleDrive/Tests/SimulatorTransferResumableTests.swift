// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDriveSimulator
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardSimulation
import Testing

@Suite("Google Drive's simulator: resumable uploads")
struct SimulatorTransferResumableTests {
    private static let unit = 262_144

    @Test("pieces are stored, answered with 308 and Range without Location, and the last makes the file")
    func pieces() async throws {
        let caller = try TransferCaller()
        let bytes = generatedBytes(Self.unit * 3 + 17)
        let (answer, session) = await caller.begin(
            #"{"name": "n"}"#, "&fields=id,md5Checksum",
            fields: ["X-Upload-Content-Type": "video/mp4", "X-Upload-Content-Length": "\(bytes.count)"])
        #expect(answer.status == 200 && answer.body.isEmpty)
        #expect(session.contains("upload_id="))
        #expect(answer.fields[try #require(HTTPField.Name("X-GUploader-UploadID"))] != nil)
        let none = await caller.put(session, "bytes */\(bytes.count)")
        #expect(none.stored == 0 && none.fields[.range] == nil)
        let first = await caller.put(session, "bytes 0-\(Self.unit - 1)/\(bytes.count)", Array(bytes[..<Self.unit]))
        #expect(first.stored == Int64(Self.unit))
        #expect(first.fields[.location] == nil)
        let second = await caller.send(
            .post, session, ["Content-Range": "bytes \(Self.unit)-\(Self.unit * 3 - 1)/\(bytes.count)"],
            Array(bytes[Self.unit..<(Self.unit * 3)]))
        #expect(second.stored == Int64(Self.unit * 3))
        let question = await caller.put(session, "bytes */*")
        #expect(question.stored == Int64(Self.unit * 3))
        let last = await caller.put(
            session, "bytes \(Self.unit * 3)-\(bytes.count - 1)/\(bytes.count)", Array(bytes[(Self.unit * 3)...]))
        #expect(last.status == 200)
        #expect(last.json.members?.map(\.key) == ["id", "md5Checksum"])
        #expect(last.json["md5Checksum"]?.string == md5Text(bytes))
        #expect(caller.state.file(last.json["id"]?.string ?? "")?.mimeType == "video/mp4")
        let again = await caller.put(session, "bytes */\(bytes.count)")
        #expect(again.json == last.json)
        #expect(caller.state.files.count == 1)
    }

    @Test(
        "requests that are wrong are refused with 400 and store nothing",
        arguments: [
            "bytes 0-99/1000", "bytes 262144-524287/1000000", "bytes 0-262143/2000000", "bytes=0-262143",
            "bytes 0-262144/1000000",
        ])
    func wrong(range: String) async throws {
        let caller = try TransferCaller()
        let (_, session) = await caller.begin(fields: ["X-Upload-Content-Length": "1000000"])
        let count = range.hasPrefix("bytes 0-99") ? 100 : Self.unit
        let answer = await caller.put(session, range, generatedBytes(count))
        #expect(answer.status == 400)
        let state = await caller.put(session, "bytes */*")
        #expect(state.stored == 0)
    }

    @Test("the length may stay unknown until the last piece, or until a question that names it")
    func unknownLength() async throws {
        let caller = try TransferCaller()
        let bytes = generatedBytes(Self.unit + 10)
        let (_, session) = await caller.begin()
        let first = await caller.put(session, "bytes 0-\(Self.unit - 1)/*", Array(bytes[..<Self.unit]))
        #expect(first.stored == Int64(Self.unit))
        let last = await caller.put(
            session, "bytes \(Self.unit)-\(bytes.count - 1)/\(bytes.count)", Array(bytes[Self.unit...]))
        #expect(last.status == 200)
        let (_, other) = await caller.begin()
        _ = await caller.put(other, "bytes 0-\(Self.unit - 1)/*", Array(bytes[..<Self.unit]))
        let ended = await caller.put(other, "bytes */\(Self.unit)")
        #expect(ended.status == 200)
        #expect(caller.state.files.map { $0.content?.size } == [Int64(bytes.count), Int64(Self.unit)])
    }

    @Test("the whole content may come in one request without Content-Range, also no byte at all")
    func whole() async throws {
        let caller = try TransferCaller()
        for count in [0, 5, 400_000] {
            let (_, session) = await caller.begin()
            let answer = await caller.put(session, nil, generatedBytes(count))
            #expect(answer.status == 200)
        }
        let (_, empty) = await caller.begin(fields: ["X-Upload-Content-Length": "0"])
        let answer = await caller.put(empty, "bytes */0")
        #expect(answer.status == 200)
        #expect(caller.state.files.map { $0.content?.size } == [0, 5, 400_000, 0])
    }

    @Test("of a piece only a beginning may be stored; the upload goes on from there")
    func prefix() async throws {
        let caller = try TransferCaller()
        let bytes = generatedBytes(Self.unit * 2)
        caller.simulator.faults.add(DriveFault(.storedPrefix(100_001), method: "upload.piece", count: 1))
        let (_, session) = await caller.begin()
        let cut = await caller.put(session, "bytes 0-\(bytes.count - 1)/\(bytes.count)", bytes)
        #expect(cut.stored == 100_001)
        let rest = await caller.put(
            session, "bytes 100001-\(bytes.count - 1)/\(bytes.count)", Array(bytes[100_001...]))
        #expect(rest.status == 200)
        #expect(caller.state.files.first?.content?.digests.md5 == md5Text(bytes))
    }

    @Test("503 on a piece stores nothing; an upload that is gone is 404 from then on")
    func failing() async throws {
        let caller = try TransferCaller()
        let (_, session) = await caller.begin()
        caller.simulator.faults.add(
            DriveFault(
                .reason("backendError", status: nil, message: nil, retryAfter: nil), method: "upload.piece", count: 1))
        let failed = await caller.put(session, "bytes 0-262143/300000", generatedBytes(Self.unit))
        #expect(failed.status == 503)
        let state = await caller.put(session, "bytes */300000")
        #expect(state.stored == 0)
        caller.simulator.faults.add(DriveFault(.uploadGone, method: "upload.*", count: 1))
        for _ in 0..<2 {
            let gone = await caller.put(session, "bytes */300000")
            #expect(gone.status == 404)
        }
    }

    @Test("DELETE ends an upload with 499, a week does too, and an unknown one is 404")
    func ends() async throws {
        let caller = try TransferCaller()
        let (_, session) = await caller.begin()
        let cancelled = await caller.send(.delete, session)
        #expect(cancelled.status == 499)
        let after = await caller.put(session, "bytes */*")
        #expect(after.status == 404)
        let (_, old) = await caller.begin()
        caller.clock.advance(by: .seconds(7 * 86_400 - 1))
        let alive = await caller.put(old, "bytes */*")
        #expect(alive.stored == 0)
        caller.clock.advance(by: .seconds(1))
        let expired = await caller.put(old, "bytes */*")
        #expect(expired.status == 404)
        let unknown = await caller.put("/upload/drive/v3/files?upload_id=never", nil, [1])
        #expect(unknown.status == 404)
    }

    @Test("an upload outlives the process when the state is on disk")
    func restart() async throws {
        try await withDriveFolder { folder in
            let bytes = generatedBytes(Self.unit * 2 + 1)
            let session: String
            do {
                let caller = try TransferCaller(folder: folder)
                session = await caller.begin(#"{"name": "ยาว"}"#, "&fields=id,name,md5Checksum").session
                let first = await caller.put(
                    session, "bytes 0-\(Self.unit - 1)/\(bytes.count)", Array(bytes[..<Self.unit]))
                #expect(first.stored == Int64(Self.unit))
            }
            let caller = try TransferCaller(folder: folder)
            let state = await caller.put(session, "bytes */\(bytes.count)")
            #expect(state.stored == Int64(Self.unit))
            let last = await caller.put(
                session, "bytes \(Self.unit)-\(bytes.count - 1)/\(bytes.count)", Array(bytes[Self.unit...]))
            #expect(last.json["md5Checksum"]?.string == md5Text(bytes))
            #expect(last.json["name"]?.string == "ยาว")
            let third = try TransferCaller(folder: folder)
            let again = await third.put(session, "bytes */\(bytes.count)")
            #expect(again.json == last.json)
            let read = await third.send(.get, "/drive/v3/files/\(last.json["id"]?.string ?? "")?alt=media")
            #expect(read.body == bytes)
        }
    }

    @Test("ending every upload leaves the files that are there")
    func expireAll() async throws {
        try await withDriveFolder { folder in
            let caller = try TransferCaller(folder: folder)
            let small = try caller.state.createFile(named: "small", .bytes(Array("kept".utf8)))
            let (_, done) = await caller.begin()
            let made = await caller.put(done, nil, generatedBytes(100_000))
            let (_, session) = await caller.begin()
            _ = await caller.put(session, "bytes 0-\(Self.unit - 1)/*", generatedBytes(Self.unit))
            caller.simulator.transfers.expireUploads()
            let gone = await caller.put(session, "bytes */*")
            #expect(gone.status == 404)
            let text = await caller.send(.get, "/drive/v3/files/\(small.id)?alt=media")
            #expect(text.text == "kept")
            let content = await caller.send(.get, "/drive/v3/files/\(made.json["id"]?.string ?? "")?alt=media")
            #expect(content.body == generatedBytes(100_000))
        }
    }

    @Test("storage is checked when the length is said at the start, else at the end")
    func storage() async throws {
        let caller = try TransferCaller(storageLimit: 1000)
        let (refused, _) = await caller.begin(fields: ["X-Upload-Content-Length": "1001"])
        #expect(refused.reason == "storageQuotaExceeded")
        let (_, session) = await caller.begin()
        let end = await caller.put(session, nil, generatedBytes(1001))
        #expect(end.reason == "storageQuotaExceeded")
        #expect(caller.state.files.isEmpty)
    }

    @Test("a PATCH begins the update of a file")
    func update() async throws {
        let caller = try TransferCaller()
        let file = try caller.state.createFile(named: "old", .bytes([1]))
        let (_, session) = await caller.begin(
            #"{"name": "new"}"#, method: .patch, path: "/upload/drive/v3/files/\(file.id)")
        let answer = await caller.put(session, nil, generatedBytes(1000))
        #expect(answer.json["id"]?.string == file.id && answer.json["name"]?.string == "new")
        #expect(caller.state.file(file.id)?.content?.size == 1000)
    }

    @Test("a connection that breaks within a piece leaves whole units of it; a lost answer leaves the file, once")
    func broken() async throws {
        let caller = try TransferCaller()
        let transport = AsyncHTTPClientTransport()
        let bytes = generatedBytes(1_000_000)
        let faults = [
            Fault(.disconnectUpload(afterBytes: 700_000), path: "/upload/*", method: .put, count: 1),
            Fault(.lostReply, path: "/upload/*", method: .put, query: "upload_id", skip: 1, count: 1),
        ]
        try await LoopbackServer.withServer(caller.simulator, clock: caller.clock, faults: faults) { server in
            let (_, session) = await caller.begin()
            func put(_ range: String, _ body: [UInt8]) async throws -> HTTPReply {
                var fields = HTTPFields()
                fields[.contentRange] = range
                let request = HTTPRequest(
                    method: .put, scheme: "http", authority: "127.0.0.1:\(server.port)", path: session,
                    headerFields: fields)
                return try await transport.send(HTTPCall(request, body: HTTPBody(body)))
            }
            await #expect(throws: IntegrationError.self) { _ = try await put("bytes 0-999999/1000000", bytes) }
            var state = await caller.put(session, "bytes */1000000")
            while state.stored == 0 { state = await caller.put(session, "bytes */1000000") }
            #expect(state.stored == 524_288)
            _ = try await put("bytes */1000000", []).body.collect(upTo: 1000)
            await #expect(throws: IntegrationError.self) {
                _ = try await put("bytes 524288-999999/1000000", Array(bytes[524_288...]))
            }
            let made = await caller.put(session, "bytes */1000000")
            #expect(made.status == 200)
        }
        #expect(caller.state.files.map { $0.content?.digests.md5 } == [md5Text(bytes)])
        await transport.shutdown()
    }

    @Test("a newer request on an upload takes it over from one that hangs; the file is made once")
    func takenOver() async throws {
        let caller = try TransferCaller()
        let bytes = generatedBytes(Self.unit * 2)
        let (_, session) = await caller.begin()
        let (pieces, source) = AsyncStream<[UInt8]>.makeStream()
        let target = SimulatedRequest(
            .put, session, headerFields: [.contentRange: "bytes 0-\(bytes.count - 1)/\(bytes.count)"])
        source.yield(Array(bytes[..<300_000]))
        let (begun, beginning) = AsyncStream<Void>.makeStream()
        let read = pieces.map { piece in
            beginning.yield()
            return piece
        }
        async let hanging = caller.simulator.respond(
            to: target, body: ByteStream(length: Int64(bytes.count), pieces: read))
        // The first request must have the upload before the second takes it over.
        for await _ in begun { break }
        let whole = await caller.put(session, "bytes 0-\(bytes.count - 1)/\(bytes.count)", bytes)
        #expect(whole.status == 200)
        source.yield(Array(bytes[300_000...]))
        source.finish()
        let late = await hanging
        #expect([200, 308].contains(late.status.code))
        #expect(caller.state.files.map { $0.content?.digests.md5 } == [md5Text(bytes)])
    }
}
