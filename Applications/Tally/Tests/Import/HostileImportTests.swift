// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Tally

@Suite("Wrong and hostile files")
struct HostileImportTests {
    /// What to change in a right file; the code, and words that the error must hold.
    struct Wrong: Sendable, CustomTestStringConvertible {
        var name: String
        var from: String
        var to: String
        var code: ImportError.Code
        var words: [String]
        var testDescription: String { name }
        init(_ name: String, _ from: String, _ to: String, _ code: ImportError.Code, _ words: String...) {
            (self.name, self.from, self.to, self.code, self.words) = (name, from, to, code, words)
        }
    }

    static let announcements: [Wrong] = [
        Wrong(
            "negative votes", "\"votes\": 40}", "\"votes\": -40}", .invalidValue, "line 4", "results[0].votes", "-40"),
        Wrong("absurd votes", "\"votes\": 30}", "\"votes\": 1000000001}", .invalidValue, "results[1].votes"),
        Wrong("votes over 64 bits", "\"votes\": 30}", "\"votes\": 1e30}", .invalidValue, "results[1].votes"),
        Wrong("a fraction of a vote", "\"votes\": 30}", "\"votes\": 30.5}", .invalidValue, "30.5"),
        Wrong("votes as text", "\"votes\": 30}", "\"votes\": \"30\"}", .invalidValue, "Found text"),
        Wrong("a negative section", "\"4.1\": 70", "\"4.1\": -1", .invalidValue, "summary_by_section.4.1"),
        Wrong("an unknown section", "\"4.1\"", "\"4.9\"", .invalidValue, "4.9"),
        Wrong("a section twice", "\"4.2\"", "\"4.1\"", .malformed, "twice", "line 2"),
        Wrong("an unknown field", "\"_source_file\"", "\"_source_fil\"", .invalidValue, "_source_fil", "not known"),
        Wrong("an unknown field of a row", "\"party\": null", "\"partei\": null", .invalidValue, "partei"),
        Wrong("a field twice", "\"summary\"", "\"type\"", .malformed, "\"type\" is there twice"),
        Wrong("no type", "\"type\": \"constituency\",", "", .invalidValue, "\"type\" is missing"),
        Wrong("no table", "\"results\"", "\"summary2\"", .invalidValue, "summary2"),
        Wrong(
            "another ballot than the folder", "\"type\": \"constituency\"", "\"type\": \"party_list\"", .invalidValue,
            "folder"),
        Wrong("an unknown type", "\"type\": \"constituency\"", "\"type\": \"senate\"", .invalidValue, "senate"),
        Wrong(
            "another province than the name", "\"province_code\": \"10\"", "\"province_code\": \"11\"", .invalidValue,
            "11"),
        Wrong("no province code", "\"province_code\": \"10\"", "\"province_code\": \"x\"", .invalidValue, "\"x\""),
        Wrong(
            "another number than the name", "\"constituency_number\": 1", "\"constituency_number\": 2", .invalidValue,
            "10_1", "10_2"),
        Wrong(
            "a table that is no list", "\"unmatched_candidates\": []", "\"unmatched_candidates\": {}", .invalidValue,
            "list"),
        Wrong(
            "a row that is no object", "\"unmatched_candidates\": []", "\"unmatched_candidates\": [[]]", .invalidValue,
            "object"),
        Wrong(
            "deep nesting", "\"eligible_voters\": 100", "\"x\": " + String(repeating: "[", count: 99_999), .tooLarge,
            "nested"),
        Wrong(
            "something after the end", "\"unmatched_candidates\": []}", "\"unmatched_candidates\": []} x", .malformed,
            "after"),
        Wrong("a name without end", "\"นางสาวลลิดา\"", "\"นางสาวลลิดา", .malformed, "line 5"),
        Wrong("half a surrogate pair", "\"A\"", "\"\\ud800\"", .malformed, "surrogate"),
        Wrong("a name of 20,000 letters", "นางสาวลลิดา", String(repeating: "ก", count: 20_000), .tooLarge, "bytes"),
    ]
    @Test("a wrong announcement is refused with file, place and reason", arguments: announcements)
    func announcement(_ wrong: Wrong) throws {
        let text = Sample.matched.replacing(wrong.from, with: wrong.to)
        #expect(text != Sample.matched, "the change must change something")
        try check(wrong, try ImportFolder().write(text, to: "constituency/10_1.json").error(), "constituency/10_1.json")
    }

