// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Tally

@Suite("Readings of scans go into an election")
struct ScanRecordingTests {
    private static let area = Area(province: 10, constituency: 1)
    private static let anna = Reviewer(id: "account:anna")
    private static let bo = Reviewer(id: "account:bo")

    private struct Made {
        let elections: Elections
        let desks: ReviewDesks
        let folder: TemporaryFolder
        /// The announcement of the constituency ballot, as the paper has it.
        let paper: TallyDocument

        /// Records forms of one file, of which `text` is all the bytes.
        @discardableResult
        func record(
            _ forms: [Tally.ReadForm], text: String = "scan", place: ScanReading.Place? = nil,
            reader: ReadForms.Reader = MadeScan.reader, crops: [String: [UInt8]] = [:]
        ) async throws -> ScanOutcome {
            let bytes = Array(text.utf8)
            let id = try BlobStore(folder: folder.path("blobs")).put(bytes)
            let reading = ScanReading(
                files: [ScanReading.File(name: "scan.pdf", sha256: id.hex, bytes: bytes.count)],
                place: place ?? ScanReading.Place(area: area), reader: reader, forms: forms)
            return try await elections.recordScan(reading, crops: crops, in: "made", actor: "tester")
        }

        func findings() async throws -> [Finding] {
            try await elections.examine("made").findings.filter { $0.format == .scan }
        }
        func check() async throws {
            _ = try await elections.recordCheck(try await elections.examine("made"), in: "made", actor: "tester")
        }
        func enter(_ answer: ReviewAnswer, _ id: String, by reviewer: Reviewer) async throws {
            let desk = try await desks.desk("made")
            let matter = try #require(desk.matter(id))
            _ = try await desks.enter(
                ReviewSubmission(caseID: id, answer: answer, turn: desk.shown(matter, to: reviewer).turn),
                by: reviewer, in: "made")
        }
    }

    private func with(_ engine: DatabaseEngine = .sqlite, _ body: (Made) async throws -> Void) async throws {
        let folder = try TemporaryFolder("scans")
        try await TestDatabases.with(engine) { database in
            try await database.migrate(Ledger.migrations)
            let ledger = Ledger(
                database: database, clock: SystemClock(), signer: try NoteSigner(newKeyNamed: "tests"))
            let elections = Elections(ledger: ledger, blobs: BlobStore(folder: folder.path("blobs")))
            try await elections.create("made", title: "Made", dataset: TinyDataset.dataset, actor: "tester")
            let data = try await elections.data("made")
            let generator = ElectionGenerator(register: data.register, feed: data.feed, seed: 1)
            let counts = try #require(generator.finalCounts(Self.area))
            let source = SourceFile(format: .steward, path: "made", sha256: "")
            try await body(
                Made(
                    elections: elections, desks: ReviewDesks(elections), folder: folder,
                    paper: generator.announcement(counts.constituency, source: source)))
        }
    }

    @Test(
        "an accepted form stands in the checks as it is on paper, and nothing is found about it, on both engines",
        arguments: TestDatabases.engines)
    func accepted(engine: DatabaseEngine) async throws {
        try await with(engine) { made in
            let outcome = try await made.record([MadeScan.form(made.paper)])
            #expect(outcome == ScanOutcome(recorded: 1, accepted: 1))
            let document = try #require(try await made.elections.data("made").documents.first)
            #expect(document.rows.map(\.number) == made.paper.rows.map(\.number))
            #expect(document.rows.map(\.votes.number) == made.paper.rows.map(\.votes.number))
            for field in FormField.expected(on: .announcement) + [.total] {
                #expect(document.number(field) == made.paper.number(field))
            }
            #expect(try await made.findings().map(\.id) == [])
        }
    }

