// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

/// The main job on real input, with the real program: 794 announcements against the official count.
@Suite(.enabled(if: ElectionData.folder != nil, "The real election data is not at hand."))
struct RealElectionTests {
    private static func count(_ json: JSON, _ path: String...) -> Int64? {
        path.reduce(Optional(json)) { $0?[$1] }?.integer
    }

    @Test("init, import, check and reconcile find what is known of the 794 announcements")
    func wholeJob() async throws {
        let data = try #require(ElectionData.folder)
        let steward = try StewardProgram()
        let start = try await steward.json("tally", "init", "--from", data + "/ect")
        #expect(Self.count(start, "provinces") == 77)
        #expect(Self.count(start, "constituencies") == 400)
        #expect(Self.count(start, "parties") == 57)
        #expect(Self.count(start, "candidates") == 3491)
        #expect(Self.count(start, "list_candidates") == 1539)
        let imported = try await steward.json("tally", "import", data + "/ocr61/matched")
        #expect(Self.count(imported, "documents") == 794)
        let again = try await steward.json("tally", "import", data + "/ocr61/matched")
        #expect(Self.count(again, "documents") == 0)
        #expect(Self.count(again, "known") == 794)
        let check = try await steward.json("tally", "check")
        #expect(Self.count(check, "documents") == 794)
        #expect(Self.count(check, "constituency", "sums_agree") == 385)
        #expect(Self.count(check, "party_list", "sums_agree") == 341)
        #expect(Self.count(check, "constituency", "consistent") == 338)
        #expect(Self.count(check, "party_list", "consistent") == 289)
        let reconciliation = try await steward.json("tally", "reconcile")
        #expect((Self.count(reconciliation, "figures") ?? 0) > 26_000)
        let finding = try await steward.json(
            "tally", "show", "counted-parts~10_1~constituency~6-1~ocr61-matched")
        #expect(Self.count(finding, "found") == 82_425)
        let repair = finding["smallest_changes"]?.array?.first
        #expect(repair?["from"]?.integer == 3636)
        #expect(repair?["to"]?.integer == 3632)
        #expect(repair?["cell"]?.string == "field.counted-advance-outside")
    }

    @Test("what is published can be checked offline, and a flipped byte is named")
    func publication() async throws {
        let data = try #require(ElectionData.folder)
        let steward = try StewardProgram()
        let folder = try #require(steward.folder)
        #expect(try await steward.run("tally", "run", "--from", data + "/ect", data + "/ocr61/matched").status == 3)
        let report = folder.path("report")
        #expect(try await steward.run("tally", "publish", "--to", report).status == 0)
        let html = try String(contentsOfFile: report + "/report.th.html", encoding: .utf8)
        #expect(html.contains("กรุงเทพมหานคร"))
        #expect(!html.contains("http://") && !html.contains("https://"))
        #expect(html.contains("Chanon Ngernthongdee"))
        let sound = try await steward.run("ledger", "verify", report + "/evidence", "--thorough")
        #expect(sound.status == 0)
        let book = report + "/evidence/book.jsonl"
        var bytes = try [UInt8](Data(contentsOf: URL(filePath: book)))
        bytes[bytes.count / 2] ^= 1
        try Data(bytes).write(to: URL(filePath: book))
        let damaged = try await steward.run("ledger", "verify", report + "/evidence")
        #expect(damaged.status == 3)
        #expect(damaged.out.contains("book.jsonl, line"))
    }

    @Test("a file with a fault is named with the place, and nothing is imported")
    func nothingHalfImported() async throws {
        let data = try #require(ElectionData.folder)
        let steward = try StewardProgram()
        let folder = try #require(steward.folder)
        #expect(try await steward.run("tally", "init", "--from", data + "/ect").status == 0)
        for name in ["10_1.json", "10_2.json"] {
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: data + "/ocr61/matched/constituency/" + name)))
            try folder.write("matched/constituency/" + name, name == "10_2.json" ? Array(bytes.dropLast(40)) : bytes)
        }
        let refused = try await steward.run("tally", "import", folder.path("matched"))
        #expect(refused.status == 1)
        #expect(refused.err.contains("constituency/10_2.json, line"))
        let entries = try await steward.json("ledger", "show", "election:th-2026")
        #expect(entries.array?.contains { $0["kind"]?.string == "source.imported" } == false)
    }
}
