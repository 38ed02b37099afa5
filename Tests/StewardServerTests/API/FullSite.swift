// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import StewardCore
import StewardJobs
import StewardLedger
import StewardTestKit
import Synchronization
import Tally

@testable import StewardServer

/// A site that has something of everything: connections, transfers, a mirror, a recovery, measurements, an election
/// with findings and a review, jobs in every state, a schedule; and people of every role, each signed in.
struct FullSite: Sendable {
    let files: MadeFiles
    let site: Site
    let people: MadePeople
    let reviewer: SignedIn
    let viewer: SignedIn
    let log: CollectedLog
    private let responder: FrontDoor

    /// What came back.
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let text: String
    }

    static func with(_ body: (FullSite) async throws -> Void) async throws {
        try await MadeFiles.with { made in
            let people = try await MadePeople(made.installation)
            try await ReviewSite.fill(made.installation)
            try await made.installation.elections.seal(ReviewSite.election)
            let connections = made.installation.connections
            let site = Site(
                installation: made.installation, access: people.access, connecting: made, patience: SystemClock()
            ) { try await connections.open($0) }
            let log = CollectedLog()
            let full = FullSite(
                files: made, site: site, people: people, reviewer: try await people.person("bo", .reviewer),
                viewer: try await people.person("chai", .viewer), log: log,
                responder: FrontDoor(site, records: LoggedRequests(logger: log.logger)))
            try await full.fillJobs()
            try await full.fillLogbook()
            try await MadeBackups.fill(made.installation)
            try await body(full)
        }
    }

    private init(
        files: MadeFiles, site: Site, people: MadePeople, reviewer: SignedIn, viewer: SignedIn, log: CollectedLog,
        responder: FrontDoor
    ) {
        self.files = files
        self.site = site
        self.people = people
        self.reviewer = reviewer
        self.viewer = viewer
        self.log = log
        self.responder = responder
    }

    private func fillJobs() async throws {
        let queue = site.installation.jobs
        _ = try await Schedules(queue: queue).put(
            Schedule(
                name: "every <night>", kind: "tally.check", trigger: try Trigger(parsing: "daily at 02:00"),
                zone: try LocalZone("Europe/Amsterdam")))
        for (kind, outcome) in [("made.done", true), ("made.failed", false)] {
            _ = try await queue.enqueue(JobRequest(kind: kind))
            guard let job = try await queue.claim(kinds: [kind], limit: 1, node: "cellar", lease: .seconds(30)).first
            else { continue }
            _ = try await queue.finish(job, outcome ? .done(["kept": 3]) : .discard(reason: "<b>refused</b>"))
        }
        _ = try await queue.enqueue(JobRequest(kind: "made.running"))
        if let job = try await queue.claim(kinds: ["made.running"], limit: 1, node: "cellar", lease: .seconds(900))
            .first
        {
            _ = try await queue.heartbeat(
                job, lease: .seconds(900), progress: JobProgress(items: 3, of: 12, bytes: 1_536, ofBytes: 6_144))
        }
        _ = try await queue.enqueue(JobRequest(kind: "made.waiting"))
    }

    /// Something that there is, for the names in a route's path.
    func parameters() async throws -> [String: [String]] {
        let installation = site.installation
        let jobs = try await installation.jobs.list(JobFilter(), limit: 20).items.map(\.id.description)
        let state = try await installation.elections.state(ReviewSite.election)
        let books = try await installation.ledger.books().map(\.id.name)
        return [
            "election": [ReviewSite.election], "area": ["10_1", "10_2"],
            "finding": state.findings.values.map(\.finding.id).sorted(), "case": [ReviewSite.winning, ReviewSite.bad],
            "job": jobs, "connection": ["drive", "me"], "transfer": [MadeFiles.transfer],
            "mirror": [try await files.mirrorID], "recovery": [try await files.recoveryID], "book": books,
            "entry": ["0"], "sha256": [String(repeating: "0", count: 64)], "schedule": ["every <night>"],
            "province": ["10"], "set": ["nightly"], "backup": [MadeBackups.id],
        ].merging(try await logbookParameters()) { first, _ in first }
    }

    /// Asks in this process: through the door, as a request that a server has read would.
    func ask(
        _ path: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:], body: [UInt8]? = nil,
        authority: String? = "localhost"
    ) async throws -> Answer {
        var all = headers
        if let body, all[.contentLength] == nil { all[.contentLength] = "\(body.count)" }
        let request = Request(
            head: .init(method: method, scheme: "http", authority: authority, path: path, headerFields: all),
            body: RequestBody(buffer: ByteBuffer(bytes: body ?? [])))
        let context = PageContext(
            source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: log.logger))
        let response = await responder.respond(to: request, context: context)
        let kept = Kept()
        // A stream of events ends when its reader hangs up; its head says enough.
        if response.headers[.contentType]?.hasPrefix("text/event-stream") != true {
            try await response.body.write(Writer(kept: kept))
        }
        return Answer(status: response.status.code, headers: response.headers, text: kept.text)
    }

    /// The session of somebody, as a browser sends it.
    func cookie(_ person: SignedIn) -> HTTPFields { [.cookie: "steward=\(person.token.reveal())"] }

    /// Keeps what an answer's body writes.
    private final class Kept: Sendable {
        private let buffer = Mutex(ByteBuffer())

        var text: String { buffer.withLock { String(buffer: $0) } }
        func add(_ part: ByteBuffer) { buffer.withLock { _ = $0.writeImmutableBuffer(part) } }
    }

    private struct Writer: ResponseBodyWriter {
        let kept: Kept

        mutating func write(_ buffer: ByteBuffer) async throws { kept.add(buffer) }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
