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

    /// Runs `steward up --demo` and gives it to `body`; then SIGTERM.
    private static func serving(_ steward: StewardProgram, _ body: (RunningServer) async throws -> Void) async throws {
        try await RunningServer.with(steward, ["up", "--demo"], data: steward.data + "/demo", body)
    }

    private struct Answer {
        let status: Int
        let text: String
        /// The cookies that it sets, as a browser sends them back.
        let cookies: String
    }

    private static func send(
        _ method: HTTPRequest.Method, _ address: String, cookie: String = "", form: String? = nil
    ) async throws -> Answer {
        let url = try #require(URL(string: address))
        var request = HTTPRequest(
            method: method, scheme: "http", authority: "\(url.host() ?? ""):\(url.port ?? 80)",
            path: url.path(percentEncoded: true))
        if !cookie.isEmpty { request.headerFields[.cookie] = cookie }
        if form != nil { request.headerFields[.contentType] = "application/x-www-form-urlencoded" }
        let reply = try await AsyncHTTPClientTransport().send(
            HTTPCall(request, body: form.map { HTTPBody(Array($0.utf8)) }))
        let cookies = reply.response.headerFields[values: .setCookie].compactMap { $0.split(separator: ";").first }
        return Answer(
            status: reply.response.status.code,
            text: String(decoding: try await reply.body.collect(upTo: 4 << 20), as: UTF8.self),
            cookies: cookies.joined(separator: "; "))
    }

    /// Makes the owner's account, as somebody does who opens the link; gives the session's cookie.
    private static func owner(_ server: RunningServer) async throws -> String {
        let link = try #require(server.setUp)
        let page = try await send(.get, link)
        let token = try #require(page.text.firstMatch(of: /name="_form" value="([^"]+)"/)?.1)
        let made = try await send(
            .post, link, cookie: page.cookies,
            form: "_form=\(token)&name=anna&password=pools-of-quiet-water&again=pools-of-quiet-water")
        #expect(made.status == 303)
        return made.cookies
    }

    @Test("the server starts with the demonstration, answers, and stops when told to")
    func serving() async throws {
        let steward = try StewardProgram()
        try await Self.serving(steward) { server in
            #expect(try await Self.send(.get, server.address + "/readyz").status == 200)
            #expect(try await Self.send(.get, server.address + "/").status == 503)
            let cookie = try await Self.owner(server)
            #expect(try await Self.send(.get, server.address + "/").status == 303)
            #expect(try await Self.send(.get, server.address + "/", cookie: cookie).status == 200)
            let page = try await Self.send(.get, server.address + "/tally", cookie: cookie)
            #expect(page.status == 200)
            #expect(page.text.contains("Demonstration"))
            let findings = try await Self.send(
                .get, server.address + "/api/elections/demo/findings", cookie: cookie
            ).text
            #expect((try JSON(parsing: Array(findings.utf8)).array?.count ?? 0) > 20)
        }
    }

    @Test("commands work beside a running server, and the server does the jobs they add")
    func beside() async throws {
        let steward = try StewardProgram()
        try await Self.serving(steward) { server in
            let demo = steward.data + "/demo"
            let job = try await steward.json("jobs", "run", "tally.check", "--data", demo)
            let id = try #require(job["id"]?.string)
            var state = job["state"]?.string
            let deadline = ContinuousClock.now + .seconds(30)
            while state != "done", ContinuousClock.now < deadline {
                state = try await steward.json("jobs", "show", id, "--data", demo)["state"]?.string
            }
            #expect(state == "done")
            let cookie = try await Self.owner(server)
            let page = try await Self.send(.get, server.address + "/jobs/" + id, cookie: cookie)
            #expect(page.text.contains("tally.check"))
            #expect(try await steward.run("status", "--data", demo).status == 0)
        }
    }

    @Test("a second server on the same port says which port is taken")
    func portTaken() async throws {
        let steward = try StewardProgram()
        try await Self.serving(steward) { server in
            let port = try #require(server.address.split(separator: ":").last)
            let second = try await steward.run("serve", "--port", String(port), time: .seconds(30))
            #expect(second.status == 5)
            #expect(second.err.contains("Port \(port) is taken"))
        }
    }

    @Test(
        "the page for the first owner is drawn by a real browser, on a wide screen and on a phone",
        .enabled(if: FileManager.default.isExecutableFile(atPath: chromium), "Chromium is not installed."))
    func browser() async throws {
        let steward = try StewardProgram()
        let folder = try #require(steward.folder)
        try await Self.serving(steward) { server in
            for (name, size) in [("wide", "1200,900"), ("phone", "390,844")] {
                let picture = folder.path(name + ".png")
                let program = Program(
                    Self.chromium,
                    [
                        "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                        "--user-data-dir=" + folder.path("profile-" + name), "--window-size=" + size,
                        "--screenshot=" + picture, try #require(server.setUp),
                    ], environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
                _ = try await program.run(limits: .init(time: .seconds(60)))
                let bytes = try [UInt8](Data(contentsOf: URL(filePath: picture)))
                #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
                #expect(bytes.count > 10_000, "an empty page is smaller")
            }
        }
    }
}
