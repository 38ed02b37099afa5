// SPDX-License-Identifier: Apache-2.0
import Files
import Foundation
import HTTPTypes
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Tally
import Testing

@testable import StewardServer

/// The job that reads a scan, with a shell script in the place of `steward-read`.
@Suite(.timeLimit(.minutes(2))) struct ScanJobTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]

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
        func perform(_ script: String, program: String? = nil) async throws -> Job {
            let path = try folder.write("steward-read", Array("#!/bin/sh\nHERE='\(folder.path)'\n\(script)\n".utf8))
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
            let installation = site.site.installation
            let scan = try installation.blobs.put(Array("a scan".utf8))
            let order = ScanJob.Order(
                election: ReviewSite.election, files: [.init(name: "unit.pdf", sha256: scan.hex, bytes: 6)],
                place: .init(area: Area(province: 10, constituency: 1), unit: 7), actor: "tester")
            let job = try await installation.jobs.enqueue(JobRequest(kind: ScanJob.name, payload: order.payload))
            return try await Handlers.perform(
                job, installation, by: [ScanJob(installation, environment: ["STEWARD_READ": program ?? path])])
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
