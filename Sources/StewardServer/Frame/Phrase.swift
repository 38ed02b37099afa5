// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// A sentence or word of the pages, in every language they have.
struct Phrase: Sendable, Hashable {
    let english: String
    let thai: String
    let dutch: String

    init(_ english: String, _ thai: String, _ dutch: String) {
        self.english = english
        self.thai = thai
        self.dutch = dutch
    }

    /// The phrase in a language.
    func text(_ language: Language) -> String {
        switch language {
        case .english: english
        case .thai: thai
        case .dutch: dutch
        }
    }
}

extension Phrase {
    static let overview = Phrase("Overview", "ภาพรวม", "Overzicht")
    static let findings = Phrase("Findings", "ข้อค้นพบ", "Bevindingen")
    static let jobs = Phrase("Jobs", "งาน", "Taken")
    static let ledger = Phrase("Ledger", "บัญชีหลักฐาน", "Grootboek")
    static let navigation = Phrase("Main", "เมนูหลัก", "Hoofdmenu")
    static let skipToContent = Phrase("Skip to content", "ข้ามไปยังเนื้อหา", "Naar de inhoud")
    static let requestID = Phrase("Request", "คำขอเลขที่", "Verzoek")
    static let footer = Phrase(
        "A difference can come from the form, from its reading, or from the announcement. It is not a claim of fraud.",
        "ผลต่างอาจเกิดจากแบบฟอร์ม การอ่านแบบฟอร์ม หรือการประกาศผล มิใช่การกล่าวหาว่ามีการทุจริต",
        "Een verschil kan komen door het formulier, door het uitlezen ervan of door de bekendmaking. Het is "
            + "geen beschuldiging van fraude."
    )
    static let noElection = Phrase("No election yet", "ยังไม่มีการเลือกตั้ง", "Nog geen verkiezing")
    static let noElectionHelp = Phrase(
        "Start one with “steward tally init --from FOLDER”, then import announcements.",
        "เริ่มต้นด้วยคำสั่ง “steward tally init --from FOLDER” แล้วนำเข้าประกาศผล",
        "Begin er een met “steward tally init --from FOLDER” en lees daarna bekendmakingen in.")
    static let documents = Phrase("documents", "เอกสาร", "documenten")
    static let coverage = Phrase(
        "constituencies with both announcements", "เขตที่มีประกาศครบทั้งสองบัตร", "kiesdistricten met beide bekendmakingen")
    static let consistent = Phrase(
        "documents in which every identity holds", "เอกสารที่ยอดตรงกันทุกข้อ", "documenten waarin alle optellingen kloppen")
    static let openFindings = Phrase("open findings", "ข้อค้นพบที่ยังไม่ได้ตัดสิน", "open bevindingen")
    static let changesWinner = Phrase("could change a winner", "อาจเปลี่ยนผู้ชนะ", "kan de winnaar veranderen")
    static let allAreas = Phrase("All constituencies", "ทุกเขตเลือกตั้ง", "Alle kiesdistricten")
    static let mostConsequential = Phrase(
        "Most consequential findings", "ข้อค้นพบที่มีผลมากที่สุด", "Bevindingen met de grootste gevolgen")
    static let constituencyBallot = Phrase("Constituency ballot", "บัตรแบบแบ่งเขต", "Districtsstem")
    static let partyListBallot = Phrase("Party-list ballot", "บัตรแบบบัญชีรายชื่อ", "Lijststem")
    static let form = Phrase("Form 6/1", "แบบ 6/1", "Formulier 6/1")
    static let feed = Phrase("Feed", "ข้อมูล กกต.", "Voorlopige telling")
    static let difference = Phrase("Difference", "ผลต่าง", "Verschil")
    static let number = Phrase("No.", "หมายเลข", "Nr.")
    static let name = Phrase("Name", "ชื่อ", "Naam")
    static let party = Phrase("Party", "พรรค", "Partij")
    static let votes = Phrase("Votes", "คะแนน", "Stemmen")
    static let section = Phrase("Section", "ข้อ", "Onderdeel")
    static let value = Phrase("Value", "ค่า", "Waarde")
    static let identity = Phrase("Identity", "สมการตรวจสอบ", "Optelling")
    static let holds = Phrase("holds", "ตรงกัน", "klopt")
    static let broken = Phrase("does not hold", "ไม่ตรงกัน", "klopt niet")
    static let notCheckable = Phrase(
        "cannot be checked: a cell is missing", "ตรวจไม่ได้ เพราะไม่มีค่า", "niet te controleren: een cel ontbreekt")
    static let source = Phrase("Source", "แหล่งที่มา", "Bron")
    static let noDocument = Phrase(
        "No announcement was imported for this ballot.", "ยังไม่มีประกาศผลของบัตรนี้",
        "Voor deze stemming is geen bekendmaking ingelezen.")
    static let rule = Phrase("Rule", "กฎ", "Regel")
    static let severity = Phrase("Severity", "ระดับ", "Ernst")
    static let severityByPercent = Phrase("By percent alone", "ระดับตามร้อยละ", "Alleen op percentage")
    static let consequence = Phrase("Consequence", "ผลกระทบ", "Gevolg")
    static let smallestChange = Phrase(
        "Smallest change that would make the form consistent", "การแก้ไขน้อยที่สุดที่ทำให้แบบฟอร์มสอดคล้อง",
        "Kleinste wijziging waarmee het formulier klopt")
    static let decisions = Phrase("Decisions", "การตัดสิน", "Beslissingen")
    static let noDecision = Phrase("Nobody has decided yet.", "ยังไม่มีผู้ตัดสิน", "Er heeft nog niemand beslist.")
    static let evidence = Phrase("Evidence in the ledger", "หลักฐานในบัญชี", "Bewijs in het grootboek")
    static let entry = Phrase("Entry", "รายการ", "Boeking")
    static let root = Phrase("root", "แฮชราก", "wortel")
    static let entries = Phrase("entries", "รายการ", "boekingen")
    static let time = Phrase("Time", "เวลา", "Tijd")
    static let kind = Phrase("Kind", "ชนิด", "Soort")
    static let actor = Phrase("By", "โดย", "Door")
    static let hash = Phrase("Hash", "แฮช", "Hash")
    static let book = Phrase("Book", "เล่ม", "Boek")
    static let state = Phrase("State", "สถานะ", "Status")
    static let attempts = Phrase("Attempts", "ครั้งที่ลอง", "Pogingen")
    static let progress = Phrase("Progress", "ความคืบหน้า", "Voortgang")
    static let noJobs = Phrase("No job has run yet.", "ยังไม่มีงาน", "Er is nog geen taak uitgevoerd.")
    static let schedules = Phrase("Schedules", "กำหนดการ", "Planningen")
    static let noSchedules = Phrase("No schedule yet.", "ยังไม่มีกำหนดการ", "Nog geen planning.")
    static let nextRun = Phrase("Next run", "ครั้งถัดไป", "Volgende keer")
    static let area = Phrase("Area", "เขต", "Kiesdistrict")
    static let all = Phrase("All", "ทั้งหมด", "Alle")
    static let none = Phrase("None.", "ไม่มี", "Geen.")
    static let seats = Phrase(
        "List seats by largest remainder", "ที่นั่งบัญชีรายชื่อตามวิธีเศษเหลือมากสุด",
        "Lijstzetels volgens de grootste overschotten")
    static let download = Phrase("source file", "ไฟล์ต้นฉบับ", "bronbestand")
    static let snapshot = Phrase("Feed snapshot", "ข้อมูล กกต. ณ เวลา", "Stand van de voorlopige telling")
    static let credit = Phrase("Credit", "ที่มาของข้อมูล", "Bronvermelding")
}