    static let tables: [Wrong] = [
        Wrong("another header", "พรรค", "พรค", .unrecognised, "line 1", "header"),
        Wrong("a column missing", ",ประชาชน,41888", ",41888", .malformed, "line 3", "6 fields", "7"),
        Wrong("negative votes", "41888", "-41888", .invalidValue, "line 3", "คะแนน", "-41888"),
        Wrong("absurd votes", "41888", "99999999999", .invalidValue, "คะแนน"),
        Wrong("votes in words", "41888", "many", .invalidValue, "many"),
        Wrong("a wrong province", "\r\n10,กรุงเทพมหานคร,2", "\r\nX,กรุงเทพมหานคร,2", .invalidValue, "รหัสจังหวัด"),
        Wrong("a province of no code", "\r\n10,กรุงเทพมหานคร,2", "\r\n9,กรุงเทพมหานคร,2", .invalidValue, "\"9\""),
        Wrong("a quote not closed", "นายกฤช", "\"นายกฤช", .malformed, "quote"),
        Wrong("a quote inside", "นายกฤช", "นาย\"กฤช\"", .malformed, "line 4", "quote"),
        Wrong("text after a quote", "\"\"ลิ\"\"\"", "\"\"ลิ\"\"\"x", .malformed, "line 2"),
        Wrong(
            "an area again", "\r\n10,กรุงเทพมหานคร,2,&", "\r\n11,x,1,1,x,x,1\r\n10,กรุงเทพมหานคร,1,&", .invalidValue,
            "second time"),
    ]
    @Test("a wrong table is refused with file, line and column", arguments: tables)
    func table(_ wrong: Wrong) throws {
        let text = Sample.table.replacing(wrong.from, with: wrong.to)
        #expect(text != Sample.table, "the change must change something")
        try check(wrong, try ImportFolder().write(text, to: "csv/constituency.csv").error(), "csv/constituency.csv")
    }

    static let lines: [Wrong] = [
        Wrong("an unknown form", "ส.ส. 5/16 (บช)", "ส.ส. 9/9", .invalidValue, "line 2", "9/9"),
        Wrong("no form", "\"form_type\":\"ส.ส. 5/16 (บช)\",", "", .invalidValue, "line 2", "form_type"),
        Wrong("another ballot", "\"constituency\",", "\"party_list\",", .invalidValue, "line 1", "form_category"),
        Wrong("a field given twice", "\"eligible\":700", "\"used\":430", .invalidValue, "total_votes and sections"),
        Wrong("a state that is none", "\"dash\"", "\"guess\"", .invalidValue, "invalid_votes.state"),
        Wrong("a value and a state", "{\"state\":\"dash\"}", "{\"state\":\"dash\",\"value\":0}", .invalidValue, "both"),
        Wrong("an empty cell", "{\"state\":\"dash\"}", "{}", .invalidValue, "value"),
        Wrong("a negative alternative", "[72]", "[-72]", .invalidValue, "alternatives[0]"),
        Wrong("a set on a station's form", "\"polling_unit\":3", "\"set\":3", .invalidValue, "set"),
        Wrong("an unknown method", "\"method\":\"digits\"", "\"method\":\"divination\"", .invalidValue, "divination"),
        Wrong(
            "a section outside sections", "\"set\":2", "\"set\":2,\"good\":1", .invalidValue, "\"good\" is not known"),
        Wrong(
            "a method too late", "\"rows\":[]}", "\"valid_votes\":3,\"method\":\"words\",\"rows\":[]}", .invalidValue,
            "before"),
        Wrong("the last line cut off", "\"rows\":[]}", "\"rows\":[", .malformed, "line 2"),
        Wrong("two documents in a line", "\"rows\":[]}", "\"rows\":[]} {}", .malformed, "line 2", "after"),
        Wrong(
            "no province", "\"province\":\"แพร่\",\"province_code\":54,\"constituency_number\":1,\"set\"",
            "\"constituency_number\":1,\"set\"", .invalidValue, "province_code"),
    ]
    @Test("a wrong line is refused with file, line and field", arguments: lines)
    func line(_ wrong: Wrong) throws {
        let text = Sample.lines.replacing(wrong.from, with: wrong.to)
        #expect(text != Sample.lines, "the change must change something")
        try check(wrong, try ImportFolder().write(text, to: "all.jsonl").error(), "all.jsonl")
    }

