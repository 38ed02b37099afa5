// SPDX-License-Identifier: Apache-2.0
import Tally

extension Phrase {
    static func ballot(_ kind: BallotKind) -> Phrase { kind == .constituency ? constituencyBallot : partyListBallot }

    static func family(_ family: Rule.Family) -> Phrase {
        switch family {
        case .arithmetic: Phrase("arithmetic", "ผลรวม", "optellingen")
        case .upwards: Phrase("stations", "หน่วยเลือกตั้ง", "stembureaus")
        case .words: Phrase("words", "ตัวอักษร", "getallen in letters")
        case .register: Phrase("names and numbers", "ชื่อและหมายเลข", "namen en nummers")
        case .rows: Phrase("rows", "แถว", "rijen")
        case .feed: Phrase("feed", "ข้อมูล กกต.", "voorlopige telling")
        case .file: Phrase("files", "ไฟล์", "bestanden")
        case .pair: Phrase("two ballots", "บัตรสองแบบ", "twee stemmingen")
        case .source: Phrase("source", "แหล่งที่มา", "bron")
        case .hint: Phrase("hints", "ข้อสังเกต", "aandachtspunten")
        }
    }
}

extension DecisionStatus {
    /// The status for people.
    var phrase: Phrase {
        switch self {
        case .open: Phrase("open", "ยังไม่ตัดสิน", "open")
        case .confirmed: Phrase("confirmed", "ยืนยันแล้ว", "bevestigd")
        case .rejected: Phrase("rejected", "ไม่ใช่ข้อผิดพลาด", "verworpen")
        case .corrected: Phrase("corrected", "แก้ไขแล้ว", "gecorrigeerd")
        case .awaitingSecond: Phrase("waits for a second person", "รอผู้ตรวจคนที่สอง", "wacht op een tweede persoon")
        case .disputed: Phrase("disputed", "เห็นต่างกัน", "betwist")
        }
    }
}

extension Decision.Verdict {
    /// What the person decided.
    var phrase: Phrase {
        switch self {
        case .confirm: Phrase("confirmed", "ยืนยัน", "bevestigd")
        case .reject: Phrase("rejected", "ไม่ใช่ข้อผิดพลาด", "verworpen")
        case .correct: Phrase("corrected", "แก้ไข", "gecorrigeerd")
        case .undo: Phrase("took back", "ถอนคำตัดสิน", "ingetrokken")
        }
    }
}

extension OriginalSeverity {
    /// The same degree in the words of severities.
    func label(_ language: Language) -> String {
        switch self {
        case .low: Severity.low.label(language)
        case .medium: Severity.medium.label(language)
        case .high: Severity.high.label(language)
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
