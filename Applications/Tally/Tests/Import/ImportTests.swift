// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Tally

@Suite("Importing announcements")
struct ImportTests {
    @Test("an announcement keeps every cell and claim as its source gives them")
    func matched() throws {
        let document = try #require(
            try ImportFolder().write(Sample.matched, to: "matched/constituency/10_1.json").documents().first)
        #expect(document.form == .announcement && document.kind == .constituency && document.place == nil)
        #expect(document.area == Area(province: 10, constituency: 1) && document.printedProvince == "กรุงเทพมหานคร")
        #expect(document.number(.good) == 70 && document.fields[.received] == nil)
        #expect(document.rows.map(\.number) == [9, nil, nil] && document.rows.map(\.numberText) == [nil, "A", nil])
        #expect(document.rows.map(\.party) == ["ประชาธิปัตย์", nil, "กล้าธรรม"])
        #expect(document.rows.map(\.votes.value) == [.number(40), .number(30), .notPresent])
        #expect(document.claims.matchedSum == 40 && document.claims.recordedSum == 70)
        #expect(document.claims.scannedFile == "6. กรุงเทพมหานคร เขต 1.json")
        #expect(document.source.path == "matched/constituency/10_1.json" && document.source.format == .matchedJSON)
        #expect(document.source.sha256.count == 64)
    }

    @Test("a table gives one document an area, quoted fields and odd numbers included")
    func table() throws {
        let documents = try ImportFolder().write(Sample.table, to: "csv/constituency.csv").documents()
        #expect(documents.map(\.area) == [Area(province: 10, constituency: 1), Area(province: 10, constituency: 2)])
        #expect(documents[0].rows[0].name == "นางสาวลลิดา, \"ลิ\"" && documents[0].rows[0].position == 2)
        #expect(documents[0].rows[1].number == nil && documents[0].rows[1].numberText == nil)
        #expect(documents[1].rows[0].numberText == "&" && documents[1].rows[0].votes.value == .number(0))
    }

    @Test("Steward's own lines keep the states of cells, methods and alternatives")
    func lines() throws {
        let documents = try ImportFolder().write(Sample.lines, to: "phrae.jsonl").documents()
        #expect(documents.map(\.form) == [.station, .advanceInside] && documents.map(\.place) == [.unit(3), .set(2)])
        #expect(documents.map(\.kind) == [.constituency, .partyList])
        let first = documents[0]
        #expect(first.fields[.bad]?.value == .dash && first.number(.used) == 430 && first.fields[.ballots] == nil)
        #expect(first.rows[0].votes == Reading(.number(12), method: .words, alternatives: [72]))
        #expect(first.rows.map(\.votes.value) == [.number(12), .unreadable, .notPresent])
    }

    @Test("the result of reading one form comes in, alone, in a list, and inside a comparison with the feed")
    func result() throws {
        let comparison = """
            {"form_type": "ส.ส. 5/17 (บช)", "polling_station": "", "ballot_data": \(Sample.result),
             "ect_data": {"x": 1},
             "discrepancies": [], "summary": {}, "status": "verified"}
            """
        for text in [Sample.result, "[\(Sample.result)]", comparison] {
            let document = try #require(try ImportFolder().write(text, to: "ballot_data.json").documents().first)
            #expect(document.form == .advanceOutside && document.kind == .partyList && document.place == .set(10))
            #expect(document.area == Area(province: 54, constituency: 1), "the province's name gives its code")
            #expect(document.number(.good) == 41 && document.fields[.bad] == nil && document.number(.ballots) == 45)
            #expect(document.rows.map(\.number) == [1, 2] && document.rows[0].party == "ไทยทรัพย์ทวี")
        }
    }

    @Test("what is written is read back the same, every state and method among it")
    func roundTrip() throws {
        var random = Seeded(seed: 31)
        let documents = (0..<200).map { _ in Self.anyDocument(using: &random) }
        let folder = try ImportFolder().write(StewardJSON.lines(documents), to: "documents.jsonl")
        var index = 0
        try ImportSource.open(folder.path).forEachDocument { _, document in
            var expected = documents[index]
            expected.source = document.source
            #expect(StewardJSON.lines([document]) == StewardJSON.lines([expected]))
            #expect(document.rows == expected.rows && document.fields == expected.fields)
            #expect(document.claims == expected.claims && document.place == expected.place)
            index += 1
        }
        #expect(index == 200)
    }

    @Test("what lies beside is named as left out, never read in silence")
    func leftOut() throws {
        let folder = try ImportFolder().write(Sample.matched, to: "matched/constituency/10_1.json")
            .write("not even JSON", to: "matched/constituency/16_4.json.REMOVED_WRONG_PDF")
            .write("{}", to: "matched/issues.json").write(Sample.table, to: "csv/constituency.csv")
            .write("{\"constituency_count\": 397}", to: "matched/validation_report.json")
        let source = try ImportSource.open(folder.path)
        #expect(source.files.map(\.path) == ["matched/constituency/10_1.json"])
        #expect(
            source.leftOut.map(\.path) == [
                "matched/issues.json", "matched/validation_report.json",
                "matched/constituency/16_4.json.REMOVED_WRONG_PDF", "csv",
            ])
        #expect(source.leftOut.allSatisfy { !$0.reason.isEmpty })
        #expect(source.announcedCounts == [.constituency: 397])
        #expect(source.credits.count == 1)
    }

    @Test("the same readings before matching come in by the name of the province")
    func unmatched() throws {
        let end = try #require(Sample.matched.range(of: ",\n \"_source_file\""))
        let text = Sample.matched[..<end.lowerBound] + "}"
        let folder = try ImportFolder().write(String(text), to: "constituency/6. กรุงเทพมหานคร เขต 1.json")
        let document = try #require(try folder.documents().first)
        #expect(document.area == Area(province: 10, constituency: 1) && document.claims.matchedSum == nil)
        try folder.write(String(text), to: "constituency/6. กรุงเทพมหานคร เขต 2.json")
        #expect(folder.error()?.problem.contains("10_2") == true)
        #expect(Area(announcementFile: "41. แพร่ เขต 1.json") == Area(province: 54, constituency: 1))
        #expect(Area(announcementFile: "41. เขต 1.json") == nil && Area(announcementFile: "54_1.txt") == nil)
    }

    @Test("files come in the order of their numbers, not of their letters")
    func order() throws {
        let folder = try ImportFolder()
        for (area, kind) in [
            ("10_10", "party_list"), ("10_2", "constituency"), ("9_1", "x"), ("10_10", "constituency"),
        ]
        where kind != "x" {
            try folder.write(Sample.matched, to: "\(kind)/\(area).json")
        }
        #expect(
            try ImportSource.open(folder.path).files.map(\.path) == [
                "constituency/10_2.json", "constituency/10_10.json", "party_list/10_10.json",
            ])
    }

    private static func anyDocument(using random: inout Seeded) -> TallyDocument {
        func reading() -> Reading {
            let values: [Reading.Value] = [
                .number(Int.random(in: 0...1_000_000_000, using: &random)), .number(3), .number(0), .dash, .blank,
                .struckOut, .unreadable,
            ]
            let methods: [Reading.Method] = [.dataset, .digits, .digits, .digits, .words, .person, .generated]
            return Reading(
                values.randomElement(using: &random) ?? .dash, method: methods.randomElement(using: &random) ?? .digits,
                alternatives: Int.random(in: 0...5, using: &random) == 0 ? [1, 22, 1_000_000_000] : [])
        }
        let form = FormType.allCases.randomElement(using: &random) ?? .station
        let place: CountingPlace? =
            switch form {
            case .announcement: nil
            case .station: .unit(12)
            default: Bool.random(using: &random) ? .set(3) : nil
            }
        let names = ["", "นาย\"ก\" \\ ข", "\u{1}\n\t", "😀 ÿ", "น้ำ"]
        let rows = (0..<Int.random(in: 0...9, using: &random)).map { index in
            TallyDocument.Row(
                number: Bool.random(using: &random) ? index : nil, numberText: index == 4 ? "&" : nil,
                name: names.randomElement(using: &random) ?? "", party: names.randomElement(using: &random),
                votes: index == 7 ? Reading(.notPresent, method: .words) : reading(),
                matchedNumber: index == 5 ? 57 : nil, position: index == 6 ? 900 : index)
        }
        var fields: [FormField: Reading] = [:]
        for field in FormField.allCases where Bool.random(using: &random) { fields[field] = reading() }
        var claims = TallyDocument.Claims(recordedSum: 5, scannedFile: names.randomElement(using: &random))
        if Bool.random(using: &random) {
            claims.matchedSum = 9
            claims.matchedRows = [
                TallyDocument.MatchedRow(
                    number: 1, matchedNumber: nil, name: "x", party: nil, votes: 0, isMatched: false)
            ]
        }
        return TallyDocument(
            form: form, kind: Bool.random(using: &random) ? .partyList : .constituency,
            area: Area(province: 96, constituency: 5), place: place, printedProvince: "นราธิวาส",
            source: SourceFile(format: .steward, path: "x", sha256: ""), fields: fields, rows: rows, claims: claims)
    }
}
