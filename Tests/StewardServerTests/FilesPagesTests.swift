// SPDX-License-Identifier: Apache-2.0
import Files
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import StewardCore
import StewardIntegration
import StewardJobs
import Tally
import Testing

@testable import StewardServer

@Suite struct FilesPagesTests {
    /// What a page answered.
    struct Answer {
        let status: Int
        let headers: HTTPFields
        let text: String
        var json: JSON { get throws { try JSON(parsing: Array(text.utf8)) } }
    }

    static func ask(_ site: Site, _ path: String) async throws -> Answer {
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let headers = try await OwnerCookie.headers(site.installation)
        return try await Application(
            responder: FrontDoor(site, records: LoggedRequests(logger: logger)), logger: logger
        ).test(.router) { client in
            try await client.execute(uri: path, method: .get, headers: headers) { response in
                Answer(
                    status: response.status.code, headers: response.headers, text: String(buffer: response.body))
            }
        }
    }

    /// The addresses of this part of the site, filled with something that exists.
    static func addresses(_ made: MadeFiles) async throws -> [String] {
        let values = [
            "connection": "drive", "transfer": MadeFiles.transfer, "mirror": try await made.mirrorID,
            "recovery": try await made.recoveryID,
        ]
        return (FilesPages.routes + FileRoutes.all).filter { $0.method == .get }.map { route in
            values.reduce(route.path) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
        }
    }

    @Test("every page and every JSON beside it answers, in every language, with the strict headers")
    func everyRoute() async throws {
        try await MadeFiles.with { made in
            for address in try await Self.addresses(made) {
                for language in Language.allCases {
                    let answer = try await Self.ask(made.site, "\(address)?lang=\(language.rawValue)")
                    #expect(answer.status == 200, "\(address)")
                    #expect(answer.headers[.contentSecurityPolicy] == SecurityHeaders.policy, "\(address)")
                    if address.hasPrefix("/api/") {
                        #expect(throws: Never.self, "\(address)") { try answer.json }
                    } else {
                        #expect(answer.text.contains("<html lang=\"\(language.rawValue)\">"), "\(address)")
                        #expect(answer.text.contains("aria-current=\"page\">\(Phrase.files.text(language))</a>"))
                    }
                }
            }
        }
    }

    @Test("what does not exist is not found: a page for people, a problem with a code for programs")
    func notFound() async throws {
        try await MadeFiles.with { made in
            for route in FilesPages.routes + FileRoutes.all where route.path.contains("{") && route.method == .get {
                let parts = route.path.split(separator: "/").map { $0.hasPrefix("{") ? "none" : $0 }
                let answer = try await Self.ask(made.site, "/" + parts.joined(separator: "/"))
                #expect(answer.status == (route.isData && route.path.hasSuffix("/files") ? 200 : 404), "\(route.path)")
            }
            let problem = try await Self.ask(made.site, "/api/transfers/none")
            #expect(problem.headers[.contentType] == "application/problem+json")
            #expect(try problem.json["code"]?.string == "notFound")
        }
    }

    @Test("names are text in every page, and what would be invisible in them is written out")
    func escaping() async throws {
        try await MadeFiles.with { made in
            for address in try await Self.addresses(made) where !address.hasPrefix("/api/") {
                let text = try await Self.ask(made.site, address).text
                let scripts = text.replacing("<script type=\"module\" src=\"/assets/live.js\"></script>", with: "")
                #expect(!scripts.contains("<script"), "\(address)")
                #expect(!text.contains("<b>this</b>") && !text.contains("third <i>"), "\(address)")
                #expect(!text.contains(" style=") && !text.contains("javascript:"), "\(address)")
                #expect(!text.contains("\u{202E}"), "\(address)")
            }
            let page = try await Self.ask(made.site, "/connections/drive/files").text
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; ⟨U+202E⟩gpj.exe"))
            let data = try await Self.ask(made.site, "/api/connections/drive/files").json
            let names = try #require(data["items"]?.array).compactMap { $0["name"]?.string }
            #expect(names.contains(MadeFiles.hostile))
        }
    }

