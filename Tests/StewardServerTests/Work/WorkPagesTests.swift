// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import StewardCore
import StewardJobs
import StewardTestKit
import Tally
import Testing

@testable import StewardServer

/// A server with jobs in every state, and somebody signed in.
private struct MadeWork {
    let installation: Installation
    let people: MadePeople
    let clock: PlayedClock

    static let hostile = "<script>alert(1)</script>"

    static func with(_ body: (MadeWork) async throws -> Void) async throws {
        let folder = try TemporaryFolder("work")
        defer { withExtendedLifetime(folder) {} }
        let clock = PlayedClock(try Date("2026-11-21T12:00:00Z", strategy: .iso8601))
        try await Installation.with(DataFolder(folder.path("data")), server: nil, clock: clock) { installation in
            let people = try await MadePeople(installation)
            try await body(MadeWork(installation: installation, people: people, clock: clock))
        }
    }

    struct Answer {
        let status: Int
        let headers: HTTPFields
        let text: String
    }

    /// Asks as somebody who is signed in; with `form` by POST.
    func ask(_ path: String, as person: SignedIn? = nil, form: [String: String]? = nil) async throws -> Answer {
        let server = try SiteServer(
            installation: installation, access: people.access,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        let token = (person ?? people.owner).token.reveal()
        var headers: HTTPFields = [.cookie: "steward=\(token)"]
        if form != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let text = form?.map { "\(HTML.pathComponent($0.key))=\(HTML.pathComponent($0.value))" }.joined(separator: "&")
        let (all, body) = (headers, text.map { ByteBuffer(string: $0) })
        return try await server.application().test(.router) { client in
            try await client.execute(uri: path, method: form == nil ? .get : .post, headers: all, body: body) {
                Answer(status: $0.status.code, headers: $0.headers, text: String(buffer: $0.body))
            }
        }
    }

    /// What the forms of the owner have to bring along.
    func formToken(_ person: SignedIn? = nil) async throws -> String {
        try await people.visitor(person ?? people.owner).formToken
    }

    func post(_ path: String, _ fields: [String: String] = [:]) async throws -> Answer {
        try await ask(path, form: fields.merging([FormData.tokenField: try await formToken()]) { first, _ in first })
    }

    /// A job that a node has begun.
    func running(_ progress: JobProgress? = nil) async throws -> Job {
        _ = try await installation.jobs.enqueue(
            JobRequest(kind: "files.upload", payload: ["connection": .string(Self.hostile)]))
        let job = try #require(
            try await installation.jobs.claim(
                kinds: ["files.upload"], limit: 1, node: "cellar", lease: .seconds(30)
            ).first)
        if let progress { _ = try await installation.jobs.heartbeat(job, lease: .seconds(30), progress: progress) }
        return job
    }
}

@Suite struct WorkPagesTests {
    @Test("the page tells what runs, what waits, what needs a person, and what was") func sections() async throws {
        try await MadeWork.with { made in
            let empty = try await made.ask("/jobs")
            #expect(
                empty.status == 200 && empty.text.contains("Nothing runs now.") && empty.text.contains("Nothing waits.")
            )
            let running = try await made.running(
                JobProgress(items: 3, of: 12, bytes: 1_536, ofBytes: 6_144, message: MadeWork.hostile))
            let waiting = try await made.installation.jobs.enqueue(
                JobRequest(kind: "tally.check", runAt: made.clock.now + 7_200)
            ).id
            let page = try await made.ask("/jobs").text
            for part in [
                "data-key=\"\(running.id)\" data-state=\"running\"",
                "data-shape=\"items totalItems bytes totalBytes message\"",
                ">25%<", ">1.50 KB<", ">6.00 KB<", ">12<", "cellar", "Upload files", "in 2 hours",
                "/jobs/\(waiting)/cancel",
            ] { #expect(page.contains(part), "\(part)") }
            #expect(!page.contains("<script>alert"))
            #expect(page.contains("role=\"status\" aria-live=\"polite\""))
        }
    }

    @Test("a failed job needs a person until it is run again or left") func needs() async throws {
        try await MadeWork.with { made in
            let job = try await made.running()
            _ = try await made.installation.jobs.finish(job, .discard(reason: "<b>refused</b>"))
            let page = try await made.ask("/jobs").text
            #expect(page.contains("Failed and needs you") && page.contains("&lt;b&gt;refused"))
            let settled = try await made.post("/jobs/\(job.id)/settle", ["back": "/jobs"])
            #expect(settled.status == 303 && settled.headers[.location] == "/jobs")
            #expect(try await !made.ask("/jobs").text.contains("id=\"needs-title\""))
            let again = try await made.post("/jobs/\(job.id)/run")
            #expect(again.status == 303 && again.headers[.location] == "/jobs/\(job.id)")
            #expect(try await made.installation.jobs.show(job.id)?.job.state == .waiting)
        }
    }

