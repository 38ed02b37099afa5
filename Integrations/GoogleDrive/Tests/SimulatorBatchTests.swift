// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDriveSimulator
import HTTPTypes
import StewardCore
import Testing

@Suite("The simulated Drive's batches")
struct SimulatorBatchTests {
    private func body(_ calls: [(id: String, text: String)], end: String = "\r\n") -> String {
        calls.map { call in
            [
                "--===b==", "Content-Type: application/http", "MIME-Version: 1.0", "Content-ID: <\(call.id)>", "",
                call.text,
            ]
            .joined(separator: end)
        }.joined(separator: end) + end + "--===b==--" + end
    }

    private func send(_ caller: DriveCaller, _ body: String, type: String? = nil) async -> DriveAnswer {
        await caller.send(
            .post, "/batch/drive/v3", body: body,
            fields: ["Content-Type": type ?? "multipart/mixed; boundary=\"===b==\""])
    }

    @Test("answers each call under its own name, with lines that end either way", arguments: ["\n", "\r\n"])
    func answers(_ end: String) async throws {
        let caller = try DriveCaller()
        let file = try caller.state.createFile(named: "a", .bytes([]))
        let head = "HTTP/1.1\(end)Accept: application/json\(end)"
        let json = head + "Content-Type: application/json\(end)\(end)" + #"{"name": "made"}"# + end
        let answer = await send(
            caller,
            body(
                [
                    ("base + 1", "GET /drive/v3/files/\(file.id)?fields=name&alt=json \(head)"),
                    ("base + 2", "GET /drive/v3/files/nothing? \(head)"),
                    ("base + 3", "DELETE /drive/v3/files/\(file.id)? \(head)"),
                    (
                        "base + 4",
                        "POST /drive/v3/files?fields=name \(json)"
                    ),
                    ("base + 5", "GET https://www.googleapis.com/drive/v3/about?fields=user/me \(head)"),
                ], end: end))
        #expect(answer.status == 200)
        let boundary = try #require(answer.fields[.contentType]?.split(separator: "=", maxSplits: 1).last)
        let parts = answer.text.components(separatedBy: "--\(boundary)")
        #expect(parts.count == 7)
        #expect(parts.last == "--\r\n")
        let wanted = [
            ("1", "200 OK", "\"name\": \"a\""), ("2", "404 Not Found", "File not found: nothing."),
            ("3", "204 No Content", ""), ("4", "200 OK", "\"name\": \"made\""), ("5", "200 OK", "\"me\": true"),
        ]
        for (part, wanted) in zip(parts.dropFirst(), wanted) {
            #expect(part.contains("Content-ID: <response-base + \(wanted.0)>\r\n"))
            #expect(part.contains("HTTP/1.1 \(wanted.1)\r\n"))
            #expect(part.contains(wanted.2) || wanted.2.isEmpty)
        }
        #expect(caller.state.file(file.id) == nil)
    }

    @Test("takes a hundred calls and not one more")
    func limit() async throws {
        let caller = try DriveCaller()
        let call = (id: "x", text: "GET /drive/v3/about?fields=user HTTP/1.1\r\n\r\n")
        let full = await send(caller, body(Array(repeating: call, count: 100)))
        #expect(full.text.components(separatedBy: "HTTP/1.1 200 OK").count == 101)
        let more = await send(caller, body(Array(repeating: call, count: 101)))
        #expect(more.status == 400)
        #expect(more.reason == "badRequest")
    }

    @Test("moves no content, and checks the token of each call")
    func refusals() async throws {
        let caller = try DriveCaller()
        let file = try caller.state.createFile(named: "a", .bytes([1]))
        let media = await send(caller, body([("1", "GET /drive/v3/files/\(file.id)?alt=media HTTP/1.1\r\n\r\n")]))
        #expect(media.text.contains("HTTP/1.1 404"))
        let other =
            "GET /drive/v3/about?fields=user/emailAddress HTTP/1.1\r\nAuthorization: Bearer friend@example.com\r\n"
        #expect(await send(caller, body([("1", other + "\r\n")])).text.contains("friend@example.com"))
        let wrong = await send(caller.by("nobody"), body([("1", "GET /drive/v3/files HTTP/1.1\r\n\r\n")]))
        #expect(wrong.text.contains("HTTP/1.1 401"))
    }

    @Test(
        "what is no batch is refused whole",
        arguments: [
            ("", nil), ("--===b==\r\nnonsense\r\n--===b==--", nil),
            ("--===b==\r\nContent-Type: application/http\r\n\r\nGET /x HTTP/1.1\r\n\r\n", nil),
            ("--===b==--", "application/json"), ("--===b==--", "multipart/mixed"),
        ] as [(String, String?)])
    func nonsense(_ row: (body: String, type: String?)) async throws {
        let answer = try await send(DriveCaller(), row.body, type: row.type)
        #expect(answer.status == 400)
    }
}
