// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Testing

struct RecordingTransportTests {
    private let clock = StepClock()
    private let redactor = Redactor(secrets: [Secret("hunter2")])

    private func recording(_ service: ScriptedTransport, _ folder: Folder, limit: Int = 1000) -> RecordingTransport {
        RecordingTransport(service, folder: folder.path, redactor: redactor, bodyLimit: limit, clock: clock)
    }

    private func only(_ folder: Folder) throws -> RecordedExchange {
        let names = try folder.names()
        #expect(names.count == 1)
        return try RecordedExchange(json: folder.bytes(try #require(names.first)))
    }

    @Test("an exchange becomes a fixture without credentials")
    func exchange() async throws {
        let folder = try Folder()
        let service = ScriptedTransport(
            .reply(200, ["Set-Cookie": "a=b", "Server": "x"], body: "{\"access_token\":\"t\",\"name\":\"hunter2\"}"))
        let call = HTTPCall.to(
            "https://example.org/Files/7?key=abc", method: .post,
            fields: ["Authorization": "Bearer abc", "Content-Type": "application/x-www-form-urlencoded"],
            body: HTTPBody(Array("code=abc&x=hunter2".utf8)))
        let reply = try await recording(service, folder).send(call)
        #expect(try await reply.text() == "{\"access_token\":\"t\",\"name\":\"hunter2\"}")
        #expect(try folder.names() == ["0001-post-example.org-files-7.json"])
        let recorded = try only(folder)
        #expect(recorded.recorded == clock.now)
        #expect(recorded.request.address == "https://example.org/Files/7?key=<redacted>")
        #expect(recorded.request.fields.contains(["Authorization", "<redacted>"]))
        #expect(recorded.request.body?.text == "code=<redacted>&x=<redacted>")
        #expect(recorded.reply?.fields == [["Server", "x"], ["Set-Cookie", "<redacted>"]])
        #expect(recorded.reply?.body.text == "{\"access_token\":\"<redacted>\",\"name\":\"<redacted>\"}")
        #expect(recorded.reply?.body.length == 37)
        #expect(recorded.reply?.body.omitted == nil)
    }

    @Test("numbers go on, and no file is replaced")
    func numbers() async throws {
        let folder = try Folder()
        try folder.write([], to: "0041-get-example.org.json")
        let transport = recording(ScriptedTransport(.reply(200)), folder)
        for _ in 0..<2 { _ = try await transport.send(.to("https://example.org/")).text() }
        #expect(
            try folder.names() == [
                "0041-get-example.org.json", "0042-get-example.org.json", "0043-get-example.org.json",
            ])
    }

    @Test("a body that broke off or was dropped says so")
    func partial() async throws {
        let folder = try Folder()
        let broken = IntegrationError(.unavailable, "closed")
        let service = ScriptedTransport(.stream(200, [:], .pieces(["some"], then: broken)))
        let reply = try await recording(service, folder).send(.to("https://example.org/"))
        await #expect(throws: IntegrationError(.unavailable, "")) { try await reply.text() }
        #expect(try only(folder).reply?.body.text == "some")
        #expect(try only(folder).reply?.body.omitted == "the rest was not read or did not come")
    }

    @Test("a reply nobody reads is recorded too")
    func dropped() async throws {
        let folder = try Folder()
        do {
            _ = try await recording(ScriptedTransport(.reply(404, body: "x")), folder).send(.to("https://a.example/"))
        }
        #expect(try only(folder).reply?.status == 404)
        #expect(try only(folder).reply?.body.length == 0)
    }

    @Test("what can't be searched for credentials is left out, and the reason is given")
    func omitted() async throws {
        for (fields, body, reason) in [
            ([:], String(repeating: "x", count: 1001), "longer than 1000 bytes"),
            (["Content-Encoding": "gzip"], "hunter2", "compressed with gzip"),
        ] as [([String: String], String, String)] {
            let folder = try Folder()
            let reply = try await recording(ScriptedTransport(.reply(200, fields, body: body)), folder)
                .send(.to("https://example.org/"))
            #expect(try await reply.text() == body)
            let recorded = try #require(try only(folder).reply)
            #expect(recorded.body.omitted == reason)
            #expect(recorded.body.bytes.isEmpty)
            #expect(recorded.body.length == body.utf8.count)
        }
    }

    @Test("a body that is no text is kept in Base64")
    func binary() async throws {
        let folder = try Folder()
        let bytes: [UInt8] = [0xFF, 0x00, 0xFE]
        let service = ScriptedTransport(.stream(200, [:], ByteStream(bytes)))
        _ = try await recording(service, folder).send(.to("https://example.org/")).body.collect(upTo: 10)
        #expect(try only(folder).reply?.body.base64 == "/wD+")
        #expect(try only(folder).reply?.body.bytes == bytes)
    }

    @Test("a call without an answer is recorded with its error")
    func failure() async throws {
        let folder = try Folder()
        let service = ScriptedTransport(.failure(IntegrationError(.unavailable, "hunter2 is down")))
        _ = try? await recording(service, folder).send(.to("https://example.org/"))
        #expect(try only(folder).error == "unavailable: <redacted> is down")
        #expect(try only(folder).reply == nil)
    }

    @Test("a folder that can't be made is an error before anything is sent")
    func unwritable() async throws {
        let folder = try Folder()
        try folder.write([], to: "file")
        let service = ScriptedTransport(.reply(200))
        let transport = RecordingTransport(
            service, folder: "\(folder.path)/file/below", redactor: redactor, clock: clock)
        await #expect(throws: IntegrationError(.invalidRequest, "")) {
            try await transport.send(.to("https://example.org/"))
        }
        #expect(service.calls.isEmpty)
    }
}