    @Test("the same reading adds nothing; another reader's takes its place, and both entries stay in the book")
    func again() async throws {
        try await with { made in
            try await made.record([MadeScan.form(made.paper)])
            #expect(try await made.record([MadeScan.form(made.paper)]).isKnown)
            let newer = ReadForms.Reader(digits: "cc", words: "bb", thresholds: "2")
            #expect(try await !made.record([MadeScan.form(made.paper)], reader: newer).isKnown)
            let entries = try await made.elections.ledger.entries(in: Elections.book("made"), from: 0, limit: 100)
                .filter { $0.kind == "source.imported" }
            #expect(entries.map { $0.payload["reader"]?["digits"]?.string } == ["aa", "cc"])
            #expect(entries.allSatisfy { $0.payload["scans"]?.array?.first?["name"]?.string == "scan.pdf" })
            #expect(try await made.elections.state("made").sources.count == 1)
            #expect(try await made.elections.data("made").documents.count == 1)
            // Back to the first, which is an entry of its own again.
            #expect(try await !made.record([MadeScan.form(made.paper)]).isKnown)
        }
    }

    @Test("a cell that is not certain counts for nothing until two people, each by themselves, entered the same")
    func people() async throws {
        try await with { made in
            var form = MadeScan.form(made.paper)
            let number = try #require(made.paper.rows[0].number)
            let votes = try #require(made.paper.rows[0].votes.number)
            form.votes[String(number)] = MadeScan.cell(
                votes + 7, digits: votes + 7, words: votes, state: "proposed", page: 2, y: 100)
            form.header["good"] = nil
            form.accepted = false
            let crop: [UInt8] = [0x89, 0x50, 0x4E, 0x47]
            let outcome = try await made.record([form], crops: ["2-1200-100-380-52": crop])
            #expect(outcome == ScanOutcome(recorded: 1, accepted: 0, open: 2))
            try await made.check()
            let (row, good) = ("cell~10_1~constituency~6-1~scan~row.0", "cell~10_1~constituency~6-1~scan~field.good")
            let desk = try await made.desks.desk("made")
            #expect(Set(desk.cases.map(\.id)).isSuperset(of: [row, good]))
            let matter = try #require(desk.matter(row))
            #expect(matter.needed == 2)
            #expect(desk.readings(matter).digits == votes + 7 && desk.readings(matter).words == votes)
            #expect(desk.crop(matter) == BlobID(hashing: crop).hex)
            #expect(desk.crop(try #require(desk.matter(good))) == nil, "it was not found on the paper")
            // The evidence is the scan itself.
            #expect(matter.evidence?.sha256 == BlobID(hashing: Array("scan".utf8)).hex)
            #expect(matter.evidence?.place == "page 2")

            try await made.enter(.words, row, by: Self.anna)
            #expect(try await made.elections.data("made").documents[0].rows[0].votes.value == .unreadable)
            try await made.enter(.value(votes), row, by: Self.bo)
            let reading = try await made.elections.data("made").documents[0].rows[0].votes
            #expect(reading == Reading(.number(votes), method: .person))
            let goodVotes = try #require(made.paper.number(.good))
            try await made.enter(.value(goodVotes), good, by: Self.anna)
            try await made.enter(.value(goodVotes), good, by: Self.bo)
            try await made.check()
            #expect(try await made.findings().map(\.id) == [])
            #expect(try await made.desks.desk("made").matter(row) == nil)

            let settled = try await made.desks.desk("made")
            let agreement = ReaderAgreement(settled.state)
            #expect(agreement.cells == 2)
            #expect(agreement.digits == .init(read: 1, equal: 0) && agreement.words == .init(read: 1, equal: 1))
            #expect(ReviewAgreement(settled).pairs == 2 && ReviewAgreement(settled).equal == 2)
            // Nobody re-reads by lot what people have read.
            let frame = try AuditFrame(settled.state) { try made.elections.forEachDocument(of: settled.state, $0) }
            #expect(frame.seenByPeople == 1 && frame.names.isEmpty)
        }
    }

    @Test("of a form whose rows are in doubt nothing counts, and all of it waits for people")
    func structure() async throws {
        try await with { made in
            var form = MadeScan.form(made.paper)
            form.problems = [Tally.ReadForm.Problem(code: "no_heading", text: "Page 2: no heading.")]
            form.accepted = false
            #expect(try await made.record([form]).open == made.paper.rows.count + 13)
            let document = try #require(try await made.elections.data("made").documents.first)
            #expect(document.readings.allSatisfy { $0.value == .unreadable })
        }
    }