    @Test("cancelling stops what waits at once and asks what runs") func cancel() async throws {
        try await MadeWork.with { made in
            let running = try await made.running()
            let waiting = try await made.installation.jobs.enqueue(JobRequest(kind: "tally.check")).id
            for id in [running.id, waiting] { #expect(try await made.post("/jobs/\(id)/cancel").status == 303) }
            #expect(try await made.installation.jobs.show(waiting)?.job.state == .cancelled)
            #expect(try await made.installation.jobs.show(running.id)?.job.cancelRequested == true)
            #expect(try await made.ask("/jobs/\(running.id)").text.contains("Stops soon."))
            #expect(try await made.post("/jobs/none/cancel").status == 404)
            #expect(try await made.post("/jobs/\(running.id)/run").status == 409)
        }
    }

    @Test("nothing is done without a form of ours, nor by who may only look") func guarded() async throws {
        try await MadeWork.with { made in
            let id = try await made.installation.jobs.enqueue(JobRequest(kind: "tally.check")).id
            for fields in [[:], [FormData.tokenField: "wrong"]] {
                #expect(try await made.ask("/jobs/\(id)/cancel", form: fields).status == 403)
            }
            let viewer = try await made.people.person("vera", .viewer)
            let fields = [FormData.tokenField: try await made.formToken(viewer)]
            #expect(try await made.ask("/jobs/\(id)/cancel", as: viewer, form: fields).status == 403)
            let page = try await made.ask("/jobs", as: viewer)
            #expect(page.status == 200 && !page.text.contains("/cancel\""))
            #expect(try await made.installation.jobs.show(id)?.job.state == .waiting)
        }
    }

    @Test("a job's page has its attempts, its result and the lines of a run") func job() async throws {
        try await MadeWork.with { made in
            struct Speaker: JobHandler {
                let kind = "tally.check"
                func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
                    context.report(JobProgress(items: 1, of: 1, message: "checking \(MadeWork.hostile)"))
                    context.logger.warning("odd", metadata: ["url": "https://host/?access_token=hunter2"])
                    return .done(["checked": 7])
                }
            }
            let job = try await made.installation.jobs.enqueue(JobRequest(kind: "tally.check"))
            let worker = Worker(
                queue: made.installation.jobs, handlers: [Speaker()], configuration: .redacting(node: "cellar"),
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await worker.run() }
                for _ in 0..<500 {
                    if (try? await made.installation.jobs.show(job.id)?.job.state) == .done { break }
                    try? await SystemClock().sleep(for: .milliseconds(10))
                }
                group.cancelAll()
            }
            let page = try await made.ask("/jobs/\(job.id)").text
            for part in [
                "Check every announcement", "checked", ">7<", "cellar", "checking &lt;script&gt;", "Run again",
            ] {
                #expect(page.contains(part), "\(part)")
            }
            #expect(page.contains("<button id=\"again\" class=\"primary\">Run again</button>"))
            #expect(page.contains("access_token=&lt;redacted&gt;") && !page.contains("hunter2"))
            let log = try JSON(parsing: Array(try await made.ask("/api/jobs/\(job.id)/log").text.utf8))
            #expect(log["lines"]?.array?.compactMap { $0["level"]?.string } == ["info", "warning"])
            let one = try JSON(parsing: Array(try await made.ask("/api/jobs/\(job.id)").text.utf8))
            #expect(one["result"]?["checked"]?.integer == 7 && one["attempts"]?.array?.count == 1)
            let again = try await made.post("/jobs/\(job.id)/run")
            #expect(again.status == 303 && again.headers[.location] != "/jobs/\(job.id)")
        }
    }

    @Test("the history is filtered and goes on, page after page") func history() async throws {
        try await MadeWork.with { made in
            for number in 0..<(JobsPage.limit + 3) {
                let id = try await made.installation.jobs.enqueue(
                    JobRequest(kind: number == 0 ? "odd.kind" : "tally.check")
                ).id
                _ = try await made.installation.jobs.cancel(id)
            }
            let first = try JSON(parsing: Array(try await made.ask("/api/jobs?state=cancelled").text.utf8))
            #expect(first["jobs"]?.array?.count == JobsPage.limit)
            let next = try #require(first["next"]?.string)
            let page = try await made.ask("/jobs?state=cancelled&after=\(next)").text
            #expect(page.components(separatedBy: "<tr data-event").count == 4)
            #expect(page.contains("odd.kind") && !page.contains("Nothing runs now."))
            #expect(try await made.ask("/jobs?kind=odd.kind").text.components(separatedBy: "<tr data-event").count == 2)
            #expect(try await made.ask("/jobs?from=2026-11-22").text.contains("No job is like that."))
            #expect(try await made.ask("/jobs?to=2026-11-20&state=nonsense").text.contains("No job is like that."))
            #expect(try await made.ask("/jobs?after=nonsense").status == 400)
        }
    }

    @Test("schedules are told in words, can be paused, resumed and run") func schedules() async throws {
        try await MadeWork.with { made in
            let schedules = Schedules(queue: made.installation.jobs)
            #expect(try await made.ask("/schedules").text.contains("No schedule yet."))
            _ = try await schedules.put(
                Schedule(
                    name: "every <night>", kind: "tally.check", trigger: try Trigger(parsing: "daily at 02:00"),
                    zone: try LocalZone("Europe/Amsterdam")))
            let path = "/schedules/every%20%3Cnight%3E"
            let page = try await made.ask("/schedules").text
            for part in [
                "every &lt;night&gt;", "every day at 02:00", "Europe/Amsterdam", "It did not run yet.", "on time",
            ] {
                #expect(page.contains(part), "\(part)")
            }
            #expect(try await made.post(path + "/pause").status == 303)
            #expect(try await made.ask("/schedules").text.contains("None while it is paused."))
            #expect(try await made.post(path + "/resume").status == 303)
            let run = try await made.post(path + "/run")
            #expect(run.headers[.location]?.hasPrefix("/jobs/") == true)
            #expect(try await made.post(path + "/run").status == 409)
            #expect(try await made.post("/schedules/none/pause").status == 404)
            made.clock.set(made.clock.now + 2 * 86_400)
            let missing = try await made.ask("/schedules").text
            #expect(missing.contains("A run is missing") && missing.contains("did not run"))
            let json = try JSON(parsing: Array(try await made.ask("/api/schedules?month=2026-11").text.utf8))
            #expect(json["schedules"]?.array?.first?["missing"]?.string != nil)
            #expect(json["calendar"]?["month"]?.string == "2026-11")
        }
    }

    @Test("every address of jobs and schedules answers, with the strict headers") func everyRoute() async throws {
        try await MadeWork.with { made in
            let job = try await made.running()
            try await Schedules(queue: made.installation.jobs).put(
                Schedule(name: "nightly", kind: "tally.check", trigger: try Trigger(parsing: "@daily"), zone: .utc))
            let routes = WorkPages.routes + WorkRoutes.all + EventRoutes.routes
            for route in routes where route.method == .get && route.path != "/events" {
                let path = route.path.replacing("{job}", with: job.id.description)
                    .replacing("{schedule}", with: "nightly")
                let answer = try await made.ask(path)
                #expect(answer.status == 200, "\(path)")
                #expect(answer.headers[.contentSecurityPolicy] == SecurityHeaders.policy, "\(path)")
                #expect(!answer.text.contains("<script>") && !answer.text.contains(" style=\""), "\(path)")
            }
        }
    }

    @Test("in Thai and Dutch too", arguments: [Language.thai, .dutch]) func languages(_ language: Language) async throws
    {
        try await MadeWork.with { made in
            let job = try await made.running(JobProgress(items: 1, of: 2))
            for path in ["/jobs", "/jobs/\(job.id)", "/schedules"] {
                let page = try await made.ask("\(path)?lang=\(language.rawValue)").text
                #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
                #expect(
                    !page.contains("Nothing waits.") && !page.contains("Attempts") && !page.contains("No schedule yet.")
                )
            }
        }
    }

    @Test("who is not signed in hears nothing; too many listeners are told so") func listeners() async throws {
        try await MadeWork.with { made in
            let server = try SiteServer(
                installation: made.installation, access: made.people.access,
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
            let hub = server.site.events
            // As many as there may be, each of somebody else.
            for number in 0..<hub.limits.readers { #expect(hub.subscribe("somebody \(number)") != nil) }
            let token = made.people.owner.token.reveal()
            try await server.application().test(.router) { client in
                try await client.execute(uri: "/events", method: .get) { #expect($0.status.code == 303) }
                try await client.execute(uri: "/events", method: .get, headers: [.cookie: "steward=\(token)"]) {
                    #expect($0.status.code == 503 && $0.headers[.retryAfter] != nil)
                }
            }
        }
    }
}
