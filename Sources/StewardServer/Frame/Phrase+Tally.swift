// SPDX-License-Identifier: Apache-2.0
import Tally

extension Phrase {
    static func ballot(_ kind: BallotKind) -> Phrase { kind == .constituency ? constituencyBallot : partyListBallot }

    static func family(_ family: Rule.Family) -> Phrase {
        switch family {
        case .arithmetic: Phrase("arithmetic", "ผลรวม")
        case .upwards: Phrase("stations", "หน่วยเลือกตั้ง")
        case .words: Phrase("words", "ตัวอักษร")
        case .register: Phrase("names and numbers", "ชื่อและหมายเลข")
        case .rows: Phrase("rows", "แถว")
        case .feed: Phrase("feed", "ข้อมูล กกต.")
        case .file: Phrase("files", "ไฟล์")
        case .pair: Phrase("two ballots", "บัตรสองแบบ")
        case .source: Phrase("source", "แหล่งที่มา")
        case .hint: Phrase("hints", "ข้อสังเกต")
        }
    }
}

extension DecisionStatus {
    /// The status for people.
    var phrase: Phrase {
        switch self {
        case .open: Phrase("open", "ยังไม่ตัดสิน")
        case .confirmed: Phrase("confirmed", "ยืนยันแล้ว")
        case .rejected: Phrase("rejected", "ไม่ใช่ข้อผิดพลาด")
        case .corrected: Phrase("corrected", "แก้ไขแล้ว")
        case .awaitingSecond: Phrase("waits for a second person", "รอผู้ตรวจคนที่สอง")
        case .disputed: Phrase("disputed", "เห็นต่างกัน")
        }
    }
}

extension Language {
    /// The language's name in itself.
    var ownName: String {
        switch self {
        case .english: "English"
        case .thai: "ไทย"
        }
    }
}

extension NamedValue {
    /// What the value is, with its cell or subject.
    func name(on form: FormType, _ language: Language) -> String {
        let label = self.label.text(language)
        guard let detail = cell?.label(on: form, language) ?? subject else { return label }
        return label == detail ? label : "\(label): \(detail)"
    }
}
