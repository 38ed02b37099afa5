// SPDX-License-Identifier: Apache-2.0
import GoogleDrive
import HTTPTypes
import StewardCore
import StewardIntegration
import StewardSimulation
import Synchronization
import Testing

@Suite("Batches")
struct BatchTests {
    /// Answers a batch: for each call, in the reverse order, what `answer` says of its file.
    private static func reply(
        to seen: ScriptedDrive.Seen, lineEnd: String = "\r\n", _ answer: (String) -> (Int, String)
    ) -> ScriptedDrive.Answer {
        let type = seen.request.headerFields[.contentType] ?? ""
        let parts = Multipart.parts(of: seen.body, contentType: type) ?? []
        var text = ""
        for part in parts.reversed() {
            let request = String(decoding: part.content, as: UTF8.self)
            let id = request.split(separator: "/").dropFirst(4).first.map { String($0.prefix { $0 != "?" }) } ?? ""
            let (status, body) = answer(id)
            let contentID = (part.field("content-id") ?? "").dropFirst()
            text += "--b1\nContent-Type: application/http\nContent-ID: <response-\(contentID)\n\n"
            text += "HTTP/1.1 \(status) Something\nContent-Type: application/json\n\n\(body)\n"
        }
        text += "--b1--\n"
        let bytes = Array(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd).utf8)
        return .init(fields: [.contentType: "multipart/mixed; boundary=b1"], body: bytes)
    }
    private static func refusal(_ status: Int, _ reason: String) -> (Int, String) {
        (status, String(decoding: ScriptedDrive.Answer.refusal(status, reason).body, as: UTF8.self))
    }

    @Test(
        "a hundred files go in one request, each with its own outcome, in the order given", arguments: ["\r\n", "\n"])
    func outcomes(lineEnd: String) async throws {
        let script = ScriptedDrive { seen in
            Self.reply(to: seen, lineEnd: lineEnd) { id in
                switch id {
                case "F3": Self.refusal(404, "notFound")
                case "F120": Self.refusal(403, "insufficientFilePermissions")
                default: (200, #"{"id":"\#(id)","trashed":true}"#)
                }
            }
        }
        let ids = (0..<150).map { "F\($0)" }
        let results = try await GoogleDrive.scripted(script).setTrashed(true, ids)
        #expect(script.seen.count == 2 && results.count == 150)
        for (index, error) in results.enumerated() {
            #expect(error?.code == (index == 3 ? .notFound : index == 120 ? .forbidden : nil))
        }
        #expect(script.seen[0].text.contains("PATCH /drive/v3/files/F0?fields=id%2Ctrashed&supportsAllDrives=true"))
        #expect(script.seen[0].text.contains(#"{"trashed":true}"#))
    }

    @Test("only what was refused for its rate is sent again")
    func rates() async throws {
        let refused = Mutex(Set(["F2", "F5"]))
        let script = ScriptedDrive { seen in
            Self.reply(to: seen) { id in
                refused.withLock { $0.remove(id) } != nil ? Self.refusal(403, "userRateLimitExceeded") : (200, "{}")
            }
        }
        let results = try await GoogleDrive.scripted(script).setTrashed(false, (0..<10).map { "F\($0)" })
        #expect(results.allSatisfy { $0 == nil })
        try #require(script.seen.count == 2)
        #expect(script.seen[1].text.contains("files/F2?") && script.seen[1].text.contains("files/F5?"))
        #expect(!script.seen[1].text.contains("files/F3?"))
    }

    @Test("a refusal that stays is told for its file after some tries")
    func staying() async throws {
        let script = ScriptedDrive { seen in
            Self.reply(to: seen) { $0 == "F1" ? Self.refusal(429, "rateLimitExceeded") : (200, "{}") }
        }
        let results = try await GoogleDrive.scripted(script, ["tries": "3"]).setTrashed(true, ["F0", "F1", "F2"])
        #expect(results.map { $0?.code } == [nil, .rateLimited, nil] && script.seen.count == 3)
    }

    @Test("what stops the first batch is thrown; what stops a later one is told for the rest")
    func stopped() async throws {
        let script = ScriptedDrive { seen in
            seen.number == 0 ? Self.reply(to: seen) { _ in (200, "{}") } : .refusal(403, "dailyLimitExceeded")
        }
        let results = try await GoogleDrive.scripted(script).setTrashed(true, (0..<250).map { "F\($0)" })
        #expect(results.prefix(100).allSatisfy { $0 == nil })
        #expect(results.dropFirst(100).allSatisfy { $0?.code == .dailyLimit } && results.count == 250)
        let first = ScriptedDrive([.refusal(403, "dailyLimitExceeded")])
        let found = await code { _ = try await GoogleDrive.scripted(first).setTrashed(true, ["A", "B"]) }
        #expect(found == .dailyLimit)
    }

    @Test("a reply that leaves a call out, or is no multipart message, is malformed")
    func malformed() async throws {
        let answers: [ScriptedDrive.Answer] = [
            .json("{}"), .init(fields: [.contentType: "multipart/mixed; boundary=b"], body: Array("--b--\r\n".utf8)),
            .init(fields: [.contentType: "multipart/mixed; boundary=b"], body: Array("--b\r\n\r\nHTTP".utf8)),
            .init(
                fields: [.contentType: "multipart/mixed; boundary=b"],
                body: Array("--b\r\nContent-ID: <response-call-9>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{}\r\n--b--".utf8)),
        ]
        for answer in answers {
            let found = await code {
                _ = try await GoogleDrive.scripted(ScriptedDrive([answer])).setTrashed(true, ["A", "B"])
            }
            #expect(found == .malformedReply)
        }
    }

    @Test("a damaged multipart message never crashes its reader")
    func fuzz() {
        var state: UInt64 = 0xBA7C4
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let text =
            "--b\r\nContent-ID: <response-call-0>\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\n{}\r\n--b\nX:y\n\nz\n--b--\r\n"
        for _ in 0..<20_000 {
            var bytes = Array(text.utf8)
            for _ in 0..<1 + random(4) {
                let place = random(bytes.count)
                switch random(3) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8(random(256))
                default: bytes.insert(contentsOf: Array("\r\n--b".utf8.prefix(random(6))), at: place)
                }
            }
            let parts = Multipart.parts(of: bytes, contentType: "multipart/mixed; boundary=\"b\"") ?? []
            for part in parts { _ = part.message() }
        }
        #expect(Multipart.parts(of: Array(text.utf8), contentType: "multipart/mixed; boundary=b")?.count == 2)
    }
}