    private func check(_ wrong: Wrong, _ error: ImportError?, _ file: String) throws {
        let error = try #require(error)
        #expect(error.code == wrong.code, "\(error)")
        for word in wrong.words { #expect(error.message.contains(word), "\(error)") }
        #expect(error.file == file && error.message.hasPrefix(file) && error.message.hasSuffix("."), "\(error)")
    }

    @Test("files that are no text at all are refused by name")
    func noText() throws {
        let name = "constituency/10_1.json"
        for bytes in [[], [0xFF, 0xFE], Array("<!DOCTYPE html>".utf8), Array("[]".utf8), [0], Array("\"".utf8)]
            as [[UInt8]]
        {
            let error = try #require(try ImportFolder().write(bytes, to: name).error())
            #expect(error.file == name)
        }
        #expect(try ImportFolder().write([], to: "csv/party_list.csv").error()?.code == .malformed)
        let broken = Array(Sample.matched.utf8).map { $0 == 0xE0 ? 0xC0 : $0 }
        let error = try #require(try ImportFolder().write(broken, to: name).error())
        #expect(error.code == .malformed && error.line == 1 && error.message.contains("UTF-8"))
        let table = Array(Sample.table.utf8) + [0x31, 0x30, 0x2C, 0xE0, 0x2C, 0x33, 0x2C, 0x31, 0x2C, 0x2C, 0x2C, 0x31]
        #expect(try ImportFolder().write(table, to: "csv/constituency.csv").error()?.message.contains("UTF-8") == true)
    }

    @Test("limits are kept and named")
    func limits() throws {
        var limits = ImportLimits()
        limits.wholeFileBytes = 1_000
        limits.streamedFileBytes = 1_000
        limits.lineBytes = 300
        let matched = try ImportFolder().write(Sample.matched, to: "constituency/10_1.json")
        #expect(matched.error(limits)?.code == .tooLarge)
        #expect(throws: ImportError.self) { try ImportSource.open(matched.path, limits: limits).verify() }
        limits.wholeFileBytes = 100_000
        #expect(try ImportFolder().write(Sample.lines, to: "a.jsonl").error(limits)?.message.contains("300") == true)
        limits = ImportLimits()
        limits.rows = 2
        #expect(matched.error(limits)?.message.contains("2 rows") == true)
        let table = Sample.table.replacing("10,กรุงเทพมหานคร,2,", with: "10,กรุงเทพมหานคร,1,")
        #expect(try ImportFolder().write(table, to: "csv/constituency.csv").error(limits)?.code == .tooLarge)
    }

    @Test("nothing comes in when the last file is wrong, and an unknown folder says what is wanted")
    func allOrNothing() throws {
        let folder = try ImportFolder().write(Sample.matched, to: "constituency/10_1.json")
        #expect(folder.error() == nil)
        try folder.write("{", to: "constituency/10_2.json")
        #expect(folder.error()?.file == "constituency/10_2.json")
        #expect(try ImportFolder().error()?.message.contains("give a folder with 'matched' or 'csv'") == true)
        #expect(try ImportFolder().write("x", to: "a.txt").error()?.code == .unrecognised)
        #expect(try ImportFolder().write("{}", to: "constituency/bangkok.json").error()?.code == .unrecognised)
        #expect(throws: ImportError.self) { try ImportSource.open("/no/such/folder") }
    }

    @Test("a pipe or a folder where a file should be does not hold up the import")
    func pipes() throws {
        let folder = try ImportFolder().write(Sample.matched, to: "constituency/10_1.json")
        #expect(mkfifo(folder.path + "/constituency/10_2.json", 0o600) == 0)
        #expect(folder.error()?.code == .unreadable)
        let other = try ImportFolder().write("x", to: "constituency/10_1.json/x")
        #expect(other.error()?.message.contains("no regular file") == true)
    }

    @Test("a file that changes while it is read is refused")
    func changing() throws {
        let document = Sample.lines.split(separator: "\n")[1]
        let folder = try ImportFolder()
        try folder.write(String(repeating: document + "\n", count: 20_000), to: "big.jsonl")
        var isFirst = true
        let error = try #require(throws: ImportError.self) {
            try ImportSource.open(folder.path).forEachDocument { _, _ in
                guard isFirst else { return }
                isFirst = false
                try folder.write(String(document) + "\n", to: "big.jsonl")
            }
        }
        #expect(error.code == .changed || error.code == .malformed)
    }

