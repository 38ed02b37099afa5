// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardProcess
import StewardTestKit
import Testing

@Suite struct ServingTests {
    private static let chromium = "/usr/bin/chromium"

    /// Runs `steward up --demo` and gives its address to `body`; then SIGTERM.
    private static func serving(_ steward: StewardProgram, _ body: (String) async throws -> Void) async throws {
        let program = Program(
            steward.path, ["up", "--demo", "--port", "0", "--json"], environment: ["STEWARD_DATA": steward.data])
        let (pieces, continuation) = AsyncStream.makeStream(of: String.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { continuation.finish() }
                _ = try await program.run(limits: .init(time: .seconds(180))) {
                    continuation.yield(String(decoding: $0, as: UTF8.self))
                }
            }
            var text = ""
            for await piece in pieces {
                text += piece
                if text.contains("}") { break }
            }
            try await body(try #require(JSON(parsing: Array(text.utf8))["address"]?.string))
            group.cancelAll()
            try? await group.waitForAll()
        }
    }

    private static func get(_ address: String) async throws -> (status: Int, text: String) {
        let url = try #require(URL(string: address))
        let request = HTTPRequest(
            method: .get, scheme: "http", authority: "\(url.host() ?? ""):\(url.port ?? 80)",
            path: url.path(percentEncoded: true))
        let reply = try await AsyncHTTPClientTransport().send(HTTPCall(request))
        return (
            reply.response.status.code, String(decoding: try await reply.body.collect(upTo: 4 << 20), as: UTF8.self)
        )
    }

    @Test("the server starts with the demonstration, answers, and stops when told to")
    func serving() async throws {
        let steward = try StewardProgram()
        try await Self.serving(steward) { address in
            #expect(try await Self.get(address + "/readyz").status == 200)
            let page = try await Self.get(address + "/")
            #expect(page.status == 200)
            #expect(page.text.contains("Demonstration"))
            let findings = try await Self.get(address + "/api/elections/demo/findings").text
            #expect((try JSON(parsing: Array(findings.utf8)).array?.count ?? 0) > 20)
        }
    }

    @Test("commands work beside a running server, and the server does the jobs they add")
    func beside() async throws {
        let steward = try StewardProgram()
        try await Self.serving(steward) { address in
            let demo = steward.data + "/demo"
            let job = try await steward.json("jobs", "run", "tally.check", "--data", demo)
            let id = try #require(job["id"]?.string)
            var state = job["state"]?.string
            let deadline = ContinuousClock.now + .seconds(30)
            while state != "done", ContinuousClock.now < deadline {
                state = try await steward.json("jobs", "show", id, "--data", demo)["state"]?.string
            }
            #expect(state == "done")
            #expect(try await Self.get(address + "/jobs/" + id).text.contains("tally.check"))
            #expect(try await steward.run("status", "--data", demo).status == 0)
        }
    }

    @Test("a second server on the same port says which port is taken")
    func portTaken() async throws {
        let steward = try StewardProgram()
        try await Self.serving(steward) { address in
            let port = try #require(address.split(separator: ":").last)
            let second = try await steward.run("serve", "--port", String(port), time: .seconds(30))
            #expect(second.status == 5)
            #expect(second.err.contains("Port \(port) is taken"))
        }
    }

    @Test(
        "the pages are drawn by a real browser, on a wide screen and on a phone",
        .enabled(if: FileManager.default.isExecutableFile(atPath: chromium), "Chromium is not installed."))
    func browser() async throws {
        let steward = try StewardProgram()
        let folder = try #require(steward.folder)
        try await Self.serving(steward) { address in
            for (name, size) in [("wide", "1200,900"), ("phone", "390,844")] {
                let picture = folder.path(name + ".png")
                let program = Program(
                    Self.chromium,
                    [
                        "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                        "--user-data-dir=" + folder.path("profile-" + name), "--window-size=" + size,
                        "--screenshot=" + picture, address + "/",
                    ], environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
                _ = try await program.run(limits: .init(time: .seconds(60)))
                let bytes = try [UInt8](Data(contentsOf: URL(filePath: picture)))
                #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
                #expect(bytes.count > 20_000, "an empty page is smaller")
            }
        }
    }
}
