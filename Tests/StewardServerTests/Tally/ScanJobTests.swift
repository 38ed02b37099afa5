// SPDX-License-Identifier: Apache-2.0
import Files
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

/// The job that reads a scan, with a shell script in the place of `steward-read`.
@Suite(.timeLimit(.minutes(2))) struct ScanJobTests {
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        + [0, 0, 0, 30, 0, 0, 0, 40, 8, 0, 0, 0, 0]

    private static func cell(_ value: Int, _ state: String, x: Int) -> String {
        """
        {"alternatives":[],"box":[\(x),20,30,40],"digits":\(value),"notes":[],"page":1,"probability":0.5,\
        "state":"\(state)","value":\(value),"why":"witnesses_agree"}
        """
    }

    /// A form of a polling unit; candidate 1's cell is not certain, and its picture is written where it is asked for.
    private static let answer = """
        {"forms":[{"accepted":false,"ballot":"constituency","form":"5/18","header":{},"pages":[1],"problems":[],\
        "total":\(cell(70, "certain", x: 1)),\
        "votes":{"1":\(cell(60, "proposed", x: 2)),"2":\(cell(10, "certain", x: 3))}}],\
        "otherPages":[],"reader":{"digits":"aa","thresholds":"1","words":"bb"}}
        """

    private struct Made {
        let site: ReviewSite
        let folder: TemporaryFolder

        /// - Parameter script: has `$3` as the folder of the pictures, and `$4` as the file.
        /// - Parameter model: what a model answers that is asked.
        func perform(
            _ script: String, program: String? = nil, model: (@Sendable (PageCrop) throws -> PageAnswer.Outcome)? = nil
        ) async throws -> Job {
            let path = try folder.write("steward-read", Array("#!/bin/sh\nHERE='\(folder.path)'\n\(script)\n".utf8))
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
            let installation = site.site.installation
            let scan = try installation.blobs.put(Array("a scan".utf8))
            let order = ScanJob.Order(
                election: ReviewSite.election, files: [.init(name: "unit.pdf", sha256: scan.hex, bytes: 6)],
                place: .init(area: Area(province: 10, constituency: 1), unit: 7), actor: "tester",
                ask: model == nil ? nil : "asked")
            let job = try await installation.jobs.enqueue(JobRequest(kind: ScanJob.name, payload: order.payload))
            let handler = ScanJob(installation, environment: ["STEWARD_READ": program ?? path]) { name in
                ThirdWitness(connection: name, integration: "model", service: ModelStandIn(answer: try #require(model)))
            }
            return try await Handlers.perform(job, installation, by: [handler])
        }
    }

    private func with(_ body: @Sendable (Made) async throws -> Void) async throws {
        try await ReviewSite.with { site in
            let folder = try TemporaryFolder("scan-job")
            try folder.write("answer.json", Array(Self.answer.utf8))
            try folder.write("crop.png", Self.png)
            try await body(Made(site: site, folder: folder))
        }
    }

    private static let good = """
        [ "$2" = --crops ] || exit 9
        mkdir -p "$3" && cp "$HERE/crop.png" "$3/1-2-20-30-40.png"
        cp "$4" "$HERE/seen"
        cat "$HERE/answer.json"
        """

    @Test("a scan is read from its blob, recorded, and its open cell shown to reviewers with its picture")
    func read() async throws {
        try await with { made in
            let job = try await made.perform(Self.good)
            #expect(job.state == .done)
            #expect(job.result?["recorded"]?.integer == 1 && job.result?["open"]?.integer == 9)
            #expect(try made.folder.bytes("seen") == Array("a scan".utf8))
            let book = Elections.book(ReviewSite.election)
            let entries = try await made.site.site.installation.ledger.entries(in: book, from: 0, limit: 1000)
            #expect(entries.last?.kind == "source.imported" && entries.last?.actor == "job tally.read for tester")
            let elections = made.site.site.installation.elections
            _ = try await elections.recordCheck(
                try await elections.examine(ReviewSite.election), in: ReviewSite.election, actor: "tester")
            let id = "cell~10_1~constituency~5-18~unit-7~scan~row.0"
            let page = try await made.site.bo.open(ReviewSite.address(id))
            #expect(page.status == 200)
            #expect(page.text.contains("<img src=\"\(ReviewSite.address(id))/crop\""))
            #expect(page.text.contains("unit.pdf") && page.text.contains(">two people<"))
            #expect(page.text.contains("ส.ส. 5/18 · unit 7"))
            let crop = try await made.site.bo.open(ReviewSite.address(id) + "/crop")
            #expect(crop.status == 200 && crop.headers[.contentType] == "image/png")
            let other = "cell~10_1~constituency~5-18~unit-7~scan~field.good"
            #expect(try await made.site.bo.open(ReviewSite.address(other)).status == 200)
            #expect(try await made.site.bo.open(ReviewSite.address(other) + "/crop").status == 404)
        }
    }

    @Test("a model that is asked sees single cells; what it reads stands beside the others and makes nothing certain")
    func model() async throws {
        try await with { made in
            let job = try await made.perform(Self.good) { crop in
                #expect(crop.png == Self.png && crop.rows.count == 1)
                return Self.row(crop, .written(digits: "๖๘", words: ""))
            }
            #expect(job.state == .done && job.result?["open"]?.integer == 9)
            #expect(job.result?["asked"]?.integer == 1 && job.result?["answered"]?.integer == 1)
            let installation = made.site.site.installation
            let entries = try await installation.ledger.entries(
                in: Elections.book(ReviewSite.election), from: 0, limit: 1000)
            let model = try #require(entries.last?.payload["model"])
            #expect(model["connection"]?.string == "asked" && model["model"]?.string == "stand-in-1")
            let replies = try #require(model["replies"]?.string.flatMap { BlobID($0) })
            let kept = String(decoding: try installation.blobs.bytes(of: replies), as: UTF8.self)
            #expect(kept == "{\"cell\":\"1-2-20-30-40\",\"reply\":\"all of it\"}\n")
            _ = try await installation.elections.recordCheck(
                try await installation.elections.examine(ReviewSite.election), in: ReviewSite.election, actor: "tester")
            let id = "cell~10_1~constituency~5-18~unit-7~scan~row.0"
            let page = try await made.site.bo.open(ReviewSite.address(id))
            #expect(page.text.contains("<dt>A model</dt>") && page.text.contains("<strong>68</strong>"))
        }
    }

    private static func row(_ crop: PageCrop, _ writing: RowReading.Writing) -> PageAnswer.Outcome {
        .read(PageRows(rows: [RowReading(row: crop.rows[0], writing: writing)]))
    }

    @Test("an answer that repeats the question, contradicts itself or is none gives no number")
    func inventions() async throws {
        let inventions: [@Sendable (PageCrop) -> PageAnswer.Outcome] = [
            { Self.row($0, .written(digits: "\($0.rows[0])", words: "")) },
            { Self.row($0, .written(digits: "60", words: "ห้าสิบ")) }, { Self.row($0, .unreadable) },
            { _ in .refused("I would rather not.") }, { _ in .truncated },
            { _ in .malformed(PageAnswerFault(.notJSON, "The answer is no JSON.")) },
        ]
        for invention in inventions {
            try await with { made in
                let job = try await made.perform(Self.good, model: invention)
                #expect(job.state == .done)
                #expect(job.result?["asked"]?.integer == 1 && job.result?["answered"]?.integer == 0)
            }
        }
    }

    @Test("a model that cannot be asked leaves nothing half done: the job waits for it, or ends with the reason")
    func noModel() async throws {
        try await with { made in
            let away = try await made.perform(Self.good) { _ in
                throw IntegrationError(.unavailable, "The model is away; try again later.")
            }
            #expect(away.state == .waiting)
            #expect(away.reason?.hasSuffix("nothing was recorded: The model is away; try again later.") ?? false)
            let refused = try await made.perform(Self.good) { _ in
                throw IntegrationError(.unauthorized, "The key is wrong; enter another.")
            }
            #expect(refused.state == .discarded)
            let entries = try await made.site.site.installation.ledger.entries(
                in: Elections.book(ReviewSite.election), from: 0, limit: 1000)
            #expect(!entries.contains { $0.actor.hasPrefix("job tally.read") })
        }
    }

    @Test("done twice, as after a node that died, it adds nothing the second time")
    func twice() async throws {
        try await with { made in
            let (first, second) = (try await made.perform(Self.good), try await made.perform(Self.good))
            #expect(first.result?["known"] == .bool(false))
            #expect(second.result?["known"] == .bool(true))
        }
    }

    @Test("a scan that is refused ends the job with the reason; without the program it waits for another node")
    func refused() async throws {
        try await with { made in
            let refused = try await made.perform("echo 'unit.pdf is locked with a password.' >&2; exit 1")
            #expect(refused.state == .discarded && refused.reason == "unit.pdf is locked with a password.")
            let waits = try await made.perform(Self.good, program: "/nowhere/steward-read")
            #expect(waits.state == .waiting && waits.failures == 1)
            #expect(waits.reason?.hasPrefix("Reading scans needs the program steward-read") ?? false)
        }
    }

    @Test("what was collected for the election and looks like a scan is read once, whatever its names")
    func collected() async throws {
        try await with { made in
            let installation = made.site.site.installation
            let drive = SmallDrive(pageSize: 50)
            drive.add("a", "../ประกาศ 1.PDF", Array("one".utf8))
            drive.add("b", "copy.pdf", Array("one".utf8))
            drive.add("c", "notes.txt", Array("two".utf8))
            drive.add("d", "page.jpeg", Array("three".utf8))
            let other = SmallDrive(pageSize: 50)
            other.add("o", "of another election.pdf", Array("other".utf8))
            for (name, drive, election) in [("drive", drive, ReviewSite.election), ("other", other, "another")] {
                let mirror = try await installation.files.planMirror(
                    name, folder: "root", options: MirrorOptions(target: .blobs), book: Elections.book(election))
                _ = try await installation.files.mirror(
                    mirror.id, with: FileConnection(name: name, integration: drive), actor: "tester")
            }
            let files = try await CollectedScans.files(of: ReviewSite.election, in: installation)
            #expect(files.map(\.name) == ["ประกาศ_1.PDF", "page.jpeg"])
            let file = try #require(files.first)
            #expect(file.sha256 == BlobID(hashing: Array("one".utf8)).hex && file.bytes == 3)
            var jobs: Set<JobID> = []
            for _ in 0..<2 {
                let request = CollectedScans.request(file, for: ReviewSite.election, actor: "tester")
                jobs.insert(try await installation.jobs.enqueue(request).id)
            }
            #expect(jobs.count == 1)
        }
    }

    @Test("an order that names no blob, and one that is no order, end with a sentence")
    func wrongOrders() async throws {
        try await with { made in
            let installation = made.site.site.installation
            let lost = ScanJob.Order(
                election: ReviewSite.election,
                files: [.init(name: "a.pdf", sha256: String(repeating: "0", count: 64), bytes: 1)],
                place: .init(area: Area(province: 10, constituency: 1)), actor: "tester")
            let handler = ScanJob(installation, environment: ["STEWARD_READ": "/bin/true"])
            for (payload, reason) in [
                (lost.payload, "The bytes of a.pdf are missing"), (["files": [1]], "The payload is no order"),
            ] as [(JSON, String)] {
                let job = try await installation.jobs.enqueue(JobRequest(kind: ScanJob.name, payload: payload))
                let over = try await Handlers.perform(job, installation, by: [handler])
                #expect(over.state == .discarded)
                #expect(over.reason?.hasPrefix(reason) ?? false)
            }
        }
    }
}

/// A model that answers as the test says.
private struct ModelStandIn: PageReading {
    let answer: @Sendable (PageCrop) throws -> PageAnswer.Outcome

    func read(_ crop: PageCrop) async throws -> PageAnswer {
        PageAnswer(
            outcome: try answer(crop), model: "stand-in-1", version: nil, instructionHash: "cc",
            reply: Array("all of it".utf8), instant: .distantPast, tokens: nil)
    }
}
