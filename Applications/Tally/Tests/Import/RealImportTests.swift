// SPDX-License-Identifier: Apache-2.0

import Foundation
import StewardCore
import Testing

@testable import Tally

/// The election's real data: `STEWARD_ELECTION_DATA`, or `../shared/data/election` from the package's root.
private enum RealData {
    static let folder: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let beside = root.appending(path: "../shared/data/election").standardized.path(percentEncoded: false)
        let path = ProcessInfo.processInfo.environment["STEWARD_ELECTION_DATA"] ?? beside
        return FileManager.default.fileExists(atPath: path + "/ocr61") ? path : nil
    }()
}

@Suite(
    "Importing the real announcements",
    .enabled(if: RealData.folder != nil, "needs STEWARD_ELECTION_DATA or ../shared/data/election"))
struct RealImportTests {
    private let folder = (RealData.folder ?? "") + "/ocr61"

    @Test("all 794 documents of the matched folder come in, in a stable order, with nothing unexplained left out")
    func matched() throws {
        let source = try ImportSource.open(folder + "/matched")
        let batch = try source.readAll()
        #expect(batch.documentCount == 794)
        #expect(batch.counts == [.constituency: 397, .partyList: 397])
        #expect(source.announcedCounts == batch.counts)
        #expect(
            source.leftOut.map(\.path) == [
                "issues.json", "validation_report.json", "party_list/16_4.json.REMOVED_WRONG_PDF",
            ])
        #expect(source.credits.count == 1 && source.credits[0].contains("Chanon Ngernthongdee"))
        #expect(batch.documents[0].area == Area(province: 10, constituency: 1))
        #expect(batch.documents[1].area == Area(province: 10, constituency: 2))
        #expect(batch.documents[0].source.path == "constituency/10_1.json")
        #expect(batch.documents[0].claims.scannedFile?.hasSuffix(".json") == true)
        let rows = batch.documents.reduce(into: [BallotKind: Int]()) { $0[$1.kind, default: 0] += $1.rows.count }
        #expect(rows == [.constituency: 3_468, .partyList: 22_635])
    }

    @Test("the sums that agree with the form's total are counted as by hand: 385 and 341, by matched rows 384 and 341")
    func sums() throws {
        var byRows: [BallotKind: Int] = [:]
        var byMatched: [BallotKind: Int] = [:]
        for document in try ImportSource.open(folder).readAll().documents {
            let sum = document.rows.reduce(0) { $0 + ($1.votes.number ?? 0) }
            if sum == document.number(.good) { byRows[document.kind, default: 0] += 1 }
            if document.claims.matchedSum == document.number(.good) { byMatched[document.kind, default: 0] += 1 }
        }
        #expect(byRows == [.constituency: 385, .partyList: 341])
        #expect(byMatched == [.constituency: 384, .partyList: 341])
    }

    @Test("oddities of the source stay as they are: numbers that are none, names in English, parties that are null")
    func oddities() throws {
        let documents = try ImportSource.open(folder + "/matched").readAll().documents
        let constituency = documents.filter { $0.kind == .constituency }.flatMap(\.rows)
        #expect(constituency.filter { $0.number == nil && $0.numberText == nil }.count == 4)
        #expect(constituency.compactMap(\.numberText).sorted() == ["&", "A", "G"])
        #expect(documents.filter { $0.kind == .partyList }.flatMap(\.rows).filter { $0.party == nil }.count == 4)
        let english = documents.filter { $0.printedProvince.utf8.allSatisfy { $0 < 0x80 } }
        #expect(
            english.map { "\($0.kind.rawValue) \($0.area)" } == [
                "constituency 47_2", "party_list 10_7", "party_list 80_2",
            ])
        let bangkok = try #require(documents.first)
        #expect(bangkok.number(.countedAdvanceOutside) == 3_636 && bangkok.number(.ballots) == 82_421)
    }

    @Test("a party row carries the code that the source matched by name, not the number it stands at")
    func shiftedRows() throws {
        let documents = try ImportSource.open(folder + "/matched").readAll().documents
        let shifted = try #require(
            documents.first { $0.kind == .partyList && $0.area == Area(province: 80, constituency: 4) })
        let row = try #require(shifted.rows.first { $0.party == "ประชาธิปัตย์" })
        #expect(row.number == 28 && row.matchedNumber == 27 && row.votes.number == 62_772)
        let withNumber = documents.filter { $0.kind == .partyList }.flatMap(\.rows).filter { $0.matchedNumber != nil }
        #expect(withNumber.count > 22_000)
    }

    @Test("the tables give the same areas: 3,458 and 22,635 rows, one document an area")
    func tables() throws {
        let batch = try ImportSource.open(folder + "/csv").readAll()
        #expect(batch.counts == [.constituency: 397, .partyList: 397])
        #expect(batch.files.map { $0.documents.reduce(0) { $0 + $1.rows.count } } == [3_458, 22_635])
        let lampang = try #require(batch.documents.first { $0.area == Area(province: 52, constituency: 4) })
        #expect(lampang.rows.contains { $0.name == "นางสาวรภัสสรณ์, นิยะโมสถ" && $0.votes.number == 13_288 })
        #expect(batch.documents.allSatisfy { $0.fields.isEmpty && $0.printedProvince.unicodeScalars.count > 2 })
    }

    @Test("every real document goes through Steward's own JSON and comes back the same")
    func roundTrip() throws {
        let documents = try ImportSource.open(folder + "/matched").readAll().documents
        let folder = FileManager.default.temporaryDirectory.appending(path: "steward-import-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(StewardJSON.lines(documents)).write(to: folder.appending(path: "all.jsonl"))
        let source = try ImportSource.open(folder.path(percentEncoded: false))
        #expect(source.credits.isEmpty)
        var index = 0
        try source.forEachDocument { file, document in
            #expect(file.path == "all.jsonl")
            let before = documents[index]
            #expect(document.rows == before.rows && document.fields == before.fields, "\(before.source.path)")
            #expect(document.claims == before.claims && document.area == before.area && document.kind == before.kind)
            #expect(document.printedProvince == before.printedProvince && document.form == before.form)
            index += 1
        }
        #expect(index == 794)
    }

    @Test(
        "nearly every name on the announcements is one of its constituency's candidates, most of them letter by letter")
    func names() throws {
        let register = try candidates()
        var equal = 0
        var near = 0
        var none: [String] = []
        for document in try ImportSource.open(folder + "/matched").readAll().documents
        where document.kind == .constituency {
            let known = try #require(register[document.area])
            for row in document.rows {
                let key = NameKey(candidate: row.name)
                if known.contains(key) {
                    equal += 1
                } else if key.bestMatch(among: known) != nil {
                    near += 1
                } else {
                    none.append("\(document.area) \(row.name)")
                }
            }
        }
        #expect(equal + near + none.count == 3_468)
        #expect(equal > 3_250 && near > 150)
        // Eight rows have no name at all, one says that the name was withdrawn.
        #expect(none.count < 25, "\(none)")
    }

    /// The register's names by area.
    private func candidates() throws -> [Area: [NameKey]] {
        let ect = (RealData.folder ?? "") + "/ect/"
        func parse(_ file: String) throws -> JSON {
            try JSON(parsing: Array(try Data(contentsOf: URL(filePath: ect + file))))
        }
        var codes: [String: Int] = [:]
        for province in try parse("info_province.json")["province"]?.array ?? [] {
            codes[province["prov_id"]?.string ?? ""] = Int(province["province_id"]?.string ?? "")
        }
        var result: [Area: [NameKey]] = [:]
        for candidate in try parse("info_mp_candidate.json").array ?? [] {
            let parts = (candidate["mp_app_id"]?.string ?? "").split(separator: "_")
            let code = try #require(codes[String(parts[0])])
            let area = Area(province: code, constituency: Int(parts[1]) ?? 0)
            result[area, default: []].append(NameKey(candidate: candidate["mp_app_name"]?.string ?? ""))
        }
        return result
    }
}
