// SPDX-License-Identifier: Apache-2.0
import Files
import Foundation
import HTTPTypes
import StewardCore
import StewardIntegration
import StewardJobs
import StewardTestKit
import Tally
import Testing

@testable import StewardServer

@Suite struct TransferPagesTests {
    private typealias Pages = FilesPagesTests

    @Test("a transfer shows its counts, what failed first with its reason, and a bar")
    func transfer() async throws {
        try await MadeFiles.with { made in
            let page = try await Pages.ask(made.site, "/transfers/\(MadeFiles.transfer)").text
            let failed = try #require(page.range(of: "The service refuses &lt;b&gt;this&lt;/b&gt; file."))
            let good = try #require(page.range(of: "good.txt"))
            #expect(failed.lowerBound < good.lowerBound)
            #expect(page.contains("<progress"))
            #expect(!page.contains("data-live=\"/api"), "what is over does not change any more")
            let data = try await Pages.ask(made.site, "/api/transfers/\(MadeFiles.transfer)").json
            #expect(data["state"]?.string == "done")
            #expect(data["counts"]?["failed"]?.integer == 1)
            #expect(data["progress"]?["unit"]?.string == "bytes")
            let items = try await Pages.ask(made.site, "/api/transfers/\(MadeFiles.transfer)/items").json
            #expect(items["failed"]?.array?.count == 1)
            #expect(items["items"]?.array?.count == 4)
        }
    }

    @Test("a transfer that is under way is kept fresh from the JSON beside it")
    func live() async throws {
        try await MadeFiles.with { made in
            let job = try await made.installation.jobs.enqueue(.init(kind: "files.upload"))
            _ = try await made.installation.files.planDownload(
                "drive", files: ["a", "h"], into: made.folder.path("down"), id: job.id.description)
            let page = try await Pages.ask(made.site, "/transfers/\(job.id)").text
            #expect(page.contains("data-live=\"/api/transfers/\(job.id)\""))
            #expect(page.contains("data-value=\"progress.done\" data-whole=\"progress.total\""))
            #expect(page.contains("src=\"/assets/live.js\""))
            #expect(page.contains("href=\"/jobs/\(job.id)\""))
            let data = try await Pages.ask(made.site, "/api/transfers/\(job.id)").json
            #expect(data["job"]?["state"]?.string == "waiting")
            for path in page.matches(of: /data-(value|whole)="([a-z_.]+)"/).map(\.output.2) {
                let value = path.split(separator: ".").reduce(Optional(data)) { $0?[String($1)] }
                #expect(value?.integer != nil, "the script finds \(path) in the JSON")
            }
            let list = try await Pages.ask(made.site, "/transfers").text
            #expect(list.contains("data-live=\"/api/transfers\"") && list.contains("data-item=\"\(job.id)\""))
            let script = try await Pages.ask(made.site, "/assets/live.js")
            #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
            #expect(SecurityHeaders.policy.contains("connect-src 'self'"))
        }
    }

    @Test("long lists of items go on, page by page")
    func manyItems() async throws {
        try await MadeFiles.with { made in
            let ids = (1...150).map { "file-\($0)" }
            _ = try await made.installation.files.planDownload(
                "drive", files: ids, into: made.folder.path("down"), id: "many")
            let first = try await Pages.ask(made.site, "/transfers/many").text
            #expect(first.contains("href=\"/transfers/many?after=100\""))
            let second = try await Pages.ask(made.site, "/transfers/many?after=100").text
            #expect(second.contains("file-150") && !second.contains("file-100<"))
            #expect(second.contains("name=\"to\" value=\"/transfers/many?after=100\""))
        }
    }

    @Test("a mirror shows what is missing first, and its filter")
    func mirror() async throws {
        try await MadeFiles.with { made in
            let id = try await made.mirrorID
            let page = try await Pages.ask(made.site, "/mirrors/\(id)").text
            let missing = try #require(page.range(of: "The file “missing.txt” may not be read."))
            let present = try #require(page.range(of: "present.txt"))
            #expect(missing.lowerBound < present.lowerBound)
            let only = try await Pages.ask(made.site, "/mirrors/\(id)?status=present").text
            #expect(!only.contains("The file “missing.txt” may not be read."))
            #expect(only.contains("aria-current=\"true\">present"))
            let data = try await Pages.ask(made.site, "/api/mirrors/\(id)?status=missing").json
            #expect(data["files"]?.array?.compactMap { $0["name"]?.string } == ["missing.txt"])
            #expect(data["coverage"]?["missing"]?.integer == 1)
            #expect(try await Pages.ask(made.site, "/transfers").text.contains("href=\"/mirrors/\(id)\""))
        }
    }

    @Test("a recovery shows its plan in order, what failed first, and the steps of each file")
    func recovery() async throws {
        try await MadeFiles.with { made in
            let page = try await Pages.ask(made.site, "/recoveries/\(try await made.recoveryID)").text
            let steps = [Phrase.stepRestore, .stepDownload, .stepTrash].map(\.english)
            let places = try steps.map { try #require(page.range(of: $0)).lowerBound }
            #expect(places == places.sorted())
            let failed = try #require(page.range(of: "may not be restored."))
            let done = try #require(page.range(of: "restored · downloaded · back in the trash"))
            #expect(failed.lowerBound < done.lowerBound)
            let data = try await Pages.ask(made.site, "/api/recoveries/\(try await made.recoveryID)").json
            #expect(data["failed"]?.integer == 1)
            let numbers = try await Pages.ask(
                made.site, "/api/recoveries/\(try await made.recoveryID)?files=no"
            ).json
            #expect(numbers["files"] == nil && numbers["failed"]?.integer == 1)
            #expect(data["files"]?.array?.first?["reason"]?.string?.contains("may not be restored") == true)
        }
    }
}