    @Test("no secret of a connection is on any page or in any JSON")
    func canary() async throws {
        try await MadeFiles.with { made in
            let more = ["/connections/me", "/api/connections/me", "/connections/me/files", "/jobs", "/ledger", "/"]
            for address in try await Self.addresses(made) + more {
                let answer = try await Self.ask(made.site, address)
                #expect(!answer.text.contains(MadeFiles.canary), "\(address)")
                #expect(!"\(answer.headers)".contains(MadeFiles.canary), "\(address)")
            }
            let account = try await Self.ask(made.site, "/connections/me").text
            #expect(account.contains("anna@example.org"), "the grant itself was read")
        }
    }

    @Test("an account shows what was granted, how wide, how old, and asks the service nothing in the list")
    func accounts() async throws {
        try await MadeFiles.with { made in
            let list = try await Self.ask(made.site, "/api/connections").json
            let account = try #require(list.array?.first { $0["name"]?.string == "me" })
            #expect(account["grant"]?["age_days"]?.integer == 100)
            #expect(account["grant"]?["wide_scopes"]?.array?.count == 1)
            #expect(account["used_by"]?.array?.compactMap(\.string) == ["drive"])
            #expect(account["health"] == .null)
            let page = try await Self.ask(made.site, "/connections").text
            #expect(page.contains(Phrase.oldSignIn.english))
            #expect(page.contains("100 days ago"))
        }
    }

    @Test("with nothing connected the page says how to connect")
    func nothing() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            for path in ["/transfers", "/recoveries", "/quota"] {
                let page = try await Self.ask(made.site, path)
                #expect(page.status == 200)
                #expect(page.text.contains("“steward "), "\(path)")
            }
        }
    }

    @Test("a job of every kind of the files can be done here, and no kind twice")
    func jobs() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let kinds = Handlers.all(made.installation).map(\.kind)
            #expect(Set(kinds).count == kinds.count)
            #expect(kinds.contains("files.quota") && kinds.contains("files.mirror") && kinds.contains("tally.check"))
        }
    }
}

/// Folders, which are asked from the service.
extension FilesPagesTests {
    @Test("a folder is browsed down, up and on to its next part")
    func browsing() async throws {
        try await MadeFiles.with(pageSize: 2) { made in
            let top = try await Self.ask(made.site, "/connections/drive/files")
            #expect(top.text.contains("href=\"/connections/drive/files?page=from%2F2\""))
            #expect(!top.text.contains(Phrase.up.english))
            let next = try await Self.ask(made.site, "/connections/drive/files?page=from%2F2")
            #expect(next.status == 200)
            #expect(next.text.contains("missing.txt"))
            #expect(!next.text.contains("present.txt"))
            let below = try await Self.ask(made.site, "/connections/drive/files?folder=sub")
            #expect(below.text.contains("inner.txt"))
            #expect(below.text.contains("href=\"/connections/drive/files?folder=root\">↑"))
            let data = try await Self.ask(made.site, "/api/connections/drive/files?folder=sub").json
            #expect(data["items"]?.array?.first?["name"]?.string == "inner.txt")
            #expect(data["next"] == .null)
        }
    }

    @Test(
        "what the service refuses is a sentence on the page, and a status for programs",
        arguments: [
            (IntegrationError.Code.unauthorized, 403), (.unavailable, 502), (.rateLimited, 503), (.notFound, 404),
            (.invalidRequest, 400), (.malformedReply, 502),
        ])
    func refused(code: IntegrationError.Code, status: Int) async throws {
        try await MadeFiles.with { made in
            made.drive.refuse("list sub", IntegrationError(code, "Sign in <again>.", retryAfter: .seconds(7)))
            let page = try await Self.ask(made.site, "/connections/drive/files?folder=sub")
            #expect(page.status == status)
            #expect(page.text.contains("Sign in &lt;again&gt;."))
            #expect(page.text.contains("href=\"/connections/drive\""))
            let problem = try await Self.ask(made.site, "/api/connections/drive/files?folder=sub")
            #expect(problem.status == status)
            #expect(problem.headers[.retryAfter] == "7")
            #expect(try problem.json["code"]?.string == code.description)
            #expect(try problem.json["detail"]?.string == "Sign in <again>.")
        }
    }

    @Test("a file is no folder, and the page says so")
    func notFolder() async throws {
        try await MadeFiles.with { made in
            let page = try await Self.ask(made.site, "/connections/drive/files?folder=a")
            #expect(page.status == 400)
            #expect(page.text.contains("“present.txt” is not a folder."))
        }
    }
}
