// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import Tally

/// A folder for one test, removed with it.
final class ImportFolder {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.path(percentEncoded: false) + "/steward-import-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, its folders included.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> Self {
        let folder = (path + "/" + name).split(separator: "/").dropLast().joined(separator: "/")
        try FileManager.default.createDirectory(atPath: "/" + folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: path + "/" + name))
        return self
    }
    @discardableResult
    func write(_ text: String, to name: String) throws -> Self { try write(Array(text.utf8), to: name) }

    /// The error of importing what was written, or `nil`.
    func error(_ limits: ImportLimits = ImportLimits()) -> ImportError? {
        do throws(ImportError) { _ = try ImportSource.open(path, limits: limits).readAll() } catch { return error }
        return nil
    }
    func documents() throws -> [TallyDocument] { try ImportSource.open(path).readAll().documents }
}

/// One small right file of each kind.
enum Sample {
    static let matched = """
        {"province_name": "กรุงเทพมหานคร", "constituency_number": 1, "type": "constituency",
         "summary_by_section": {"1.1": 100, "1.2": 80, "3.4": 80, "4.1": 70, "4.2": 6, "4.3": 4},
         "results": [
          {"number": 9, "name": "นายพีรวุฒิ พิมพ์สมฤดี", "party": "ประชาธิปัตย์", "votes": 40},
          {"number": "A", "name": "นางสาวลลิดา", "party": null, "votes": 30},
          {"number": null, "name": "", "party": "กล้าธรรม", "votes": null}],
         "_source_file": "/Users/somebody/6. กรุงเทพมหานคร เขต 1.json",
         "_validation": {"vote_sum": 70, "good_votes": 70, "sum_diff_pct": 0.0},
         "province_code": "10", "province_name_normalized": "กรุงเทพมหานคร", "summary": {"eligible_voters": 100},
         "matched_candidates": [
          {"number": 9, "name": "นายพีรวุฒิ พิมพ์สมฤดี", "party": "ประชาธิปัตย์", "votes": 40,
           "candidate_uuid": "8ad4145b", "is_active": true}],
         "unmatched_candidates": []}
        """
    static let table = [
        "\u{FEFF}รหัสจังหวัด,จังหวัด,เขต,หมายเลข,ชื่อผู้สมัคร,พรรค,คะแนน",
        #"10,กรุงเทพมหานคร,1,1,"นางสาวลลิดา, ""ลิ""",ภูมิใจไทย,14368"#,
        "10,กรุงเทพมหานคร,1,,นายปรีติ,ประชาชน,41888",
        "10,กรุงเทพมหานคร,2,&,นายกฤช,ประชาชน,0", "",
    ].joined(separator: "\r\n")
    static let lines = """
        {"form_type":"ส.ส. 5/18","form_category":"constituency","province":"แพร่","province_code":54,\
        "constituency_number":1,"polling_unit":3,"method":"digits","valid_votes":412,"invalid_votes":{"state":"dash"},\
        "total_votes":430,"sections":{"eligible":700},"rows":[{"number":1,"votes":{"value":12,"method":"words",\
        "alternatives":[72]}},{"number_text":"?","votes":{"state":"unreadable"}},{"party":"ใหม่"}]}
        {"form_type":"ส.ส. 5/16 (บช)","province":"แพร่","province_code":54,"constituency_number":1,"set":2,"rows":[]}

        """
    static let result = """
        {"form_type": "สส. ๕/๑๗ (บช)", "form_category": "party_list", "province": "จังหวัดแพร่", "district": "",
         "constituency_number": 1, "polling_unit": 10, "polling_station": "ชุดที่ 10", "valid_votes": 41,
         "invalid_votes": null, "blank_votes": 0, "total_votes": 45,
         "confidence_score": 0.8, "confidence_level": "HIGH",
         "source_file": "สส.5ทับ17(บช)ชุดที่10.pdf", "vote_counts": {}, "candidate_info": {}, "page_parties": "1-10",
         "party_votes": {"1": 40, "๒": 1}, "party_info": {"1": {"name": "ไทยทรัพย์ทวี", "abbr": null, "color": "#fff"}}}
        """
}
