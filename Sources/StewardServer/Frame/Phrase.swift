// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// A sentence or word of the pages, in every language they have.
struct Phrase: Sendable {
    let english: String
    let thai: String

    init(_ english: String, _ thai: String) {
        self.english = english
        self.thai = thai
    }

    /// The phrase in a language.
    func text(_ language: Language) -> String {
        switch language {
        case .english: english
        case .thai: thai
        }
    }
}

extension Phrase {
    static let overview = Phrase("Overview", "ภาพรวม")
    static let findings = Phrase("Findings", "ข้อค้นพบ")
    static let jobs = Phrase("Jobs", "งาน")
    static let ledger = Phrase("Ledger", "บัญชีหลักฐาน")
    static let navigation = Phrase("Main", "เมนูหลัก")
    static let skipToContent = Phrase("Skip to content", "ข้ามไปยังเนื้อหา")
    static let requestID = Phrase("Request", "คำขอเลขที่")
    static let footer = Phrase(
        "A difference can come from the form, from its reading, or from the announcement. It is not a claim of fraud.",
        "ผลต่างอาจเกิดจากแบบฟอร์ม การอ่านแบบฟอร์ม หรือการประกาศผล มิใช่การกล่าวหาว่ามีการทุจริต")
    static let noElection = Phrase("No election yet", "ยังไม่มีการเลือกตั้ง")
    static let noElectionHelp = Phrase(
        "Start one with “steward tally init --from FOLDER”, then import announcements.",
        "เริ่มต้นด้วยคำสั่ง “steward tally init --from FOLDER” แล้วนำเข้าประกาศผล")
    static let documents = Phrase("documents", "เอกสาร")
    static let coverage = Phrase("constituencies with both announcements", "เขตที่มีประกาศครบทั้งสองบัตร")
    static let consistent = Phrase("documents in which every identity holds", "เอกสารที่ยอดตรงกันทุกข้อ")
    static let openFindings = Phrase("open findings", "ข้อค้นพบที่ยังไม่ได้ตัดสิน")
    static let changesWinner = Phrase("could change a winner", "อาจเปลี่ยนผู้ชนะ")
    static let allAreas = Phrase("All constituencies", "ทุกเขตเลือกตั้ง")
    static let mostConsequential = Phrase("Most consequential findings", "ข้อค้นพบที่มีผลมากที่สุด")
    static let constituencyBallot = Phrase("Constituency ballot", "บัตรแบบแบ่งเขต")
    static let partyListBallot = Phrase("Party-list ballot", "บัตรแบบบัญชีรายชื่อ")
    static let form = Phrase("Form 6/1", "แบบ 6/1")
    static let feed = Phrase("Feed", "ข้อมูล กกต.")
    static let difference = Phrase("Difference", "ผลต่าง")
    static let number = Phrase("No.", "หมายเลข")
    static let name = Phrase("Name", "ชื่อ")
    static let party = Phrase("Party", "พรรค")
    static let votes = Phrase("Votes", "คะแนน")
    static let section = Phrase("Section", "ข้อ")
    static let value = Phrase("Value", "ค่า")
    static let identity = Phrase("Identity", "สมการตรวจสอบ")
    static let holds = Phrase("holds", "ตรงกัน")
    static let broken = Phrase("does not hold", "ไม่ตรงกัน")
    static let notCheckable = Phrase("cannot be checked: a cell is missing", "ตรวจไม่ได้ เพราะไม่มีค่า")
    static let source = Phrase("Source", "แหล่งที่มา")
    static let noDocument = Phrase("No announcement was imported for this ballot.", "ยังไม่มีประกาศผลของบัตรนี้")
    static let rule = Phrase("Rule", "กฎ")
    static let severity = Phrase("Severity", "ระดับ")
    static let severityByPercent = Phrase("By percent alone", "ระดับตามร้อยละ")
    static let consequence = Phrase("Consequence", "ผลกระทบ")
    static let smallestChange = Phrase(
        "Smallest change that would make the form consistent", "การแก้ไขน้อยที่สุดที่ทำให้แบบฟอร์มสอดคล้อง")
    static let decisions = Phrase("Decisions", "การตัดสิน")
    static let noDecision = Phrase("Nobody has decided yet.", "ยังไม่มีผู้ตัดสิน")
    static let evidence = Phrase("Evidence in the ledger", "หลักฐานในบัญชี")
    static let entry = Phrase("Entry", "รายการ")
    static let entries = Phrase("entries", "รายการ")
    static let time = Phrase("Time", "เวลา")
    static let kind = Phrase("Kind", "ชนิด")
    static let actor = Phrase("By", "โดย")
    static let hash = Phrase("Hash", "แฮช")
    static let book = Phrase("Book", "เล่ม")
    static let state = Phrase("State", "สถานะ")
    static let attempts = Phrase("Attempts", "ครั้งที่ลอง")
    static let progress = Phrase("Progress", "ความคืบหน้า")
    static let noJobs = Phrase("No job has run yet.", "ยังไม่มีงาน")
    static let schedules = Phrase("Schedules", "กำหนดการ")
    static let noSchedules = Phrase("No schedule yet.", "ยังไม่มีกำหนดการ")
    static let nextRun = Phrase("Next run", "ครั้งถัดไป")
    static let area = Phrase("Area", "เขต")
    static let all = Phrase("All", "ทั้งหมด")
    static let none = Phrase("None.", "ไม่มี")
    static let seats = Phrase("List seats by largest remainder", "ที่นั่งบัญชีรายชื่อตามวิธีเศษเหลือมากสุด")
    static let download = Phrase("source file", "ไฟล์ต้นฉบับ")
    static let snapshot = Phrase("Feed snapshot", "ข้อมูล กกต. ณ เวลา")
    static let credit = Phrase("Credit", "ที่มาของข้อมูล")
    static let verifyHelp = Phrase(
        "Check it offline: “steward ledger export BOOK --to FOLDER”, then “steward ledger verify FOLDER”.",
        "ตรวจสอบแบบออฟไลน์: “steward ledger export BOOK --to FOLDER” แล้ว “steward ledger verify FOLDER”")
}