    @Test("a set of advance votes needs its number; dashes and empty cells that are certain count as 0")
    func sets() async throws {
        try await with { made in
            let form = MadeScan.set(.constituency, numbers: made.paper.rows.compactMap(\.number).sorted())
            let without = try await made.record([form])
            #expect(without.recorded == 0)
            #expect(without.leftOut.map(\.reason) == ["Of which set of advance ballots it is was not said."])
            #expect(try await made.elections.state("made").sources.isEmpty, "there is nothing to record")

            let place = ScanReading.Place(area: Self.area, set: 3)
            #expect(try await made.record([form], place: place).recorded == 1)
            try await made.record([MadeScan.form(made.paper)], text: "another")
            let data = try await made.elections.data("made")
            #expect(data.stationForms == 1)
            let document = try #require(
                ScanReading(
                    files: [], place: place, reader: MadeScan.reader, forms: [form]
                ).documents(at: "").first)
            #expect(document.rows.map { document.counted($0.votes) }.dropFirst().allSatisfy { $0 == 0 })
            #expect(document.rows[1].votes.value == .dash)
            let findings = try await made.elections.examine("made").findings
            let outside = try #require(findings.first { $0.rule == .setsOutsideSum })
            #expect(outside.expected == 200, "the sum of what was scanned")
            #expect(!findings.contains { $0.place == .set(3) && $0.rule.family == .arithmetic })
        }
    }

    @Test("a form of which code or ballot was not read is left out with the reason, and the others are taken")
    func unknown() async throws {
        try await with { made in
            var unknown = MadeScan.form(made.paper)
            unknown.form = nil
            unknown.pages = [7]
            var noBallot = MadeScan.form(made.paper)
            noBallot.ballot = nil
            let outcome = try await made.record([unknown, MadeScan.form(made.paper), noBallot])
            #expect(outcome.recorded == 1)
            #expect(
                outcome.leftOut == [
                    .init(pages: [7], reason: "Which form it is could not be read."),
                    .init(pages: [1, 2], reason: "Which ballot it counts could not be read."),
                ])
        }
    }

    @Test("an announcement says its constituency itself; what a person says must not be another one")
    func paperPlace() async throws {
        try await with { made in
            var form = MadeScan.form(made.paper)
            form.province = "กรุงเทพมหานคร"
            let partly = try await made.record([form], place: ScanReading.Place())
            #expect(
                partly.leftOut.map(\.reason) == [
                    "Of which constituency it is could not be read from the paper, and was not said."
                ])
            form.constituency = 1
            let other = ScanReading.Place(area: Area(province: 10, constituency: 2))
            #expect(
                try await made.record([form], place: other).leftOut.map(\.reason) == [
                    "The paper says กรุงเทพมหานคร 1, and 10_2 was said."
                ])
            #expect(try await made.record([form], place: ScanReading.Place()).recorded == 1)
            #expect(try await made.elections.data("made").documents.first?.area == Self.area)
        }
    }

    @Test("a reading of files that are no blobs is refused, and nothing is recorded")
    func noFile() async throws {
        try await with { made in
            let reading = ScanReading(
                files: [ScanReading.File(name: "a.pdf", sha256: String(repeating: "0", count: 64), bytes: 1)],
                place: ScanReading.Place(area: Self.area), reader: MadeScan.reader, forms: [MadeScan.form(made.paper)])
            await #expect(throws: TallyError(.damaged, "")) {
                try await made.elections.recordScan(reading, crops: [:], in: "made", actor: "tester")
            }
            let state = try await made.elections.state("made")
            #expect(state.sources.isEmpty)
        }
    }

    @Test(
        "a stranger's file name becomes one that is fit for a folder",
        arguments: [
            ("../../etc/passwd", "passwd"), ("--help", "help"), (".hidden", "hidden"), ("", "scan"), ("..", "scan"),
            ("แบบ 5_17 (ชุด 3).pdf", "แบบ_5_17__ชุด_3_.pdf"), ("a\nb\0c.pdf", "a_b_c.pdf"),
        ])
    func names(given: String, wanted: String) {
        #expect(ScanReading.File.safeName(given) == wanted)
        #expect(ScanReading.File.safeName(String(repeating: "ก", count: 200)).utf8.count <= 100)
    }
}