    @Test("no mutation crashes an importer, and pieces of any size give what the whole gives")
    func mutations() throws {
        var random = Seeded(seed: 61)
        let alphabet = Array("{}[]\":,\\-.01234567890123456789eE  \r\n\u{FEFF}ก".utf8) + [0x00, 0x80, 0xE0, 0xFF]
        let seeds: [(ImportLayout, String, [UInt8])] = [
            (.matchedJSON, "constituency/10_1.json", Array(Sample.matched.utf8)),
            (.csv, "csv/constituency.csv", Array(Sample.table.utf8)), (.jsonLines, "a.jsonl", Array(Sample.lines.utf8)),
            (.resultJSON, "a.json", Array(Sample.result.utf8)),
        ]
        var good = [0, 0, 0, 0]
        for round in 0..<6_000 {
            let (layout, path, original) = seeds[round % 4]
            var bytes = original
            for _ in 0...Int.random(in: 0...1, using: &random) {
                guard let index = bytes.indices.randomElement(using: &random) else { break }
                switch Int.random(in: 0...4, using: &random) {
                case 0: bytes.remove(at: index)
                case 1: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: index)
                case 2: bytes[index] = alphabet.randomElement(using: &random) ?? 0
                case 3: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...40, using: &random)))
                default: bytes.insert(contentsOf: bytes[index..<min(index + 30, bytes.count)], at: index)
                }
            }
            let file = ImportFile(path: path, location: "", layout: layout, limits: ImportLimits())
            let whole = read(file, bytes, pieces: bytes.count + 1)
            let pieces = read(file, bytes, pieces: Int.random(in: 1...50, using: &random))
            #expect(whole == pieces)
            if case .success = whole { good[round % 4] += 1 }
        }
        #expect(good.allSatisfy { $0 > 20 && $0 < 1_200 })
    }

    /// The documents as Steward's own lines, or the error.
    private func read(_ file: ImportFile, _ bytes: [UInt8], pieces: Int) -> Result<[UInt8], ImportError> {
        var documents: [TallyDocument] = []
        do {
            var reader = try AnnouncementReader(file, sha256: "")
            var start = 0
            while start < bytes.count {
                let end = min(start + pieces, bytes.count)
                try bytes[start..<end].withUnsafeBytes { try reader.push($0) { documents.append($0) } }
                start = end
            }
            try reader.finish { documents.append($0) }
            return .success(StewardJSON.lines(documents))
        } catch let error as ImportError {
            return .failure(error)
        } catch {
            Issue.record("an error of another type: \(error)")
            return .success([])
        }
    }
}
