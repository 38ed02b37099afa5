// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardIntegration
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Tally
import Testing

@testable import StewardServer

@Suite("The home page")
struct HomePageTests {
    /// A job that was given up, as a node does it.
    private static func failedJob(_ site: MadeSite, _ reason: String = "The service said no.") async throws -> Job {
        let queue = site.installation.jobs
        _ = try await queue.enqueue(JobRequest(kind: "files.upload", payload: ["connection": "drive"]))
        let job = try #require(
            try await queue.claim(kinds: ["files.upload"], limit: 1, node: "cellar", lease: .seconds(30)).first)
        _ = try await queue.finish(job, .discard(reason: reason))
        return job
    }

    private static func connect(_ site: MadeSite) async throws {
        try await site.installation.connections.save(
            "hook", integration: "Webhook", settings: ["address": "https://hooks.example.org/x"], by: "tester")
    }

    /// The codes of what needs whoever asks.
    private static func codes(_ browser: Browser) async throws -> [String] {
        let page = try await browser.open("/api/home")
        return try JSON(parsing: Array(page.text.utf8))["matters"]?.array?.compactMap { $0["code"]?.string } ?? []
    }

    @Test("a new installation tells its owner three steps, and a viewer that an owner sets it up")
    func empty() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let first = try await owner.open("/").text
            for part in ["Set Steward up", "href=\"/connections\"", "steward tally init", "Add people", "to do"] {
                #expect(first.contains(part), "\(part)")
            }
            #expect(!first.contains("homeCalm") && !first.contains("class=\"matters\""))
            let viewer = try await site.person("vera", .viewer, by: owner)
            let theirs = try await viewer.open("/").text
            #expect(theirs.contains("An owner of this Steward sets it up."))
            #expect(!theirs.contains("Set Steward up"))
            #expect(try await owner.open("/").text.count(of: ">done</span>") == 1)
            try await Self.connect(site)
            #expect(try await !owner.open("/").text.contains("Set Steward up"))
        }
    }

    @Test("when nothing needs anybody, a calm sentence says so, to each what is theirs")
    func calm() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            try await Self.connect(site)
            let reviewer = try await site.person("rob", .reviewer, by: owner)
            let viewer = try await site.person("vera", .viewer, by: owner)
            for (browser, phrase) in [
                (owner, Phrase.homeCalmOwner), (reviewer, .homeCalmReviewer), (viewer, .homeCalmViewer),
            ] {
                let page = try await browser.open("/").text
                #expect(page.contains("Nothing needs you.") && page.contains(phrase.english))
                #expect(!page.contains("class=\"matters\""))
                #expect(try await Self.codes(browser) == [])
            }
        }
    }

    @Test("a failed job is told with its reason and what can be done, and goes when somebody leaves it")
    func failedJobs() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let viewer = try await site.person("vera", .viewer, by: owner)
            let job = try await Self.failedJob(site, "<b>refused</b>")
            let page = try await owner.open("/").text
            #expect(page.contains("Upload files (drive) failed just now."))
            #expect(page.contains("&lt;b&gt;refused") && page.contains("/jobs/\(job.id)/run"))
            #expect(try await Self.codes(owner) == ["job_failed"])
            #expect(try await Self.codes(viewer) == [], "who may not run jobs is not asked to")
            try await owner.open("/")
            #expect(try await owner.submit("/jobs/\(job.id)/settle").location == "/")
            #expect(try await Self.codes(owner) == [])
        }
    }

    @Test("of many failed jobs five are shown, and the way to the others")
    func manyJobs() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            for _ in 0..<7 { _ = try await Self.failedJob(site) }
            let codes = try await Self.codes(owner)
            #expect(codes == Array(repeating: "job_failed", count: 5) + ["more_jobs_failed"])
        }
    }

    @Test("a run that did not happen is told, and the next ones stand in the person's zone")
    func schedules() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            try await Self.connect(site)
            let schedules = Schedules(queue: site.installation.jobs)
            _ = try await schedules.put(
                Schedule(
                    name: "every <night>", kind: "tally.check", trigger: try Trigger(parsing: "daily at 02:00"),
                    zone: try LocalZone("Asia/Bangkok")))
            try await owner.open("/account")
            try await owner.submit("/account", ["name": "anna", "language": "", "zone": "Asia/Bangkok"])
            let calm = try await owner.open("/").text
            #expect(calm.contains("Nothing needs you.") && calm.contains("02:00"))
            #expect(calm.contains("Times are those of Asia/Bangkok.") && calm.contains("every &lt;night&gt;"))
            site.clock.advance(2 * 86_400)
            #expect(try await Self.codes(owner) == ["run_missing"])
            let page = try await owner.open("/").text
            #expect(page.contains("is missing.") && page.contains("href=\"/schedules#schedule-every"))
        }
    }

    @Test("a scheduled job that failed is told once, not as a missing run too")
    func once() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let queue = site.installation.jobs
            let schedules = Schedules(queue: queue)
            _ = try await schedules.put(
                Schedule(
                    name: "night", kind: "tally.check", trigger: try Trigger(parsing: "daily at 02:00"), zone: .utc))
            site.clock.advance(86_400)
            _ = try await schedules.runNow("night")
            let job = try #require(
                try await queue.claim(kinds: ["tally.check"], limit: 1, node: "cellar", lease: .seconds(30)).first)
            _ = try await queue.finish(job, .discard(reason: "No feed."))
            #expect(try await schedules.missing().count == 1)
            #expect(try await Self.codes(owner) == ["job_failed"])
        }
    }

    @Test("a connection that did not work is told by what is known of it, with the reason and the way there")
    func connections() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            try await Self.connect(site)
            let connections = site.installation.connections
            _ = try await connections.keep(
                .failing(IntegrationError(.forbidden, "It refused the key.")), of: "hook", by: "tester")
            let page = try await owner.open("/").text
            #expect(page.contains("The connection “hook” does not work.") && page.contains("It refused the key."))
            #expect(page.contains("href=\"/connections/hook\""))
            _ = try await connections.keep(.degraded("Half of it."), of: "hook", by: "tester")
            #expect(try await Self.codes(owner) == ["connection_restricted"])
            _ = try await connections.keep(.ok, of: "hook", by: "tester")
            #expect(try await Self.codes(owner) == [])
        }
    }

    @Test("no service is asked while the page is made")
    func asksNothing() async throws {
        try await MadeFiles.with { made in
            let site = Site(installation: made.installation, connecting: made, patience: SystemClock()) { name in
                Issue.record("\(name) was opened")
                throw IntegrationError(.unavailable, "not now")
            }
            let page = try await FilesPagesTests.ask(site, "/")
            #expect(page.status == 200)
            #expect(try await FilesPagesTests.ask(site, "/api/home").status == 200)
        }
    }

    @Test("own data that was never backed up is told after a week, and an old backup after a month")
    func backups() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            site.clock.advance(6 * 86_400)
            #expect(try await Self.codes(owner) == [])
            site.clock.advance(2 * 86_400)
            #expect(try await Self.codes(owner) == ["backup_missing"])
            #expect(try await owner.open("/").text.contains("<code>steward data backup --to FOLDER</code>"))
            let folder = try TemporaryFolder("home-backup")
            try await DataBackup(site.installation).write(to: folder.path("backup"))
            #expect(try await Self.codes(owner) == [])
            for _ in 0..<4 {
                site.clock.advance(10 * 86_400)
                _ = try await owner.open("/account")
            }
            #expect(try await Self.codes(owner) == ["backup_old"])
            #expect(try await owner.open("/").text.contains("was made 1 month ago."))
        }
    }

    @Test("changes to accounts that the ledger does not have yet are told to owners")
    func unrecorded() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            try await site.installation.database.write { connection in
                _ = try connection.execute(
                    """
                    INSERT INTO access_unrecorded (id, noted_at, kind, actor, payload)
                    VALUES ('x', 1, 'access.signed-in', 'account:x', '{}')
                    """)
            }
            #expect(try await Self.codes(owner) == ["changes_unrecorded"])
            #expect(try await owner.open("/").text.contains("1 change to accounts is not in the ledger yet"))
        }
    }

    @Test("what runs is shown with its progress, for the events to keep fresh")
    func running() async throws {
        try await MadeSite.with { site in
            let viewer = try await site.person("vera", .viewer, by: try await site.owner())
            let queue = site.installation.jobs
            _ = try await queue.enqueue(JobRequest(kind: "tally.check"))
            let job = try #require(
                try await queue.claim(kinds: ["tally.check"], limit: 1, node: "cellar", lease: .seconds(30)).first)
            _ = try await queue.heartbeat(job, lease: .seconds(30), progress: JobProgress(items: 3, of: 12))
            let page = try await viewer.open("/").text
            for part in ["data-events=\"job trip\"", "data-key=\"\(job.id)\"", ">25%<", "/assets/events.js"] {
                #expect(page.contains(part), "\(part)")
            }
        }
    }
}
