// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import GoogleDrive
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Synchronization
import Testing

@Suite("Uploads")
struct UploadTests {
    static let chunk = 262_144

    static func file(_ bytes: [UInt8], id: String = "NEW", size: Int? = nil) -> ScriptedDrive.Answer {
        let md5 = Insecure.MD5.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return .json(
            #"{"id":"\#(id)","name":"n","mimeType":"text/plain","size":"\#(size ?? bytes.count)","#
                + #""md5Checksum":"\#(md5)"}"#
        )
    }
    static let session = ScriptedDrive.Answer.status(
        200, [.location: "https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable&upload_id=SECRET"])
    static func stored(_ count: Int, _ fields: HTTPFields = [:]) -> ScriptedDrive.Answer {
        var fields = fields
        if count > 0 { fields[.range] = "bytes=0-\(count - 1)" }
        return .status(308, fields)
    }
    static let target = FileTarget.new(name: "n", folder: "FOLDER", id: "NEW")

    /// What the session got, by offset, in the order it came.
    static func received(_ script: ScriptedDrive, total: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: total)
        for call in script.seen where call.request.method == .put && !call.body.isEmpty {
            let start = call.contentRange.dropFirst(6).prefix { $0.isNumber }
            guard let offset = Int(start) else { continue }
            bytes.replaceSubrange(offset..<offset + call.body.count, with: call.body)
        }
        return bytes
    }

    @Test("small content goes up in one request, with its metadata")
    func single() async throws {
        let bytes = noise(500)
        let script = ScriptedDrive([Self.file(bytes)])
        let memory = SessionMemory()
        let drive = try GoogleDrive.scripted(script)
        var content = FileContent.made(bytes)
        content = FileContent(
            length: 500, mediaType: "text/plain", modifiedAt: Date(timeIntervalSince1970: 1_770_000_000.5),
            stream: content.stream)
        let file = try await drive.write(content, to: .new(name: "ก \"n\"", folder: "F", id: "NEW"), keeper: memory)
        #expect(file.id == "NEW" && file.size == 500)
        let call = try #require(script.seen.first)
        #expect(script.seen.count == 1 && call.request.method == .post)
        #expect(call.path.hasPrefix("/upload/drive/v3/files?uploadType=multipart&fields="))
        #expect(call.path.hasSuffix("&supportsAllDrives=true"))
        #expect(call.request.headerFields[.contentType]?.hasPrefix("multipart/related; boundary=") == true)
        #expect(call.text.contains(#""name":"ก \"n\"""#) && call.text.contains(#""id":"NEW""#))
        #expect(call.text.contains(#""modifiedTime":"2026-02-02T02:40:00.500Z""#))
        #expect(call.body.firstRange(of: bytes) != nil)
        #expect(memory.confirmed == [500] && memory.timesKept == 0)
    }

    @Test(
        "an id is generated when none is given, and the repeated try finds the file that is there",
        arguments: [500, 900_000])
    func replyLost(size: Int) async throws {
        let bytes = noise(size)
        let script = ScriptedDrive { (seen) throws(IntegrationError) in
            if seen.path.contains("generateIds") {
                let ids = (0..<100).map { "\"ID\($0)\"" }.joined(separator: ",")
                return .json("{\"ids\":[\(ids)]}")
            }
            if seen.number == 1 { throw ScriptedDrive.lost }
            return seen.request.method == .get ? Self.file(bytes, id: "ID0") : .refusal(409, "duplicate")
        }
        let drive = try GoogleDrive.scripted(script, ["single-request-limit": "1000000"])
        let file = try await drive.write(
            .made(bytes), to: .new(name: "n", folder: "F", id: nil), keeper: SessionMemory())
        #expect(file.id == "ID0")
        #expect(script.seen.map(\.request.method) == [.get, .post, .post, .get])
        #expect(script.seen[1].body.firstRange(of: bytes) != nil && script.seen[2].body.firstRange(of: bytes) != nil)
    }

    @Test("an id that other content has is a conflict")
    func taken() async throws {
        let script = ScriptedDrive { seen in
            seen.request.method == .get ? Self.file(noise(500, seed: 2)) : .refusal(409, "duplicate")
        }
        let found = await code {
            _ = try await GoogleDrive.scripted(script).write(
                .made(noise(500)), to: Self.target, keeper: SessionMemory())
        }
        #expect(found == .conflict)
    }

    @Test("an id that is taken when a session ends, or begins, is compared with the content", arguments: [0, 1])
    func takenInSession(after calls: Int) async throws {
        let bytes = noise(Self.chunk)
        for (stored, wanted) in [(bytes, nil), (noise(Self.chunk, seed: 2), IntegrationError.Code.conflict)] {
            let script = ScriptedDrive { seen in
                if seen.request.method == .get { return Self.file(stored) }
                return seen.number == calls ? .refusal(409, "duplicate") : Self.session
            }
            let found = await code {
                _ = try await GoogleDrive.scripted(script).write(
                    .made(bytes), to: Self.target, keeper: SessionMemory())
            }
            #expect(found == wanted && script.seen.count == calls + 2)
        }
    }

    @Test("a session is kept before content is sent, and the content arrives chunk by chunk")
    func chunks() async throws {
        let bytes = noise(2 * Self.chunk + 5)
        let memory = SessionMemory()
        let script = ScriptedDrive { seen in
            switch seen.number {
            case 0: return Self.session
            case 1:
                #expect(memory.session != nil)
                return Self.stored(Self.chunk)
            case 2: return Self.stored(2 * Self.chunk)
            default: return Self.file(bytes)
            }
        }
        _ = try await GoogleDrive.scripted(script).write(.made(bytes), to: Self.target, keeper: memory)
        let ranges = script.seen.dropFirst().map(\.contentRange)
        let total = bytes.count
        #expect(
            ranges == [
                "bytes 0-262143/\(total)", "bytes 262144-524287/\(total)", "bytes 524288-524292/\(total)",
            ])
        #expect(same(Self.received(script, total: total), bytes))
        #expect(memory.session == nil && memory.confirmed == [262_144, 524_288, Int64(total)])
        let length = HTTPField.Name("X-Upload-Content-Length").flatMap { script.seen[0].request.headerFields[$0] }
        #expect(length == "\(total)")
    }

    @Test("the service stores parts of chunks, loses replies, moves the session and is busy; the content is whole")
    func troubled() async throws {
        let bytes = noise(3 * Self.chunk)
        let moved = "https://www.googleapis.com/upload/drive/v3/files?upload_id=MOVED"
        let script = ScriptedDrive { (seen) throws(IntegrationError) in
            switch seen.number {
            case 0: return Self.session
            case 1: return Self.stored(100_000)
            case 2: throw ScriptedDrive.lost
            case 3: return Self.stored(300_000, [.location: moved])
            case 4: return .status(503)
            case 5: return Self.stored(0)
            case 6: return .refusal(403, "userRateLimitExceeded")
            case 7: return Self.stored(Self.chunk)
            case 8: return .status(401)
            case 9: return Self.stored(2 * Self.chunk)
            case 10: throw ScriptedDrive.lost
            default: return Self.file(bytes)
            }
        }
        let memory = SessionMemory()
        let clock = RecordingClock()
        let file = try await GoogleDrive.scripted(script, clock: clock).write(
            .made(bytes), to: Self.target, keeper: memory)
        #expect(file.id == "NEW")
        #expect(same(Self.received(script, total: bytes.count), bytes))
        #expect(script.seen[3].contentRange == "bytes */\(bytes.count)" && script.seen[3].body.isEmpty)
        #expect(script.seen[4].path.hasSuffix("upload_id=MOVED"))
        #expect(script.seen[2].contentRange.hasPrefix("bytes 100000-"))
        #expect(memory.timesKept == 2 && memory.session == nil)
    }

    @Test("a request that still reads after it broke off does not disturb the next one")
    func lingering() async throws {
        let bytes = noise(3 * Self.chunk)
        let script = ScriptedDrive { seen in
            if seen.request.method == .post { return Self.session }
            guard !seen.body.isEmpty else { return Self.stored(0) }
            let end = seen.contentRange.split(separator: "-").last?.prefix { $0.isNumber } ?? ""
            let stored = (Int(end) ?? 0) + 1
            return stored == bytes.count ? Self.file(bytes) : Self.stored(stored)
        }
        let transport = LingeringDrive(script)
        let settings = ["chunk-size": "\(Self.chunk)", "single-request-limit": "1000"]
        let drive = try GoogleDrive(
            configuration: Configuration(settings, fields: GoogleDrive.manifest.settings),
            context: IntegrationContext(transport: transport, clock: RecordingClock(), access: NumberedTokens()))
        _ = try await drive.write(.made(bytes), to: Self.target, keeper: SessionMemory())
        #expect(same(Self.received(script, total: bytes.count), bytes))
        #expect(transport.lingeredBytes > 0)
    }

    @Test("a session that is gone begins again, with the same id", arguments: [404, 410])
    func gone(status: Int) async throws {
        let bytes = noise(Self.chunk + 1)
        let script = ScriptedDrive([
            Self.session, Self.stored(Self.chunk), .status(status), Self.session, Self.stored(Self.chunk),
            Self.file(bytes),
        ])
        _ = try await GoogleDrive.scripted(script).write(.made(bytes), to: Self.target, keeper: SessionMemory())
        #expect(script.seen[0].body == script.seen[3].body)
        #expect(script.seen[4].contentRange.hasPrefix("bytes 0-"))
    }

    @Test("a kept session goes on in a new process, and the digest is of the whole content")
    func resumed() async throws {
        let bytes = noise(3 * Self.chunk)
        let broken = ScriptedDrive { (seen) throws(IntegrationError) in
            switch seen.number {
            case 0: return Self.session
            case 1: return Self.stored(Self.chunk)
            default: throw ScriptedDrive.lost
            }
        }
        let memory = SessionMemory()
        let first = await code {
            _ = try await GoogleDrive.scripted(broken).write(.made(bytes), to: Self.target, keeper: memory)
        }
        #expect(first == .unavailable && memory.session != nil)
        let script = ScriptedDrive([Self.stored(Self.chunk + 7), Self.stored(2 * Self.chunk + 7), Self.file(bytes)])
        _ = try await GoogleDrive.scripted(script).write(.made(bytes), to: Self.target, keeper: memory)
        #expect(script.seen[0].contentRange == "bytes */\(bytes.count)")
        #expect(same(script.seen[1].body, Array(bytes[(Self.chunk + 7)..<(2 * Self.chunk + 7)])))
        #expect(memory.session == nil)
    }

    @Test("a kept session of other content, of another place or of another version is given up")
    func foreignSession() async throws {
        let bytes = noise(Self.chunk)
        let content = FileContent.made(bytes)
        let address = Secret("https://www.googleapis.com/upload/drive/v3/files?upload_id=OLD")
        let other = [
            KeptSession(address: address, id: "NEW", content: .made(noise(7)), target: Self.target),
            KeptSession(address: address, id: "X", content: content, target: .replacing(id: "X")),
        ]
        for kept in try other.map({ try $0.secret() }) + [Secret("{}"), Secret("nonsense")] {
            let script = ScriptedDrive { seen in
                seen.request.method == .delete
                    ? .status(499) : seen.request.method == .post ? Self.session : Self.file(bytes)
            }
            _ = try await GoogleDrive.scripted(script).write(content, to: Self.target, keeper: SessionMemory(kept))
            let asked = script.seen.filter { $0.path.contains("OLD") }
            #expect(asked.allSatisfy { $0.request.method == .delete })
            #expect(same(script.seen.last?.body ?? [], bytes))
        }
    }

    @Test("content of unknown length tells its end with its last chunk", arguments: [0, 1, 262_143, 262_144, 262_145])
    func unknownLength(size: Int) async throws {
        let bytes = noise(size)
        let script = ScriptedDrive { seen in
            if seen.number == 0 { return Self.session }
            let isOver = !seen.contentRange.hasSuffix("/*")
            return isOver ? Self.file(bytes) : Self.stored(Self.chunk)
        }
        _ = try await GoogleDrive.scripted(script).write(
            .made(bytes, isLengthKnown: false), to: Self.target, keeper: SessionMemory())
        let last = try #require(script.seen.last)
        let start = size > Self.chunk ? Self.chunk : 0
        #expect(last.contentRange == (size == 0 ? "" : "bytes \(start)-\(size - 1)/\(size)"))
        #expect(same(Self.received(script, total: size), bytes))
    }

    @Test("content that grew or shrank is not stored", arguments: [500, 300_000], [-1, 1])
    func changed(size: Int, by change: Int) async throws {
        let content = FileContent(length: Int64(size), stream: FileContent.made(noise(size + change)).stream)
        let script = ScriptedDrive { seen in
            seen.number == 0 && size > 1_000 ? Self.session : Self.stored(Self.chunk)
        }
        let found = await code {
            _ = try await GoogleDrive.scripted(script).write(content, to: Self.target, keeper: SessionMemory())
        }
        #expect(found == .conflict)
        #expect(!script.seen.contains { $0.contentRange.hasSuffix("-\(size - 1)/\(size)") })
    }

    @Test("a stored digest that is not the content's is told", arguments: [500, 300_000])
    func wrongDigest(size: Int) async throws {
        let script = ScriptedDrive { seen in
            if size > 1_000, seen.number == 0 { return Self.session }
            if size > 1_000, seen.number == 1 { return Self.stored(Self.chunk) }
            return Self.file(noise(size, seed: 2))
        }
        let memory = SessionMemory()
        let found = await code {
            _ = try await GoogleDrive.scripted(script).write(.made(noise(size)), to: Self.target, keeper: memory)
        }
        #expect(found == .malformedReply && memory.session == nil)
    }

    @Test("full storage ends an upload at once, and the session stays for later")
    func storageFull() async throws {
        let script = ScriptedDrive([Self.session, .refusal(403, "storageQuotaExceeded")])
        let memory = SessionMemory()
        let found = await code {
            _ = try await GoogleDrive.scripted(script).write(
                .made(noise(Self.chunk)), to: Self.target, keeper: memory)
        }
        #expect(found == .storageFull && script.seen.count == 2 && memory.session != nil)
    }

    @Test("an upload's address leads nowhere but to the service")
    func strangeLocation() async throws {
        for location in ["https://evil.example/upload?upload_id=1", "/relative", "", "http://www.googleapis.com/x"] {
            let script = ScriptedDrive([.status(200, [.location: location])])
            let found = await code {
                _ = try await GoogleDrive.scripted(script).write(
                    .made(noise(Self.chunk)), to: Self.target, keeper: SessionMemory())
            }
            #expect(found == .malformedReply, "\(location)")
            #expect(script.seen.count == 1)
        }
    }

    @Test("a session's address is in no description of anything")
    func secrecy() throws {
        let kept = KeptSession(
            address: Secret("https://x/?upload_id=CANARY"), id: nil, content: .made([]), target: Self.target)
        var text = "\(kept) \(String(reflecting: kept)) \(try kept.secret())"
        dump(kept, to: &text)
        #expect(!text.contains("CANARY"))
    }
}
